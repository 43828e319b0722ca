// Generates a seminar with any number of fictitious people.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/e2e/door.hpp"

namespace entre::bench {

/// The ticket code of person `index`: 32 lower-case letters and digits, pseudo-random like real ones.
std::string code_of(std::size_t index);

/// A CSV list with Swedish headings, quoted cells, and å ä ö in two out of three names.
std::string list_of(std::size_t people);

/// The demo seminar's settings with a generated list, in a temporary folder. Not imported yet.
class Crowd {
public:
    explicit Crowd(std::size_t people);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_.path(); }
    [[nodiscard]] std::filesystem::path list() const { return folder_ / "registrations.csv"; }
    /// Runs `entre import`. Throws when it fails.
    void import() const;

private:
    test::ScratchFolder scratch_;
    std::filesystem::path folder_;
};

}  // namespace entre::bench
