// Chooses which of the codes in view to report: a ticket of this seminar rather than the poster behind it, and neither of two
// people's tickets until one of them has left the view.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "core/qr/barcode.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// What a payload means to this seminar.
struct CodeMeaning {
    enum class Kind {
        ticket,   ///< belongs to someone in the roster
        unknown,  ///< may be a ticket; the desk decides
        other,    ///< a link, Wi-Fi network or contact that matches no registration
    };
    Kind kind = Kind::unknown;
    std::string person;  ///< the ticket's owner; two codes of one person count as one ticket
};

/// One instance per camera, used by one thread. Pure except for `meaning_of`, which is called once for each code that comes into
/// view.
class CodesInView {
public:
    explicit CodesInView(std::function<CodeMeaning(const std::string& payload)> meaning_of);

    struct Report {
        std::optional<FoundCode> code;  ///< one of those read in this frame; nullopt to report none
        ScanAdvice advice = ScanAdvice::none;
    };
    /// Takes the codes read in one frame. `at` must not decrease from frame to frame.
    Report take(std::span<const FoundCode> codes, Clock::time_point at);

private:
    struct Seen {
        CodeMeaning meaning;
        Clock::time_point first{}, last{};
    };

    /// Whether a code is part of the background, such as a poster: advice about it is given once, not to everyone who passes.
    [[nodiscard]] bool is_static_code(const std::string& payload, const Seen& seen, Clock::time_point at);

    std::function<CodeMeaning(const std::string&)> meaning_of_;
    std::map<std::string, Seen> in_view_;
    std::optional<std::string> served_;  // the ticket reported last, until it leaves the view
    std::vector<std::string> static_codes_;
};

}  // namespace entre
