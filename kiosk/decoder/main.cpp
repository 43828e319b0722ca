// The decoder process: decodes frames in shared memory and reports the codes it found. Started by the kiosk (decoder.cpp) with
// both descriptors open; its only argument lists additional symbologies, separated by commas.
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/qr/frame_sequence.hpp"
#include "kiosk/decoder/decoder.hpp"
#include "kiosk/decoder/messages.hpp"
#include "kiosk/decoder/sandbox.hpp"

namespace entre {
namespace {

std::vector<Symbology> symbologies_in(std::string_view list) {
    std::vector<Symbology> out;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (const auto symbology = symbology_of(list.substr(0, end))) out.push_back(*symbology);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

struct Frames {
    const std::uint8_t* pixels = nullptr;
    std::size_t size = 0;
};

Frames map_frames() {
    struct stat file{};
    if (::fstat(decoder_frame, &file) != 0 || file.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(file.st_size);
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, decoder_frame, 0);
    if (mapped == MAP_FAILED) return {};
    return {static_cast<const std::uint8_t*>(mapped), size};
}

bool send(const DecodedFrame& frame) {
    const auto message = encode(frame);
    return ::send(decoder_channel, message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size());
}

/// The next request; nullopt once the kiosk has exited.
std::optional<FrameRequest> next_request() {
    FrameRequest request;
    ssize_t size = 0;
    do size = ::recv(decoder_channel, &request, sizeof request, 0);
    while (size < 0 && errno == EINTR);
    if (size != static_cast<ssize_t>(sizeof request)) return std::nullopt;
    return request;
}

bool fits(const FrameRequest& request, const Frames& frames) {
    return request.width_px > 0 && request.height_px > 0 &&
           static_cast<std::size_t>(request.width_px) * static_cast<std::size_t>(request.height_px) <= frames.size;
}

int run(std::string_view symbologies) {
    const Frames frames = map_frames();
    if (frames.pixels == nullptr) return decoder_has_no_frames;
    FrameSequenceOptions options;
    options.symbologies = symbologies_in(symbologies);
    FrameSequence sequence(options);
    std::string problem;
    if (!enter_sandbox(problem)) return decoder_is_not_sandboxed;
    if (!send({})) return decoder_has_no_kiosk;
    while (const auto request = next_request()) {
        if (!fits(*request, frames)) return decoder_has_no_frames;
        const Clock::time_point taken_at{std::chrono::nanoseconds{request->taken_ns}};
        auto result = sequence.next({frames.pixels, request->width_px, request->height_px, request->width_px}, taken_at);
        DecodedFrame answer{request->number, std::move(result.codes), result.advice, {}};
        if (result.unread) answer.nearness = nearness_of(*result.unread, request->width_px, request->height_px);
        if (!send(answer)) break;
    }
    return decoder_has_no_kiosk;
}

}  // namespace
}  // namespace entre

int main(int count, char** arguments) {
    ::prctl(PR_SET_NAME, "entre-decoder");  // otherwise ps shows the number of the descriptor that it was executed from
    return entre::run(count > 1 ? arguments[1] : "");
}
