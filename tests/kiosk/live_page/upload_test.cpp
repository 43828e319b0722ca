#include "kiosk/live_page/upload.hpp"

#include <algorithm>
#include <set>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("secrets are short, never the same, and without letters that look alike", "[upload]") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto secret = new_upload_secret();
        CHECK(secret.size() == 8);
        CHECK(secret.find_first_of("ilo01") == std::string::npos);
        CHECK(typed_secret("/" + shown_secret(secret)) == secret);
        seen.insert(secret);
    }
    CHECK(seen.size() == 1000);
    CHECK(shown_secret("abcdefgh") == "abcd-efgh");
}

TEST_CASE("what the processes say about a file is read back, and nothing else is", "[upload][bad_input]") {
    const auto read = upload_request_from(to_json(UploadRequest{7, "Anmälda \xff.csv", 1000}));
    REQUIRE(read);
    CHECK(read->number == 7);
    CHECK(read->size == 1000);
    for (const char* bad : {"", "{", "[]", "{\"number\":\"x\",\"name\":1,\"size\":2}", "{\"number\":1}"})
        CHECK_FALSE(upload_request_from(bad));
    for (int i = 0; i <= static_cast<int>(UploadAnswer::failed); ++i)
        CHECK(upload_answer_from(to_string(static_cast<UploadAnswer>(i))) == static_cast<UploadAnswer>(i));
    CHECK_FALSE(upload_answer_from("other"));
}
