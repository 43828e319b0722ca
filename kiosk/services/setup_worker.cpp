#include "kiosk/services/setup_worker.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <type_traits>

#include "core/base/id.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/import_service.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/imports.hpp"
#include "core/store/lock.hpp"
#include "core/store/roster.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/services/list_files.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/resources.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto look_again = 1s, test_time = 60s;

struct Numbers {
    std::int64_t expected = 0, came = 0;
    bool have_codes = true;
};

Numbers numbers_of(const SeminarFolder& folder) {
    std::error_code ignored;
    if (!fs::exists(folder.database(), ignored)) return {};
    auto database = Database::open(folder, Access::read, "entre");
    if (!database) return {};
    const auto read = database->guard([&]() -> Result<Numbers> {
        Numbers numbers;
        numbers.expected = Roster(*database).expected();
        numbers.have_codes = have_visitors_codes(*database, folder);
        auto came = database->statement("SELECT count(DISTINCT registration) FROM attendance WHERE kind = 'checked_in'");
        if (came.step()) numbers.came = came.number(0);
        return numbers;
    });
    if (!read) log_warning("setup", "{}", read.error().detail);
    return read.value_or(Numbers{});
}

setup::SeminarCard card_of(const fs::path& folder) {
    setup::SeminarCard card;
    card.folder = folder;
    card.name = folder.filename().string();
    const auto seminar = read_seminar(folder);
    if (!seminar) {
        card.problem = seminar.error();
        return card;
    }
    const auto& language = seminar->languages.front();
    card.name = seminar->name.in(language);
    card.venue = seminar->venue.in(language);
    card.starts = seminar->starts;
    card.ends = seminar->ends;
    const auto numbers = numbers_of({folder});
    card.expected = numbers.expected;
    card.came = numbers.came;
    return card;
}

/// The next one, then the later ones, then those that are over, the latest first; last the ones that cannot be read.
bool comes_before(const setup::SeminarCard& a, const setup::SeminarCard& b, UtcTime now) {
    const auto rank = [&](const setup::SeminarCard& card) { return card.problem ? 2 : card.ends.utc < now ? 1 : 0; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return rank(a) == 0 ? a.starts.utc < b.starts.utc : a.starts.utc > b.starts.utc;
}

setup::CheckRow check_badge(const Seminar& seminar, const SeminarFolder& folder) {
    setup::CheckRow row{setup::CheckKind::badge};
    const auto badge = find_template(seminar, folder);
    Registration person;
    person.given = "Åsa Łucja";
    person.family = "Öström";
    const auto drawn = badge ? render_pdf(*badge, badge_content(seminar, person)) : tl::unexpected<Error>(badge.error());
    if (!drawn || drawn->notes.missing_glyphs > 0) {
        row.health = setup::Health::missing;
        return row;
    }
    row.count = std::lround(badge->width_mm);
    row.other = std::lround(badge->height_mm);
    return row;
}

std::vector<setup::CheckRow> check_printers(const Seminar& seminar, const SeminarFolder& folder) {
    std::vector<setup::CheckRow> rows;
    for (const auto& printer : make_printers(seminar, folder)) {
        setup::CheckRow row{setup::CheckKind::printer};
        row.name = printer->name();
        const auto health = printer->health();
        row.fault = health ? health->fault : PrinterFault::offline;
        if (row.fault != PrinterFault::none) row.health = setup::Health::notice;
        rows.push_back(std::move(row));
    }
    if (rows.empty()) rows.push_back({.kind = setup::CheckKind::printer, .health = setup::Health::notice});
    return rows;
}

setup::CheckRow check_camera(const Seminar& seminar) {
    setup::CheckRow row{setup::CheckKind::camera};
    const auto& wanted = seminar.kiosk.camera;
    std::error_code ignored;
    const bool is_there =
        wanted == "auto" ? find_camera().has_value() : !wanted.starts_with("/dev/") || fs::exists(wanted, ignored);
    if (!is_there || wanted == "none") row.health = setup::Health::notice;
    return row;
}

/// The name that a list gets in the seminar's folder: that of the list which was imported before, so that people who are not on
/// the new one any more are known to be missing.
Result<std::string> name_for(Database& database, const Seminar& seminar, const fs::path& file) {
    return database.guard([&]() -> Result<std::string> {
        auto row = database.statement("SELECT 1 FROM imports LIMIT 1");
        return row.step() ? seminar.registrations.files.front() : file.filename().string();
    });
}

Result<void> copy_into(const fs::path& file, const fs::path& target) {
    std::error_code error;
    if (fs::equivalent(file, target, error)) return {};
    const fs::path part = target.string() + ".part";
    fs::copy_file(file, part, fs::copy_options::overwrite_existing, error);
    if (!error) fs::rename(part, target, error);
    if (!error) return {};
    std::error_code ignored;
    fs::remove(part, ignored);
    if (error == std::errc::no_space_on_device)
        return fail(ErrorCode::disk_full, sentence("The disk of this computer is full. Delete something, then try again."));
    return fail(ErrorCode::file_unreadable,
                sentence("{} could not be copied. Is the stick still there? Try again.", file.filename().string()));
}

/// An answer in place of what went wrong.
template <class Answer>
Answer failed(Answer answer, const Error& error) {
    answer.problem = error;
    return answer;
}

}  // namespace

