#include "kiosk/speech/headphones.hpp"

#include <alsa/asoundlib.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/thread.hpp"

namespace entre {

namespace {

constexpr int look_for_card_every_ms = 2000;

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
    explicit Card(const std::string& name) {
        snd_ctl_t* opened = nullptr;
        if (snd_ctl_open(&opened, name.c_str(), SND_CTL_NONBLOCK) < 0) return;
        control_.reset(opened);
        find_jacks();
        if (jacks_.empty() || snd_ctl_subscribe_events(control_.get(), 1) < 0) control_.reset();
    }

    [[nodiscard]] bool is_open() const { return control_ != nullptr; }

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

    Control control_;
    std::vector<unsigned> jacks_;
};

/// Until the jack changes, `wake` is signalled, or it is time to look for the card. False if the card is gone.
bool wait(std::optional<Card>& card, const WakeEvent& wake) {
    std::array<pollfd, 2> waiting{{{wake.handle(), POLLIN, 0}, {-1, POLLIN, 0}}};
    if (card) waiting[1] = card->waiting();
    ::poll(waiting.data(), waiting.size(), look_for_card_every_ms);
    return !card || card->take_events();
}

}  // namespace

Headphones::Headphones(std::function<void(bool)> on_change, std::string card)
    : on_change_(std::move(on_change)),
      card_(std::move(card)),
      thread_([this](const std::stop_token& stop) { run_thread("headphones", stop, [&] { run(stop); }); }) {}

Headphones::~Headphones() {
    thread_.request_stop();
    wake_.signal();
}

void Headphones::run(const std::stop_token& stop) {
    snd_lib_error_set_handler(be_quiet);
    std::optional<Card> card;
    bool are_in = false;
    while (!stop.stop_requested()) {
        if (!card)
            if (Card found(card_); found.is_open()) card.emplace(std::move(found));
        if ((card && card->are_in()) != are_in) {
            are_in = !are_in;
            on_change_(are_in);
        }
        if (!wait(card, wake_)) card.reset();
    }
}

}  // namespace entre
