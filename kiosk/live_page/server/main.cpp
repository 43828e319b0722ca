// The page process: serves the live page, without access to files or the database. The kiosk starts it (page_process.cpp) with
// its end of the channel as descriptor 3.
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <future>
#include <map>
#include <memory>

#include "core/base/enum_text.hpp"
#include "core/base/mutex.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/page_channel.hpp"
#include "kiosk/live_page/server/page_server.hpp"
#include "kiosk/live_page/server/sandbox.hpp"
#include "kiosk/live_page/server/transfer_server.hpp"

namespace entre {
namespace {

using namespace std::chrono_literals;

constexpr auto kiosk_timeout = 6s;     // the kiosk gives its desk four
constexpr auto reading_timeout = 60s;  // a list of a hundred thousand people is read to its end
constexpr int niceness = 10;           // check-in has priority over the page

/// Phones' requests that wait for the kiosk's answer. Safe from any thread.
class KioskRequests {
public:
    explicit KioskRequests(PageChannel& kiosk) : kiosk_(kiosk) {}

    /// Sends a request and waits for its answer. Errors: the kiosk's; stopped after `timeout`.
    PageAnswer send(PageMessageKind kind, std::string_view text, std::chrono::seconds timeout = kiosk_timeout) {
        std::future<PageAnswer> answer;
        std::uint64_t number = 0;
        {
            const MutexLock lock(mutex_);
            number = ++last_;
            answer = waiting_[number].get_future();
        }
        const bool is_answered = kiosk_.send(kind, number, text) && answer.wait_for(timeout) == std::future_status::ready;
        if (is_answered) return answer.get();
        const MutexLock lock(mutex_);
        waiting_.erase(number);
        return fail(ErrorCode::stopped, "the kiosk did not answer in time");
    }

