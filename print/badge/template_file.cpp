// Badge templates in files: the front, and the back in a second file.
#include <fmt/format.h>

#include <cmath>

#include "core/base/atomic_file.hpp"
#include "print/badge/template.hpp"

namespace entre {

namespace {

Result<std::string> svg_in(const std::filesystem::path& file) {
    auto svg = load_file(file);
    if (svg) return svg;
    if (svg.error().code != ErrorCode::file_missing)
        return fail(svg.error().code, fmt::format("{}. Put an SVG there that this user may read, or choose another in "
                                                  "seminar.toml.",
                                                  svg.error().detail));
    return fail(ErrorCode::file_missing,
                fmt::format("{}: no such badge template. Put an SVG there, or choose another in seminar.toml.", file.string()));
}

}  // namespace

Result<BadgeTemplate> read_template(const std::filesystem::path& file) {
    auto svg = svg_in(file);
    if (!svg) return pass_on(svg);
    auto front = parse_template(*svg, file.string());
    if (!front) return front;
    const auto back_file = std::filesystem::path(file).replace_extension(".back.svg");
    std::error_code ignored;
    if (!std::filesystem::exists(back_file, ignored)) return front;
    auto back_svg = svg_in(back_file);
    if (!back_svg) return pass_on(back_svg);
    auto back = parse_template(*back_svg, back_file.string(), BadgeSide::back);
    if (!back) return back;
    constexpr double slack = 0.05;
    if (std::abs(back->width_mm - front->width_mm) > slack || std::abs(back->height_mm - front->height_mm) > slack)
        return fail(ErrorCode::template_invalid,
                    fmt::format("{}: the back is {:g} x {:g} mm and the front {:g} x {:g} mm. Make them the same size.",
                                back_file.string(), back->width_mm, back->height_mm, front->width_mm, front->height_mm));
    front->notices.insert(front->notices.end(), back->notices.begin(), back->notices.end());
    front->back = std::make_shared<const BadgeTemplate>(std::move(*back));
    return front;
}

}  // namespace entre
