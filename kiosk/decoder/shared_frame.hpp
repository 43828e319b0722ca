// Shared memory: the kiosk writes frames, and its decoder process reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Its size is sealed, so that neither side can make the other access memory past its end. For use from one thread.
class SharedFrame {
public:
    SharedFrame() = default;
    ~SharedFrame();
    SharedFrame(SharedFrame&& other) noexcept;
    SharedFrame& operator=(SharedFrame&& other) noexcept;

    /// Reserves `bytes` of address space without allocating memory. On failure returns false, and `problem` says why.
    bool open(std::size_t bytes, std::string& problem);
    /// Allocates memory for the first `bytes`. On failure returns false and keeps what was allocated before.
    bool hold(std::size_t bytes, std::string& problem);

    [[nodiscard]] std::uint8_t* pixels() const { return pixels_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// The descriptor for the other process, which cannot map it for writing.
    [[nodiscard]] int file() const { return file_.get(); }

private:
    FileHandle file_;
    std::uint8_t* pixels_ = nullptr;
    std::size_t size_ = 0;
    std::size_t held_ = 0;
};

}  // namespace entre
