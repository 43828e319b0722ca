// The page process: serves the live page, without files and without the database. Started by the kiosk (dashboard.cpp) with its end of the channel
// open.
#include <sodium.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "core/base/enum_text.hpp"
#include "kiosk/live_page/server/sandbox.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/server/page_server.hpp"

namespace entre {
namespace {

using namespace std::chrono_literals;

constexpr auto kiosk_answers_within = 6s;  // the desk has four
constexpr int behind_the_door = 10;        // niceness: whoever stands at the door goes before whoever looks at a page

/// What phones ask, on its way to the kiosk and back.
class KioskRequests {
public:
    explicit KioskRequests(PageChannel& kiosk) : kiosk_(kiosk) {}

    PageAnswer ask(PageMessageKind word, std::string_view text) {
        std::future<PageAnswer> answer;
        std::uint64_t number = 0;
        {
            const std::lock_guard lock(mutex_);
            number = ++last_;
            answer = waiting_[number].get_future();
        }
        const bool is_answered = kiosk_.send(word, number, text) && answer.wait_for(kiosk_answers_within) == std::future_status::ready;
        if (is_answered) return answer.get();
        const std::lock_guard lock(mutex_);
        waiting_.erase(number);
        return fail(ErrorCode::stopped, "the kiosk did not answer in time");
    }

    void take(const PageMessage& message) {
        std::promise<PageAnswer> promise;
        {
            const std::lock_guard lock(mutex_);
            const auto found = waiting_.find(message.number);
            if (found == waiting_.end()) return;
            promise = std::move(found->second);
            waiting_.erase(found);
        }
        if (message.word == PageMessageKind::answer) promise.set_value(std::optional(message.text));
        else if (message.word == PageMessageKind::answer_none) promise.set_value(std::optional<std::string>{});
        else promise.set_value(fail(from_string(message.text, ErrorCode::stopped).value_or(ErrorCode::stopped), "the kiosk could not"));
    }

private:
    PageChannel& kiosk_;
    std::mutex mutex_;
    std::map<std::uint64_t, std::promise<PageAnswer>> waiting_;
    std::uint64_t last_ = 0;
};

PageServerHost host_of(PageChannel& kiosk, KioskRequests& pending_requests) {
    return {[&pending_requests](std::string_view action) { return pending_requests.ask(PageMessageKind::request_action, action); },
            [&pending_requests](std::string_view id) { return pending_requests.ask(PageMessageKind::request_person, id); },
            [&pending_requests] { return pending_requests.ask(PageMessageKind::request_people, {}); },
            [&pending_requests] { return pending_requests.ask(PageMessageKind::request_badges, {}); },
            [&pending_requests](std::string_view language) { return pending_requests.ask(PageMessageKind::request_table, language); },
            [&kiosk](std::string_view what) { kiosk.send(PageMessageKind::notify_staff, 0, what); },
            [&kiosk](std::string_view what) { kiosk.send(PageMessageKind::note, 0, what); },
            [&kiosk](const PageState& state) { kiosk.send(PageMessageKind::state, 0, to_json(state)); }};
}

int refuse(PageChannel& kiosk, const Error& error) {
    kiosk.send(PageMessageKind::refused, 0, nlohmann::json{{"code", to_string(error.code)}, {"detail", error.detail}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return 1;
}

int run() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, SIG_IGN);  // Ctrl-C at the terminal is the kiosk's to hear
    ::setpriority(PRIO_PROCESS, 0, behind_the_door);
    PageChannel kiosk(FileHandle(page_channel), max_kiosk_message_bytes);
    const auto first = kiosk.receive();
    const auto settings = first && first->word == PageMessageKind::settings ? page_settings(first->text) : std::nullopt;
    if (!settings || sodium_init() < 0) return 1;
    KioskRequests pending_requests(kiosk);
    auto server = PageServer::open(*settings, host_of(kiosk, pending_requests));
    if (!server) return refuse(kiosk, server.error());
    std::string problem;
    if (!enter_page_sandbox(problem)) return refuse(kiosk, {ErrorCode::stopped, "the live page is not served: its process " + problem});
    kiosk.send(PageMessageKind::ready, 0, std::to_string((*server)->port()));
    while (const auto message = kiosk.receive()) {
        if (message->word == PageMessageKind::view) {
            (*server)->publish(message->text);
        } else if (message->word == PageMessageKind::invitation) {
            if (const auto invitation = invitation_of(message->text)) (*server)->invite(*invitation);
            kiosk.send(PageMessageKind::done, message->number, {});
        } else if (message->word == PageMessageKind::end_session) {
            (*server)->end(message->text);
            kiosk.send(PageMessageKind::done, message->number, {});
        } else {
            pending_requests.take(*message);
        }
    }
    return 0;
}

}  // namespace
}  // namespace entre

int main() { return entre::run(); }
