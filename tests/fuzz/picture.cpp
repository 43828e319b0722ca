// Fuzzes picture decoding: one pass of the decode plan, or the search for one symbology other than QR.
#include <array>
#include <span>

#include "core/qr/decode_plan.hpp"
#include "tests/fuzz/small_picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    using namespace entre::fuzz;
    // Without PDF417, in which Debian 12's ZXing reads out of bounds (found by this fuzzer, see decoder_test). The kiosk survives
    // that because decoding has a process of its own.
    static constexpr std::array symbologies{Symbology::data_matrix, Symbology::aztec, Symbology::code_128};
    static DecodePlan plan;  // static, so that its memory is reused as in the kiosk
    const SmallPicture picture(bytes, count);
    const std::size_t way = picture.way % (passes().size() + symbologies.size());
    WorkBudget budget(max_us);
    plan.show(picture.view());
    if (way < passes().size()) {
        const auto seen = plan.run(way, budget, {when_seen_us, 2});
        check(seen.codes);
        for (const auto& unread : seen.unread) check(unread);
    } else {
        check(plan.look_for(std::span(symbologies).subspan(way - passes().size(), 1), true, budget));
    }
    return 0;
}
