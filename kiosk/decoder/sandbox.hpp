// Sandbox of the decoder process: irrevocably drops all rights that it does not need for decoding.
#pragma once

#include <string>

namespace entre {

/// Descriptors that the parent passes to the decoder process.
inline constexpr int decoder_channel = 3;  ///< datagrams, see messages.hpp
inline constexpr int decoder_frame = 4;    ///< the shared memory

/// After this the process can compute, allocate memory up to a limit, and receive and send on `decoder_channel`. Any other
/// system call kills it: no files, no network, no other processes, no new programs. It ends with the thread that started it.
/// Call it in a single-threaded process, once everything else is open. False if the kernel refuses; `problem` then says why.
/// Under a sanitizer only the tie to the parent is made.
bool enter_sandbox(std::string& problem);

}  // namespace entre
