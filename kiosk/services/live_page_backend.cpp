#include "kiosk/services/live_page_backend.hpp"

#include <future>

#include "core/base/log.hpp"
#include "core/base/mutex.hpp"
#include "kiosk/services/attendance_file.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto desk_answers_within = 4s;

/// Sends the desk a request and waits a limited time for the answer: a slow disk must not block a phone.
template <class Answer, class Pending, class What>
Result<Answer> request_and_wait(Workers& workers, What what) {
    auto promise = std::make_shared<std::promise<Result<Answer>>>();
    auto answer = promise->get_future();
    workers.take(Pending{std::move(what), [promise](const Result<Answer>& given) { promise->set_value(given); }});
    if (answer.wait_for(desk_answers_within) == std::future_status::ready) return answer.get();
    return fail(ErrorCode::stopped, "the desk did not answer the live page in time");
}

}  // namespace

LivePageBackend live_page_backend(Workers& workers, std::function<void()> phones_changed) {
    return {
        [&workers](const StaffRequest& action) { return request_and_wait<StaffAnswer, PendingStaffRequest>(workers, action); },
        [&workers](const RegistrationId& person) {
            return request_and_wait<std::optional<PersonHistory>, PendingPersonRequest>(workers, person);
        },
        [](std::string_view what) { log_warning("staff", "{}", what); }, std::move(phones_changed)};
}

LivePageBackend reading_live_page_backend(const SeminarFolder& folder, const Seminar& seminar) {
    struct Reading {
        Mutex mutex;
        std::optional<Database> database GUARDED_BY(mutex);
    };
    auto reading = std::make_shared<Reading>();
    return {{},
            [reading, folder, seminar](const RegistrationId& person) -> Result<std::optional<PersonHistory>> {
                const MutexLock lock(reading->mutex);
                if (!reading->database) {
                    auto opened = Database::open(folder, Access::read, "live page");
                    if (!opened) return pass_on(opened);
                    reading->database.emplace(std::move(*opened));
                }
                return StaffDesk(*reading->database, seminar).history(person);
            },
            [](std::string_view what) { log_warning("staff", "{}", what); }};
}

std::function<Result<std::string>()> attendance_for_phones(const SeminarFolder& folder, const Seminar& seminar) {
    return [folder, seminar]() -> Result<std::string> {
        auto database = Database::open(folder, Access::read, "live page");
        if (!database) return pass_on(database);
        return attendance_text(*database, seminar, TicketCodes::left_out);
    };
}

std::unique_ptr<LivePage> open_page(const Seminar& seminar, const SeminarFolder& folder, LivePageBackend host) {
    if (seminar.live_page_listen.empty()) return nullptr;
    host.attendance = attendance_for_phones(folder, seminar);
    auto page = LivePage::open({seminar.live_page_listen, folder.path}, seminar, std::move(host));
    if (page) return std::move(*page);
    log_error("live", page.error());
    return nullptr;
}

}  // namespace entre
