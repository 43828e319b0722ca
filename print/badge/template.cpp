#include "print/badge/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <sstream>

#include "print/badge/artwork.hpp"
#include "print/badge/lettering.hpp"
#include "print/badge/svg_values.hpp"
#include "print/badge/template_fields.hpp"

namespace entre {

namespace {

using Node = pugi::xml_node;

constexpr double px_per_mm = 96 / 25.4;
constexpr double smallest_page_mm = 10, largest_page_mm = 1000;
constexpr int modules_of_long_code = 29;  // a code of 32 characters, as pretix issues them
constexpr double pattern_mm = 4;          // one tile

/// A box as found in the SVG, before it is measured.
struct Given {
    Node node;          ///< removed from the artwork
    Node shape;         ///< measured to get the box
    Node sample;        ///< the text whose style the box takes; may be empty
    std::string id;     ///< as written in the file: "name:2"
    std::string field;  ///< "name"
};

class Reader {
public:
    Reader(std::string_view svg, std::string_view file, BadgeSide side) : svg_(svg), file_(file), side_(side) {}

    Result<BadgeTemplate> read() {
        if (svg_.size() > max_template_bytes)
            return fail(ErrorCode::template_invalid,
                        fmt::format("{}: {} MB is too large for a badge template. Remove large pictures from it.", file_,
                                    svg_.size() / 1'000'000));
        const auto parsed = document_.load_buffer(svg_.data(), svg_.size(), pugi::parse_default | pugi::parse_ws_pcdata);
        if (!parsed) return wrong_at(parsed.offset, fmt::format("not XML: {}. Save it as SVG.", parsed.description()));
        root_ = document_.document_element();
        if (std::string_view(root_.name()) != "svg" && !std::string_view(root_.name()).ends_with(":svg"))
            return wrong(root_, fmt::format("not an SVG but <{}>. Save it as SVG.", root_.name()));
        if (auto sized = read_size(); !sized) return pass_on(sized);
        if (auto found = find_boxes(root_, 0); !found) return pass_on(found);
        if (side_ == BadgeSide::front &&
            std::none_of(given_.begin(), given_.end(), [](const Given& g) { return g.field == "name"; }))
            return wrong(root_, "there is no box for the name. Draw a rectangle and give it the id `name`.");
        if (auto taken = take_boxes(); !taken) return pass_on(taken);
        for (auto& given : given_) given.node.parent().remove_child(given.node);
        prepare_pattern();
        out_.artwork = text_of_document();
        return std::move(out_);
    }

private:
    [[nodiscard]] tl::unexpected<Error> wrong_at(std::ptrdiff_t offset, std::string_view what) const {
        const auto until = svg_.begin() + std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(svg_.size()));
        return fail(ErrorCode::template_invalid,
                    fmt::format("{}:{}: {}", file_, 1 + std::count(svg_.begin(), until, '\n'), what));
    }
    [[nodiscard]] tl::unexpected<Error> wrong(const Node& node, std::string_view what) const {
        return wrong_at(node.offset_debug(), what);
    }

    Result<void> read_size() {
        const auto *width_text = root_.attribute("width").as_string(), *height_text = root_.attribute("height").as_string();
        const auto width = millimetres(width_text), height = millimetres(height_text);
        const auto is_page = [](const std::optional<double>& side) {
            return side && *side >= smallest_page_mm && *side <= largest_page_mm;
        };
        if (!is_page(width) || !is_page(height))
            return wrong(root_,
                         fmt::format("the page has no size in mm from {:g} to {:g} (width=\"{}\" height=\"{}\"). Write, for "
                                     "instance width=\"100mm\" height=\"62mm\" on <svg>.",
                                     smallest_page_mm, largest_page_mm, width_text, height_text));
        out_.width_mm = *width;
        out_.height_mm = *height;
        // Without a viewBox the user units are CSS pixels; an explicit viewBox makes the drawing scalable.
        if (!root_.attribute("viewBox"))
            root_.append_attribute("viewBox") = fmt::format("0 0 {} {}", *width * px_per_mm, *height * px_per_mm).c_str();
        std::istringstream view(root_.attribute("viewBox").as_string());
        double x = 0, y = 0, units = 0;
        view.imbue(std::locale::classic());
        view >> x >> y >> units;
        mm_per_unit_ = units > 0 ? *width / units : 1 / px_per_mm;
        return {};
    }

