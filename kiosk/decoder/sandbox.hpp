// The decoder process gives away, for good, whatever it does not need for looking at pictures.
#pragma once

#include <string>

namespace entre {

/// Descriptors of the decoder process, given by whoever starts it.
inline constexpr int decoder_channel = 3;  ///< datagrams, see wire.hpp
inline constexpr int decoder_frame = 4;    ///< the shared memory

/// After this the process can compute, allocate up to a limit, and receive and send on `decoder_channel`. Any other system call
/// ends it: no files, no network, no other processes, no new programs. It ends with the process that started it. Call it in a
/// process with one thread, once everything else is open. False when the kernel does not grant it: `problem` says what.
bool enter_sandbox(std::string& problem);

}  // namespace entre
