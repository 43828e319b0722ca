#include "kiosk/services/code_classifier.hpp"

#include "core/base/log.hpp"
#include "core/services/code_look_up.hpp"

namespace entre {

CodeMeaning CodeClassifier::meaning_of(const std::string& payload) {
    const auto reading = read_payload(payload);
    if (reading.why_not && reading.parts.empty()) return code_meaning(reading, std::nullopt);
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
        return code_meaning(reading, match(reading, code_look_up(roster)).who);
    });
    if (meaning) return *meaning;
    log_error("camera", meaning.error());
    return {};
}

}  // namespace entre