    Result<void> find_boxes(const Node& parent, int depth) {
        constexpr int deepest = 200;
        if (depth > deepest) return wrong(parent, "its groups are nested too deeply. Ungroup some.");
        for (const Node& node : parent.children()) {
            const std::string id = node.attribute("id").as_string();
            const std::string field = field_of_id(id);
            if (!is_box_field(field)) {
                warn_of_slip(id);
                if (auto found = find_boxes(node, depth + 1); !found) return found;
                continue;
            }
            Given given{node, node, {}, id, field};
            const std::string_view kind = local_name(node);
            if (kind == "g") {
                given.shape = first_shape(node);
                given.sample = first_text(node);
            }
            if (kind == "text" || kind == "flowRoot" || !given.shape)
                return wrong(node,
                             fmt::format("box `{}` has no frame. Draw a rectangle for the text, group it with the text, and "
                                         "give the group the id `{}`.",
                                         id, id));
            given_.push_back(std::move(given));
        }
        return {};
    }

    void warn_of_slip(const std::string& id) {
        if (const auto meant = meant_id(id); !meant.empty())
            out_.notices.push_back(
                fmt::format("{}: `{}` is drawn as artwork. If it is meant as a box, change its id to `{}`.", file_, id, meant));
    }

    static std::string_view local_name(const Node& node) {
        const std::string_view name = node.name();
        return name.substr(name.find(':') + 1);
    }
    static Node first_shape(const Node& group) {
        constexpr std::array<std::string_view, 6> shapes{"rect", "path", "ellipse", "circle", "polygon", "use"};
        return group.find_node(
            [&](const Node& n) { return std::find(shapes.begin(), shapes.end(), local_name(n)) != shapes.end(); });
    }
    static Node first_text(const Node& group) {
        return group.find_node([](const Node& n) { return local_name(n) == "text" || local_name(n) == "flowRoot"; });
    }

    [[nodiscard]] Linear linear_from_root(Node node) const {
        Linear out;
        for (; node && node != root_; node = node.parent()) out = linear_of(node.attribute("transform").as_string()) * out;
        return out;
    }

    Result<void> take_boxes() {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < given_.size(); ++i) {
            // librsvg finds elements by id, and a shape in a group often has no unique one.
            ids.push_back(fmt::format("entre-box-{}", i));
            auto id = given_[i].shape.attribute("id");
            if (!id) id = given_[i].shape.append_attribute("id");
            id = ids.back().c_str();
        }
        auto places = measure_elements(text_of_document(), ids, out_.width_mm, out_.height_mm);
        if (!places) return wrong(root_, places.error().detail);
        for (std::size_t i = 0; i < given_.size(); ++i)
            if (auto taken = take_box(given_[i], (*places)[i]); !taken) return taken;
        return {};
    }

    Result<void> check_place(const Given& given, const BoxMm& box) const {
        constexpr double slack = 0.05;
        if (!(box.width > 0) || !(box.height > 0))
            return wrong(given.node, fmt::format("box `{}` has no size. Give the rectangle a width and a height.", given.id));
        if (!(box.x >= -slack && box.y >= -slack && box.x + box.width <= out_.width_mm + slack &&
              box.y + box.height <= out_.height_mm + slack))
            return wrong(given.node,
                         fmt::format("box `{}` reaches outside the page of {:g} x {:g} mm: it is at {:.1f}, {:.1f} and measures "
                                     "{:.1f} x {:.1f} mm. Move it inside.",
                                     given.id, out_.width_mm, out_.height_mm, box.x, box.y, box.width, box.height));
        return {};
    }

    Result<void> take_box(const Given& given, const BoxMm& place) {
        const auto turns = quarter_turns(linear_from_root(given.shape));
        const bool is_seen = place.width > 0 && place.height > 0;
        if (is_seen && !turns)
            return wrong(
                given.node,
                fmt::format("box `{}` is mirrored, skewed or at an angle. Rotate it by 90, 180 or 270 degrees.", given.id));
        if (auto checked = check_place(given, place); !checked) return checked;
        if (given.field == qr_field) {
            const double side = std::min(place.width, place.height);
            out_.codes.push_back({{place.x + (place.width - side) / 2, place.y + (place.height - side) / 2, side, side}, *turns});
            warn_of_small_code(side);
            return {};
        }
        TextBox box = default_box(given.field);
        if (given.field.starts_with(free_prefix)) {
            const auto column = std::string_view(given.field).substr(free_prefix.size());
            const auto free = free_field_of(column);
            if (!free)
                return wrong(
                    given.node,
                    fmt::format(
                        "box `{}`: the roster does not store the column `{}`; of an export's further columns it stores {}. "
                        "Rename the box, or delete it.",
                        given.id, column, free_field_names()));
            box.field = BoxField::free;
            box.free = *free;
        }
        box.box = place;
        box.turns = *turns;
        take_sample(box, given);
        if (auto taken = take_attributes(box, given); !taken) return taken;
        if (!box.family.empty() && !is_family_installed(box.family))
            out_.notices.push_back(fmt::format("{}: box `{}`: the font “{}” is not installed on this machine; Inter replaces it.",
                                               file_, given.id, box.family));
        out_.texts.push_back(std::move(box));
        return {};
    }

