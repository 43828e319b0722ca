#include "tests/kiosk/screens/checks.hpp"

#include <array>
#include <cmath>
#include <sstream>
#include <unordered_map>

namespace entre::demo {
namespace {

constexpr float slack_px = 2;     ///< of edges that antialiasing blurs
constexpr float same_px = 1.01f;  ///< edges that differ less are the same

template <class... Parts>
std::string line(const Parts&... parts) {
    std::ostringstream out;
    out.precision(4);
    (out << ... << parts);
    return out.str();
}

bool is_on_screen(const Rect& r, SizePx size) {
    return r.x >= -slack_px && r.y >= -slack_px && r.right() <= static_cast<float>(size.width) + slack_px &&
           r.bottom() <= static_cast<float>(size.height) + slack_px;
}

bool is_within(const Rect& inner, const Rect& outer, float slack = slack_px) {
    return inner.x >= outer.x - slack && inner.right() <= outer.right() + slack && inner.y >= outer.y - slack &&
           inner.bottom() <= outer.bottom() + slack;
}

/// Distance between two rectangles that do not overlap.
float gap_between(const Rect& a, const Rect& b) {
    const float across = std::max(a.x - b.right(), b.x - a.right()), down = std::max(a.y - b.bottom(), b.y - a.bottom());
    return std::max(across, down);
}

/// Line boxes are higher than letters, so only the letters count.
Rect letters_of(const ShownText& text) {
    return text.rect.inset(0, std::min(text.rect.height * 0.16f, static_cast<float>(text.cap_mm) * 1.2f));
}

/// A target, a card or a text, and what it is called in a fault.
struct Box {
    std::string name;
    Rect rect;
    bool has_left = true, has_right = true;  ///< a ragged side has no edge
    bool is_target = false;
    bool is_first = true, is_last = true;  ///< nothing is beside it on its left, on its right
};

/// What is drawn directly on the canvas or on one card.
struct Group {
    Rect room;
    std::vector<Box> boxes;
};

/// Keyboards may be wider than the margins allow, and chips are set like words.
bool is_key(const Box& box) { return box.name.starts_with("key."); }
bool is_chip(const Box& box) {
    return std::ranges::any_of(std::array{"people.filter.", "people.sector", "sector.", "suggestion."},
                               [&](const char* id) { return box.name.starts_with(id); });
}

/// The smallest card around `rect`, or the screen.
std::size_t group_of(const Rect& rect, const std::vector<Group>& groups, std::size_t itself) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < groups.size(); ++i) {
        const auto& room = groups[i].room;
        if (i != itself && is_within(rect, room) && room.width * room.height < groups[best].room.width * groups[best].room.height)
            best = i;
    }
    return best;
}

/// Finds what has something beside it.
void find_ends(Group& group) {
    for (auto& box : group.boxes)
        for (const auto& other : group.boxes) {
            if (box.rect.y >= other.rect.bottom() || other.rect.y >= box.rect.bottom()) continue;
            if (other.rect.right() <= box.rect.x) box.is_first = false;
            if (other.rect.x >= box.rect.right()) box.is_last = false;
        }
}

std::vector<Group> groups_of(const TapTargets& shown, SizePx screen) {
    std::vector<Group> groups{{{0, 0, static_cast<float>(screen.width), static_cast<float>(screen.height)}, {}}};
    for (const auto& card : shown.cards) groups.push_back({card.rect, {}});
    for (std::size_t i = 1; i < groups.size(); ++i)
        groups[group_of(groups[i].room, groups, i)].boxes.push_back(
            {.name = "card", .rect = groups[i].room, .has_right = !shown.cards[i - 1].is_ragged});
    for (const auto& target : shown.targets)
        groups[group_of(target.rect, groups, 0)].boxes.push_back({.name = target.id, .rect = target.rect, .is_target = true});
    for (const auto& text : shown.texts) {
        const auto is_around = [&](const Target& target) { return letters_of(text).overlaps(target.rect); };
        if (std::ranges::any_of(shown.targets, is_around)) continue;
        groups[group_of(letters_of(text), groups, 0)].boxes.push_back({.name = "“" + text.text + "”",
                                                                       .rect = text.rect,
                                                                       .has_left = text.align == TextAlign::left,
                                                                       .has_right = text.align == TextAlign::right});
    }
    for (auto& group : groups) find_ends(group);
    return groups;
}

