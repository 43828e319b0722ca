#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <unordered_map>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/store/preprinted_badges.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/badge.hpp"
#include "kiosk/commands/common.hpp"
#include "print/badge/badge_sorting.hpp"
#include "print/badge/render.hpp"
#include "print/badge/sheets.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

constexpr auto sheet_patience = std::chrono::minutes{10};
constexpr std::size_t bar_width = 30;

/// Adds the file's name to a write error of the document.
tl::unexpected<Error> unwritable(AtomicFile& file) {
    auto placed = file.put_in_place();
    return placed ? fail(ErrorCode::file_unwritable, sentence("the badges could not be written")) : pass_on(placed);
}

/// One file for each person, named by the registration's id.
Result<std::size_t> write_files(const std::filesystem::path& into, const std::vector<Registration>& people,
                                const Seminar& seminar, const BadgeTemplate& badge) {
    std::error_code error;
    std::filesystem::create_directories(into, error);
    const Progress progress(people.size());
    std::size_t count = 0;
    for (const auto& who : people) {
        const auto rendered = render_pdf(badge, badge_content(seminar, who), badge.back != nullptr);
        if (!rendered) return pass_on(rendered);
        if (const auto done = write_file_atomically(into / (who.id.value + ".pdf"), rendered->pdf); !done) return pass_on(done);
        progress.show(++count);
    }
    return count;
}

/// Prints everybody's badge, sheet by sheet. Each sheet is stored before it is sent, so an interrupted run continues where it
/// stopped.
class PreprintedPrint {
public:
    PreprintedPrint(Database& database, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge,
                    const SheetLayout& layout)
        : database_(database), seminar_(seminar), badge_(badge), layout_(layout), printers_(make_printers(seminar, folder)) {}

    /// `people` in order. `is_again`: also people whose badge is printed. Returns the number of badges that came out.
    Result<std::size_t> run(const std::vector<Registration>& people, const std::string& came_out, bool is_again) {
        for (const auto& who : people) everybody_.push_back(&who);
        if (const auto settled = settle(came_out); !settled) return pass_on(settled);
        auto done = printed();
        if (!done) return pass_on(done);
        std::vector<const Registration*> left;
        for (const auto& who : people) {
            const auto before = done->find(who.id);
            if (is_again || before == done->end() || before->second != fingerprint(badge_content(seminar_, who)))
                left.push_back(&who);
        }
        if (left.size() < people.size())
            print_line(sentence("{} of {} people have their badge already; --again prints those too.",
                                people.size() - left.size(), people.size()));
        const Progress progress(left.size());
        for (std::size_t i = 0; i < left.size(); i += layout_.per_sheet()) {
            const auto end = left.begin() + static_cast<std::ptrdiff_t>(std::min(i + layout_.per_sheet(), left.size()));
            if (const auto sent = print_sheet({left.begin() + static_cast<std::ptrdiff_t>(i), end}); !sent) return pass_on(sent);
            progress.show(static_cast<std::size_t>(end - left.begin()));
        }
        return left.size();
    }

private:
    using Sheet = std::vector<const Registration*>;

    Result<std::unordered_map<RegistrationId, std::string>> printed() {
        return database_.guard(
            [&]() -> Result<std::unordered_map<RegistrationId, std::string>> { return PreprintedBadges(database_).printed(); });
    }

    Result<void> note(const SheetId& sheet, OrderState state, int job) {
        return database_.transaction([&]() -> Result<void> {
            PreprintedBadges(database_).note(sheet, state, job, utc_now());
            return {};
        });
    }

    OnProgress progress_recorder(const SheetId& sheet) {
        return [this, sheet](const PrintProgress& progress) {
            if (progress.fault != PrinterFault::none && progress.fault != reported_)
                std::fputs(fmt::format("\nentre: {}\n", progress.detail).c_str(), stderr);
            reported_ = progress.fault;
            return note(sheet, progress.state, progress.job).has_value();
        };
    }

    [[nodiscard]] PrintPage blank_page(const SheetId& id) const {
        PrintPage page{{}, layout_.width_mm, layout_.height_mm, id.value};
        page.is_two_sided = badge_.back != nullptr;
        return page;
    }

