#include "kiosk/services/live_page_backend.hpp"

#include <future>
#include <mutex>

#include "core/base/log.hpp"
#include "core/qr/barcode.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto desk_answers_within = 4s;

/// Gives the desk a wish and waits for the answer, but not for ever: a page must not hang because a disk does.
template <class Answer, class Wish, class What>
Result<Answer> request_and_wait(Workers& workers, What what) {
    auto promise = std::make_shared<std::promise<Result<Answer>>>();
    auto answer = promise->get_future();
    workers.take(Wish{std::move(what), [promise](const Result<Answer>& given) { promise->set_value(given); }});
    if (answer.wait_for(desk_answers_within) == std::future_status::ready) return answer.get();
    return fail(ErrorCode::stopped, "the desk did not answer the live page in time");
}

}  // namespace

LivePageBackend live_page_backend(Workers& workers, std::function<void()> phones_changed) {
    return {[&workers](const StaffRequest& action) { return request_and_wait<StaffAnswer, PendingStaffRequest>(workers, action); },
            [&workers](const RegistrationId& person) { return request_and_wait<std::optional<PersonHistory>, PendingPersonRequest>(workers, person); },
            [](std::string_view what) { log_warning("staff", "{}", what); }, std::move(phones_changed)};
}

LivePageBackend reading_live_page_backend(const SeminarFolder& folder, const Seminar& seminar) {
    struct Reading {
        std::mutex mutex;
        std::optional<Database> database;
    };
    auto reading = std::make_shared<Reading>();
    return {{},
            [reading, folder, seminar](const RegistrationId& person) -> Result<std::optional<PersonHistory>> {
                const std::lock_guard lock(reading->mutex);
                if (!reading->database) {
                    auto opened = Database::open(folder, Access::read, "live page");
                    if (!opened) return pass_on(opened);
                    reading->database.emplace(std::move(*opened));
                }
                return StaffDesk(*reading->database, seminar).history(person);
            },
            [](std::string_view what) { log_warning("staff", "{}", what); }};
}

std::unique_ptr<LivePage> open_page(const Seminar& seminar, const SeminarFolder& folder, LivePageBackend host) {
    if (seminar.live_page_listen.empty()) return nullptr;
    auto page = LivePage::open({seminar.live_page_listen, folder.path, assets_folder() / "web"}, seminar, std::move(host));
    if (page) return std::move(*page);
    log_error("live", page.error());
    return nullptr;
}

std::string terminal_qr(std::string_view text) {
    const auto symbol = qr_symbol(text);
    std::string out;
    const auto is_light = [&](int x, int y) {
        return x < 0 || y < 0 || x >= symbol.size || y >= symbol.size || !symbol.is_dark(x, y);
    };
    // Light modules are drawn, because most terminals are dark: two rows to a line, upper and lower half blocks.
    for (int y = -qr_quiet_zone; symbol.size > 0 && y < symbol.size + qr_quiet_zone; y += 2) {
        for (int x = -qr_quiet_zone; x < symbol.size + qr_quiet_zone; ++x) {
            const bool upper = is_light(x, y), lower = is_light(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\n";
    }
    return out;
}

}  // namespace entre
