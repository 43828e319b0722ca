// Which of the codes before the camera is told: the ticket of this seminar rather than the poster behind it, and of two people's
// tickets none until one of them has left.
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

/// What a payload is to this seminar.
struct CodeMeaning {
    enum class Kind {
        ticket,   ///< of somebody in the roster
        unknown,  ///< could be a ticket; the desk will say
        other,    ///< a link, a network, a contact that leads to nobody here
    };
    Kind kind = Kind::unknown;
    std::string person;  ///< whose ticket; two codes of one person are one ticket
};

/// One camera; one thread. Pure but for what `meaning_of` does, which is asked once for each code that comes into view.
class CodesInView {
public:
    explicit CodesInView(std::function<CodeMeaning(const std::string& payload)> meaning_of);

    struct Report {
        std::optional<FoundCode> code;  ///< among those read in this frame
        ScanAdvice advice = ScanAdvice::none;
    };
    /// A frame came with these codes in it. Never earlier than the frame before.
    Report take(std::span<const FoundCode> codes, Clock::time_point at);

private:
    struct Seen {
        CodeMeaning meaning;
        Clock::time_point first{}, last{};
    };

    /// A code that hangs on a wall is pointed out once, not to everybody who walks past it.
    [[nodiscard]] bool is_static_code(const std::string& payload, const Seen& seen, Clock::time_point at);

    std::function<CodeMeaning(const std::string&)> meaning_of_;
    std::map<std::string, Seen> in_view_;
    std::optional<std::string> served_;  // the ticket told last, for as long as it stays in view
    std::vector<std::string> static_codes_;
};

}  // namespace entre
