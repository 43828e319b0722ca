// Owns a file descriptor and closes it.
#pragma once

#include <unistd.h>

#include <utility>

namespace entre {

class FileHandle {
public:
    FileHandle() = default;
    explicit FileHandle(int number) : number_(number) {}
    ~FileHandle() { reset(); }
    FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        if (this != &other) {
            reset();
            number_ = std::exchange(other.number_, -1);
        }
        return *this;
    }

    [[nodiscard]] int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    void reset() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_ = -1;
};

}  // namespace entre
