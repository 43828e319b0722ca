#include "print/badge/preview.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "print/badge/content.hpp"

namespace entre {

namespace {

constexpr std::size_t max_across = 3;
constexpr std::uint8_t desk_grey = 0xd4;

Registration somebody(std::string given, std::string family, std::string organisation, std::string title, std::string category) {
    Registration who;
    who.given = std::move(given);
    who.family = std::move(family);
    who.organisation = std::move(organisation);
    who.title = std::move(title);
    who.category = std::move(category);
    who.ticket_code = "5qju8j7dnt5tq4mzb2pf9wr89whdcyrx";
    return who;
}

/// Copies `picture` into `onto`, with its upper left corner at (`x`, `y`).
void paste(const Picture& picture, Picture& onto, int x, int y) {
    const auto width = static_cast<std::size_t>(picture.width_px) * 4;
    for (int row = 0; row < picture.height_px; ++row) {
        const auto from = picture.bgra.begin() + static_cast<std::ptrdiff_t>(width) * row;
        const auto to = (static_cast<std::ptrdiff_t>(y + row) * onto.width_px + x) * 4;
        std::copy_n(from, width, onto.bgra.begin() + to);
    }
}

}  // namespace

std::vector<Registration> sample_people() {
    Registration hidden = somebody("Hemlig", "Person", "Okänd", "", "Polis");
    hidden.is_protected = true;
    hidden.alias = alias_of(7);
    return {
        somebody("Åsa", "Öberg", "Linköpings kommun", "säkerhetssamordnare", "Kommun"),
        somebody("Maximiliana-Alexandrine Konstantina", "Oxenstierna von Rosenstolpe-Cederhjelm",
                 "Samverkansorganet för brottsförebyggande arbete i Östergötland", "verksamhetsutvecklare", "Brottsförebyggande"),
        somebody("Suharto", "", "", "", ""),
        somebody("عبد الرحمن", "الخطيب", "Region Östergötland", "överläkare", "Region"),
        somebody("欧阳", "晓明", "Linköpings universitet", "forskare", "Skola"),
        hidden};
}

Result<Picture> preview(const BadgeTemplate& badge, const Seminar& seminar, const std::vector<Registration>& people,
                        int badge_px) {
    std::vector<Picture> badges;
    for (const auto& who : people) {
        const auto content = badge_content(seminar, who);
        for (const BadgeTemplate* side : {&badge, badge.back.get()}) {
            if (side == nullptr) continue;
            auto drawn = render_picture(*side, content, badge_px);
            if (!drawn) return drawn;
            badges.push_back(std::move(*drawn));
        }
    }
    Picture out;
    if (badges.empty()) return out;
    const int across = static_cast<int>(std::min(badges.size(), badge.back && badges.size() > 2 ? std::size_t{4} : max_across));
    const int down = (static_cast<int>(badges.size()) + across - 1) / across;
    const int width = badges.front().width_px, height = badges.front().height_px, gap = std::max(width / 20, 1);
    out.width_px = across * width + (across + 1) * gap;
    out.height_px = down * height + (down + 1) * gap;
    out.bgra.assign(static_cast<std::size_t>(out.width_px) * static_cast<std::size_t>(out.height_px) * 4, desk_grey);
    for (std::size_t i = 3; i < out.bgra.size(); i += 4) out.bgra[i] = 0xff;
    int place = 0;
    for (const auto& one : badges) {
        paste(one, out, gap + place % across * (width + gap), gap + place / across * (height + gap));
        ++place;
    }
    return out;
}

}  // namespace entre