    void warn_of_small_code(double side) {
        const double module = side / modules_of_long_code;
        if (module >= min_module_mm) return;
        out_.notices.push_back(
            fmt::format("{}: ticket-qr is {:.1f} mm wide: a code of 32 characters gets modules of {:.2f} mm; below {} mm "
                        "label printers blur them. Make it {:.0f} mm or more.",
                        file_, side, module, min_module_mm, std::ceil(min_module_mm * modules_of_long_code)));
    }

    /// The value of a presentation attribute, or of the same property in `style`, which takes precedence (SVG 2, 6.6).
    static std::string property(const Node& node, const char* name) {
        std::string styled = style_property(node.attribute("style").as_string(), name);
        return styled.empty() ? node.attribute(name).as_string() : styled;
    }
    /// The same for the sample text, or else the first of its spans that sets the property.
    static std::string sample_property(const Node& sample, const char* name) {
        if (!sample) return {};
        std::string own = property(sample, name);
        for (Node span = sample.first_child(); span && local_name(span) == "tspan"; span = span.first_child())
            if (std::string inner = property(span, name); !inner.empty()) own = inner;
        return own;
    }

    /// Reads what the author set with the editor's tools: font, size, colour and alignment of the sample text or of the box
    /// itself.
    void take_sample(TextBox& box, const Given& given) const {
        const auto said = [&](const char* name) {
            std::string text = sample_property(given.sample, name);
            return text.empty() ? property(given.shape, name) : text;
        };
        box.color = rgb_of(said("fill")).value_or(box.color);
        box.family = first_family(said("font-family"));
        if (box.family == "sans-serif" || box.family == "Sans")
            box.family.clear();  // the editor's default, not the author's choice
        box.weight = font_weight(said("font-weight")).value_or(box.weight);
        const std::string anchor = said("text-anchor"), side = said("text-align");
        if (anchor == "middle" || side == "center") box.align = Align::middle;
        if (anchor == "end" || side == "end" || side == "right") box.align = Align::end;
        std::string size = said("font-size");
        if (size.ends_with("px")) size.resize(size.size() - 2);
        if (const auto units = number_of(size); units && *units > 0) {
            const Linear linear = linear_from_root(given.sample ? given.sample : given.shape);
            const double stretch = std::sqrt(std::abs(linear.a * linear.d - linear.b * linear.c));
            const double points = *units * mm_per_unit_ * stretch * 72 / 25.4;
            if (points >= 1 && points <= 500) box.largest_pt = points;
        }
        box.smallest_pt = std::min(box.smallest_pt, box.largest_pt);
    }

    Result<double> attribute(const Given& given, const char* name, double otherwise, double min_value, double limit) const {
        const auto text = given.node.attribute(name);
        if (!text) return otherwise;
        const auto value = number_of(text.as_string());
        if (value && *value >= min_value && *value <= limit) return *value;
        return wrong(given.node, fmt::format("box `{}`: {}=\"{}\" is not a number from {:g} to {:g}. Correct it.", given.id, name,
                                             text.as_string(), min_value, limit));
    }

    template <class Enum>
    Result<Enum> one_of(const Given& given, const char* name, Enum otherwise,
                        std::array<std::pair<std::string_view, Enum>, 3> words) const {
        const std::string_view text = given.node.attribute(name).as_string();
        if (text.empty()) return otherwise;
        for (const auto& [word, value] : words)
            if (word == text) return value;
        return wrong(given.node, fmt::format("box `{}`: {}=\"{}\" should be {}, {} or {}.", given.id, name, text, words[0].first,
                                             words[1].first, words[2].first));
    }

    Result<void> take_attributes(TextBox& box, const Given& given) const {
        auto largest = attribute(given, "data-size", box.largest_pt, 1, 500);
        if (!largest) return pass_on(largest);
        auto smallest = attribute(given, "data-smallest", std::min(box.smallest_pt, *largest), 1, *largest);
        if (!smallest) return pass_on(smallest);
        auto lines = attribute(given, "data-lines", box.max_lines, 1, 9);
        if (!lines) return pass_on(lines);
        auto weight = attribute(given, "data-weight", box.weight, 100, 900);
        if (!weight) return pass_on(weight);
        auto align = one_of<Align>(given, "data-align", box.align,
                                   {{{"start", Align::start}, {"middle", Align::middle}, {"end", Align::end}}});
        if (!align) return pass_on(align);
        auto valign = one_of<VAlign>(given, "data-valign", box.valign,
                                     {{{"top", VAlign::top}, {"middle", VAlign::middle}, {"bottom", VAlign::bottom}}});
        if (!valign) return pass_on(valign);
        box.largest_pt = *largest;
        box.smallest_pt = *smallest;
        box.max_lines = static_cast<int>(*lines);
        box.weight = static_cast<int>(*weight);
        box.align = *align;
        box.valign = *valign;
        if (const auto font = given.node.attribute("data-font")) box.family = first_family(font.as_string());
        return {};
    }

