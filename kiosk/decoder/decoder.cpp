#include "kiosk/decoder/decoder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cstring>
#include <ctime>

#include "core/base/log.hpp"
#include "kiosk/decoder/sandbox.hpp"
#include "kiosk/process/sandbox.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto ready_wait = 100ms;   // maximum wait of one frame for a decoder that is starting
constexpr auto start_timeout = 10s;  // loading from a cold disk is slow
constexpr auto restart_delay = 1s;   // delay after a failed start
constexpr auto answer_timeout = 2s;
// On a busy machine the decoder is late, not stuck, so its CPU time counts. With a sanitizer it runs ten times slower.
constexpr int slowness = can_be_sandboxed ? 1 : 10;
constexpr auto max_cpu_time = 150ms * slowness;
constexpr auto cpu_time_per_megapixel = 20ms * slowness;

/// CPU time used by the process; nullopt if it has exited.
std::optional<std::chrono::nanoseconds> cpu_time_of(pid_t process) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return std::nullopt;
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

enum class Wait { message, nothing, gone };

Wait wait_for_message(int channel, std::chrono::milliseconds at_most) {
    pollfd waited{channel, POLLIN, 0};
    const int count = ::poll(&waited, 1, static_cast<int>(at_most.count()));
    if (count <= 0) return Wait::nothing;
    return (waited.revents & POLLIN) != 0 ? Wait::message : Wait::gone;
}

std::string names(const std::vector<Symbology>& symbologies) {
    std::vector<std::string_view> out;
    for (const auto symbology : symbologies) out.push_back(to_string(symbology));
    return fmt::format("{}", fmt::join(out, ","));
}

/// A wait status in words, with the decoder's own exit statuses explained.
std::string explain_exit(int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == decoder_has_no_frames) return "it could not map the shared frames";
    if (WIFEXITED(status) && WEXITSTATUS(status) == decoder_is_not_sandboxed)
        return "this machine's kernel does not support its sandbox (seccomp)";
    return exit_text(status);
}

}  // namespace

const HelperProgram& decoder_program() {
    static const HelperProgram program(helper_program("entre-decoder", ENTRE_DECODER));
    return program;
}

Decoder::Decoder(DecoderOptions options) : options_(std::move(options)), message_(max_message_bytes) { start(); }

Decoder::~Decoder() { end(); }

void Decoder::fail_to_start(std::string problem) {
    problem = "the decoder does not start: " + problem;
    if (problem != health_.problem) log_error("decoder", {ErrorCode::camera_lost, problem});
    health_.problem = std::move(problem);
    next_start_ = Clock::now() + restart_delay;
}

bool Decoder::start() {
    if (Clock::now() < next_start_) return false;
    std::string problem;
    if (frame_.pixels() == nullptr && !frame_.open(options_.frame_bytes, problem)) return fail_to_start(problem), false;
    auto sockets = open_socket_pair(SOCK_SEQPACKET);
    if (!sockets) return fail_to_start(sockets.error().detail), false;
    channel_ = std::move(sockets->ours);
    auto started = ChildProcess::start_helper(options_.program, {names(options_.symbologies)},
                                              {{sockets->theirs.get(), decoder_channel}, {frame_.file(), decoder_frame}});
    if (!started) return fail_to_start(started.error().detail), false;
    process_ = std::move(*started);
    is_ready_ = false;
    started_ = Clock::now();
    return true;
}

int Decoder::end() {
    channel_.reset();
    is_ready_ = false;
    return process_.end(0ms);
}

bool Decoder::is_ready(const std::stop_token& stop) {
    const auto until = Clock::now() + ready_wait;
    while (!is_ready_ && !stop.stop_requested()) {
        const auto waited = wait_for_message(channel_.get(), 10ms);
        if (waited == Wait::message) {
            const auto size = ::recv(channel_.get(), message_.data(), message_.size(), 0);
            const auto first = size > 0 ? entre::decode({message_.data(), static_cast<std::size_t>(size)}) : std::nullopt;
            is_ready_ = first && first->number == 0;
            if (!is_ready_) return fail_to_start(explain_exit(end())), false;
            health_.problem.clear();
        } else if (waited == Wait::gone) {
            return fail_to_start(explain_exit(end())), false;
        } else if (Clock::now() - started_ > start_timeout) {
            end();
            return fail_to_start("it did not answer"), false;
        } else if (Clock::now() > until) {
            return false;
        }
    }
    return is_ready_;
}

