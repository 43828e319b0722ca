#include "print/badge/template.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "core/base/text.hpp"
#include "print/badge/artwork.hpp"

namespace entre {

namespace {

constexpr std::string_view name_id = "name", event_id = "event", organisation_id = "organisation", category_id = "category",
                           number_id = "number", ticket_qr_id = "ticket-qr";
constexpr std::array box_ids{name_id, event_id, organisation_id, category_id, number_id, ticket_qr_id};

constexpr Rgb ink{0x16, 0x20, 0x2c}, quiet_ink{0x4a, 0x55, 0x63};

tl::unexpected<Error> invalid(std::string_view file, std::string_view what) {
    return fail(ErrorCode::template_invalid, fmt::format("{}: {}", file, what));
}

std::optional<double> number_of(std::string_view text) {
    text = trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// "100mm" and "100 mm"; nothing for other units.
std::optional<double> millimetres(std::string_view text) {
    text = trim(text);
    if (!text.ends_with("mm")) return std::nullopt;
    const auto value = number_of(text.substr(0, text.size() - 2));
    return value && *value > 0 ? value : std::nullopt;
}

/// A presentation attribute, or the same property in `style`, which wins (SVG 2, 6.6).
std::string property(const pugi::xml_node& node, std::string_view name) {
    std::istringstream style(node.attribute("style").as_string());
    for (std::string part; std::getline(style, part, ';');) {
        const auto colon = part.find(':');
        if (colon != std::string::npos && trim(std::string_view(part).substr(0, colon)) == name)
            return std::string(trim(std::string_view(part).substr(colon + 1)));
    }
    return node.attribute(std::string(name).c_str()).as_string();
}

std::optional<Rgb> rgb_of(std::string_view text) {
    if (text.size() == 4 && text[0] == '#') return rgb_of(std::string{'#', text[1], text[1], text[2], text[2], text[3], text[3]});
    unsigned value = 0;
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
    if (error != std::errc{} || end != text.data() + 7) return std::nullopt;
    return Rgb{static_cast<unsigned char>(value >> 16), static_cast<unsigned char>(value >> 8 & 0xff),
               static_cast<unsigned char>(value & 0xff)};
}

/// How a box looks when the template does not say.
TextBox defaults_for(std::string_view id) {
    if (id == name_id) return {{}, ink, 700, 32, 14, 2, Align::start, false};
    if (id == organisation_id) return {{}, ink, 500, 12.8, 8, 2, Align::start, true};
    if (id == category_id) return {{}, ink, 600, 8.8, 6.5, 1, Align::start, true};
    if (id == event_id) return {{}, quiet_ink, 500, 8.1, 6, 1, Align::start, false};
    return {{}, quiet_ink, 500, 7, 6, 1, Align::end, false};
}

Result<double> attribute(const pugi::xml_node& node, const char* name, double otherwise, double least, double most) {
    const auto given = node.attribute(name);
    if (!given) return otherwise;
    const auto value = number_of(given.as_string());
    if (value && *value >= least && *value <= most) return *value;
    return fail(ErrorCode::template_invalid, fmt::format("box `{}`: {}=\"{}\" is not a number from {} to {}. Change it there.",
                                                         node.attribute("id").as_string(), name, given.as_string(), least, most));
}

Result<Align> align_of(const pugi::xml_node& node, Align otherwise) {
    const std::string_view text = node.attribute("data-align").as_string();
    if (text.empty()) return otherwise;
    if (text == "start") return Align::start;
    if (text == "middle") return Align::middle;
    if (text == "end") return Align::end;
    return fail(ErrorCode::template_invalid, fmt::format("box `{}`: data-align=\"{}\" should be start, middle or end.",
                                                         node.attribute("id").as_string(), text));
}

Result<TextBox> text_box(const pugi::xml_node& node, const BoxMm& place) {
    TextBox out = defaults_for(node.attribute("id").as_string());
    out.box = place;
    auto largest = attribute(node, "data-size", out.largest_pt, 1, 500);
    if (!largest) return pass_on(largest);
    auto smallest = attribute(node, "data-smallest", std::min(out.smallest_pt, *largest), 1, *largest);
    if (!smallest) return pass_on(smallest);
    auto lines = attribute(node, "data-lines", out.most_lines, 1, 9);
    if (!lines) return pass_on(lines);
    auto weight = attribute(node, "data-weight", out.weight, 100, 900);
    if (!weight) return pass_on(weight);
    auto align = align_of(node, out.align);
    if (!align) return pass_on(align);
    out.largest_pt = *largest;
    out.smallest_pt = *smallest;
    out.most_lines = static_cast<int>(*lines);
    out.weight = static_cast<int>(*weight);
    out.align = *align;
    out.color = rgb_of(property(node, "fill")).value_or(out.color);
    if (const auto valign = node.attribute("data-valign"))
        out.is_bottom_aligned = std::string_view(valign.as_string()) == "bottom";
    return out;
}

/// A page without a viewBox is measured in CSS pixels; saying so lets it be drawn at any scale.
void give_view_box(pugi::xml_node svg, double width_mm, double height_mm) {
    if (svg.attribute("viewBox")) return;
    constexpr double px_per_mm = 96 / 25.4;
    svg.append_attribute("viewBox") = fmt::format("0 0 {} {}", width_mm * px_per_mm, height_mm * px_per_mm).c_str();
}

std::string text_of(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    return out.str();
}

Result<void> check_place(std::string_view id, const BoxMm& box, const BadgeTemplate& page) {
    constexpr double slack = 0.05;
    if (box.width <= 0 || box.height <= 0)
        return fail(ErrorCode::template_invalid,
                    fmt::format("box `{}` has no size. Give the rectangle a width and a height.", id));
    if (box.x < -slack || box.y < -slack || box.x + box.width > page.width_mm + slack ||
        box.y + box.height > page.height_mm + slack)
        return fail(ErrorCode::template_invalid,
                    fmt::format("box `{}` reaches outside the page of {:g} x {:g} mm: it lies at {:.1f}, {:.1f} and is {:.1f} x "
                                "{:.1f} mm. Move it inside.",
                                id, page.width_mm, page.height_mm, box.x, box.y, box.width, box.height));
    return {};
}

Result<void> take_box(BadgeTemplate& out, const pugi::xml_node& node, const BoxMm& place) {
    const std::string_view id = node.attribute("id").as_string();
    if (auto checked = check_place(id, place, out); !checked) return checked;
    if (id == ticket_qr_id) {
        const double side = std::min(place.width, place.height);
        out.ticket_qr = BoxMm{place.x + (place.width - side) / 2, place.y + (place.height - side) / 2, side, side};
        return {};
    }
    auto box = text_box(node, place);
    if (!box) return pass_on(box);
    if (id == name_id) out.name = *box;
    if (id == event_id) out.event = *box;
    if (id == organisation_id) out.organisation = *box;
    if (id == category_id) out.category = *box;
    if (id == number_id) out.number = *box;
    return {};
}

Result<BadgeTemplate> from_document(pugi::xml_document& document, pugi::xml_node svg) {
    BadgeTemplate out;
    const auto width = millimetres(svg.attribute("width").as_string()), height = millimetres(svg.attribute("height").as_string());
    if (!width || !height)
        return fail(ErrorCode::template_invalid,
                    fmt::format("the page has no size in mm (width=\"{}\" height=\"{}\"). Write for instance width=\"100mm\" "
                                "height=\"62mm\" on <svg>.",
                                svg.attribute("width").as_string(), svg.attribute("height").as_string()));
    out.width_mm = *width;
    out.height_mm = *height;
    give_view_box(svg, *width, *height);

    std::vector<std::string> ids;
    std::vector<pugi::xml_node> nodes;
    for (const std::string_view id : box_ids) {
        const auto is_box = [id](const pugi::xml_node& node) { return node.attribute("id").as_string() == id; };
        if (const pugi::xml_node node = svg.find_node(is_box)) {
            ids.emplace_back(id);
            nodes.push_back(node);
        }
    }
    if (ids.empty() || ids.front() != name_id)
        return fail(ErrorCode::template_invalid, "there is no box for the name. Draw a rectangle and give it the id `name`.");
    auto places = measure_elements(text_of(document), ids, *width, *height);
    if (!places) return pass_on(places);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (auto taken = take_box(out, nodes[i], (*places)[i]); !taken) return pass_on(taken);
    for (auto& node : nodes) node.parent().remove_child(node);
    out.artwork = text_of(document);
    return out;
}

}  // namespace

Result<BadgeTemplate> read_template(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(ErrorCode::file_missing, fmt::format("{}: no such badge template. Put an SVG there, or choose another in "
                                                         "seminar.toml.",
                                                         file.string()));
    const std::string svg{std::istreambuf_iterator<char>(in), {}};
    return parse_template(svg, file.string());
}

Result<BadgeTemplate> parse_template(std::string_view svg, std::string_view name) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(svg.data(), svg.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed)
        return invalid(name, fmt::format("not XML at byte {}: {}. Save it as SVG.", parsed.offset, parsed.description()));
    pugi::xml_node root = document.document_element();
    if (std::string_view(root.name()) != "svg" && !std::string_view(root.name()).ends_with(":svg"))
        return invalid(name, fmt::format("not an SVG but <{}>. Save it as SVG.", root.name()));
    auto out = from_document(document, root);
    if (!out) return invalid(name, out.error().detail);
    return out;
}

}  // namespace entre