/// Edges that are both first or both last in their rows, or both edges of a close column, are the same or clearly apart; anything
/// between looks like a mistake.
void compare_edges(Faults& out, const Box& a, const Box& b, float clear, float close) {
    if (is_key(a) || is_key(b)) return;
    const float left = std::abs(a.rect.x - b.rect.x), right = std::abs(a.rect.right() - b.rect.right());
    const bool have_lefts = a.has_left && b.has_left, have_rights = a.has_right && b.has_right;
    const float down = std::max(a.rect.y - b.rect.bottom(), b.rect.y - a.rect.bottom());
    // The widths of buttons come from their labels, so only those of one height and nearly one width are a column.
    const float alike = a.is_target ? clear / 2 : clear;
    const bool is_same_kind = a.is_target == b.is_target && std::abs(a.rect.height - b.rect.height) < (a.is_target ? 2 : 1e6f);
    const bool is_column =
        !is_chip(a) && !is_chip(b) && have_lefts && have_rights && left < alike && right < alike && is_same_kind && down < close;
    const auto tell = [&](const char* edge, float apart) {
        if (apart > same_px && apart < clear)
            out.push_back(line("the ", edge, " edges of ", a.name, " and ", b.name, " are ", apart, " px apart"));
    };
    if (is_column || (have_lefts && a.is_first && b.is_first)) tell("left", left);
    if (is_column || (have_rights && a.is_last && b.is_last && !is_chip(a) && !is_chip(b))) tell("right", right);
    if (!a.is_target || !b.is_target || a.rect.y >= b.rect.bottom() || b.rect.y >= a.rect.bottom()) return;
    tell("upper", std::abs(a.rect.y - b.rect.y));
    tell("lower", std::abs(a.rect.bottom() - b.rect.bottom()));
}

/// The targets of one row, from its left to its right edge.
struct Row {
    std::string first;
    Rect rect;
};

/// The rows that consist of targets only.
std::vector<Row> rows_of(const Group& group) {
    std::vector<Row> rows;
    for (const auto& box : group.boxes) {
        if (!box.is_target || is_chip(box)) continue;
        const auto it = std::ranges::find_if(rows, [&](const Row& row) {
            return std::abs(row.rect.y - box.rect.y) <= same_px && std::abs(row.rect.height - box.rect.height) <= same_px;
        });
        if (it == rows.end()) {
            rows.push_back({box.name, box.rect});
            continue;
        }
        const float left = std::min(it->rect.x, box.rect.x), right = std::max(it->rect.right(), box.rect.right());
        it->rect = {left, it->rect.y, right - left, it->rect.height};
    }
    std::erase_if(rows, [&](const Row& row) {
        return std::ranges::any_of(group.boxes, [&](const Box& box) {
            return !box.is_target && box.rect.y < row.rect.bottom() && row.rect.y < box.rect.bottom();
        });
    });
    return rows;
}

/// Rows of buttons right below each other that begin at the same place end at the same place.
void check_rows(Faults& out, const Group& group, float gap) {
    const auto rows = rows_of(group);
    for (const auto& upper : rows)
        for (const auto& lower : rows) {
            const float between = lower.rect.y - upper.rect.bottom();
            if (between < 0 || between > gap || std::abs(lower.rect.x - upper.rect.x) > same_px) continue;
            if (std::abs(lower.rect.right() - upper.rect.right()) > same_px)
                out.push_back(line("the row of ", lower.first, " ends at ", lower.rect.right(), ", that of ", upper.first,
                                   " above it at ", upper.rect.right()));
        }
}

/// The content reaches both margins and stays within them.
void check_margins(Faults& out, const Group& canvas, const Theme& theme, bool is_staff) {
    const float margin = is_staff ? theme.staff_margin : theme.margin, width = static_cast<float>(theme.screen.width);
    const float corner = is_staff ? 0 : static_cast<float>(theme.screen.height) * 0.095f;  // the staff's door and its sign
    float left = width, right = 0;
    for (const auto& box : canvas.boxes) {
        const bool is_out = box.rect.x < margin - same_px || box.rect.right() > width - margin + same_px;
        if (is_key(box) || (is_out && (box.rect.bottom() <= corner || box.name == "welcome.staff_door"))) continue;
        if (is_out)
            out.push_back(line(box.name, " from ", box.rect.x, " to ", box.rect.right(), " is outside the margins of ", margin));
        left = std::min(left, box.rect.x);
        right = std::max(right, box.rect.right());
    }
    if (left > margin + same_px) out.push_back(line("the content begins at ", left, ", the margin is ", margin));
    if (right < width - margin - same_px)
        out.push_back(line("the content ends ", width - right, " from the right edge, the margin is ", margin));
}

double min_contrast(Look look) { return look == Look::high_contrast ? 7.0 : 4.5; }

}  // namespace

