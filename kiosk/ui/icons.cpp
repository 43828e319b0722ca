#include "kiosk/ui/icons.hpp"

#include <imgui.h>

#include <algorithm>
#include <initializer_list>

#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// Draws strokes in the usual 24 x 24 icon grid.
class Pen {
public:
    Pen(ImDrawList& list, const Rect& room, Rgb color, float thickness)
        : list_(list), unit_(std::min(room.width, room.height) / 24), color_(packed(color)), thickness_(thickness * unit_) {
        origin_ = {room.middle().x - 12 * unit_, room.middle().y - 12 * unit_};
    }

    void line(std::initializer_list<PointPx> points) {
        for (const auto p : points) list_.PathLineTo(at(p));
        list_.PathStroke(color_, 0, thickness_);
        for (const auto p : points) list_.AddCircleFilled(at(p), thickness_ / 2, color_, 16);  // round ends and joints
    }
    void ring(PointPx middle, float radius) { list_.AddCircle(at(middle), radius * unit_, color_, 0, thickness_); }
    void dot(PointPx middle, float radius) { list_.AddCircleFilled(at(middle), radius * unit_, color_); }
    void box(float x, float y, float width, float height, float radius) {
        list_.AddRectFilled(at({x, y}), at({x + width, y + height}), color_, radius * unit_);
    }
    void arc(PointPx middle, float radius, float from, float to) {
        list_.PathArcTo(at(middle), radius * unit_, from, to, 32);
        list_.PathStroke(color_, 0, thickness_);
    }

    /// The right half.
    void half_disc(PointPx middle, float radius) {
        list_.PathArcTo(at(middle), radius * unit_, -1.5708f, 1.5708f, 32);
        list_.PathFillConvex(color_);
    }

private:
    [[nodiscard]] ImVec2 at(PointPx p) const { return {origin_.x + p.x * unit_, origin_.y + p.y * unit_}; }

    ImDrawList& list_;
    float unit_;
    PointPx origin_;
    unsigned color_;
    float thickness_;
};

void draw_with(Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::none:
            break;
        case Icon::tick:
            pen.line({{5, 12.5f}, {10, 17.5f}, {19.5f, 7}});
            break;
        case Icon::info:
            pen.dot({12, 5.2f}, 1.9f);
            pen.line({{12, 11}, {12, 19}});
            break;
        case Icon::wait:
            for (const float x : {5.5f, 12.0f, 18.5f}) pen.dot({x, 12}, 1.9f);
            break;
        case Icon::bell:
            pen.arc({12, 9.8f}, 6, -3.1416f, 0);
            pen.line({{6, 9.8f}, {6, 14}, {3.8f, 17.4f}, {20.2f, 17.4f}, {18, 14}, {18, 9.8f}});
            pen.line({{12, 3.6f}, {12, 2.6f}});
            pen.line({{10, 20.8f}, {14, 20.8f}});
            break;
        case Icon::lock:
            pen.box(5.5f, 11, 13, 9.5f, 2);
            pen.line({{8, 11}, {8, 8}});
            pen.line({{16, 11}, {16, 8}});
            pen.arc({12, 8}, 4, -3.1416f, 0);
            break;
        case Icon::shift:
            pen.line({{12, 4}, {20, 12}, {16, 12}, {16, 19}, {8, 19}, {8, 12}, {4, 12}, {12, 4}});
            break;
        case Icon::erase:
            pen.line({{8, 5.5f}, {21, 5.5f}, {21, 18.5f}, {8, 18.5f}, {2.5f, 12}, {8, 5.5f}});
            pen.line({{11.5f, 9.2f}, {17, 14.8f}});
            pen.line({{17, 9.2f}, {11.5f, 14.8f}});
            break;
        case Icon::arrow_right:
            pen.line({{3, 12}, {20.5f, 12}});
            pen.line({{14, 5.5f}, {20.5f, 12}, {14, 18.5f}});
            break;
        case Icon::arrow_left:
            pen.line({{21, 12}, {3.5f, 12}});
            pen.line({{10, 5.5f}, {3.5f, 12}, {10, 18.5f}});
            break;
        case Icon::arrow_up:
            pen.line({{12, 21}, {12, 3.5f}});
            pen.line({{5.5f, 10}, {12, 3.5f}, {18.5f, 10}});
            break;
        case Icon::arrow_down:
            pen.line({{12, 3}, {12, 20.5f}});
            pen.line({{5.5f, 14}, {12, 20.5f}, {18.5f, 14}});
            break;
        case Icon::search:
            pen.ring({10.5f, 10.5f}, 6.5f);
            pen.line({{15.5f, 15.5f}, {20.5f, 20.5f}});
            break;
        case Icon::text_size:  // a small and a large letter
            pen.line({{1.5f, 19}, {5.2f, 9.8f}, {8.9f, 19}});
            pen.line({{3, 15.6f}, {7.4f, 15.6f}});
            pen.line({{10.5f, 19}, {16.5f, 4}, {22.5f, 19}});
            pen.line({{12.7f, 13.6f}, {20.3f, 13.6f}});
            break;
        case Icon::reach:  // down to a hand's height
            pen.line({{12, 2.5f}, {12, 14.5f}});
            pen.line({{6.5f, 9.5f}, {12, 15}, {17.5f, 9.5f}});
            pen.line({{3, 20.5f}, {21, 20.5f}});
            break;
        case Icon::contrast:
            pen.ring({12, 12}, 9);
            pen.half_disc({12, 12}, 9);
            break;
    }
}

}  // namespace

