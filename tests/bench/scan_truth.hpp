// Reads folders of pictures with ground truth: truth.tsv and the files it lists.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace entre::bench {

/// A picture and the texts of its codes.
struct KnownPicture {
    std::filesystem::path file;
    std::string kind;                ///< a photograph's category or a frame's condition
    std::vector<std::string> texts;  ///< each of them is a correct result; empty when there is no code
};

/// The content of a folder.
struct KnownPictures {
    bool are_frames = false;  ///< camera frames rather than photographs
    std::vector<KnownPicture> pictures;
};

/// Reads truth.tsv: tab-separated, with the escapes \n \r \t \\ in texts. For photographs: a heading line, then file, text (codes
/// separated by \e), origin, licence, category…. For frames: no heading; file, condition ("none" for no code), text, module size.
/// Throws std::runtime_error.
KnownPictures known_pictures(const std::filesystem::path& folder);

}  // namespace entre::bench
