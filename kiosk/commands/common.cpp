#include "kiosk/commands/common.hpp"

#include <charconv>
#include <cstdio>

#include <fmt/format.h>

#include "kiosk/commands/commands.hpp"
#include "kiosk/decoder/decoder.hpp"
#include "kiosk/live_page/page_process.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

int report(const Error& error) {
    std::fputs(fmt::format("entre: {}\n", say(error)).c_str(), stderr);
    return error.code == ErrorCode::wrong_usage ? status_wrong_usage : status_failed;
}

std::string say(const Error& error) { return terminal_language().say(error); }

std::string say(const Sentence& sentence) { return terminal_language().say(sentence); }

void print_line(const Sentence& sentence) { std::puts(say(sentence).c_str()); }

Seminar with_printer(Seminar seminar, const std::string& queue) {
    if (queue.empty()) return seminar;
    seminar.printers.resize(1);
    seminar.printers.front().queue = queue;
    return seminar;
}

std::string nobody_can_check_in(const SeminarFolder& folder) {
    return fmt::format(
        "nobody has a code to show, and visitors may not search for their name, so nobody can check in. Send tickets: entre "
        "badge {} "
        "--tickets tickets.pdf. Or let visitors write their name: search = true under [kiosk] in seminar.toml",
        folder.path.string());
}

Result<std::optional<SizePx>> window_size(const std::string& text) {
    if (text.empty()) return std::optional<SizePx>{};
    SizePx size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    const auto height = width.ptr != end && *width.ptr == 'x' ? std::from_chars(width.ptr + 1, end, size.height) : width;
    if (height.ptr != end || size.width < 320 || size.height < 320 || size.width > 8192 || size.height > 8192)
        return fail(ErrorCode::wrong_usage, sentence("--window {}: must be a size such as 1280x800", text));
    return std::optional(size);
}

void open_helpers() {
    decoder_program();
    page_program();
}

}  // namespace entre
