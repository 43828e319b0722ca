#include "kiosk/app/badge_cache.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/log.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"

namespace entre {

BadgeTexture BadgeCache::get(const Registration& who, BadgeName name_shown, int width_px, const std::string& language) {
    constexpr std::size_t max_kept = 4;
    const std::string key =
        fmt::format("{}\n{}\n{}\n{}\n{}\n{}", who.id.value, who.given, who.family, to_string(name_shown), width_px, language);
    const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.key == key; });
    if (known != kept_.end()) return {known->texture.id(), known->texture.size()};

    Kept fresh{key, {}};
    const auto picture = render_picture(badge_, badge_content(seminar_, who, name_shown, 1, language), width_px);
    if (picture) {
        fresh.texture.show_bgra({picture->width_px, picture->height_px}, picture->bgra);
    } else {
        log_error("screen", picture.error());  // the screen draws a plain card instead
    }
    kept_.push_back(std::move(fresh));
    if (kept_.size() > max_kept) kept_.pop_front();
    return {kept_.back().texture.id(), kept_.back().texture.size()};
}

}  // namespace entre
