#include "kiosk/live_page/messages.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

struct Ends {
    std::array<int, 2> numbers{};
    Ends() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, numbers.data()) == 0); }
};

}  // namespace

TEST_CASE("messages arrive as they were sent, large ones and empty ones", "[live]") {
    const Ends ends;
    PageChannel kiosk(FileHandle(ends.numbers[0]), max_page_message_bytes), page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
    const std::string large(5'000'000, 'x');
    std::thread sender([&] {
        CHECK(kiosk.send(PageMessageKind::view, 0, large));
        CHECK(kiosk.send(PageMessageKind::invitation, 7, ""));
        kiosk.say_no_more();
    });
    const auto view = page.receive(), invitation = page.receive();
    REQUIRE(view);
    CHECK(view->word == PageMessageKind::view);
    CHECK(view->text == large);
    REQUIRE(invitation);
    CHECK(invitation->word == PageMessageKind::invitation);
    CHECK(invitation->number == 7);
    CHECK(invitation->text.empty());
    CHECK_FALSE(page.receive());
    sender.join();
    // Who says no more still hears.
    CHECK(page.send(PageMessageKind::state, 0, "{}"));
    CHECK(kiosk.receive()->text == "{}");
}

TEST_CASE("nonsense, half a message and an end are an end", "[live]") {
    for (const std::string& said : {std::string(), std::string("half"), std::string(13, '\xff'), std::string("\x05\0\0\0\x01\0\0\0\0\0\0\0\0abc", 16)}) {
        const Ends ends;
        PageChannel page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
        REQUIRE(::send(ends.numbers[0], said.data(), said.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(said.size()));
        ::close(ends.numbers[0]);
        CHECK_FALSE(page.receive());
        CHECK_FALSE(page.send(PageMessageKind::ready, 0, "1"));
    }
}

TEST_CASE("the kiosk takes no endless word from the page", "[live]") {
    const Ends ends;
    PageChannel kiosk(FileHandle(ends.numbers[0]), max_page_message_bytes), page(FileHandle(ends.numbers[1]), max_kiosk_message_bytes);
    std::thread sender([&] {
        page.send(PageMessageKind::note, 0, std::string(max_page_message_bytes, 'x'));
        page.send(PageMessageKind::note, 0, std::string(max_page_message_bytes + 1, 'x'));
    });
    CHECK(kiosk.receive()->text.size() == max_page_message_bytes);
    CHECK_FALSE(kiosk.receive());
    ::shutdown(ends.numbers[0], SHUT_RDWR);
    sender.join();
}
