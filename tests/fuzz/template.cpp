// Fuzzes badge templates: parsing, layout and drawing.
#include <cstdint>
#include <string_view>

#include "print/badge/preview.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    const std::string_view svg(reinterpret_cast<const char*>(bytes), count);
    for (const auto side : {BadgeSide::front, BadgeSide::back}) {
        const auto badge = parse_template(svg, "badge.svg", side);
        if (!badge) {
            if (badge.error().detail.find("badge.svg") == std::string::npos) __builtin_trap();  // every error must name the file
            continue;
        }
        // Small, so that many inputs are tried; the size makes no difference to the code that runs.
        static_cast<void>(preview(*badge, Seminar{}, {sample_people()[1]}, 64));
    }
    return 0;
}