void Decoder::lose_frame(const char* why) {
    const int status = end();
    ++health_.lost_frames;
    log_error("decoder", {ErrorCode::camera_lost,
                          fmt::format("frame lost (total {}): {}; {}", health_.lost_frames, why, explain_exit(status))});
    start();
}

void Decoder::put(const GreyView& frame, const Size& size) {
    auto* out = frame_.pixels();
    const auto width = static_cast<std::size_t>(size.width_px);
    for (int y = 0; y < size.height_px; ++y, out += width) {
        const auto* row = frame.pixels + static_cast<std::ptrdiff_t>(y) * size.factor * frame.stride;
        if (size.factor == 1) {
            std::memcpy(out, row, width);
        } else {
            for (int x = 0; x < size.width_px; ++x) out[x] = row[static_cast<std::ptrdiff_t>(x) * size.factor];
        }
    }
}

bool Decoder::send(const FrameRequest& request) {
    return ::send(channel_.get(), &request, sizeof request, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof request);
}

std::optional<DecodedFrame> Decoder::receive(const FrameRequest& request) {
    const auto got = ::recv(channel_.get(), message_.data(), message_.size(), MSG_TRUNC);
    if (got <= 0) return lose_frame("it crashed"), std::nullopt;
    auto answer = static_cast<std::size_t>(got) <= message_.size()
                      ? entre::decode({message_.data(), static_cast<std::size_t>(got)})
                      : std::nullopt;
    if (!answer || answer->number != request.number) return lose_frame("it sent an invalid answer"), std::nullopt;
    return answer;
}

std::optional<DecodedFrame> Decoder::exchange(const FrameRequest& request, const std::stop_token& stop) {
    const auto began = Clock::now();
    const auto before = cpu_time_of(process_.pid());
    const auto cpu_budget =
        max_cpu_time + cpu_time_per_megapixel * static_cast<int>((std::int64_t{request.width_px} * request.height_px) >> 20);
    if (!before || !send(request)) return lose_frame("it had exited"), std::nullopt;
    while (!stop.stop_requested()) {
        const auto waited = wait_for_message(channel_.get(), 20ms);
        if (waited == Wait::message) return receive(request);
        if (waited == Wait::gone) return lose_frame("it crashed"), std::nullopt;
        const auto now = cpu_time_of(process_.pid());
        if ((now && *now - *before > cpu_budget) || Clock::now() - began > answer_timeout)
            return lose_frame("it hung"), std::nullopt;
    }
    end();
    return std::nullopt;
}

std::optional<DecodedFrame> Decoder::decode(const GreyView& frame, Clock::time_point taken_at, const std::stop_token& stop) {
    if (frame.width_px <= 0 || frame.height_px <= 0 || frame.pixels == nullptr) return std::nullopt;
    if (process_.pid() == 0 && !start()) return std::nullopt;
    if (!is_ready_ && !is_ready(stop)) return std::nullopt;
    Size size{frame.width_px, frame.height_px, 1};
    const auto bytes = [&] { return static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px); };
    while (bytes() > frame_.size()) {
        ++size.factor;
        size.width_px = frame.width_px / size.factor;
        size.height_px = frame.height_px / size.factor;
    }
    if (size.width_px <= 0 || size.height_px <= 0) return std::nullopt;
    if (std::string problem; !frame_.hold(bytes(), problem)) {
        end();
        return fail_to_start(std::move(problem)), std::nullopt;
    }
    put(frame, size);
    auto answer =
        exchange({++number_, std::chrono::nanoseconds(taken_at.time_since_epoch()).count(), size.width_px, size.height_px}, stop);
    if (!answer) return std::nullopt;
    for (auto& code : answer->codes)
        for (auto& corner : code.corners) corner = {corner.x * size.factor, corner.y * size.factor};
    return answer;
}

}  // namespace entre
