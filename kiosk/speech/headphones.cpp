#include "kiosk/speech/headphones.hpp"

#include <alsa/asoundlib.h>
#include <poll.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "core/base/thread.hpp"

namespace entre {

namespace {

constexpr int look_for_cards_every_ms = 2000;
constexpr int max_cards = 32;

struct Close {
    void operator()(snd_ctl_t* control) const { snd_ctl_close(control); }
};
using Control = std::unique_ptr<snd_ctl_t, Close>;

/// A card that is missing is nothing to complain of on the terminal.
void be_quiet(const char*, int, const char*, int, const char*, ...) {}

/// "Headphone Jack", "Front Headphone Jack", "Headset Jack".
bool is_jack(std::string_view name) {
    return name.ends_with(" Jack") && (name.find("Headphone") != name.npos || name.find("Headset") != name.npos);
}

/// One card that has a jack for headphones.
class Card {
public:
    explicit Card(std::string name) : name_(std::move(name)) {
        snd_ctl_t* opened = nullptr;
        if (snd_ctl_open(&opened, name_.c_str(), SND_CTL_NONBLOCK) < 0) return;
        control_.reset(opened);
        find_jacks();
        if (jacks_.empty() || snd_ctl_subscribe_events(control_.get(), 1) < 0) control_.reset();
    }

    [[nodiscard]] bool is_open() const { return control_ != nullptr; }
    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] bool are_in() const {
        return std::ranges::any_of(jacks_, [&](unsigned numid) {
            snd_ctl_elem_value_t* value = nullptr;
            snd_ctl_elem_value_alloca(&value);
            snd_ctl_elem_value_set_numid(value, numid);
            return snd_ctl_elem_read(control_.get(), value) >= 0 && snd_ctl_elem_value_get_boolean(value, 0) != 0;
        });
    }

    [[nodiscard]] pollfd waiting() const {
        pollfd one{-1, POLLIN, 0};
        snd_ctl_poll_descriptors(control_.get(), &one, 1);
        return one;
    }

    /// False if the card is gone.
    bool take_events() {
        snd_ctl_event_t* event = nullptr;
        snd_ctl_event_alloca(&event);
        int got = 0;
        do got = snd_ctl_read(control_.get(), event);
        while (got > 0);
        return got == 0 || got == -EAGAIN;
    }

private:
    void find_jacks() {
        snd_ctl_elem_list_t* list = nullptr;
        snd_ctl_elem_list_alloca(&list);
        if (snd_ctl_elem_list(control_.get(), list) < 0) return;
        const auto count = snd_ctl_elem_list_get_count(list);
        if (count == 0 || snd_ctl_elem_list_alloc_space(list, count) < 0) return;
        if (snd_ctl_elem_list(control_.get(), list) >= 0)
            for (unsigned i = 0; i < snd_ctl_elem_list_get_used(list); ++i)
                if (is_jack(snd_ctl_elem_list_get_name(list, i))) jacks_.push_back(snd_ctl_elem_list_get_numid(list, i));
        snd_ctl_elem_list_free_space(list);
    }

    std::string name_;
    Control control_;
    std::vector<unsigned> jacks_;
};

class Cards {
public:
    explicit Cards(std::vector<std::string> names) : names_(std::move(names)) {
        for (int i = 0; names_.empty() && i < max_cards; ++i) all_.push_back("hw:" + std::to_string(i));
        if (!names_.empty()) all_ = names_;
    }

    void look() {
        for (const auto& name : all_) {
            if (std::ranges::find(open_, name, &Card::name) != open_.end()) continue;
            const bool is_there = !names_.empty() || snd_card_load(std::stoi(name.substr(3))) == 1;
            if (!is_there) continue;
            if (Card card(name); card.is_open()) open_.push_back(std::move(card));
        }
    }

    [[nodiscard]] bool are_in() const { return std::ranges::any_of(open_, &Card::are_in); }

    /// Until a jack changes, `wake` is signalled, or it is time to look for cards.
    void wait(const WakeEvent& wake) {
        std::vector<pollfd> waiting{{wake.handle(), POLLIN, 0}};
        for (const auto& card : open_) waiting.push_back(card.waiting());
        ::poll(waiting.data(), waiting.size(), look_for_cards_every_ms);
        std::erase_if(open_, [](Card& card) { return !card.take_events(); });
    }

private:
    std::vector<std::string> names_, all_;
    std::vector<Card> open_;
};

}  // namespace

Headphones::Headphones(std::function<void(bool)> on_change, std::vector<std::string> cards)
    : on_change_(std::move(on_change)),
      cards_(std::move(cards)),
      thread_([this](const std::stop_token& stop) { run_thread("headphones", stop, [&] { run(stop); }); }) {}

Headphones::~Headphones() {
    thread_.request_stop();
    wake_.signal();
}

void Headphones::run(const std::stop_token& stop) {
    snd_lib_error_set_handler(be_quiet);
    Cards cards(cards_);
    bool are_in = false;
    while (!stop.stop_requested()) {
        cards.look();
        if (cards.are_in() != are_in) {
            are_in = !are_in;
            on_change_(are_in);
        }
        cards.wait(wake_);
    }
}

}  // namespace entre
