#include "kiosk/live_page/server/web_files.hpp"

#include <filesystem>

#include "core/base/atomic_file.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("every file of the live page is in the program as it is written", "[live]") {
    const auto files = web_files();
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ENTRE_WEB_ASSETS)) {
        ++count;
        const auto path = "/" + entry.path().filename().string();
        INFO(path);
        REQUIRE(files.contains(path));
        CHECK(files.at(path).content == load_file(entry.path()).value_or("unreadable"));
    }
    CHECK(files.size() == count);
    CHECK(count >= 12);
}

TEST_CASE("every file of the live page has the type that browsers want", "[live]") {
    const auto files = web_files();
    CHECK(files.at("/index.html").type == "text/html; charset=utf-8");
    CHECK(files.at("/live.css").type == "text/css; charset=utf-8");
    CHECK(files.at("/live.js").type == "text/javascript; charset=utf-8");
    CHECK(files.at("/icon.svg").type == "image/svg+xml");
}
