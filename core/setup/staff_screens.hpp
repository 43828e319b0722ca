// The screens of the assistant's step about staff, as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/setup/request_id.hpp"
#include "core/visit/new_pin.hpp"

namespace entre::setup {

enum class SoundTry { none, playing, played, failed };

/// "Personalen": the PIN, phones, calls for help.
struct StaffScreen {
    bool is_read = false;
    bool has_pin = false;
    bool is_changing_pin = false;
    NewPin pin{};
    bool has_phones = false;
    SoundTry sound = SoundTry::none;
    bool has_recovery = false;  ///< a code for staff who forgot the PIN
    std::string recovery{};     ///< just made, in groups: shown until the screen is left
    bool is_recovery_printed = false;
    RequestId making_recovery = 0;
    RequestId saving = 0;  ///< whether there are phones
    std::optional<Error> problem{};
};

/// An invitation for one phone.
struct PairingCode {
    std::string url;          ///< with the secret; for the QR code
    std::string address;      ///< for typing by hand
    std::string digits;       ///< six, to type there
    std::string fingerprint;  ///< of the certificate, to compare with the browser's warning
    friend bool operator==(const PairingCode&, const PairingCode&) = default;
};

/// "Anslut en telefon": a part of the staff step that is shown in its place.
struct PairScreen {
    StaffScreen staff{};                ///< shown again afterwards
    RequestId visit = 0;                ///< the codes are of this one
    std::optional<PairingCode> code{};  ///< nullopt until there is a network
    std::vector<std::string> phones{};  ///< those that are paired, the newest first: "Safari, iPhone"
    std::optional<Error> problem{};
};

}  // namespace entre::setup
