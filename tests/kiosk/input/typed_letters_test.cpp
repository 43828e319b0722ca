#include "kiosk/input/typed_letters.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

const Clock::time_point noon = Clock::time_point{} + 1000h;

std::string typed(const std::vector<unsigned>& letters, Clock::duration gap) {
    TypedLetters typing;
    auto at = noon;
    for (const auto letter : letters) typing.add(letter, at += gap);
    std::string text;
    for (const auto& letter : typing.end()) text += letter;
    CHECK_FALSE(typing.pause_ends());
    return text;
}

}  // namespace

TEST_CASE("what a person types is a name, what a scanner types is not", "[keyboard]") {
    CHECK(typed({0xc5, 's', 'a'}, 5ms) == "Åsa");  // shorter than any scan
    CHECK(typed({'E', 'r', 'i', 'k', 's', 's', 'o', 'n'}, 60ms) == "Eriksson");
    CHECK(typed({'E', 'r', 'i', 'k'}, 110ms) == "Erik");
    CHECK(typed({'a', 's', 'a', ' ', 'o', 's', 't', 'r', 'o', 'm'}, 1ms) == "asa ostrom");  // keys that arrive together
    for (const auto gap : {1ms, 8ms, 30ms}) CHECK(typed({'a', '1', 'b', '2', 'c', '3', 'd', '4'}, gap).empty());
}

TEST_CASE("typing is shown after a short pause", "[keyboard]") {
    TypedLetters typing;
    CHECK_FALSE(typing.pause_ends());
    CHECK(typing.is_person());
    typing.add('b', noon);
    CHECK(typing.pause_ends() == noon + KeyboardScanner::burst_gap);
}
