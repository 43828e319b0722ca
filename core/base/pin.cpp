#include "core/base/pin.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace entre {

bool is_acceptable_pin(std::string_view pin) {
    if (pin.size() < min_pin_digits || pin.size() > max_pin_digits) return false;
    if (!std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    const auto steps_by = [&](int step) {
        return std::adjacent_find(pin.begin(), pin.end(), [&](char a, char b) { return b - a != step; }) == pin.end();
    };
    return !steps_by(0) && !steps_by(1) && !steps_by(-1);
}

Result<std::string> hash_pin(std::string_view pin) {
    if (!is_acceptable_pin(pin))
        return fail(ErrorCode::wrong_usage, "A PIN must have 6 to 12 digits, not all the same and not a run such as 123456.");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 || crypto_pwhash_str_alg(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                   crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::wrong_usage, "The PIN could not be hashed: this needs 64 MB of free memory.");
    return std::string(hash.data());
}

bool is_pin_right(std::string_view pin, const std::string& hash) {
    return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES && sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

std::string random_pin(std::size_t digits) {
    std::string pin;
    do {
        pin.clear();
        while (pin.size() < digits) pin.push_back(static_cast<char>('0' + randombytes_uniform(10)));
    } while (!is_acceptable_pin(pin));
    return pin;
}

}  // namespace entre
