// A file that is there whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// A file that is written piece by piece beside its place and put there by a rename, so that whoever reads it meanwhile finds the old one
/// or the new one. What is not put in place is removed.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path file);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// False when it could not be written; put_in_place tells why.
    bool write(std::string_view bytes);
    /// To be called once. Errors: file_unwritable, with the file and what to look at; then the old file stands.
    Result<void> put_in_place();

private:
    std::filesystem::path file_, fresh_;
    std::ofstream out_;
};

/// What a small file holds; empty when it cannot be read.
std::string text_of(const std::filesystem::path& file);

/// All of it in one. Errors: as of AtomicFile.
Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes);

}  // namespace entre