    Result<PrintPage> page_of(const SheetId& id, const Sheet& people) const {
        PrintPage page = blank_page(id);
        SheetWriter writer(badge_, layout_, [&](std::string_view bytes) { return page.pdf.append(bytes), true; });
        for (const auto* who : people)
            if (const auto added = writer.add(badge_content(seminar_, *who)); !added) return pass_on(added);
        if (const auto finished = writer.finish(); !finished) return pass_on(finished);
        return page;
    }

    /// The first printer that accepts it; a sheet that may have come out is never printed again.
    Result<void> print_sheet(const Sheet& people) {
        const auto id = new_id<SheetId>(utc_now());
        std::vector<PreprintedBadge> badges;
        for (const auto* who : people) badges.push_back({who->id, fingerprint(badge_content(seminar_, *who))});
        auto page = page_of(id, people);
        if (!page) return pass_on(page);
        Error last{ErrorCode::printer_missing, "seminar.toml has no printer"};
        for (auto& printer : printers_) {
            const auto begun = database_.transaction([&]() -> Result<void> {
                PreprintedBadges(database_).begin(id, printer->name(), badges, utc_now());
                return {};
            });
            if (!begun) return begun;
            const auto outcome = printer->print(*page, progress_recorder(id), Clock::now() + sheet_patience, {});
            if (outcome) return note(id, OrderState::printed, outcome->job);
            last = outcome.error();
            const bool is_in_doubt = last.code == ErrorCode::print_in_doubt || last.code == ErrorCode::print_given_up;
            if (const auto kept = note(id, is_in_doubt ? OrderState::in_doubt : OrderState::failed, 0); !kept) return kept;
            if (is_in_doubt) return tl::unexpected<Error>(Error{last.code, doubt(people, printer->name(), last.detail)});
        }
        return fail(last.code, fmt::format("{}. Correct that and run the same command again: it continues with {}.", last.detail,
                                           display_name(*people.front())));
    }

    std::string doubt(const Sheet& people, const std::string& printer, const std::string& detail) {
        return fmt::format(
            "{}. Look at {}: did the {} come out? Run the same command again with --came-out yes or --came-out no.", detail,
            printer, described(people));
    }

    static std::string described(const Sheet& people) {
        if (people.size() == 1) return fmt::format("badge of {}", display_name(*people.front()));
        return fmt::format("sheet with {} badges, from {} to {},", people.size(), display_name(*people.front()),
                           display_name(*people.back()));
    }

    /// In the order for handing out.
    Sheet people_on(const PreprintedSheet& sheet) const {
        Sheet people;
        for (const auto* who : everybody_)
            if (std::find(sheet.registrations.begin(), sheet.registrations.end(), who->id) != sheet.registrations.end())
                people.push_back(who);
        return people;
    }

    /// Sheets of an earlier run that may or may not have come out.
    Result<void> settle(const std::string& came_out) {
        const auto sheets =
            database_.guard([&]() -> Result<std::vector<PreprintedSheet>> { return PreprintedBadges(database_).unsettled(); });
        if (!sheets) return pass_on(sheets);
        for (const auto& sheet : *sheets) {
            const auto state = sheet.state == OrderState::in_doubt ? Result<OrderState>(OrderState::in_doubt) : followed(sheet);
            if (!state) return pass_on(state);
            const auto known = *state == OrderState::in_doubt ? asked(sheet, came_out) : *state;
            if (!known) return pass_on(known);
            if (const auto kept = note(sheet.id, *known, 0); !kept) return kept;
        }
        return {};
    }

    Result<OrderState> followed(const PreprintedSheet& sheet) {
        const auto printer =
            std::find_if(printers_.begin(), printers_.end(), [&](const auto& one) { return one->name() == sheet.printer; });
        if (printer == printers_.end()) return OrderState::in_doubt;
        const auto outcome =
            (*printer)->resume(blank_page(sheet.id), sheet.job, progress_recorder(sheet.id), Clock::now() + sheet_patience, {});
        if (outcome) return OrderState::printed;
        if (outcome.error().code == ErrorCode::printer_refused) return OrderState::failed;
        if (outcome.error().code == ErrorCode::print_in_doubt || outcome.error().code == ErrorCode::print_given_up)
            return OrderState::in_doubt;
        return pass_on(outcome);
    }

