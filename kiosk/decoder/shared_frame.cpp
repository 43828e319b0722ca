#include "kiosk/decoder/shared_frame.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>

namespace entre {

namespace {

bool failed(std::string& problem, std::size_t bytes) {
    problem = fmt::format("not enough memory for pictures ({} MiB): {}", (bytes >> 20) + 1, std::strerror(errno));
    return false;
}

}  // namespace

SharedFrame::~SharedFrame() {
    if (pixels_ != nullptr) ::munmap(pixels_, size_);
}

SharedFrame::SharedFrame(SharedFrame&& other) noexcept
    : file_(std::move(other.file_)),
      pixels_(std::exchange(other.pixels_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      held_(std::exchange(other.held_, 0)) {}

SharedFrame& SharedFrame::operator=(SharedFrame&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(pixels_, other.pixels_);
    std::swap(size_, other.size_);
    std::swap(held_, other.held_);
    return *this;
}

bool SharedFrame::open(std::size_t bytes, std::string& problem) {
    FileHandle file(::memfd_create("entre-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file || ::ftruncate(file.get(), static_cast<off_t>(bytes)) != 0) return failed(problem, bytes);
    void* mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (mapped == MAP_FAILED) return failed(problem, bytes);
    // After this no new writable mapping is possible; the one above remains the only one.
    constexpr int for_good = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE;
    if (::fcntl(file.get(), F_ADD_SEALS, for_good) != 0) {
        ::munmap(mapped, bytes);
        return failed(problem, bytes);
    }
    *this = SharedFrame{};
    file_ = std::move(file);
    pixels_ = static_cast<std::uint8_t*>(mapped);
    size_ = bytes;
    return true;
}

bool SharedFrame::hold(std::size_t bytes, std::string& problem) {
    if (bytes <= held_) return true;
    if (bytes > size_) {
        errno = EFBIG;
        return failed(problem, bytes);
    }
    // Writing to a page without memory behind it would kill the program; populating it first reports an error instead.
    if (::madvise(pixels_, bytes, MADV_POPULATE_WRITE) != 0) return failed(problem, bytes);
    held_ = bytes;
    return true;
}

}  // namespace entre
