// A file with an export: its bytes, and the rows they hold, whatever the format.
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

/// What to tell of a file that somebody keeps writing to.
Error kept_changing(const std::filesystem::path& file);

/// Copies look at the same bytes. Safe from several threads once it is open.
class ExportFile {
public:
    /// Bytes that are there already, handed out in pieces of `piece`.
    ExportFile(std::string name, std::string bytes, std::size_t piece = usual_piece);

    /// For messages.
    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] std::size_t size() const;
    /// The first of it: at most a piece of the usual size.
    [[nodiscard]] std::string_view beginning() const;
    /// From first to last, each piece good until `take` returns; until that says false. A file that is cut short meanwhile ends there.
    void pieces(const std::function<bool(std::string_view piece, bool is_last)>& take) const;
    /// At most a piece of it from `from` on; empty at its end, and where a file that was cut short ends now.
    [[nodiscard]] std::string piece_at(std::size_t from) const;
    /// Fills `into` from there on as far as the file goes, and tells with how many.
    std::size_t read_at(std::size_t from, std::span<char> into) const;
    /// How often `what`, of a few bytes, stands in it; it stops counting at `most`.
    [[nodiscard]] std::size_t count_of(std::string_view what, std::size_t limit) const;
    /// Somebody wrote to it, or put another in its place, since it was opened: what was read may be a mixture.
    [[nodiscard]] bool has_changed() const;

    static constexpr std::size_t usual_piece = 1U << 18;

private:
    struct Inside;
    explicit ExportFile(std::shared_ptr<Inside> inside);
    friend Result<ExportFile> open_export_file(const std::filesystem::path& file);

    std::shared_ptr<Inside> inside_;
};

/// Errors: file_missing, file_unreadable, export_invalid (no file, or over 1 GB).
Result<ExportFile> open_export_file(const std::filesystem::path& file);

/// Hands `file` to `read`, and once more if it changes meanwhile. Errors: those of open_export_file and of `read`; file_unreadable when it
/// kept changing.
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
    std::string name;                ///< empty where the format knows no sheets
    bool leaves_out_empties = false;  ///< a row ends with its last cell that says something
    /// Hands its rows to a sink, the first one first, until that has enough. Answers what it was read as: "csv, semicolon, UTF-8". To be called
    /// once. Errors: those of the format; export_invalid with line and remedy.
    std::function<Result<std::string>(const RowSink&)> read;
};

/// Csv, xlsx, ods and json, told apart by their bytes and not by the file's name. Good as long as `file`.
/// Errors: export_invalid with what to do, for a workbook that cannot be opened.
Result<std::vector<Sheet>> sheets_of(const ExportFile& file);

}  // namespace entre
