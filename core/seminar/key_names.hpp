// The keys of `[speech.keys]`, in the order of SpeechSettings::keys.
#pragma once

#include <array>
#include <string_view>

namespace entre {

inline constexpr std::array<std::string_view, 8> key_names{"next", "back", "ok", "help", "louder", "quieter", "faster", "slower"};

}  // namespace entre
