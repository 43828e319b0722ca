#include "kiosk/live_page/received_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "core/base/text.hpp"
#include "core/import/formats/export_file.hpp"

namespace entre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_name_letters = 80;
constexpr std::size_t max_name_bytes = 200;  // file systems take 255

fs::path private_parent() {
    std::error_code error;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && fs::is_directory(runtime, error) && ::access(runtime, W_OK) == 0) return runtime;
    return fs::temp_directory_path(error);
}

Error unwritable() {
    return error_of(ErrorCode::file_unwritable,
                    sentence("The file could not be kept on this computer. Try again, or use a USB stick."));
}

}  // namespace

std::string safe_list_name(std::string_view sent) {
    if (const auto slash = sent.find_last_of("/\\"); slash != std::string_view::npos) sent.remove_prefix(slash + 1);
    auto name = clean_text(sent, max_name_letters);
    std::erase_if(name, [](char c) { return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos; });
    name.erase(0, std::min(name.find_first_not_of(".~- "), name.size()));
    auto extension = fs::path(name).extension().string();
    auto stem = name.substr(0, name.size() - extension.size());
    if (!has_extension_of_list(name)) {
        stem = std::exchange(name, {});
        extension = ".csv";  // what it really is, its content says
    }
    while (stem.size() > max_name_bytes) {
        const auto letters = graphemes(stem);
        stem.resize(stem.size() - letters.back().size());
    }
    return (stem.empty() ? "lista" : stem) + extension;
}

Result<std::shared_ptr<ReceivedFile>> ReceivedFile::create(std::string_view name) {
    const auto parent = private_parent();
    auto folder = (parent / "entre-list-XXXXXX").string();
    if (parent.empty() || ::mkdtemp(folder.data()) == nullptr) return tl::unexpected<Error>(unwritable());
    auto path = fs::path(folder) / safe_list_name(name);
    FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    const bool is_open = static_cast<bool>(file);
    std::shared_ptr<ReceivedFile> received(new ReceivedFile(std::move(path), std::move(file)));
    if (!is_open) return tl::unexpected<Error>(unwritable());
    return received;
}

ReceivedFile::~ReceivedFile() {
    file_.reset();
    std::error_code ignored;
    fs::remove_all(path_.parent_path(), ignored);
}

Result<void> ReceivedFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            if (errno == ENOSPC || errno == EDQUOT)
                return fail(ErrorCode::disk_full,
                            sentence("The disk of this computer is full. Delete something, then try again."));
            return tl::unexpected<Error>(unwritable());
        }
        size_ += static_cast<std::size_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace entre
