#include "kiosk/screens/staff/chart.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/attendance/arrival_bars.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

using namespace std::chrono_literals;

constexpr TextOptions line_at_left{.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true};
constexpr TextOptions line_at_right{
    .align = TextAlign::right, .max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true};

/// Geometry of the bar chart.
struct Scale {
    Rect plot;       ///< the bars start at its lower edge
    float slot = 0;  ///< distance from one bar to the next
    float bar = 0;
    double people_high = 1;
};

Scale scale_of(const Frame& f, const Rect& plot, const ArrivalBars& bars) {
    Scale s{plot, 0, 0, 1};
    const auto count = static_cast<float>(std::max<std::size_t>(1, bars.past.size() + bars.ahead.size()));
    s.slot = std::min(f.theme.mm(12), plot.width / count);
    s.bar = std::max(2.0f, std::floor(s.slot * 0.72f));
    for (const auto& part : {bars.past, bars.ahead})
        for (const double people : part) s.people_high = std::max(s.people_high, people);
    return s;
}

void draw_bar(const Frame& f, const Scale& s, std::size_t place, double people, bool is_past) {
    if (people <= 0) return;
    const auto& c = f.theme.color;
    const float height = std::max(2.0f, static_cast<float>(people / s.people_high) * s.plot.height);
    const float x = std::round(s.plot.x + static_cast<float>(place) * s.slot + (s.slot - s.bar) / 2);
    const Rect bar{x, s.plot.bottom() - height, s.bar, height};
    const float radius = std::min({f.theme.mm(1.2), s.bar / 2, height / 2});
    const auto color = is_past ? c.primary : mixed(c.surface, c.primary, 0.22f);
    f.list->AddRectFilled({bar.x, bar.y}, {bar.right(), bar.bottom()}, packed(color), radius, ImDrawFlags_RoundCornersTop);
    if (!is_past && c.has_heavy_edges)  // do not rely on colour alone: expected bars are outlined
        f.list->AddRect({bar.x, bar.y}, {bar.right(), bar.bottom()}, packed(c.ink), radius, ImDrawFlags_RoundCornersTop, 2);
}

/// Labels bars at round minutes with the time, as many as fit without overlapping.
void draw_clock(const Frame& f, const Scale& s, const Rect& room, const ArrivalBars& bars) {
    auto style = staff_text(f.theme);
    style.leading = 1.2f;
    const float needed = f.text.measure({clock_of(f, bars.begins), style}).width_px + f.theme.mm(4);
    const auto count = bars.past.size() + bars.ahead.size();
    const auto fits = [&](int minutes) {
        return minutes % bars.minutes_each == 0 && static_cast<float>(minutes / bars.minutes_each) * s.slot >= needed;
    };
    int every = 24 * 60;
    for (const int minutes : {5, 10, 15, 20, 30, 60, 120, 240, 480})
        if (fits(minutes)) {
            every = minutes;
            break;
        }
    const auto time_of = [&](std::size_t i) {
        return bars.begins + std::chrono::minutes{static_cast<std::int64_t>(i) * bars.minutes_each};
    };
    const auto is_round = [&](std::size_t i) { return (time_of(i).time_since_epoch() / 1min) % every == 0; };
    std::size_t round = 0;
    for (std::size_t i = 0; i < count; ++i) round += is_round(i) ? 1U : 0U;
    for (std::size_t i = 0; i < count; ++i) {
        // With fewer than two round times on the axis, its ends are marked.
        const bool has_ends = round < 2;
        const bool is_end = i == 0 || (i + 1 == count && static_cast<float>(count - 1) * s.slot >= needed * 1.5f);
        if (has_ends ? !is_end : !is_round(i)) continue;
        const auto at = time_of(i);
        float x = s.plot.x + static_cast<float>(i) * s.slot + s.slot / 2 - needed / 2;
        if (has_ends) x = std::clamp(x, room.x, room.right() - needed);
        if (x < room.x - f.theme.mm(3) || x + needed > room.right() + f.theme.mm(3)) continue;
        auto how = line_at_left;
        how.align = TextAlign::middle;
        draw_text(f, {x, room.y, needed, room.height}, clock_of(f, at), style, f.theme.color.quiet, how);
    }
}

/// Explains the bars, and the pale ones.
std::string legend(const Frame& f, const ArrivalBars& bars) {
    std::string out = bars.minutes_each == 1 ? f.words[Msg::staff_bar_minute]
                                             : f.words.filled(Msg::staff_bar_minutes, {std::to_string(bars.minutes_each)});
    if (!bars.ahead.empty()) out += " " + f.words[Msg::staff_bar_pale];
    return out;
}

