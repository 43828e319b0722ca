#include "core/base/whole_file.hpp"

#include <fmt/format.h>

#include <fstream>

namespace entre {

Result<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes) {
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(fresh, file, error);
    if (out && !error) return {};
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    return fail(ErrorCode::file_unwritable,
                fmt::format("{} cannot be written; check the folder's rights and the disk's space", file.string()));
}

}  // namespace entre