fs::path usual_seminars() {
    if (const char* set = std::getenv("ENTRE_SEMINARS"); set != nullptr && *set != '\0') return set;
    const char* home = std::getenv("HOME");
    return fs::path(home == nullptr ? "/var/lib/entre" : home) / "Entré";
}

TimeZone zone_here() {
    const auto zone = TimeZone::of_machine();
    return zone ? *zone : TimeZone::named("Europe/Stockholm").value_or(TimeZone());
}

std::vector<setup::SeminarCard> find_seminars(const SetupPlaces& places, UtcTime now) {
    std::vector<setup::SeminarCard> cards;
    std::error_code error, ignored;
    for (fs::directory_iterator i(places.seminars, error), end; !error && i != end; i.increment(error))
        if (fs::exists(SeminarFolder{i->path()}.settings(), ignored)) cards.push_back(card_of(i->path()));
    std::stable_sort(cards.begin(), cards.end(), [&](const auto& a, const auto& b) { return comes_before(a, b, now); });
    return cards;
}

std::vector<setup::CheckRow> check_seminar(const fs::path& path) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return {{.kind = setup::CheckKind::clock, .health = setup::Health::missing}};
    const auto numbers = numbers_of(folder);
    std::vector<setup::CheckRow> rows;
    rows.push_back({.kind = setup::CheckKind::list,
                    .health = numbers.expected > 0 ? setup::Health::good : setup::Health::missing,
                    .count = numbers.expected});
    if (numbers.expected > 0)
        rows.push_back({.kind = setup::CheckKind::codes,
                        .health = numbers.have_codes || seminar->kiosk.search ? setup::Health::good : setup::Health::notice,
                        .count = numbers.have_codes ? 1 : 0,
                        .other = seminar->kiosk.search ? 1 : 0});
    rows.push_back(check_badge(*seminar, folder));
    for (auto& row : check_printers(*seminar, folder)) rows.push_back(std::move(row));
    rows.push_back(check_camera(*seminar));
    rows.push_back(
        {.kind = setup::CheckKind::staff_pin, .health = setup::Health::good, .count = seminar->pin_hash.empty() ? 0 : 1});
    const auto days = std::chrono::floor<std::chrono::days>(seminar->starts.utc + seminar->starts.offset) -
                      std::chrono::floor<std::chrono::days>(utc_now() + seminar->starts.offset);
    rows.push_back({.kind = setup::CheckKind::clock,
                    .health = days.count() < 0 ? setup::Health::missing : setup::Health::good,
                    .other = days.count(),
                    .opens = seminar->doors_open});
    return rows;
}

