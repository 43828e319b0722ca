#include "print/badge/template_fields.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr Rgb ink{0x16, 0x20, 0x2c}, quiet_ink{0x4a, 0x55, 0x63};

constexpr std::array<std::pair<std::string_view, BoxField>, 7> fields{{{"name", BoxField::name},
                                                                       {"event", BoxField::event},
                                                                       {"organisation", BoxField::organisation},
                                                                       {"title", BoxField::title},
                                                                       {"category", BoxField::category},
                                                                       {"place", BoxField::place},
                                                                       {"number", BoxField::number}}};

/// Common mistakes in box ids, and what was meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> slips{{{"namn", "name"},
                                                                               {"fullname", "name"},
                                                                               {"organization", "organisation"},
                                                                               {"company", "organisation"},
                                                                               {"organisationen", "organisation"},
                                                                               {"titel", "title"},
                                                                               {"sector", "category"},
                                                                               {"sektor", "category"},
                                                                               {"qr", "ticket-qr"},
                                                                               {"qrcode", "ticket-qr"},
                                                                               {"ticketqr", "ticket-qr"},
                                                                               {"venue", "place"}}};

auto find_field(std::string_view field) {
    return std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == field; });
}

}  // namespace

std::string field_of_id(std::string_view id) {
    const auto colon = id.rfind(':');
    const bool is_numbered = colon != std::string_view::npos && colon + 1 < id.size() &&
                             id.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
    return std::string(is_numbered ? id.substr(0, colon) : id);
}

bool is_box_field(std::string_view field) {
    return field == qr_field || field.starts_with(free_prefix) || find_field(field) != fields.end();
}

std::string meant_id(std::string_view id) {
    const std::string plain = alphanumeric_ascii(id);
    const auto slip = std::find_if(slips.begin(), slips.end(), [&](const auto& one) { return one.first == plain; });
    if (slip != slips.end()) return std::string(slip->second);
    const auto lower = to_lower_ascii(id);
    return lower != id && is_box_field(lower) ? lower : std::string{};
}

TextBox default_box(std::string_view field) {
    TextBox out;
    if (const auto known = find_field(field); known != fields.end()) out.field = known->second;
    const auto look = [&](Rgb color, int weight, double largest, double smallest, int lines) {
        out.color = color;
        out.weight = weight;
        out.largest_pt = largest;
        out.smallest_pt = smallest;
        out.max_lines = lines;
    };
    look(quiet_ink, 500, 8.1, 6, 1);
    if (field == "name") look(ink, 700, 200, 14, 2);  // as large as the box allows
    if (field == "organisation") look(ink, 500, 12.8, 8, 2);
    if (field == "title") look(ink, 400, 10, 7, 2);
    if (field == "category") look(ink, 600, 8.8, 6.5, 1);
    if (field == "number") look(quiet_ink, 500, 7, 6, 1);
    if (field == "organisation" || field == "category") out.valign = VAlign::bottom;
    if (field == "number") out.align = Align::end;
    return out;
}

}  // namespace entre
