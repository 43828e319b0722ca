#include "core/base/sentence.hpp"

namespace entre {

std::string filled(std::string_view pattern, const std::vector<std::string>& parts) {
    std::string out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        std::size_t at = parts.size();
        if (pattern.substr(i).starts_with("{}"))
            at = next++;
        else if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '1' &&
                 pattern[i + 1] <= '9')
            at = static_cast<std::size_t>(pattern[i + 1] - '1');
        if (at >= parts.size()) {
            out += pattern[i];
            continue;
        }
        out += parts[at];
        i = pattern.find('}', i);
    }
    return out;
}

}  // namespace entre
