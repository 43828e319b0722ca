// Badges as textures for the screen, drawn by the code that prints them.
#pragma once

#include <deque>
#include <string>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/texture.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// Main thread, with an OpenGL context. Draws a badge in 2 to 15 ms on first use, then caches it; a worker thread would only make
/// the visitor wait a frame longer.
class BadgeCache {
public:
    BadgeCache(const Seminar& seminar, const BadgeTemplate& badge) : seminar_(seminar), badge_(badge) {}

    BadgeTexture get(const Registration& who, BadgeName name_shown, int width_px, const std::string& language);

private:
    struct Kept {
        std::string key;
        Texture texture;
    };
    const Seminar& seminar_;
    const BadgeTemplate& badge_;
    std::deque<Kept> kept_;
};

}  // namespace entre
