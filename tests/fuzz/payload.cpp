// Fuzzes the parser of scanned payloads.
#include <cstdint>
#include <string_view>

#include "core/ticket/payload.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    const auto reading = read_payload({reinterpret_cast<const char*>(bytes), count});
    if (reading.candidates.empty() != reading.why_not.has_value()) __builtin_trap();
    for (const auto& candidate : reading.candidates)
        if (candidate.code.empty() || candidate.code.size() > max_payload_bytes) __builtin_trap();
    static_cast<void>(us_layout_of_swedish({reinterpret_cast<const char*>(bytes), count}));
    return 0;
}