    /// An answer from the kiosk. One that is too late is ignored.
    void take_answer(const PageMessage& message) {
        std::promise<PageAnswer> promise;
        {
            const MutexLock lock(mutex_);
            const auto found = waiting_.find(message.number);
            if (found == waiting_.end()) return;
            promise = std::move(found->second);
            waiting_.erase(found);
        }
        if (message.kind == PageMessageKind::answer)
            promise.set_value(std::optional(message.text));
        else if (message.kind == PageMessageKind::answer_none)
            promise.set_value(std::optional<std::string>{});
        else
            promise.set_value(
                fail(from_string(message.text, ErrorCode::stopped).value_or(ErrorCode::stopped), "the kiosk reported an error"));
    }

private:
    PageChannel& kiosk_;
    Mutex mutex_;  ///< not held while sending
    std::map<std::uint64_t, std::promise<PageAnswer>> waiting_ GUARDED_BY(mutex_);
    std::uint64_t last_ GUARDED_BY(mutex_) = 0;
};

PageServerHost host_of(PageChannel& kiosk, KioskRequests& requests) {
    return {[&requests](std::string_view action) { return requests.send(PageMessageKind::request_action, action); },
            [&requests](std::string_view id) { return requests.send(PageMessageKind::request_person, id); },
            [&requests] { return requests.send(PageMessageKind::request_people, {}); },
            [&requests] { return requests.send(PageMessageKind::request_badges, {}); },
            [&requests] { return requests.send(PageMessageKind::request_attendance, {}); },
            [&requests](std::string_view language, LiveRole role) {
                return requests.send(PageMessageKind::request_table, std::string(to_string(role)) + " " + std::string(language));
            },
            [&kiosk](std::string_view what) { kiosk.send(PageMessageKind::notify_staff, 0, what); },
            [&kiosk](std::string_view what) { kiosk.send(PageMessageKind::note, 0, what); },
            [&kiosk](const PageState& state) { kiosk.send(PageMessageKind::state, 0, to_json(state)); },
            [&kiosk](std::uint64_t number) { kiosk.send(PageMessageKind::done, number, {}); },
            [&kiosk] { kiosk.send(PageMessageKind::alive, 0, {}); }};
}

TransferHost transfer_host_of(PageChannel& kiosk, KioskRequests& requests) {
    const auto answer_in = [](const PageAnswer& answer) {
        return answer && *answer ? upload_answer_from(**answer).value_or(UploadAnswer::failed) : UploadAnswer::failed;
    };
    return {[&requests, answer_in](const UploadRequest& request) {
                return answer_in(requests.send(PageMessageKind::request_upload, to_json(request)));
            },
            [&kiosk](std::uint64_t number, std::string_view bytes) { kiosk.send(PageMessageKind::upload_bytes, number, bytes); },
            [&kiosk](std::uint64_t number) { kiosk.send(PageMessageKind::upload_cut, number, {}); },
            [&requests, answer_in](std::uint64_t number) {
                return answer_in(requests.send(PageMessageKind::request_upload_end, std::to_string(number), reading_timeout));
            },
            [&requests](std::size_t index) { return requests.send(PageMessageKind::request_file, std::to_string(index)); },
            [&kiosk](std::string_view what) { kiosk.send(PageMessageKind::note, 0, what); }};
}

int refuse(PageChannel& kiosk, const Error& error) {
    kiosk.send(PageMessageKind::refused, 0, refusal_json(error));
    return 1;
}

/// Carries out the kiosk's messages until it closes the channel. Only reads: if this thread wrote as well, both processes could
/// wait for the other one to read.
void read_messages(PageChannel& kiosk, PageServer& server, KioskRequests& requests) {
    while (const auto message = kiosk.receive()) {
        if (message->kind == PageMessageKind::view) {
            server.publish(message->text);
        } else if (message->kind == PageMessageKind::invitation) {
            if (const auto invitation = invitation_from(message->text)) server.invite(*invitation, message->number);
        } else if (message->kind == PageMessageKind::end_session) {
            server.end(message->text, message->number);
        } else if (message->kind == PageMessageKind::heartbeat) {
            server.answer_heartbeat();
        } else {
            requests.take_answer(*message);
        }
    }
}

/// The same for the transfer page. Here this thread answers heartbeats: the kiosk's end always reads, and has little to say.
void read_messages(PageChannel& kiosk, KioskRequests& requests) {
    while (const auto message = kiosk.receive()) {
        if (message->kind == PageMessageKind::heartbeat)
            kiosk.send(PageMessageKind::alive, 0, {});
        else
            requests.take_answer(*message);
    }
}

/// Serves until the kiosk closes the channel. `read` is called once everything is open.
template <class Server, class Read>
int serve(PageChannel& kiosk, const Result<std::unique_ptr<Server>>& server, Read read) {
    if (!server) return refuse(kiosk, server.error());
    std::string problem;
    if (!enter_page_sandbox(problem))
        return refuse(kiosk, {ErrorCode::stopped, "the live page is not served: its process " + problem});
    kiosk.send(PageMessageKind::ready, 0, std::to_string((*server)->port()));
    read(**server);
    return 0;
}

int run() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, SIG_IGN);  // Ctrl-C in the terminal is for the kiosk, which then ends this process
    ::setpriority(PRIO_PROCESS, 0, niceness);
    PageChannel kiosk(FileHandle(page_channel), max_kiosk_message_bytes);
    const auto first = kiosk.receive();
    const auto settings = first && first->kind == PageMessageKind::settings ? page_settings_from(first->text) : std::nullopt;
    if (!settings || sodium_init() < 0) return 1;
    KioskRequests requests(kiosk);
    if (!settings->transfer.empty())
        return serve(kiosk, TransferServer::open(*settings, transfer_host_of(kiosk, requests)),
                     [&](TransferServer&) { read_messages(kiosk, requests); });
    return serve(kiosk, PageServer::open(*settings, host_of(kiosk, requests)),
                 [&](PageServer& server) { read_messages(kiosk, server, requests); });
}

}  // namespace
}  // namespace entre

int main() {
    ::prctl(PR_SET_NAME, "entre-page");  // otherwise ps shows the number of the descriptor that it was executed from
    return entre::run();
}
