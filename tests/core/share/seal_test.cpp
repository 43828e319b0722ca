#include "core/share/seal.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

const SealKey key = *SealKey::from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

}  // namespace

TEST_CASE("a sealed text opens with the same key and the same associated text", "[share]") {
    for (const std::string& plain :
         {std::string("{\"attendance\":[]}"), std::string(), std::string("\0å\xff", 4), std::string(100000, 'x')}) {
        const auto sealed = seal(key, "kiosk/17", plain);
        CHECK(open_sealed(key, "kiosk/17", sealed).value() == plain);
    }
}

TEST_CASE("a sealed text shows nothing of its content", "[share]") {
    const auto sealed = seal(key, "kiosk/17", "Anna Andersson, Anna Andersson");
    CHECK(sealed.find("Anna") == std::string::npos);
    CHECK(sealed.find("kiosk") == std::string::npos);
}

TEST_CASE("another key, another associated text or a single changed bit is refused", "[share]") {
    const std::string sealed = seal(key, "kiosk/17", "Anna Andersson");
    CHECK_FALSE(open_sealed(SealKey::random(), "kiosk/17", sealed));
    CHECK_FALSE(open_sealed(key, "kiosk/18", sealed));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        if (const auto opened = open_sealed(key, "kiosk/17", changed)) FAIL("bit " << bit);
    }
    for (std::size_t length = 0; length < sealed.size(); ++length)
        if (open_sealed(key, "kiosk/17", sealed.substr(0, length))) FAIL("cut to " << length);
}

TEST_CASE("the same text is sealed to the same bytes, and no two texts share a nonce", "[share]") {
    const auto nonce = [](const std::string& associated, const std::string& plain) {
        return seal(key, associated, plain).substr(1, 24);
    };
    CHECK(seal(key, "kiosk/17", "Anna") == seal(key, "kiosk/17", "Anna"));
    CHECK(nonce("kiosk/17", "Anna") != nonce("kiosk/17", "Bertil"));
    CHECK(nonce("kiosk/17", "Anna") != nonce("kiosk/18", "Anna"));
    CHECK(nonce("kiosk/1", "7Anna") != nonce("kiosk/17", "Anna"));
}

TEST_CASE("an entry's label names its kiosk and number", "[share]") { CHECK(entry_label("kiosk", 17) == "kiosk/17"); }

TEST_CASE("a seal key survives hex and is refused when it is not 64 hex digits", "[share]") {
    const auto made = SealKey::random();
    CHECK(made.hex().size() == 64);
    CHECK(SealKey::from_hex(made.hex()) == made);
    CHECK(made != SealKey::random());
    for (const std::string& wrong :
         {std::string(), made.hex().substr(1), made.hex() + "0", "zz" + made.hex().substr(2), ' ' + made.hex().substr(1)})
        CHECK_FALSE(SealKey::from_hex(wrong));
}

TEST_CASE("the key of a secret depends on every byte of it", "[share]") {
    CHECK(SealKey::from_secret("0123456789abcdef") == SealKey::from_secret("0123456789abcdef"));
    CHECK(SealKey::from_secret("0123456789abcdef") != SealKey::from_secret("0123456789abcdeF"));
}
