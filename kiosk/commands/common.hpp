// Shared by several commands.
#pragma once

#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"

namespace entre {

/// The seminar, with the printer of the command line in place of its own if one is given.
Seminar with_printer(Seminar seminar, const std::string& queue);

/// "1280x800"; nullopt for an empty text. Errors: wrong_usage.
Result<std::optional<SizePx>> window_size(const std::string& text);

}  // namespace entre
