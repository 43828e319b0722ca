#include "kiosk/services/live_page_backend.hpp"

#include "core/base/log.hpp"
#include "core/qr/barcode.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A terminal's half blocks as pixels: light where a block is drawn.
std::vector<std::uint8_t> pixels_of(const std::string& drawn, int scale, int& width, int& height) {
    std::vector<std::vector<std::uint8_t>> rows;
    std::vector<std::uint8_t> upper, lower;
    for (std::size_t i = 0; i < drawn.size();) {
        const bool is_block = static_cast<unsigned char>(drawn[i]) == 0xe2;
        const std::string glyph = drawn.substr(i, is_block ? 3 : 1);
        i += glyph.size();
        if (glyph == "\n") {
            for (auto* row : {&upper, &lower})
                for (int copy = 0; copy < scale; ++copy) rows.push_back(*row);
            upper.clear();
            lower.clear();
            continue;
        }
        for (int copy = 0; copy < scale; ++copy) {
            upper.push_back(glyph == "█" || glyph == "▀" ? 255 : 0);
            lower.push_back(glyph == "█" || glyph == "▄" ? 255 : 0);
        }
    }
    height = static_cast<int>(rows.size());
    width = rows.empty() ? 0 : static_cast<int>(rows.front().size());
    std::vector<std::uint8_t> out;
    for (const auto& row : rows) out.insert(out.end(), row.begin(), row.end());
    return out;
}

}  // namespace

TEST_CASE("the code drawn in a terminal is read back", "[page_host]") {
    const std::string url = "https://192.168.1.20:8443/pair#q83vEjRWeJCrze8SNFZ4kA";
    int width = 0, height = 0;
    const auto pixels = pixels_of(terminal_qr(url), 4, width, height);
    const auto codes = read_qr({pixels.data(), width, height, width}, false);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].text == url);
    CHECK(terminal_qr("").empty());
}

TEST_CASE("a page beside another door reads histories and has nothing to act with", "[page_host]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    const auto host = reading_live_page_backend(door.folder, small_seminar());
    CHECK_FALSE(host.act);
    const auto history = host.person({"id-A"});
    REQUIRE((history && *history));
    CHECK((*history)->who.given == "Åsa");
    const auto nobody = host.person({"id-?"});
    REQUIRE(nobody);
    CHECK_FALSE(*nobody);
}

TEST_CASE("a page of an open door acts through its desk", "[page_host]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    auto seminar = small_seminar();
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    REQUIRE(badge);
    Inbox inbox([] {});
    Workers workers(std::move(door.database), seminar, *badge, {}, inbox);
    const auto host = live_page_backend(workers);
    const auto done = host.act(CheckIn{{"id-A"}});
    REQUIRE(done);
    CHECK(done->verdict == StaffVerdict::done);
    const auto history = host.person({"id-A"});
    REQUIRE((history && *history));
    CHECK((*history)->records.size() == 1);
    CHECK((*history)->badges.size() == 1);
}
