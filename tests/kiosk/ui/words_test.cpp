#include "kiosk/ui/words.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/base/text.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> language_files() {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(fs::path(ENTRE_ASSETS) / "languages"))
        if (entry.path().extension() == ".po") out.push_back(entry.path());
    return out;
}

Language language(const std::string& code) {
    auto read = read_languages({code});
    REQUIRE(read);
    return std::move(read->front());
}

std::set<std::string> slots(const std::string& text) {
    std::set<std::string> out;
    for (std::size_t i = text.find('{'); i != std::string::npos; i = text.find('{', i + 1)) out.insert(text.substr(i, 3));
    return out;
}

/// Readability index LIX (Björnsson): words per sentence plus the percentage of words longer than six letters.
double lix(const std::vector<std::string>& texts) {
    double words = 0, long_words = 0, sentences = 0;
    for (const auto& text : texts) {
        std::istringstream in(text);
        bool is_open = false;
        for (std::string word; in >> word;) {
            words += 1;
            if (letter_count(word) > 6) long_words += 1;
            const bool is_end = word.ends_with('.') || word.ends_with('!') || word.ends_with('?');
            sentences += is_end;
            is_open = !is_end;
        }
        sentences += is_open;
    }
    return words / sentences + 100 * long_words / words;
}

}  // namespace

TEST_CASE("no language lacks a text", "[words]") {
    REQUIRE(language_files().size() >= 2);
    for (const auto& file : language_files()) {
        const auto words = language(file.stem().string());
        for (const auto& key : all_keys()) {
            INFO(file << " " << key);
            CHECK(words.has(key));
        }
    }
}

TEST_CASE("no language has an unused text", "[words]") {
    const auto keys = all_keys();
    const std::set<std::string> known(keys.begin(), keys.end());
    for (const auto& file : language_files()) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            if (!line.starts_with("msgid \"") || line == "msgid \"\"") continue;
            INFO(file << " " << line);
            CHECK(known.contains(line.substr(7, line.size() - 8)));
        }
    }
}

TEST_CASE("all languages have the same placeholders", "[words]") {
    const auto sv = language("sv");
    for (const auto& file : language_files()) {
        const auto other = language(file.stem().string());
        for (const auto& key : all_keys()) {
            INFO(file << " " << key);
            CHECK(slots(other.of_key(key)) == slots(sv.of_key(key)));
        }
    }
}

TEST_CASE("a missing language is reported by name", "[words]") {
    const auto missing = read_languages({"sv", "xx"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::file_missing);
    CHECK(missing.error().detail.find("'xx'") != std::string::npos);
}

TEST_CASE("Swedish texts for visitors are easy to read and do not mention faults", "[words]") {
    const auto sv = language("sv");
    std::vector<std::string> visitor;
    for (const auto& key : all_keys()) {
        const bool is_for_staff =
            key.ends_with(".staff") || key.starts_with("staff.") || key.starts_with("pin.") || key.starts_with("damage.");
        const bool is_calendar = key.starts_with("month.") || key.starts_with("day.") || key.starts_with("date.") ||
                                 key.starts_with("time.") || key.starts_with("language.");
        if (!is_for_staff && !is_calendar) visitor.push_back(sv.of_key(key));
    }
    CHECK(lix(visitor) < 30);
    for (const auto& text : visitor) {
        INFO(text);
        const auto folded = " " + fold(text) + " ";
        CHECK(folded.find(" fel ") == std::string::npos);
        CHECK(folded.find("ogiltig") == std::string::npos);
    }
}

TEST_CASE("placeholders are filled, and braces in a name do no harm", "[words]") {
    CHECK(fill("Hej {1}!", {"Åsa"}) == "Hej Åsa!");
    CHECK(fill("{2}, {1}", {"a", "b"}) == "b, a");
    CHECK(fill("Hej {1}!", {"{1}{2}%s"}) == "Hej {1}{2}%s!");
    CHECK(fill("{3} {x} {", {"a"}) == "{3} {x} {");
}

TEST_CASE("days and times are formatted as people write them", "[words]") {
    const auto starts = *from_rfc3339("2027-05-20T09:00:00+02:00"), ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    CHECK(language("sv").day(starts) == "Torsdag 20 maj");
    CHECK(language("sv").time_span(starts, ends) == "09.00–12.30");
    CHECK(language("en").day(starts) == "Thursday 20 May");
    CHECK(language("en").time(starts) == "09:00");
}

TEST_CASE("failures have advice for visitors and an instruction for staff", "[words]") {
    const auto sv = language("sv");
    CHECK(sv.visitor_line(ErrorCode::disk_full) == "Vi kan inte spara just nu. Fråga oss.");
    CHECK(sv.staff_line(PrinterFault::out_of_labels) == "Etiketterna är slut. Sätt i en ny rulle och stäng luckan.");
    CHECK(sv.name() == "Svenska");
}

}  // namespace entre