Icon arrow_to(Side side) {
    switch (side) {
        case Side::left:
            return Icon::arrow_left;
        case Side::right:
            return Icon::arrow_right;
        case Side::below:
            return Icon::arrow_down;
        case Side::above:
            break;
    }
    return Icon::arrow_up;
}

void draw_icon(ImDrawList& list, Icon icon, const Rect& room, Rgb color) {
    Pen pen(list, room, color, 2.2f);
    draw_with(pen, icon);
}

void draw_arrow(ImDrawList& list, Side side, const Rect& room, Rgb color, float thickness) {
    const bool is_flat = side == Side::left || side == Side::right;
    const float length = (is_flat ? room.width : room.height) - thickness, wing = length * (is_flat ? 0.24f : 0.3f);
    const auto m = room.middle();
    const float sign = side == Side::right || side == Side::below ? 1.0f : -1.0f;
    const auto at = [&](float along, float across) {
        return is_flat ? ImVec2{m.x + sign * along, m.y + across} : ImVec2{m.x + across, m.y + sign * along};
    };
    const auto stroke = [&](std::initializer_list<ImVec2> points) {
        for (const auto p : points) list.PathLineTo(p);
        list.PathStroke(packed(color), 0, thickness);
        for (const auto p : points) list.AddCircleFilled(p, thickness / 2, packed(color), 20);
    };
    stroke({at(-length / 2, 0), at(length / 2, 0)});
    stroke({at(length / 2 - wing, -wing), at(length / 2, 0), at(length / 2 - wing, wing)});
}

void draw_sign(ImDrawList& list, Icon icon, const Rect& room, Rgb color) {
    Pen ring(list, room, color, 1.07f);
    ring.ring({12, 12}, 11.4f);
    const float side = std::min(room.width, room.height);
    const auto middle = room.middle();
    // Icons fill their grid to different degrees; in the ring they look equally large.
    const float inner = side * (icon == Icon::tick ? 0.8f : icon == Icon::info ? 0.82f : 0.64f);
    Pen pen(list, {middle.x - inner / 2, middle.y - inner / 2, inner, inner}, color,
            icon == Icon::tick   ? 2.9f
            : icon == Icon::info ? 3.2f
                                 : 2.5f);
    draw_with(pen, icon);
}

}  // namespace entre
