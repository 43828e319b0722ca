// What one peer may hold of the live page's memory, threads and time.
#pragma once

#include <chrono>
#include <cstddef>

namespace entre {

struct HttpsLimits {
    std::size_t connections = 256;             ///< at once, one thread each; for one more, another has to go
    std::size_t connections_per_address = 96;  ///< further ones replace silent ones, or are closed at once
    std::size_t connections_per_session = 32;  ///< a browser opens six
    std::size_t header_bytes = 16 * 1024;      ///< request line and headers
    std::size_t body_bytes = 64 * 1024;
    std::size_t form_bytes = 0;  ///< of a form with a file; a larger body is passed on without being taken apart
    std::chrono::milliseconds request_timeout{10'000};    ///< from its first byte to its last, however slowly they arrive
    std::chrono::milliseconds body_timeout{0};            ///< more time once the headers are complete, for files
    std::chrono::milliseconds idle_timeout{10'000};       ///< without a byte of a request that has begun
    std::chrono::milliseconds first_byte_timeout{2'000};  ///< of a new connection
    std::chrono::milliseconds handshake_timeout{5'000};
    std::chrono::milliseconds write_timeout{5'000};  ///< for a peer that does not read
    std::chrono::milliseconds keep_alive{5'000};
};

}  // namespace entre
