// Writes a PNG of every screen, for visual inspection: entre_screens OUT_DIR [NAME_PREFIX] [SETTING]
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "kiosk/ui/texture.hpp"
#include "print/badge/render.hpp"
#include "tests/kiosk/screens/demo.hpp"
#include "tests/kiosk/screens/setup_demo.hpp"

namespace {

using namespace entre;
namespace fs = std::filesystem;

/// Badges as they would be printed, cached as in the kiosk.
class Badges {
public:
    explicit Badges(const fs::path& file) : seminar_(demo::seminar()), template_(read_template(file)) {}

    BadgeTexture picture(const Registration& who, BadgeName name_shown, int width_px) {
        if (!template_) return {};
        const auto key = who.given + who.family + who.alias + std::to_string(width_px) + std::string(to_string(name_shown));
        auto it = kept_.find(key);
        if (it == kept_.end()) {
            const auto drawn = render_picture(*template_, badge_content(seminar_, who, name_shown, 1, "sv"), width_px);
            if (!drawn) return {};
            it = kept_.emplace(key, Texture{}).first;
            it->second.show_bgra({drawn->width_px, drawn->height_px}, drawn->bgra);
        }
        return {it->second.id(), it->second.size()};
    }

private:
    Seminar seminar_;
    Result<BadgeTemplate> template_;
    std::map<std::string, Texture> kept_;
};

/// A synthetic camera picture: a lit wall and a bright sheet with a dark square.
void paint_room(Texture& texture) {
    constexpr int width = 640, height = 480;
    std::vector<std::uint8_t> grey(width * height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool is_sheet = x > 210 && x < 410 && y > 130 && y < 400;
            const bool is_code = x > 250 && x < 370 && y > 200 && y < 320 && ((x / 10) * 7 + (y / 10) * 13) % 5 < 3;
            grey[static_cast<std::size_t>(y * width + x)] = static_cast<std::uint8_t>(is_code    ? 20
                                                                                      : is_sheet ? 235
                                                                                                 : 70 + x / 10 + y / 8);
        }
    texture.show_grey({width, height}, grey);
}

void write(const fs::path& file, const Picture& picture) {
    const auto png = to_png(picture);
    std::ofstream(file, std::ios::binary).write(png.data(), static_cast<std::streamsize>(png.size()));
}

struct Setting {
    const char* name;
    demo::Drawing how;
};

void draw_all(const Setting& setting, const fs::path& folder, std::string_view prefix) {
    demo::Studio studio(setting.how.size);
    Badges badges(fs::path(ENTRE_ASSETS) / "badges" / "landscape.svg");
    Texture room;
    paint_room(room);
    const auto provide = [&](const Registration& who, BadgeName name, int width) { return badges.picture(who, name, width); };
    auto all = demo::states(demo::now());
    for (auto& hard : demo::hard_states(demo::now())) all.push_back(std::move(hard));
    for (const auto& [name, state] : all) {
        if (!name.starts_with(prefix)) continue;
        studio.draw(state, setting.how, provide);
        write(folder / (std::string(setting.name) + "-" + name + ".png"), studio.picture());
        if (name != "welcome" && name != "looking_up") continue;
        CameraPicture camera{room.id(), room.size(), {}};
        if (name == "looking_up") camera.code = {{{0.39f, 0.41f}, {0.58f, 0.41f}, {0.58f, 0.67f}, {0.39f, 0.67f}}};
        studio.draw(state, setting.how, provide, camera);
        write(folder / (std::string(setting.name) + "-" + name + "_camera.png"), studio.picture());
    }
    for (const auto& [name, state] : demo::setup_states()) {
        if (!name.starts_with(prefix) || setting.how.is_text_large) continue;
        studio.draw(state, setting.how);
        write(folder / (std::string(setting.name) + "-" + name + ".png"), studio.picture());
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fprintf(stderr, "entre_screens OUT_DIR [NAME_PREFIX] [SETTING]\n");
        return 2;
    }
    const fs::path folder = arguments[1];
    const std::string prefix = count > 2 ? arguments[2] : "", only = count > 3 ? arguments[3] : "";
    fs::create_directories(folder);
    const SizePx landscape{1920, 1080}, portrait{1080, 1920}, small{1280, 800};
    const Setting settings[] = {
        {"wide", {landscape}},
        {"wide-large", {landscape, 21.5, 0, true}},
        {"wide-en", {landscape, 21.5, 1}},
        {"wide-dark", {landscape, 21.5, 0, false, Look::dark}},
        {"wide-contrast", {landscape, 21.5, 0, false, Look::high_contrast}},
        {"tall", {portrait}},
        {"tall-en", {portrait, 21.5, 1}},
        {"tall-large", {portrait, 21.5, 1, true}},
        {"tall-contrast", {portrait, 21.5, 0, true, Look::high_contrast}},
        {"small", {small, 13.3}},
        {"small-en", {small, 13.3, 1}},
        {"small-large", {small, 13.3, 0, true}},
        {"tiny-en", {small, 10.1, 1}},
    };
    for (const auto& setting : settings)
        if (only.empty() || only == setting.name) draw_all(setting, folder, prefix);
    return 0;
}
