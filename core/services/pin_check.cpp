#include "core/services/pin_check.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/pin.hpp"
#include "core/base/text.hpp"
#include "core/visit/visit.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::filesystem::path file_in(const SeminarFolder& folder) { return folder.path / "pin-tries.json"; }

std::filesystem::path recovery_file(const SeminarFolder& folder) { return folder.path / "recovery-code"; }

/// Removes the code before accepting it: it can never be used twice.
bool take_recovery_code(const SeminarFolder& folder, std::string_view code) {
    const auto hash = load_file(recovery_file(folder), 4096);
    if (!hash || !is_pin_right(code, std::string(trim(*hash)))) return false;
    std::error_code error;
    std::filesystem::remove(recovery_file(folder), error);
    if (error) return false;
    log_warning("staff", "the recovery code was used");
    return true;
}

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

Result<std::string> make_recovery_code(const SeminarFolder& folder) {
    constexpr std::size_t digits = 10;
    auto code = random_pin(digits);
    const auto hash = hash_pin(code);
    if (!hash) return pass_on(hash);
    if (const auto stored = write_file_atomically(recovery_file(folder), *hash + "\n", FileMode::owner_only); !stored)
        return pass_on(stored);
    return code;
}

bool has_recovery_code(const SeminarFolder& folder) {
    std::error_code ignored;
    return std::filesystem::exists(recovery_file(folder), ignored);
}

bool check_pin(const SeminarFolder& folder, std::string_view pin, const std::string& hash, int wrong_before, UtcTime now) {
    store(folder, wrong_before + 1, now);
    if (!is_pin_right(pin, hash) && !take_recovery_code(folder, pin)) return false;
    std::error_code ignored;
    std::filesystem::remove(file_in(folder), ignored);
    return true;
}

}  // namespace entre