setup::PrintersFound find_printers(const fs::path& folder) {
    setup::PrintersFound found;
    const auto seminar = read_seminar(folder);
    const auto* used = seminar && !seminar->printers.empty() ? &seminar->printers.front() : nullptr;
    if (used != nullptr) found.side = used->side;
    if (const auto queues = queues_here()) {
        for (const auto& queue : *queues) {
            const bool is_network = queue.device_uri.starts_with("ipp") || queue.device_uri.starts_with("socket") ||
                                    queue.device_uri.starts_with("dnssd") || queue.device_uri.starts_with("lpd");
            const auto& name = !queue.description.empty()      ? queue.description
                               : !queue.make_and_model.empty() ? queue.make_and_model
                                                               : queue.name;
            found.printers.push_back({queue.name, name, is_network, is_label_printer(queue.make_and_model)});
        }
    } else {
        log_info("setup", "no print queues: {}", queues.error().detail);
    }
    if (used == nullptr) return found;
    for (std::size_t i = 0; i < found.printers.size(); ++i)
        if (found.printers[i].queue == used->queue || (used->queue == "auto" && !found.used)) found.used = i;
    // A printer that seminar.toml names by its address, or a folder: kept as it is unless another one is chosen.
    if (!found.used && used->queue != "auto") {
        found.used = found.printers.size();
        found.printers.push_back({used->queue, used->name, used->queue.starts_with("ipp"), false});
    }
    return found;
}

Result<void> print_test(const fs::path& path, const std::stop_token& stop) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    const auto badge = find_template(*seminar, folder);
    if (!badge) return pass_on(badge);
    Registration person;
    person.given = "Maximiliana";
    person.family = "Hohenstauffen Öström";
    person.organisation = "Provbricka";
    const auto drawn = render_pdf(*badge, badge_content(*seminar, person), false);
    if (!drawn) return pass_on(drawn);
    const auto printers = make_printers(*seminar, folder);
    if (printers.empty()) return fail(ErrorCode::printer_missing, "the seminar has no printer");
    PrintPage page;
    page.pdf = drawn->pdf;
    page.width_mm = badge->width_mm;
    page.height_mm = badge->height_mm;
    page.job_name = "test-" + new_uuid(utc_now());
    const auto printed = printers.front()->print(page, [](const PrintProgress&) { return true; }, Clock::now() + test_time, stop);
    if (!printed) return pass_on(printed);
    return {};
}

Result<setup::ListTaken> take_list(const fs::path& path, const fs::path& file) {
    const SeminarFolder folder{path};
    auto seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    auto database = Database::open(folder, Access::write, "entre");
    if (!database) return pass_on(database);
    const auto name = name_for(*database, *seminar, file);
    if (!name) return pass_on(name);
    if (const auto copied = copy_into(file, path / *name); !copied) return pass_on(copied);
    if (const auto saved = save_list_name(path, *name); !saved) return pass_on(saved);
    seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    const auto plan = plan_import(&*database, *seminar, path / *name, utc_now());
    if (!plan) return pass_on(plan);
    if (plan->review.withdrawn_inside > 0)
        return fail(
            ErrorCode::export_invalid,
            sentence("People who have checked in already are missing from this list. Nothing was changed. Is it the right "
                     "list? Otherwise take it on the staff screen once the door is open."));
    const auto applied = apply_import(*database, *plan, utc_now());
    if (!applied) return pass_on(applied);
    if (const auto report = write_import_report(folder, *plan, utc_now()); !report) log_error("setup", report.error());
    return database->guard([&]() -> Result<setup::ListTaken> {
        return setup::ListTaken{0, static_cast<std::size_t>(Roster(*database).expected()), have_visitors_codes(*database, folder),
                                std::nullopt};
    });
}

SetupWorker::SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer)
    : places_(std::move(places)),
      answer_(std::move(answer)),
      thread_([this](const std::stop_token& stop) { run_thread("setup", stop, [&] { run(stop); }); }) {}

SetupWorker::~SetupWorker() = default;

