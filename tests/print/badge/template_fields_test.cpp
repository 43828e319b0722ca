#include "print/badge/template_fields.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a number after a colon makes another box for the same field", "[template]") {
    CHECK(field_of_id("name") == "name");
    CHECK(field_of_id("name:2") == "name");
    CHECK(field_of_id("free:note:12") == "free:note");
    for (const std::string id : {"free:note", "name:", "name:2b", ""}) CHECK(field_of_id(id) == id);
}

TEST_CASE("boxes are the known fields, the QR code and free fields", "[template]") {
    for (const auto* field : {"name", "event", "organisation", "title", "category", "place", "number", "ticket-qr", "free:note"})
        CHECK(is_box_field(field));
    for (const auto* field : {"Name", "logo", "free", ""}) CHECK_FALSE(is_box_field(field));
}

TEST_CASE("a slip in an id is recognised, and artwork is left alone", "[template]") {
    CHECK(meant_id("Namn") == "name");
    CHECK(meant_id("Full name") == "name");
    CHECK(meant_id("QR-code") == "ticket-qr");
    CHECK(meant_id("Category") == "category");
    for (const auto* id : {"", "name", "path1234", "logo", "names"}) CHECK(meant_id(id).empty());
}

TEST_CASE("each field has its own default style", "[template]") {
    const auto name = default_box("name"), number = default_box("number"), free = default_box("free:note");
    CHECK(name.field == BoxField::name);
    CHECK(name.largest_pt == 200);
    CHECK(name.max_lines == 2);
    CHECK(number.field == BoxField::number);
    CHECK(number.align == Align::end);
    CHECK(default_box("category").valign == VAlign::bottom);
    CHECK(free.largest_pt == 8.1);
    for (const auto* field : {"name", "organisation", "title", "category", "number", "place"}) {
        const auto box = default_box(field);
        CHECK(box.smallest_pt >= 6);
        CHECK(box.smallest_pt <= box.largest_pt);
    }
}