Faults target_faults(const TapTargets& shown, const Drawing& how, bool is_staff) {
    Faults out;
    const bool is_whole_size = how.inches > 20;
    const auto mm = static_cast<float>(px_per_mm(how.size, how.inches));
    for (std::size_t i = 0; i < shown.targets.size(); ++i) {
        const auto& target = shown.targets[i];
        const float width = target.rect.width / mm, height = target.rect.height / mm;
        if (!is_on_screen(target.rect, how.size)) out.push_back(line(target.id, " is not on the screen"));
        const bool is_main = target.is_primary && !is_staff;
        const float min_width = is_main ? 40 : target.is_staff ? 12 : 20, min_height = is_main ? 25 : min_width;
        if (is_whole_size && (width < min_width || height < min_height))
            out.push_back(line(target.id, " is ", width, " × ", height, " mm, not ", min_width, " × ", min_height));
        for (std::size_t j = i + 1; j < shown.targets.size(); ++j) {
            const auto& other = shown.targets[j];
            const float gap = gap_between(target.rect, other.rect) / mm;
            if (target.rect.overlaps(other.rect)) out.push_back(line(target.id, " overlaps ", other.id));
            if (is_whole_size && gap < 3) out.push_back(line(target.id, " is ", gap, " mm from ", other.id));
        }
    }
    return out;
}

Faults text_faults(const TapTargets& shown, const Drawing& how, bool is_staff) {
    Faults out;
    for (std::size_t i = 0; i < shown.texts.size(); ++i) {
        const auto& text = shown.texts[i];
        if (!is_on_screen(text.rect, how.size)) out.push_back(line("“", text.text, "” is not on the screen"));
        if (text.is_cut && !text.is_data) out.push_back(line("“", text.text, "” is cut"));
        if (how.inches > 20 && text.cap_mm < (how.is_text_large ? 7.4 : is_staff ? 3.5 : 5.0))
            out.push_back(line("“", text.text, "” has capitals of ", text.cap_mm, " mm"));
        // A text is inside a button or clear of it.
        const auto letters = letters_of(text);
        for (const auto& target : shown.targets)
            if (letters.overlaps(target.rect) && !is_within(letters, target.rect))
                out.push_back(line("“", text.text, "” crosses the edge of ", target.id));
        for (std::size_t j = i + 1; j < shown.texts.size(); ++j)
            if (letters.overlaps(letters_of(shown.texts[j]).inset(slack_px)))
                out.push_back(line("“", text.text, "” overlaps “", shown.texts[j].text, "”"));
    }
    return out;
}

Faults edge_faults(const TapTargets& shown, const Theme& theme, bool is_staff) {
    Faults out;
    const auto groups = groups_of(shown, theme.screen);
    const float close = theme.tap_gap * 1.5f;
    for (const auto& group : groups) {
        for (std::size_t i = 0; i < group.boxes.size(); ++i)
            for (std::size_t j = i + 1; j < group.boxes.size(); ++j)
                compare_edges(out, group.boxes[i], group.boxes[j], theme.mm(2), close);
        check_rows(out, group, close);
    }
    check_margins(out, groups.front(), theme, is_staff);
    return out;
}

double text_contrast(const Picture& picture, const Rect& room) {
    const int left = std::clamp(static_cast<int>(room.x), 0, picture.width_px),
              right = std::clamp(static_cast<int>(room.right()), left, picture.width_px);
    const int top = std::max(0, static_cast<int>(room.y)), bottom = std::min(picture.height_px, static_cast<int>(room.bottom()));
    // Runs of one colour are counted together.
    std::unordered_map<std::uint32_t, long> counts;
    long total = 0;
    for (int y = top; y < bottom; ++y) {
        const auto* pixel =
            picture.bgra.data() +
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px) + static_cast<std::size_t>(left)) * 4;
        std::uint32_t last = 0;
        long run = 0;
        for (int x = left; x < right; ++x, pixel += 4) {
            const std::uint32_t color =
                pixel[0] | static_cast<std::uint32_t>(pixel[1]) << 8 | static_cast<std::uint32_t>(pixel[2]) << 16;
            if (color != last && run > 0) counts[last] += std::exchange(run, 0);
            last = color;
            ++run;
        }
        if (run > 0) counts[last] += run;
        total += right - left;
    }
    if (total == 0) return 0;
    const auto rgb = [](std::uint32_t c) {
        return Rgb{static_cast<unsigned char>(c >> 16), static_cast<unsigned char>(c >> 8), static_cast<unsigned char>(c)};
    };
    const auto back = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; })->first;
    std::vector<std::pair<double, long>> contrasts;
    for (const auto& [color, count] : counts) contrasts.emplace_back(contrast_ratio(rgb(color), rgb(back)), count);
    std::ranges::sort(contrasts, std::greater{});
    long seen = 0;
    for (const auto& [contrast, count] : contrasts)
        if ((seen += count) * 100 >= total) return contrast;
    return 1;
}

Faults contrast_faults(const TapTargets& shown, const Picture& picture, Look look) {
    Faults out;
    for (const auto& text : shown.texts)
        if (const double contrast = text_contrast(picture, text.rect); contrast < min_contrast(look))
            out.push_back(line("“", text.text, "” has a contrast of ", contrast));
    return out;
}

}  // namespace entre::demo
