#include "core/base/atomic_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace entre {

AtomicFile::AtomicFile(std::filesystem::path file)
    : file_(std::move(file)), fresh_(file_.string() + ".new"), out_(fresh_, std::ios::binary | std::ios::trunc) {}

AtomicFile::~AtomicFile() {
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(fresh_, ignored);  // does nothing after a successful put_in_place
}

bool AtomicFile::write(std::string_view bytes) { return out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).good(); }

Result<void> AtomicFile::put_in_place() {
    out_.close();
    std::error_code error;
    if (out_) std::filesystem::rename(fresh_, file_, error);
    if (out_ && !error) return {};
    return fail(ErrorCode::file_unwritable,
                fmt::format("{} cannot be written; check the folder's permissions and the free disk space", file_.string()));
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();  // reads nothing from a folder; an istreambuf_iterator would throw
    return text.str();
}

Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes) {
    AtomicFile out(file);
    out.write(bytes);
    return out.put_in_place();
}

}  // namespace entre
