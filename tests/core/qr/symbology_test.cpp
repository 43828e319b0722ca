#include "core/qr/symbology.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("each symbology has a name and is found by it", "[ticket]") {
    for (const auto symbology : {Symbology::data_matrix, Symbology::aztec, Symbology::pdf417, Symbology::code_128}) {
        CHECK_FALSE(to_string(symbology).empty());
        CHECK(symbology_of(to_string(symbology)) == symbology);
    }
    CHECK_FALSE(symbology_of("qr"));
    CHECK_FALSE(symbology_of(""));
    CHECK_FALSE(symbology_of("Aztec"));
}
