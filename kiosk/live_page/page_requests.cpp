#include "kiosk/live_page/page_requests.hpp"

#include <system_error>
#include <utility>

#include "core/attendance/live_json.hpp"
#include "core/base/thread.hpp"
#include "kiosk/live_page/html_table.hpp"
#include "kiosk/live_page/staff_actions.hpp"

namespace entre {

namespace {

constexpr std::size_t max_running = 16;
constexpr std::size_t max_remembered_answers = 64;

}  // namespace

PageRequests::PageRequests(Seminar seminar, const LivePageBackend& backend, Outside outside)
    : seminar_(std::move(seminar)), backend_(backend), outside_(std::move(outside)) {}

bool PageRequests::start(const PageMessage& request) {
    std::erase_if(running_, [](const Running& one) { return one.is_answered.load(); });
    if (running_.size() >= max_running) return false;
    auto& running = running_.emplace_back();
    try {
        running.thread = std::jthread([this, request, &running](const std::stop_token& stop) {
            bool has_begun = false;  // a request is not answered twice: what failed may have acted already
            run_thread("page-answer", stop, [&] {
                if (!std::exchange(has_begun, true)) answer(request);
            });
            running.is_answered = true;
        });
    } catch (const std::system_error&) {  // no more threads
        running_.pop_back();
        return false;
    }
    return true;
}

void PageRequests::answer(const PageMessage& request) {
    PageAnswer answer = std::optional<std::string>{};
    try {
        answer = answer_to(request);
    } catch (...) {  // a bug: the phone is told at once, log and staff by run_thread
        outside_.reply(PageMessageKind::answer_failed, request.number, to_string(ErrorCode::stopped));
        throw;
    }
    if (!answer)
        outside_.reply(PageMessageKind::answer_failed, request.number, to_string(answer.error().code));
    else if (!*answer)
        outside_.reply(PageMessageKind::answer_none, request.number, {});
    else
        outside_.reply(PageMessageKind::answer, request.number, **answer);
}

PageAnswer PageRequests::answer_to(const PageMessage& request) {
    if (request.kind == PageMessageKind::request_action) return act(request.text);
    if (request.kind == PageMessageKind::request_person) return person(request.text);
    if (request.kind == PageMessageKind::request_attendance) return attendance();
    const auto content = outside_.content();
    if (request.kind == PageMessageKind::request_badges)
        return std::optional(badges_json(content.troubled ? *content.troubled : std::vector<TroubledBadge>{}));
    if (request.kind == PageMessageKind::request_table)
        return std::optional(html_table(seminar_, content.view.get(), content.health, request.text.ends_with("en") ? "en" : "sv",
                                        request.text.starts_with(to_string(LiveRole::staff))));
    return std::optional(content.view ? people_json(*content.view) : std::string("[]"));
}

PageAnswer PageRequests::act(const std::string& action_json) {
    const auto action = action_of(action_json);
    if (!action || !backend_.act) return std::optional<std::string>{};
    if (const auto id = request_id_of(action_json); !id.empty()) return act_once(id, *action);
    const auto done = backend_.act(*action);
    if (!done) return pass_on(done);
    return std::optional(answer_json(*done));
}

/// A phone that lost the answer repeats its request with the same id, and gets the first answer: a walk-in registered twice
/// would have two badges.
PageAnswer PageRequests::act_once(const std::string& id, const StaffRequest& action) {
    const MutexLock one_by_one(acting_);
    for (const auto& [earlier, answer] : answered_)
        if (earlier == id) return std::optional(answer);
    const auto done = backend_.act(action);
    if (!done) return pass_on(done);
    auto answer = answer_json(*done);
    if (done->verdict == StaffVerdict::done) {
        answered_.emplace_back(id, answer);
        if (answered_.size() > max_remembered_answers) answered_.pop_front();
    }
    return std::optional(std::move(answer));
}

PageAnswer PageRequests::attendance() const {
    if (!backend_.attendance) return std::optional<std::string>{};
    auto text = backend_.attendance();
    if (!text) return pass_on(text);
    return std::optional(std::move(*text));
}

PageAnswer PageRequests::person(const std::string& id) const {
    if (!backend_.person) return std::optional<std::string>{};
    const auto history = backend_.person({id});
    if (!history) return pass_on(history);
    return *history ? std::optional(history_json(**history)) : std::nullopt;
}

}  // namespace entre
