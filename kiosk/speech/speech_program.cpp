#include "kiosk/speech/speech_program.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/base/sentence.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

struct Pipe {
    FileHandle out, in;
};

Result<Pipe> open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::stopped, std::strerror(errno));
    return Pipe{FileHandle(ends[0]), FileHandle(ends[1])};
}

/// A sentence fits into a pipe, so this never waits for the program.
constexpr std::size_t max_text = 16'000;

void write_text(const FileHandle& in, const std::string& text) {
    ::fcntl(in.get(), F_SETFL, O_NONBLOCK);
    static_cast<void>(::write(in.get(), text.data(), std::min(text.size(), max_text)));
}

}  // namespace

std::optional<fs::path> speech_program() {
    const char* path = std::getenv("PATH");
    const std::string folders = path == nullptr ? "/usr/bin" : path;
    for (std::size_t begin = 0; begin <= folders.size();) {
        const auto end = std::min(folders.find(':', begin), folders.size());
        const auto program = fs::path(folders.substr(begin, end - begin)) / "espeak-ng";
        if (::access(program.c_str(), X_OK) == 0) return program;
        begin = end + 1;
    }
    return std::nullopt;
}

Result<SpokenSound> SpokenSound::start(const Utterance& utterance) {
    const auto program = speech_program();
    if (!program) return fail(ErrorCode::file_missing, sentence("The program espeak-ng, which speaks, is not installed."));
    auto in = open_pipe(), out = open_pipe();
    if (!in) return pass_on(in);
    if (!out) return pass_on(out);
    SpokenSound sound;
    write_text(in->in, utterance.text + "\n");
    auto process = ChildProcess::start(
        *program, {"-v", utterance.language, "-s", std::to_string(utterance.words_per_minute), "--stdin", "--stdout"},
        {{in->out.get(), STDIN_FILENO}, {out->in.get(), STDOUT_FILENO}});
    if (!process) return pass_on(process);
    sound.process_ = std::move(*process);
    sound.out_ = std::move(out->out);
    ::fcntl(sound.out_.get(), F_SETFL, O_NONBLOCK);
    return sound;
}

std::vector<std::int16_t> SpokenSound::read() {
    std::array<char, 8192> bytes{};
    const auto got = ::read(out_.get(), bytes.data(), bytes.size());
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) is_over_ = true;
    if (got <= 0) return {};
    pending_.append(bytes.data(), static_cast<std::size_t>(got));
    const auto skipped = std::min(header_, pending_.size());
    header_ -= skipped;
    pending_.erase(0, skipped);
    std::vector<std::int16_t> samples(pending_.size() / sizeof(std::int16_t));
    std::memcpy(samples.data(), pending_.data(), samples.size() * sizeof(std::int16_t));
    pending_.erase(0, samples.size() * sizeof(std::int16_t));
    return samples;
}

}  // namespace entre
