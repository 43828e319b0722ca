#include "kiosk/input/camera.hpp"

#include <condition_variable>
#include <mutex>

#include "kiosk/input/demo_camera.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Everything that a camera reported from its own thread.
struct Received {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::string> codes;
    std::vector<bool> working;
    std::string detail;
    CameraNews news;
    int previews = 0;

    CameraListener listener() {
        return {[this](const std::string& payload, Clock::time_point) { note([&] { codes.push_back(payload); }); },
                [this](const CameraNews& received) {
                    note([&] { working.push_back(received.is_working), detail = received.detail, news = received; });
                },
                [this] { note([&] { ++previews; }); }};
    }
    template <class Change>
    void note(Change change) {
        {
            const std::lock_guard lock(mutex);
            change();
        }
        changed.notify_all();
    }
    template <class Question>
    bool gets(Question question) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 10s, question);
    }
};

}  // namespace

TEST_CASE("a ticket in front of the camera is reported, with a picture, through GStreamer", "[camera]") {
    const ScratchFolder folder;
    auto hall = DemoCamera::in(folder.path());
    REQUIRE(hall);
    REQUIRE(hall->show("KOD1"));
    Received received;
    Camera camera(hall->source(), received.listener());
    CHECK(received.gets([&] { return !received.codes.empty() && received.previews > 0; }));
    CHECK(received.gets([&] { return !received.working.empty() && received.working.back(); }));
    const auto preview = camera.preview();
    REQUIRE(preview);
    CHECK(preview->width_px == preview_width_px);
    REQUIRE(hall->show("KOD2"));
    CHECK(received.gets([&] { return !received.codes.empty() && received.codes.back() == "KOD2"; }));
}

TEST_CASE("a camera that disappears is reported, and again when it is back", "[camera]") {
    const ScratchFolder folder;
    auto hall = DemoCamera::in(folder.path());
    REQUIRE(hall);
    const auto source = hall->source();
    Received received;
    Camera camera(source, received.listener());
    REQUIRE(received.gets([&] { return !received.working.empty() && received.working.back(); }));
    std::filesystem::rename(folder / "camera.grey", folder / "away");
    REQUIRE(received.gets([&] { return !received.working.back(); }));
    std::filesystem::rename(folder / "away", folder / "camera.grey");
    CHECK(received.gets([&] { return received.working.back(); }));
}

TEST_CASE("an invalid source is reported, and the camera stops on request", "[camera]") {
    for (const auto* source : {"no_such_element", "videotestsrc !", "/dev/video-that-is-not-there"}) {
        Received received;
        const auto began = Clock::now();
        {
            Camera camera(source, received.listener());
            CHECK(received.gets([&] { return !received.working.empty() && !received.working.back(); }));
            CHECK_FALSE(received.detail.empty());
        }
        CHECK(Clock::now() - began < 8s);
    }
}

TEST_CASE("without a decoder pictures still arrive, and the missing decoder is reported", "[camera]") {
    const ScratchFolder folder;
    auto hall = DemoCamera::in(folder.path());
    REQUIRE(hall);
    REQUIRE(hall->show("KOD1"));
    Received received;
    CameraOptions options;
    options.decoder.program = "/bin/true";
    Camera camera(hall->source(), received.listener(), options);
    CHECK(received.gets([&] {
        return !received.working.empty() && !received.working.back() && received.news.is_decoder_gone && received.previews > 0;
    }));
    CHECK(received.codes.empty());
}

TEST_CASE("a poster's code is not reported, a ticket is", "[camera]") {
    const ScratchFolder folder;
    auto hall = DemoCamera::in(folder.path());
    REQUIRE(hall);
    REQUIRE(hall->show("https://example.org/poster"));
    Received received;
    int asked = 0;
    CameraOptions options;
    options.meaning_of = [&](const std::string& payload) {
        received.note([&] { ++asked; });
        return CodeMeaning{payload.starts_with("https") ? CodeMeaning::Kind::other : CodeMeaning::Kind::ticket, payload};
    };
    Camera camera(hall->source(), received.listener(), options);
    REQUIRE(received.gets([&] { return asked > 0; }));
    REQUIRE(hall->show("KOD1"));
    CHECK(received.gets([&] { return !received.codes.empty(); }));
    CHECK(received.codes.front() == "KOD1");
}

TEST_CASE("a device has three candidate pipelines, any other source one", "[camera]") {
    CHECK(camera_pipelines("/dev/video7").size() == 3);
    CHECK(camera_pipelines("videotestsrc").size() == 1);
    CHECK(camera_pipelines("videotestsrc")[0].find("appsink name=entre") != std::string::npos);
    CHECK(camera_pipelines("").empty());
    if (!find_camera()) CHECK(camera_pipelines("auto").empty());
}
