#include "core/registration/issue_code.hpp"

#include <cmath>
#include <set>

#include "core/ticket/payload.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("issued codes have 128 bits and no easily confused characters", "[ticket][issue]") {
    CHECK(std::log2(static_cast<double>(ticket_alphabet.size())) * static_cast<double>(issued_code_length) >= 128);
    for (const char confusing : std::string("o0il1OIL")) CHECK(ticket_alphabet.find(confusing) == std::string_view::npos);
    std::set<std::string> codes;
    std::set<char> signs;
    for (int i = 0; i < 2000; ++i) {
        const auto code = issue_ticket_code();
        REQUIRE(code.size() == issued_code_length);
        REQUIRE(code.find_first_not_of(ticket_alphabet) == std::string::npos);
        codes.insert(code);
        signs.insert(code.begin(), code.end());
    }
    CHECK(codes.size() == 2000);
    CHECK(signs.size() == ticket_alphabet.size());
}

TEST_CASE("an issued code is read back unchanged from a QR code", "[ticket][issue]") {
    const auto code = issue_ticket_code();
    const auto reading = read_payload(code);
    REQUIRE_FALSE(reading.candidates.empty());
    CHECK(reading.candidates.front().code == code);
}
