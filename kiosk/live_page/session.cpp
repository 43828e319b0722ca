#include "kiosk/live_page/session.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <vector>

namespace entre {

namespace {

constexpr std::size_t secret_bytes = 16;

}  // namespace

std::string_view to_string(LiveRole role) { return role == LiveRole::staff ? "staff" : "viewer"; }

Invitation new_invitation(LiveRole role, UtcTime now) {
    return {role, random_token(secret_bytes), fmt::format("{:06}", randombytes_uniform(1'000'000)), now + invitation_lifetime};
}

std::string random_token(std::size_t bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::vector<unsigned char> random(bytes);
    randombytes_buf(random.data(), random.size());
    std::string text(sodium_base64_encoded_len(bytes, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace entre
