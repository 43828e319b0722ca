// Programs of our own that run beside the kiosk, each with a channel to it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Sanitizers read files and map terabytes: a process under one stays as it is.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool can_be_sandboxed = false;
#else
inline constexpr bool can_be_sandboxed = true;
#endif

/// Of a child: ends with the thread that started it, and can gain no rights from now on, nor be looked into. False when the kernel does not grant it:
/// `problem` says what. Under a sanitizer it only ends with the other.
bool belong_to_parent(std::string& problem);

/// A program beside this one's own file, where an installed one lies; else `built`, where the build put it.
std::filesystem::path program_beside(const char* name, const char* built);

/// A copy of a descriptor that is clear of the low numbers that a child knows its own by.
FileHandle moved_up(int descriptor);

/// The program, with one argument if that is not empty, and with descriptors under the numbers that stand second; all others are closed on exec.
/// 0 when it cannot be started, and errno says why.
pid_t spawn_child(const std::filesystem::path& program, std::string argument, const std::vector<std::pair<int, int>>& descriptors);

}  // namespace entre
