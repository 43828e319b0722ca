// Memory that the kiosk writes frames into and its decoder process reads them from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Of a fixed size that neither side can change, so that neither can make the other fall over its end. One thread.
class SharedFrame {
public:
    SharedFrame() = default;
    ~SharedFrame();
    SharedFrame(SharedFrame&& other) noexcept;
    SharedFrame& operator=(SharedFrame&& other) noexcept;

    /// Takes `bytes` of address space, and of memory nothing yet. False when there is none: `problem` says why.
    bool open(std::size_t bytes, std::string& problem);
    /// Has memory for the first `bytes`. False when there is none; what was had before stays.
    bool hold(std::size_t bytes, std::string& problem);

    [[nodiscard]] std::uint8_t* pixels() const { return pixels_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// For the other process, which cannot map it for writing.
    [[nodiscard]] int file() const { return file_.get(); }

private:
    FileHandle file_;
    std::uint8_t* pixels_ = nullptr;
    std::size_t size_ = 0;
    std::size_t held_ = 0;
};

}  // namespace entre