    Result<OrderState> asked(const PreprintedSheet& sheet, const std::string& came_out) {
        const Sheet people = people_on(sheet);
        // Everybody on the sheet has withdrawn since, so it is not needed.
        if (people.empty()) return OrderState::failed;
        std::string answer = came_out;
        if (answer.empty() && ::isatty(STDIN_FILENO) == 1) {
            std::fputs(fmt::format("Did the {} come out of {}? [yes/no] ", described(people), sheet.printer).c_str(), stderr);
            std::getline(std::cin, answer);
        }
        if (answer == "yes" || answer == "y") return OrderState::printed;
        if (answer == "no" || answer == "n") return OrderState::failed;
        static_cast<void>(note(sheet.id, OrderState::in_doubt, 0));
        return fail(ErrorCode::print_in_doubt,
                    doubt(people, sheet.printer, "an earlier run ended before it was known whether its last page came out"));
    }

    Database& database_;
    const Seminar& seminar_;
    const BadgeTemplate& badge_;
    SheetLayout layout_;
    std::vector<std::unique_ptr<Printer>> printers_;
    Sheet everybody_;
    PrinterFault reported_ = PrinterFault::none;
};

int print_all(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge,
              const SheetLayout& layout, const std::vector<Registration>& people) {
    auto database = Database::open(folder, Access::write, "entre badge");
    if (!database) return report(database.error());
    static_cast<void>(start_log(folder.log(), true));
    const auto printed =
        PreprintedPrint(*database, seminar, folder, badge, layout).run(people, options.came_out, options.is_again);
    if (!printed) return report(printed.error());
    print_line(sentence("Badges printed: {}.", *printed));
    return status_done;
}

}  // namespace

Progress::Progress(std::size_t all) : all_(all), is_shown_(::isatty(STDERR_FILENO) == 1 && all > 0) {}

Progress::~Progress() {
    if (is_shown_) std::fputs("\n", stderr);
}

void Progress::show(std::size_t done) const {
    if (!is_shown_) return;
    const std::size_t full = done * bar_width / all_;
    std::fputs(fmt::format("\r[{}{}] {} of {}", std::string(full, '#'), std::string(bar_width - full, ' '), done, all_).c_str(),
               stderr);
}

Result<std::size_t> write_document(const std::filesystem::path& file, const std::vector<Registration>& people,
                                   const BadgeTemplate& badge, const SheetLayout& layout, const ContentOf& content_of,
                                   std::optional<DocumentTexts> texts) {
    AtomicFile out(file);
    SheetWriter writer(badge, layout, [&](std::string_view bytes) { return out.write(bytes); }, std::move(texts));
    const Progress progress(people.size());
    std::size_t count = 0;
    for (const auto& who : people) {
        if (const auto added = writer.add(content_of(who)); !added)
            return added.error().code == ErrorCode::file_unwritable ? unwritable(out) : pass_on(added);
        progress.show(++count);
    }
    if (const auto finished = writer.finish(); !finished)
        return finished.error().code == ErrorCode::file_unwritable ? unwritable(out) : pass_on(finished);
    if (const auto placed = out.put_in_place(); !placed) return pass_on(placed);
    return count;
}

int run_all_badges(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    const auto layout = sheet_layout(options.sheet, options.grid, badge);
    if (!layout) return report(layout.error());
    const auto people = people_for_badges(folder, seminar, {}, options.by_sector);
    if (!people) return report(people.error());
    if (people->empty())
        return report({ErrorCode::wrong_usage,
                       "Nobody is registered yet. Import the registrations first: entre import " + folder.path.string()});
    if (options.out.empty()) return print_all(options, seminar, folder, badge, *layout, *people);
    const bool is_document = options.out.extension() == ".pdf";
    if (!is_document && (!options.sheet.empty() || !options.grid.empty()))
        return report(error_of(ErrorCode::wrong_usage, sentence("--out {}: sheets are one document, so the name must end in .pdf",
                                                                options.out.string())));
    const auto written = is_document ? write_document(options.out, *people, badge, *layout,
                                                      [&](const Registration& who) { return badge_content(seminar, who); })
                                     : write_files(options.out, *people, seminar, badge);
    if (!written) return report(written.error());
    print_line(sentence("Badges in {}: {}.", options.out.string(), *written));
    return status_done;
}

}  // namespace entre