/// Labels the highest bar with its count, which gives the scale for the others.
void draw_highest(const Frame& f, const Scale& s, const Rect& room, const ArrivalBars& bars) {
    const auto highest = std::ranges::max_element(bars.past);
    if (highest == bars.past.end() || *highest <= 0) return;
    const auto style = staff_strong(f.theme);
    const float line = style.size_px * 1.2f, width = f.theme.mm(14);
    const float middle = s.plot.x + (static_cast<float>(highest - bars.past.begin()) + 0.5f) * s.slot;
    const float y =
        std::max(room.y, s.plot.bottom() - static_cast<float>(*highest / s.people_high) * s.plot.height - line - f.theme.mm(0.5));
    const float x = std::clamp(middle - width / 2, room.x, room.right() - width);
    auto tight = style;
    tight.leading = 1.2f;
    draw_text(f, {x, y, width, line}, std::to_string(static_cast<long>(*highest)), tight, f.theme.color.ink,
              {.align = TextAlign::middle, .max_lines = 1, .is_data = true, .is_staff = true});
}

}  // namespace

void draw_arrivals(const LiveView& view, const Frame& f, const Rect& card) {
    const auto& t = f.theme;
    staff_card(f, card);
    auto room = card.inset(t.mm(6), t.mm(4.5));
    auto title = staff_strong(t);
    title.leading = 1.25f;
    const float line = title.size_px * title.leading;
    auto head = room.split_top(line);
    const auto bars = arrival_bars(view, f.seminar.starts.utc, static_cast<std::size_t>(room.width / t.mm(4)));
    const float title_width = f.text.measure({f.words[Msg::staff_arrivals], title}).width_px + 2;
    draw_text(f, head.split_left(title_width), f.words[Msg::staff_arrivals], title, t.color.ink, line_at_left);
    head.split_left(t.mm(6));
    const auto note = legend(f, bars);
    auto quiet = staff_text(t);
    quiet.leading = 1.2f;
    if (f.text.measure({note, quiet}).width_px <= head.width) draw_text(f, head, note, quiet, t.color.quiet, line_at_right);
    if (bars.past.empty() && bars.ahead.empty())
        return static_cast<void>(
            draw_text(f, room, f.words[Msg::staff_no_arrivals], quiet, t.color.quiet, {.is_centred = true, .is_staff = true}));
    const auto clock = room.split_bottom(line);
    room.split_bottom(t.mm(1.5));
    const auto labels = room;  // the highest bar's count stays below the title
    room.split_top(line * 1.3f);
    const auto scale = scale_of(f, room, bars);
    fill_rect(*f.list, {room.x, room.bottom(), room.width, std::max(1.0f, t.mm(0.4))},
              mixed(t.color.surface, t.color.ink, 0.25f));
    for (std::size_t i = 0; i < bars.past.size(); ++i) draw_bar(f, scale, i, bars.past[i], true);
    for (std::size_t i = 0; i < bars.ahead.size(); ++i) draw_bar(f, scale, bars.past.size() + i, bars.ahead[i], false);
    draw_highest(f, scale, labels, bars);
    draw_clock(f, scale, clock, bars);
}

void draw_sectors(const LiveView& view, const Frame& f, const Rect& card) {
    const auto& t = f.theme;
    staff_card(f, card);
    auto room = card.inset(t.mm(6), t.mm(4.5));
    auto title = staff_strong(t);
    title.leading = 1.25f;
    draw_text(f, room.split_top(title.size_px * title.leading), f.words[Msg::staff_sectors], title, t.color.ink, line_at_left);
    room.split_top(t.mm(1.5));
    auto style = staff_text(t);
    style.leading = 1.25f;
    const float min_size = style.size_px * style.leading;
    const auto total = view.sectors.size();
    auto shown = std::min(total, static_cast<std::size_t>(std::max(0.0f, room.height / min_size)));
    if (shown < total && shown > 0) --shown;  // the last line shows how many more there are
    const float row =
        shown == 0 ? min_size : std::min(min_size * 1.35f, room.height / static_cast<float>(shown < total ? shown + 1 : shown));
    const float name_width = std::floor(room.width * 0.3f);
    const float count_width = f.text.measure({f.words.filled(Msg::staff_count_of, {"888", "888"}), style}).width_px + 4;
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& sector = view.sectors[i];
        auto place = room.split_top(row);
        cell(f, card, place.split_left(name_width), sector_label(f, sector.sector), style, t.color.ink);
        place.split_left(t.mm(3));
        cell(f, card, place.split_right(count_width),
             f.words.filled(Msg::staff_count_of, {std::to_string(sector.inside), std::to_string(sector.expected)}), style,
             t.color.ink, TextAlign::right);
        place.split_right(t.mm(4));
        const float high = std::min(t.mm(4), row * 0.45f);
        Rect track{place.x, place.middle().y - high / 2, place.width, high};
        fill_rect(*f.list, track, mixed(t.color.surface, t.color.ink, 0.12f), high / 2);
        if (t.color.has_heavy_edges) stroke_rect(*f.list, track, t.color.edge, high / 2, 1);
        const float share = sector.expected == 0
                                ? (sector.inside > 0 ? 1.0f : 0.0f)
                                : std::min(1.0f, static_cast<float>(sector.inside) / static_cast<float>(sector.expected));
        if (share > 0)
            fill_rect(*f.list, {track.x, track.y, std::max(high, track.width * share), high}, t.color.primary, high / 2);
    }
    if (shown < total)
        draw_text(f, room, f.words.filled(Msg::staff_more, {std::to_string(total - shown)}), style, t.color.quiet, line_at_left);
}

}  // namespace entre
