// Searches all files in a folder for names and ticket codes: plain text and databases, workbooks and other zip files, gzip files,
// and the PDFs that Entré writes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/services/mark_search.hpp"

namespace entre {

/// A file that still holds a name or a ticket code, also in its path. Not which one: that would be personal data again. Or one
/// that could not be searched: then `places` is 0 and `problem` says why.
struct PurgeTrace {
    std::filesystem::path file;
    std::size_t places = 0;
    std::string problem{};
};

struct FolderSearch {
    std::size_t files = 0;                          ///< searched completely
    std::vector<PurgeTrace> traces;                 ///< what was found, and what could not be searched
    std::vector<std::filesystem::path> pictures{};  ///< may show a name, which no search finds
};

/// Searches every file under `folder` but `left_out`. Memory is bounded; whatever cannot be opened or read is in `traces`.
FolderSearch search_folder(const std::filesystem::path& folder, const MarkIndex& index,
                           const std::filesystem::path& left_out = {});

}  // namespace entre
