#include "kiosk/live_page/page_channel.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

struct Sockets {
    std::array<int, 2> numbers{};
    Sockets() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, numbers.data()) == 0); }
};

}  // namespace

TEST_CASE("messages arrive as they were sent, large and empty ones too", "[live]") {
    const Sockets ends;
    PageChannel kiosk(FileHandle(ends.numbers[0]), max_page_message_bytes),
        page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
    const std::string large(5'000'000, 'x');
    std::thread sender([&] {
        CHECK(kiosk.send(PageMessageKind::view, 0, large));
        CHECK(kiosk.send(PageMessageKind::invitation, 7, ""));
        kiosk.finish_sending();
    });
    const auto view = page.receive(), invitation = page.receive();
    REQUIRE(view);
    CHECK(view->kind == PageMessageKind::view);
    CHECK(view->text == large);
    REQUIRE(invitation);
    CHECK(invitation->kind == PageMessageKind::invitation);
    CHECK(invitation->number == 7);
    CHECK(invitation->text.empty());
    CHECK_FALSE(page.receive());
    sender.join();
    // The end that has finished sending can still receive.
    CHECK(page.send(PageMessageKind::state, 0, "{}"));
    CHECK(kiosk.receive()->text == "{}");
}

TEST_CASE("invalid data, half a message and a closed socket end the channel", "[live]") {
    for (const std::string& bytes :
         {std::string(), std::string("half"), std::string(13, '\xff'), std::string("\x05\0\0\0\x01\0\0\0\0\0\0\0\0abc", 16)}) {
        const Sockets ends;
        PageChannel page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
        REQUIRE(::send(ends.numbers[0], bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
        ::close(ends.numbers[0]);
        CHECK_FALSE(page.receive());
        CHECK_FALSE(page.send(PageMessageKind::ready, 0, "1"));
    }
}

TEST_CASE("the kiosk rejects a message that is too long", "[live]") {
    const Sockets ends;
    PageChannel kiosk(FileHandle(ends.numbers[0]), max_page_message_bytes),
        page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
    std::thread sender([&] {
        page.send(PageMessageKind::note, 0, std::string(max_page_message_bytes, 'x'));
        page.send(PageMessageKind::note, 0, std::string(max_page_message_bytes + 1, 'x'));
    });
    CHECK(kiosk.receive()->text.size() == max_page_message_bytes);
    CHECK_FALSE(kiosk.receive());
    ::shutdown(ends.numbers[0], SHUT_RDWR);
    sender.join();
}
