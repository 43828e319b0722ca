#include "kiosk/live_page/page_requests.hpp"

#include <atomic>
#include <future>
#include <mutex>

#include "core/base/thread.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Reply {
    PageMessageKind kind;
    std::uint64_t number;
    std::string text;
};

struct RequestsFixture {
    std::mutex mutex;
    std::vector<Reply> replies;
    std::atomic<int> acted = 0;
    StaffVerdict verdict = StaffVerdict::done;
    bool is_failing = false;
    LivePageBackend backend;
    PageContent content;
    std::unique_ptr<PageRequests> requests;

    RequestsFixture() {
        backend.act = [this](const StaffRequest&) -> Result<StaffAnswer> {
            ++acted;
            if (is_failing) return fail(ErrorCode::disk_full, "no room");
            return StaffAnswer{verdict, person("1", "Eva", "Lind"), {}};
        };
        backend.person = [this](const RegistrationId& id) -> Result<std::optional<PersonHistory>> {
            if (is_failing) return fail(ErrorCode::database_damaged, "page 1");
            return id.value == "id-1" ? std::optional(PersonHistory{person("1", "Eva", "Lind"), {}, {}, {}}) : std::nullopt;
        };
        make();
    }
    void make() {
        requests = std::make_unique<PageRequests>(small_seminar(), backend,
                                                  PageRequests::Outside{[this] { return content; },
                                                                        [this](auto kind, auto number, auto text) {
                                                                            const std::lock_guard lock(mutex);
                                                                            replies.push_back({kind, number, std::string(text)});
                                                                        }});
    }
    Reply reply_to(PageMessageKind kind, const std::string& text, std::uint64_t number = 7) {
        replies.clear();
        REQUIRE(requests->start({kind, number, text}));
        requests->wait_for_all();
        REQUIRE(replies.size() == 1);
        return replies.front();
    }
    Reply act(const std::string& request) {
        return reply_to(PageMessageKind::request_action, R"({"action":"walk_in","given":"Eva","request":")" + request + "\"}");
    }
};

}  // namespace

TEST_CASE("each request is answered under its own number", "[live]") {
    RequestsFixture f;
    for (const std::uint64_t number : {7U, 8U}) {
        const auto reply = f.reply_to(PageMessageKind::request_person, "id-1", number);
        CHECK(reply.kind == PageMessageKind::answer);
        CHECK(reply.number == number);
        CHECK(reply.text.find("Eva Lind") != std::string::npos);
    }
    CHECK(f.reply_to(PageMessageKind::request_people, "").text == "[]");
    CHECK(f.reply_to(PageMessageKind::request_badges, "").text == "[]");
    CHECK(f.reply_to(PageMessageKind::request_table, "viewer sv").text.find("<html") != std::string::npos);
}

TEST_CASE("the attendance list is answered as it is made, and a failure is one", "[live]") {
    RequestsFixture f;
    CHECK(f.reply_to(PageMessageKind::request_attendance, "").kind == PageMessageKind::answer_none);
    f.backend.attendance = []() -> Result<std::string> { return "Namn;Organisation\n"; };
    CHECK(f.reply_to(PageMessageKind::request_attendance, "").text == "Namn;Organisation\n");
    f.backend.attendance = []() -> Result<std::string> { return fail(ErrorCode::database_damaged, "broken"); };
    CHECK(f.reply_to(PageMessageKind::request_attendance, "").text == "database_damaged");
}

TEST_CASE("an unknown person, no action and a failure are told apart", "[live]") {
    RequestsFixture f;
    CHECK(f.reply_to(PageMessageKind::request_person, "nobody").kind == PageMessageKind::answer_none);
    CHECK(f.reply_to(PageMessageKind::request_action, "nonsense").kind == PageMessageKind::answer_none);
    f.is_failing = true;
    const auto failed = f.reply_to(PageMessageKind::request_person, "id-1");
    CHECK(failed.kind == PageMessageKind::answer_failed);
    CHECK(failed.text == "database_damaged");
    CHECK(f.act("").text == "disk_full");
}

TEST_CASE("without a desk nothing is done and nobody is found", "[live]") {
    RequestsFixture f;
    f.backend.act = nullptr;
    f.backend.person = nullptr;
    CHECK(f.act("a").kind == PageMessageKind::answer_none);
    CHECK(f.reply_to(PageMessageKind::request_person, "id-1").kind == PageMessageKind::answer_none);
}

TEST_CASE("only an action that was done is not repeated", "[live]") {
    RequestsFixture f;
    f.is_failing = true;
    CHECK(f.act("a").kind == PageMessageKind::answer_failed);
    f.is_failing = false;
    f.verdict = StaffVerdict::not_inside;
    f.act("a");
    f.verdict = StaffVerdict::done;
    f.act("a");
    CHECK(f.acted == 3);
    f.act("a");
    CHECK(f.acted == 3);
}

TEST_CASE("the answers to the last sixty-four actions are remembered", "[live]") {
    RequestsFixture f;
    for (int i = 0; i < 65; ++i) f.act(std::to_string(i));
    CHECK(f.acted == 65);
    f.act("1");
    CHECK(f.acted == 65);
    f.act("0");
    CHECK(f.acted == 66);
}

TEST_CASE("sixteen requests are answered at once, and the seventeenth when one of them has been", "[live][WEB-9]") {
    RequestsFixture f;
    std::promise<void> open;
    const auto opened = open.get_future().share();
    f.backend.person = [opened](const RegistrationId&) -> Result<std::optional<PersonHistory>> {
        opened.wait();
        return std::nullopt;
    };
    const auto ask = [&] { return f.requests->start({PageMessageKind::request_person, 1, "id-1"}); };
    for (int i = 0; i < 16; ++i) CHECK(ask());
    CHECK_FALSE(ask());
    open.set_value();
    f.requests->wait_for_all();
    CHECK(f.replies.size() == 16);
    CHECK(ask());
    f.requests->wait_for_all();
}

TEST_CASE("an exception while a request is answered is told to the phone and to staff, and nothing is done twice", "[live]") {
    RequestsFixture f;
    std::promise<std::string> told;
    on_thread_failure([&](const std::string& name) { told.set_value(name); });
    f.backend.act = [&](const StaffRequest&) -> Result<StaffAnswer> {
        ++f.acted;
        throw std::runtime_error("a bug");
    };
    REQUIRE(f.requests->start({PageMessageKind::request_action, 9, R"({"action":"walk_in","given":"Eva"})"}));
    CHECK(told.get_future().get() == "page-answer");
    f.requests->wait_for_all();
    on_thread_failure({});
    REQUIRE(f.replies.size() == 1);
    CHECK(f.replies[0].kind == PageMessageKind::answer_failed);
    CHECK(f.replies[0].number == 9);
    CHECK(f.acted == 1);
    CHECK(f.requests->start({PageMessageKind::request_people, 10, ""}));
    f.requests->wait_for_all();
    CHECK(f.replies.back().kind == PageMessageKind::answer);
}