/// Tells what changed only: a stick that came or went, a file that was saved.
void SetupWorker::find_files() {
    auto files = list_files(places_.lists.empty() ? list_folders() : places_.lists);
    std::vector<fs::path> paths;
    for (const auto& file : files) paths.push_back(file.path);
    if (found_ == paths) return;
    found_ = std::move(paths);
    answer_(setup::FilesFound{std::move(files)});
}

void SetupWorker::run(const std::stop_token& stop) {
    const auto carry_out = [&]<class Effect>(const Effect& effect) {
        if constexpr (std::is_same_v<Effect, setup::FindSeminars>) {
            answer_(setup::SeminarsFound{find_seminars(places_, utc_now())});
        } else if constexpr (std::is_same_v<Effect, setup::ReadForm>) {
            if (const auto seminar = read_seminar(effect.folder)) answer_(setup::FormRead{effect.folder, form_of(*seminar)});
        } else if constexpr (std::is_same_v<Effect, setup::SaveForm>) {
            const auto folder = !effect.folder.empty() ? save_form(effect.folder, effect.form).map([&] { return effect.folder; })
                                : !effect.copy_of.empty() ? copy_seminar(places_.seminars, effect.form, effect.copy_of)
                                                          : create_seminar(places_.seminars, effect.form, zone_here());
            answer_(folder ? setup::FormSaved{effect.request, *folder, std::nullopt}
                           : setup::FormSaved{effect.request, {}, folder.error()});
        } else if constexpr (std::is_same_v<Effect, setup::FindFiles>) {
            is_finding_ = true;
            found_.reset();
            find_files();
        } else if constexpr (std::is_same_v<Effect, setup::StopFinding>) {
            is_finding_ = false;
        } else if constexpr (std::is_same_v<Effect, setup::ReadList>) {
            setup::ListRead answer{effect.request, effect.file, {}, std::nullopt};
            const auto saved = save_answers(effect.folder, effect.answers);
            const auto seminar = saved ? read_seminar(effect.folder) : tl::unexpected<Error>(saved.error());
            auto preview = seminar ? preview_of(*seminar, effect.file) : tl::unexpected<Error>(seminar.error());
            if (preview) answer.preview = std::move(*preview);
            answer_(preview ? std::move(answer) : failed(std::move(answer), preview.error()));
        } else if constexpr (std::is_same_v<Effect, setup::TakeList>) {
            auto taken = take_list(effect.folder, effect.file);
            setup::ListTaken answer = taken ? *taken : failed(setup::ListTaken{}, taken.error());
            answer.request = effect.request;
            answer_(std::move(answer));
        } else if constexpr (std::is_same_v<Effect, setup::SaveSearch>) {
            const auto saved = save_search(effect.folder, effect.may_search);
            answer_(saved ? setup::SearchSaved{effect.request, std::nullopt} : setup::SearchSaved{effect.request, saved.error()});
        } else if constexpr (std::is_same_v<Effect, setup::FindPrinters>) {
            answer_(find_printers(effect.folder));
        } else if constexpr (std::is_same_v<Effect, setup::SavePrinter>) {
            const auto saved = save_printer(effect.folder, effect.queue, effect.side, effect.is_black);
            answer_(saved ? setup::PrinterSaved{effect.request, std::nullopt}
                          : setup::PrinterSaved{effect.request, saved.error()});
        } else if constexpr (std::is_same_v<Effect, setup::PrintTest>) {
            const auto printed = print_test(effect.folder, stop);
            answer_(printed ? setup::TestPrinted{effect.request, std::nullopt}
                            : setup::TestPrinted{effect.request, printed.error()});
        } else if constexpr (std::is_same_v<Effect, setup::Check>) {
            answer_(setup::Checked{check_seminar(effect.folder)});
        }
    };
    while (!stop.stop_requested()) {
        const auto until = is_finding_ ? Clock::now() + look_again : Clock::now() + 1h;
        const auto effect = effects_.pop_until(stop, until);
        if (effect)
            std::visit(carry_out, *effect);
        else if (is_finding_)
            find_files();
    }
}

}  // namespace entre