    static bool has_class(const Node& node, std::string_view wanted) {
        std::istringstream words(node.attribute("class").as_string());
        for (std::string word; words >> word;)
            if (word == wanted) return true;
        return false;
    }

    /// A rectangle in the sector's colour. Its marks follow it, clipped to its shape; they are filled in for each sector.
    bool prepare_bar(Node node, Node definitions, const std::string& id) {
        if (local_name(node) != "rect") return false;
        std::string bar;  // of x, y, width and height, in the node's own units
        for (const char* name : {"x", "y", "width", "height"}) {
            const auto length = number_of(node.attribute(name).as_string("0"));
            if (!length) return false;
            bar += fmt::format("{} ", *length);
        }
        node.attribute("class") = "category-color";
        Node clip = definitions.append_child("clipPath");
        clip.append_attribute("id") = id.c_str();
        Node shape = clip.append_child("rect");
        for (const char* name : {"x", "y", "width", "height", "rx", "ry"})
            if (const auto attribute = node.attribute(name)) shape.append_copy(attribute);
        Node marks = node.parent().insert_child_after("g", node);
        marks.append_attribute("xmlns") = "http://www.w3.org/2000/svg";
        if (const auto transform = node.attribute("transform")) marks.append_copy(transform);
        marks.append_attribute("clip-path") = fmt::format("url(#{})", id).c_str();
        marks.append_child(pugi::node_pcdata)
            .set_value(fmt::format("{}{}{}@", category_marks_mark, bar, pattern_mm / mm_per_unit_).c_str());
        return true;
    }

    /// Prepares elements of class `category-pattern` for the sector's pattern: rectangles as above, any other shape with an SVG
    /// pattern whose tile is substituted for each sector.
    void prepare_pattern() {
        const auto is_patterned = [](const Node& n) { return has_class(n, "category-pattern"); };
        Node definitions;
        int count = 0;
        for (Node node = root_.find_node(is_patterned); node; node = root_.find_node(is_patterned)) {
            if (!definitions) {
                definitions = root_.prepend_child("defs");
                definitions.append_attribute("xmlns") = "http://www.w3.org/2000/svg";
            }
            const std::string id = fmt::format("{}-{}", category_pattern_id, count++);
            if (prepare_bar(node, definitions, id)) continue;
            auto style = node.attribute("style");
            if (!style) style = node.append_attribute("style");
            style = fmt::format("{};fill:url(#{})", style.as_string(), id).c_str();
            node.attribute("class") = "category-patterned";
            const double scale = pattern_mm / pattern_tile / mm_per_unit_;
            Node pattern = definitions.append_child("pattern");
            const auto set = [&](const char* name, const std::string& value) { pattern.append_attribute(name) = value.c_str(); };
            set("id", id);
            set("patternUnits", "userSpaceOnUse");
            set("width", fmt::format("{}", pattern_tile));
            set("height", fmt::format("{}", pattern_tile));
            set("patternTransform",
                fmt::format("translate({} {}) scale({})", number_of(node.attribute("x").as_string()).value_or(0),
                            number_of(node.attribute("y").as_string()).value_or(0), scale));
            pattern.append_child(pugi::node_pcdata).set_value(std::string(category_tile_mark).c_str());
        }
    }

    [[nodiscard]] std::string text_of_document() const {
        std::ostringstream out;
        document_.save(out, "", pugi::format_raw | pugi::format_no_declaration);
        return out.str();
    }

    std::string_view svg_, file_;
    BadgeSide side_;
    pugi::xml_document document_;
    Node root_;
    double mm_per_unit_ = 1;
    std::vector<Given> given_;
    BadgeTemplate out_;
};

}  // namespace

const TextBox* BadgeTemplate::box(BoxField field) const {
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const TextBox& one) { return one.field == field; });
    return found == texts.end() ? nullptr : &*found;
}

Result<BadgeTemplate> parse_template(std::string_view svg, std::string_view name, BadgeSide side) {
    return Reader(svg, name, side).read();
}

}  // namespace entre
