#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "core/base/atomic_file.hpp"
#include "kiosk/commands/badge.hpp"
#include "kiosk/commands/common.hpp"
#include "print/badge/painter.hpp"
#include "print/badge/preview.hpp"
#include "print/badge/script_fonts.hpp"

namespace entre {

namespace {

constexpr double preview_dots_per_mm = 8;  // 203 dpi, as on a label printer
constexpr std::size_t max_listed = 40;

/// One kind of finding and the people concerned.
struct Group {
    std::string what;
    std::vector<std::string> lines;

    void print() const {
        if (lines.empty()) return;
        std::puts(fmt::format("\n{}: {}", what, lines.size()).c_str());
        for (std::size_t i = 0; i < std::min(lines.size(), max_listed); ++i) std::puts(("  " + lines[i]).c_str());
        if (lines.size() > max_listed) print_line(sentence("  … and {} more", lines.size() - max_listed));
    }
};

}  // namespace

int run_badge_check(const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    const auto people = people_for_badges(folder, seminar, {}, false);
    if (!people) return report(people.error());
    const BadgePainter painter(badge);
    const double floor_pt = badge.box(BoxField::name)->smallest_pt;
    Group several{say(sentence("On two lines or more")), {}},
        at_floor{say(sentence("At the smallest size, {} points", fmt::format("{:g}", floor_pt))), {}},
        below{say(sentence("Smaller than the template allows; give the name a larger box or more lines")), {}},
        blank{say(sentence("With letters that no installed font has")), {}};
    double smallest_module = 0;
    for (const auto& who : *people) {
        const auto content = badge_content(seminar, who);
        const auto notes = painter.measure(content);
        if (notes.name_lines > 1)
            several.lines.push_back(fmt::format("{} ({} lines, {:.1f} points)", content.name, notes.name_lines, notes.name_pt));
        if (notes.is_below_floor) {
            below.lines.push_back(fmt::format("{} ({:.1f} points)", content.name, notes.name_pt));
        } else if (notes.is_at_floor) {
            at_floor.lines.push_back(content.name);
        }
        if (notes.module_mm > 0)
            smallest_module = smallest_module == 0 ? notes.module_mm : std::min(smallest_module, notes.module_mm);
        if (notes.missing_glyphs == 0) continue;
        for (const auto& letter : painter.missing_in(content))
            blank.lines.push_back(fmt::format("{}: “{}” {}", content.name, letter, font_advice(letter)));
    }
    std::puts(fmt::format("{} badges of {:g} x {:g} mm", people->size(), badge.width_mm, badge.height_mm).c_str());
    for (const auto& notice : badge.notices) std::puts(notice.c_str());
    const bool is_code_small = smallest_module > 0 && smallest_module < min_module_mm;
    if (is_code_small)
        std::puts(
            fmt::format(
                "The smallest code has modules of {:.2f} mm; under {:g} mm label printers blur them. Make ticket-qr larger.",
                smallest_module, min_module_mm)
                .c_str());
    for (const auto* group : {&several, &at_floor, &below, &blank}) group->print();
    const bool is_well = below.lines.empty() && blank.lines.empty() && !is_code_small;
    std::puts("");
    print_line(is_well ? sentence("Every name fits and every letter prints.")
                       : sentence("Some badges have problems; see above."));
    return is_well ? status_done : status_failed;
}

int run_badge_preview(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder,
                      const BadgeTemplate& badge) {
    std::vector<Registration> people = sample_people();
    if (!options.code.empty()) {
        auto one = people_for_badges(folder, seminar, options.code, false);
        if (!one) return report(one.error());
        people = std::move(*one);
    }
    const auto picture = preview(badge, seminar, people, static_cast<int>(badge.width_mm * preview_dots_per_mm));
    if (!picture) return report(picture.error());
    if (const auto done = write_file_atomically(options.preview, to_png(*picture)); !done) return report(done.error());
    for (const auto& notice : badge.notices) std::puts(notice.c_str());
    print_line(sentence("Wrote a picture of the badge to {}", options.preview.string()));
    return status_done;
}

}  // namespace entre
