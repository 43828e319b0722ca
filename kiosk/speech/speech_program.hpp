// The program espeak-ng, one process for each utterance: a crash is a missing sentence, and no other one is delayed. The text
// goes to its standard input, never to its arguments, which every user of the machine can read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/process/child_process.hpp"

namespace entre {

struct Utterance {
    std::string text;
    std::string language = "sv";  ///< ISO 639-1
    int words_per_minute = 165;
};

/// espeak-ng on PATH; nullopt if it is not installed.
std::optional<std::filesystem::path> speech_program();

/// Speech of one utterance on its way.
class SpokenSound {
public:
    /// Errors: file_missing without the program; stopped.
    static Result<SpokenSound> start(const Utterance& utterance);

    /// Readable when there is more sound, or no more.
    [[nodiscard]] int handle() const { return out_.get(); }
    /// The next samples: mono, 16 bits, `rate` a second. Never waits; empty if there are none yet.
    std::vector<std::int16_t> read();
    [[nodiscard]] bool is_over() const { return is_over_; }

    static constexpr int rate = 22050;

private:
    SpokenSound() = default;

    ChildProcess process_;
    FileHandle out_;
    std::string pending_;      ///< less than a sample
    std::size_t header_ = 44;  ///< bytes of the WAV header still to be skipped; on a pipe it knows no length
    bool is_over_ = false;
};

}  // namespace entre
