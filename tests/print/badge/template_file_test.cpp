#include "print/badge/template.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;

namespace {

std::string page(const std::string& content, const std::string& size = R"(width="100mm" height="62mm")") {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" )" + size + R"( viewBox="0 0 100 62">)" + content + "</svg>";
}

const std::string name_box = R"(<rect id="name" x="8" y="12" width="80" height="20"/>)";

#if __has_include(<catch2/catch_all.hpp>)
auto Contains(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }
#else
using Catch::Matchers::Contains;
#endif

}  // namespace

TEST_CASE("a back is found next to its front, must have the same size, and may omit the name", "[template]") {
    const test::ScratchFolder folder;
    test::write_file(folder / "badge.svg", page(name_box));
    CHECK(read_template(folder / "badge.svg")->back == nullptr);
    test::write_file(folder / "badge.back.svg", page(R"(<rect id="event" x="8" y="12" width="80" height="20"/>)"));
    const auto badge = read_template(folder / "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->back);
    CHECK(badge->back->box(BoxField::event) != nullptr);
    test::write_file(folder / "badge.back.svg", page("", R"(width="90mm" height="62mm")"));
    const auto other = read_template(folder / "badge.svg");
    REQUIRE_FALSE(other);
    CHECK_THAT(other.error().detail, Contains("badge.back.svg") && Contains("the same size"));
    test::write_file(folder / "badge.back.svg", "<svg>");
    CHECK_THAT(read_template(folder / "badge.svg").error().detail, Contains("badge.back.svg:1"));
}

TEST_CASE("a missing template is reported with its file name", "[template]") {
    const auto badge = read_template("/nowhere/badge.svg");
    REQUIRE_FALSE(badge);
    CHECK(badge.error().code == ErrorCode::file_missing);
    CHECK_THAT(badge.error().detail, Contains("/nowhere/badge.svg"));
}

TEST_CASE("a folder in the place of a template is reported with its name", "[template]") {
    const test::ScratchFolder folder;
    std::filesystem::create_directory(folder / "badge.svg");
    const auto badge = read_template(folder / "badge.svg");
    REQUIRE_FALSE(badge);
    CHECK(badge.error().code == ErrorCode::file_unreadable);
    CHECK_THAT(badge.error().detail, Contains("badge.svg"));
}
