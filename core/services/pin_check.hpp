// Checking the staff PIN. Wrong tries are counted in a file of the seminar's folder, so that a restart does not forgive them.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Wrong tries in a row, and until when no other is allowed.
struct PinTries {
    int wrong = 0;
    std::optional<UtcTime> locked_until;
};

/// The tries of earlier runs. A pause never lasts longer than it did when it began, whatever the clock did since.
PinTries load_pin_tries(const SeminarFolder& folder, UtcTime now);

/// Makes a code of ten digits that opens the staff pages once, in the place of an earlier one; only its hash is kept, in a file
/// of the folder. Errors: file_unwritable, disk_full.
Result<std::string> make_recovery_code(const SeminarFolder& folder);
bool has_recovery_code(const SeminarFolder& folder);

/// Whether `pin` is the PIN, or the recovery code, which is used up then; takes a tenth of a second on purpose. The try counts as
/// wrong before it is checked, so that switching the computer off during the check gains nothing. `wrong_before` is the number of
/// wrong tries in a row before this one.
bool check_pin(const SeminarFolder& folder, std::string_view pin, const std::string& hash, int wrong_before, UtcTime now);

}  // namespace entre
