#include "print/badge/painter.hpp"

#include <cairo.h>

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// A page of 40 x 40 mm, drawn at 72 dots per inch.
class Paper {
public:
    Paper()
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 114, 114), cairo_surface_destroy),
          cairo_(cairo_create(surface_.get()), cairo_destroy) {}

    BadgeNotes paint(BadgePainter& painter, const BadgeContent& content) {
        const auto notes = painter.paint(cairo_.get(), content);
        REQUIRE(notes);
        cairo_surface_flush(surface_.get());
        return *notes;
    }
    /// The number of pixels in the region that match `is_wanted`.
    [[nodiscard]] int count(bool (*is_wanted)(Rgb), int from_x = 0, int to_x = 113, int from_y = 0, int to_y = 113) const {
        int out = 0;
        for (int y = from_y; y < to_y; ++y)
            for (int x = from_x; x < to_x; ++x) {
                const unsigned char* p =
                    cairo_image_surface_get_data(surface_.get()) + y * cairo_image_surface_get_stride(surface_.get()) + 4 * x;
                if (is_wanted({p[2], p[1], p[0]})) ++out;
            }
        return out;
    }

private:
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface_;
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo_;
};

bool is_ink(Rgb p) { return p.red < 128; }
bool is_colored(Rgb p) { return std::abs(p.red - p.green) > 40 || std::abs(p.green - p.blue) > 40; }

BadgeTemplate side(const std::string& boxes) {
    auto out = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="40mm" viewBox="0 0 40 40">)" + boxes + "</svg>", "b");
    REQUIRE(out);
    return *out;
}

BadgeContent somebody(const std::string& name) {
    BadgeContent out;
    out.name = name;
    return out;
}

const std::string small_name =
    R"(<rect id="name" x="0" y="0" width="40" height="10" data-size="20" data-smallest="12" data-lines="2"/>)";

}  // namespace

TEST_CASE("notes report the minimum size, more lines, and characters without a font", "[painter]") {
    const auto badge = side(small_name);
    BadgePainter painter(badge);
    const auto easy = Paper().paint(painter, somebody("Bo Ek"));
    CHECK(easy.name_lines == 1);
    CHECK_FALSE(easy.is_at_floor);
    const auto hard = Paper().paint(painter, somebody("Maximiliana-Alexandrine Oxenstierna von Rosenstolpe"));
    CHECK(hard.name_lines >= 2);
    CHECK(hard.is_at_floor);
    CHECK(hard.is_below_floor);
    const auto content = somebody("A\xF3\xB0\x80\x80");  // U+F0000, private use
    CHECK(Paper().paint(painter, content).missing_glyphs == 1);
    CHECK(painter.missing_in(content) == std::vector<std::string>{"\xF3\xB0\x80\x80"});
}

TEST_CASE("a box turned upside down shows its text upside down", "[painter]") {
    const auto upright = side(R"(<rect id="name" x="0" y="0" width="40" height="10" data-size="16"/>)");
    const auto turned =
        side(R"svg(<rect id="name" x="0" y="0" width="40" height="10" data-size="16" transform="rotate(180 20 5)"/>)svg");
    Paper a, b;
    BadgePainter first(upright), second(turned);
    a.paint(first, somebody("Bo"));
    b.paint(second, somebody("Bo"));
    CHECK(a.count(is_ink, 0, 57) > 50);
    CHECK(a.count(is_ink, 57, 113) == 0);
    CHECK(b.count(is_ink, 0, 57) == 0);
    CHECK(b.count(is_ink, 57, 113) > 50);
}

TEST_CASE("a box rotated by a quarter turn is filled along its length", "[painter]") {
    const auto badge = side(R"svg(<rect id="name" x="-10" y="15" width="40" height="10" transform="rotate(90 10 20)"/>)svg");
    BadgePainter painter(badge);
    Paper paper;
    const auto notes = paper.paint(painter, somebody("Lång Karlsson"));
    CHECK(notes.name_lines == 1);
    CHECK(paper.count(is_ink, 0, 113, 60, 113) > 20);
}

TEST_CASE("with black ink only the template's own artwork is coloured, and white text stays white", "[painter]") {
    const auto badge = side(small_name + R"(<rect id="category" x="0" y="12" width="40" height="8"/>
        <rect class="category-pattern" x="0" y="24" width="40" height="16"/>)");
    BadgeContent content = somebody("Bo Ek");
    content.category = "Kommun";
    content.category_color = {0xd0, 0x10, 0x10};
    content.category_pattern = 3;
    BadgePainter painter(badge);
    Paper in_color, in_black;
    in_color.paint(painter, content);
    CHECK(in_color.count(is_colored) > 500);
    content.ink = BadgeInk::black;
    in_black.paint(painter, content);
    CHECK(in_black.count(is_colored) == 0);
    const auto on_black =
        side(R"(<rect width="40" height="40"/><rect id="name" x="0" y="0" width="40" height="40" fill="#ffffff"/>)");
    BadgePainter other(on_black);
    Paper night;
    night.paint(other, content);
    CHECK(night.count([](Rgb p) { return p.red > 200; }) > 50);
}

TEST_CASE("artwork shared by a document's pages looks like artwork drawn for each page", "[painter]") {
    const auto badge = side(small_name + R"(<rect class="category-color" x="0" y="24" width="40" height="16"/>)");
    BadgeContent content = somebody("Bo Ek");
    content.category_color = {0xd0, 0x10, 0x10};
    BadgePainter shared(badge, true), own(badge);
    Paper a, b;
    a.paint(shared, content);
    b.paint(own, content);
    CHECK(std::abs(a.count(is_colored) - b.count(is_colored)) < 2 * 114);  // the edge, which is antialiased
    CHECK(a.count(is_colored) > 3000);
}

TEST_CASE("the title has its own box, or is shown with the sector if there is none", "[painter]") {
    BadgeContent content = somebody("Bo");
    content.title = "områdespolis";
    const auto with =
        side(small_name +
             R"(<rect id="category" x="0" y="12" width="40" height="8"/><rect id="title" x="0" y="30" width="40" height="8"/>)");
    const auto without = side(small_name + R"(<rect id="category" x="0" y="12" width="40" height="8"/>)");
    BadgePainter first(with), second(without);
    Paper a, b;
    a.paint(first, content);
    b.paint(second, content);
    CHECK(a.count(is_ink, 0, 113, 34, 57) == 0);
    CHECK(a.count(is_ink, 0, 113, 85, 113) > 20);
    CHECK(b.count(is_ink, 0, 113, 34, 57) > 20);
}
