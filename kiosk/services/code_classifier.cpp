#include "kiosk/services/code_classifier.hpp"

#include "core/base/log.hpp"
#include "core/services/code_look_up.hpp"

namespace entre {

CodeMeaning CodeClassifier::meaning_of(const std::string& payload) {
    using Kind = CodeMeaning::Kind;
    const auto reading = read_payload(payload);
    if (reading.why_not) return {Kind::other, {}};
    if (!database_) {
        auto opened = Database::open(folder_, Access::read, "the camera");
        if (!opened) {
            log_error("camera", opened.error());
            return {};
        }
        database_.emplace(std::move(*opened));
    }
    const auto meaning = database_->guard([&]() -> Result<CodeMeaning> {
        const Roster roster(*database_);
        const auto found = match(reading, code_look_up(roster));
        if (found.who) return CodeMeaning{Kind::ticket, found.who->id.value};
        return CodeMeaning{reading.is_link ? Kind::other : Kind::unknown, {}};
    });
    if (meaning) return *meaning;
    log_error("camera", meaning.error());
    return {};
}

}  // namespace entre
