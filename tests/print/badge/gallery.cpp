// Renders all shipped templates with difficult names for visual inspection: entre_badges OUT_DIR
// In colour at 300 dpi, and in black as a monochrome label printer of 203 dpi prints them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "core/base/text.hpp"
#include "print/badge/preview.hpp"

using namespace entre;

namespace {

std::vector<std::pair<std::string, Registration>> people(const Seminar& seminar) {
    std::vector<std::pair<std::string, Registration>> out;
    const std::vector<std::string> labels{"asa", "long", "mononym", "arabic", "chinese", "protected"};
    for (const auto& who : sample_people()) out.emplace_back(labels.at(out.size()), who);
    for (const auto& style : seminar.categories) {
        Registration who = sample_people().front();
        who.given = "Ann-Cathrine";
        who.family = "af Hjortsberg";
        who.category = style.name;
        out.emplace_back("sector-" + alphanumeric_ascii(fold(style.name)), who);
    }
    return out;
}

void write(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return 2;
    const std::filesystem::path out = arguments[1], assets = ENTRE_ASSETS;
    std::filesystem::create_directories(out);
    auto seminar = read_seminar(assets / "seminar");
    if (!seminar) return 1;
    for (const char* name : {"landscape", "a6", "a7", "card", "fold"}) {
        const auto badge = read_template(assets / "badges" / (std::string(name) + ".svg"));
        if (!badge) {
            std::fputs((badge.error().detail + "\n").c_str(), stderr);
            return 1;
        }
        for (const auto& notice : badge->notices) std::fputs((notice + "\n").c_str(), stderr);
        for (const auto& [label, who] : people(*seminar)) {
            const std::string stem = std::string(name) + "-" + label;
            seminar->badge_ink = BadgeInk::color;
            const auto content = badge_content(*seminar, who, BadgeName::full, 1, "sv");
            const int width = static_cast<int>(badge->width_mm * 300 / 25.4);
            write(out / (stem + ".png"), to_png(*render_picture(*badge, content, width)));
            if (badge->back) write(out / (stem + "-back.png"), to_png(*render_picture(*badge->back, content, width)));
            seminar->badge_ink = BadgeInk::black;
            const auto pdf = out / (stem + ".pdf");
            write(pdf, render_pdf(*badge, badge_content(*seminar, who, BadgeName::full, 1, "sv"))->pdf);
            const std::string command =
                "pdftoppm -mono -r 203 -singlefile '" + pdf.string() + "' '" + (out / (stem + "-203")).string() + "'";
            if (std::system(command.c_str()) != 0) return 1;
        }
    }
}
