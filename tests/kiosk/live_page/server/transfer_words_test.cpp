#include "kiosk/live_page/server/transfer_words.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a browser gets the language that it prefers, neighbours get Swedish, others English", "[upload]") {
    CHECK(language_from("") == "sv");
    CHECK(language_from("sv-SE,sv;q=0.9,en;q=0.8") == "sv");
    CHECK(language_from("en-GB,en;q=0.9,sv;q=0.8") == "en");
    CHECK(language_from("en;q=0.2, sv;q=0.7") == "sv");
    CHECK(language_from("nb-NO") == "sv");
    CHECK(language_from("de-DE,de;q=0.9") == "en");
    CHECK(language_from("de,sv;q=0.1") == "sv");
    CHECK(language_from(";;;q=,,q=x") == "en");
}

TEST_CASE("every state of the upload page has its sentence, and a form where one helps", "[upload]") {
    for (const char* language : {"sv", "en"})
        for (int i = 0; i <= static_cast<int>(UploadState::wrong_address); ++i) {
            const auto state = static_cast<UploadState>(i);
            const auto html = upload_html(state, language, 64);
            INFO(language << " " << i);
            CHECK(upload_sentence(state, language).empty() == (state == UploadState::form));
            CHECK((html.find("<form") != std::string::npos) == has_form(state));
            CHECK(html.find(upload_sentence(state, language)) != std::string::npos);
            CHECK(html.find(std::string("lang=\"") + language) != std::string::npos);
            CHECK((http_status(state) == 200) == (state == UploadState::form || state == UploadState::taken));
        }
}
