// Folders of pictures whose codes are known: truth.tsv and the files it names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace entre::bench {

/// A picture and what its codes say.
struct KnownPicture {
    std::filesystem::path file;
    std::string kind;                ///< category of a photograph or condition of a frame
    std::vector<std::string> texts;  ///< any one of them is right; none when there is no code
};

/// What a folder holds.
struct KnownPictures {
    bool are_frames = false;  ///< of a camera film, rather than photographs of their own
    std::vector<KnownPicture> pictures;
};

/// Photographs: a heading, then file, text (codes parted by \e), origin, licence, category…. Frames: no heading; file, condition,
/// text ("none" where there is no code), module size. Tab-separated, with \n \r \t \\ in texts. Throws std::runtime_error.
KnownPictures known_pictures(const std::filesystem::path& folder);

}  // namespace entre::bench
