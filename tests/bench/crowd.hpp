// A seminar with as many invented people as a benchmark needs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/e2e/door.hpp"

namespace entre::bench {

/// The ticket code of person `index`: 32 small letters and digits, scattered over the alphabet as real ones are.
std::string code_of(std::size_t index);

/// A csv with the Swedish list's headings, quoted cells, and å ä ö in two names of three.
std::string list_of(std::size_t people);

/// The demo seminar's settings with a list of its own, in a folder of its own. Not imported.
class Crowd {
public:
    explicit Crowd(std::size_t people);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_.path(); }
    [[nodiscard]] std::filesystem::path list() const { return folder_ / "registrations.csv"; }
    /// With `entre import`. Throws when it fails.
    void import() const;

private:
    test::ScratchFolder scratch_;
    std::filesystem::path folder_;
};

}  // namespace entre::bench
