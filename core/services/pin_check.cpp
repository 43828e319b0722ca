#include "core/services/pin_check.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/pin.hpp"
#include "core/visit/visit.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::filesystem::path file_in(const SeminarFolder& folder) { return folder.path / "pin-tries.json"; }

void store(const SeminarFolder& folder, int wrong, UtcTime now) {
    const Json json{{"wrong", wrong}, {"locked_until_ms", to_ms(now + pin_pause(wrong))}};
    if (const auto stored = write_file_atomically(file_in(folder), json.dump() + "\n", FileMode::owner_only); !stored)
        log_error("staff", stored.error());
}

}  // namespace

PinTries load_pin_tries(const SeminarFolder& folder, UtcTime now) {
    const auto text = load_file(file_in(folder), 4096);
    if (!text) return {};
    auto json = Json::parse(*text, nullptr, false);
    if (!json.is_object() || !json["wrong"].is_number_integer() || !json["locked_until_ms"].is_number_integer()) return {};
    PinTries tries{json["wrong"].get<int>(), {}};
    const auto pause = pin_pause(tries.wrong);
    const auto until = std::min(from_ms(json["locked_until_ms"].get<std::int64_t>()), now + pause);
    if (pause > pause.zero() && until > now) tries.locked_until = until;
    return tries;
}

bool check_pin(const SeminarFolder& folder, std::string_view pin, const std::string& hash, int wrong_before, UtcTime now) {
    store(folder, wrong_before + 1, now);
    if (!is_pin_right(pin, hash)) return false;
    std::error_code ignored;
    std::filesystem::remove(file_in(folder), ignored);
    return true;
}

}  // namespace entre
