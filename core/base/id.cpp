#include "core/base/id.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace entre {

namespace {

struct Last {
    std::uint64_t ms = 0;
    std::uint16_t counter = 0;  // 12 bits, RFC 9562 section 6.2 method 1
};

Last next_after(Last last, std::uint64_t ms) {
    if (ms > last.ms) return {ms, static_cast<std::uint16_t>(randombytes_uniform(0x400))};
    if (last.counter < 0xfff) return {last.ms, static_cast<std::uint16_t>(last.counter + 1)};
    return {last.ms + 1, 0};
}

/// Buffers random bytes: one system call per id would dominate the cost of ids in a long import.
class RandomBytes {
public:
    void take(unsigned char* into, std::size_t count) {
        if (used_ + count > bytes_.size()) {
            randombytes_buf(bytes_.data(), bytes_.size());
            used_ = 0;
        }
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(used_), count, into);
        used_ += count;
    }

private:
    std::array<unsigned char, 1024> bytes_{};
    std::size_t used_ = bytes_.size();
};

}  // namespace

std::string new_uuid(UtcTime now) {
    // Per thread, so that the ids of one thread ascend; ids of different threads differ in their 62 random bits.
    thread_local Last last;
    last = next_after(last, static_cast<std::uint64_t>(now.time_since_epoch().count()));

    std::array<unsigned char, 16> bytes{};
    thread_local RandomBytes random;
    random.take(bytes.data() + 8, 8);
    for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(last.ms >> (40 - 8 * i));
    bytes[6] = static_cast<unsigned char>(0x70 | (last.counter >> 8));
    bytes[7] = static_cast<unsigned char>(last.counter);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);

    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(digits[bytes[i] >> 4]);
        text.push_back(digits[bytes[i] & 0xf]);
    }
    return text;
}

}  // namespace entre
