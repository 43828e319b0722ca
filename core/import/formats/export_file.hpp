// A file with an export: its bytes, and its rows in any of the supported formats.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// The error for a file that is being written to all the time.
Error kept_changing(const std::filesystem::path& file);

/// Copies share the same content. Thread-safe once it is open.
class ExportFile {
public:
    /// Content in memory, passed on in pieces of `piece` bytes.
    ExportFile(std::string name, std::string bytes, std::size_t piece = usual_piece);

    /// The name for messages.
    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] std::size_t size() const;
    /// The first bytes: at most a piece of the usual size.
    [[nodiscard]] std::string_view beginning() const;
    /// Passes the content to `take` in order, until that returns false. A piece is valid until `take` returns. If the file is
    /// truncated meanwhile, the content ends there.
    void pieces(const std::function<bool(std::string_view piece, bool is_last)>& take) const;
    /// At most one piece from offset `from` on; empty at the end of the file, even if it was truncated meanwhile.
    [[nodiscard]] std::string piece_at(std::size_t from) const;
    /// Reads from offset `from` into `into`. Returns the number of bytes, which is smaller at the end of the file.
    std::size_t read_at(std::size_t from, std::span<char> into) const;
    /// How often the short text `what` occurs, at most `limit`.
    [[nodiscard]] std::size_t count_of(std::string_view what, std::size_t limit) const;
    /// Whether the file was written to or replaced since it was opened, so that the content read may be a mixture.
    [[nodiscard]] bool has_changed() const;

    static constexpr std::size_t usual_piece = 1U << 18;

private:
    struct Inside;
    explicit ExportFile(std::shared_ptr<Inside> inside);
    friend Result<ExportFile> open_export_file(const std::filesystem::path& file);

    std::shared_ptr<Inside> inside_;
};

/// Whether a file is called as lists are: ".csv", ".xlsx" and so on. What it is shows its content only.
bool has_extension_of_list(const std::filesystem::path& file);

/// Errors: file_missing, file_unreadable, export_invalid (not a regular file, or over 1 GB).
Result<ExportFile> open_export_file(const std::filesystem::path& file);

/// Calls `read` with the open file, and again if the file changes meanwhile. Errors: those of open_export_file and of `read`;
/// file_unreadable if it keeps changing.
template <class Read>
auto with_export_file(const std::filesystem::path& file, Read&& read) -> decltype(read(std::declval<const ExportFile&>())) {
    constexpr int max_readings = 3;
    for (int reading = 0; reading < max_readings; ++reading) {
        const auto open = open_export_file(file);
        if (!open) return pass_on(open);
        auto answer = read(*open);
        if (!open->has_changed()) return answer;
    }
    return tl::unexpected<Error>(kept_changing(file));
}

/// One table of a file.
struct Sheet {
    std::string name;                 ///< empty for formats without sheets
    bool leaves_out_empties = false;  ///< empty cells at the end of a row are left out
    /// Passes the rows to a sink in order, until that returns false. Returns the format: "csv, semicolon, UTF-8". To be called
    /// once. Errors: those of the format; export_invalid with line and remedy.
    std::function<Result<std::string>(const RowSink&)> read;
    /// The hidden and crossed-out rows among those that were read so far; null for formats without them.
    std::shared_ptr<const MarkedRows> marked{};
    bool is_hidden = false;  ///< not to be read: only its name is known
};

/// The sheets of a csv, xlsx, ods or json file, recognised by its content and not by its name. Must not outlive `file`.
/// Errors: export_invalid with what to do, if a workbook cannot be opened.
Result<std::vector<Sheet>> sheets_of(const ExportFile& file);

}  // namespace entre
