#include "kiosk/ui/words.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/base/text.hpp"
#include "core/import/known_systems.hpp"
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

/// The string literals at the beginning of `code`, joined, as they stand there.
std::string literals_at(std::string_view code) {
    std::string out;
    for (code.remove_prefix(std::min(code.find_first_not_of(" \n"), code.size())); code.starts_with('"');
         code.remove_prefix(std::min(code.find_first_not_of(" \n"), code.size()))) {
        std::size_t end = 1;
        while (end < code.size() && code[end] != '"') end += code[end] == '\\' ? 2 : 1;
        out += code.substr(1, end - 1);
        code.remove_prefix(end + 1);
    }
    return out;
}

/// The patterns of all sentences in the source code.
std::set<std::string> patterns_in_sources() {
    std::set<std::string> out;
    for (const auto* room : {"core", "kiosk", "print"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(ENTRE_ASSETS).parent_path() / room)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
            std::ifstream in(entry.path());
            const std::string text(std::istreambuf_iterator<char>(in), {});
            for (const std::string call : {"sentence(", "sentence_pattern("})
                for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1))
                    out.insert(literals_at(std::string_view(text).substr(at + call.size())));
        }
    for (std::size_t i = 0; i < field_count; ++i) out.insert(std::string(to_string(static_cast<Field>(i))));
    out.erase("");
    out.erase("{}");
    return out;
}

std::string unescaped(std::string text) {
    for (auto at = text.find("\\\""); at != std::string::npos; at = text.find("\\\"", at)) text.erase(at, 1);
    return text;
}

std::ptrdiff_t places_for_parts(const std::string& text) {
    std::ptrdiff_t places = 0;
    for (auto at = text.find("{}"); at != std::string::npos; at = text.find("{}", at + 2)) ++places;
    return places;
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

TEST_CASE("every sentence has a translation with a place for each part", "[words]") {
    const auto patterns = patterns_in_sources();
    REQUIRE(patterns.size() > 50);
    for (const auto& file : language_files()) {
        if (file.stem() == "en") continue;
        const auto words = language(file.stem().string());
        std::ifstream in(file);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        for (const auto& written : patterns) {
            const std::string pattern = unescaped(written);
            INFO(file << " " << pattern);
            CHECK(text.find("msgid \"" + written + "\"\n") != std::string::npos);
            CHECK(places_for_parts(words.say({pattern, {}})) == places_for_parts(pattern));
        }
    }
    CHECK(language("sv").say(sentence("{} is empty. Export the registrations again.", "lista.csv")) ==
          "lista.csv är tom. Exportera anmälningarna igen.");
    CHECK(language("en").say(sentence("line {}", 3)) == "line 3");
}

TEST_CASE("no language has an unused text", "[words]") {
    const auto keys = all_keys();
    auto known = patterns_in_sources();
    known.insert(keys.begin(), keys.end());
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
        auto folded = " " + fold(text) + " ";
        // "It is not your fault" comforts instead of blaming.
        if (const auto comfort = folded.find("inte ditt fel"); comfort != std::string::npos) folded.erase(comfort, 13);
        CHECK(folded.find(" fel ") == std::string::npos);
        CHECK(folded.find("ogiltig") == std::string::npos);
    }
}

TEST_CASE("no screen names a file, a key, a command or the log, and a badge has one name in Swedish", "[words]") {
    for (const auto& file : language_files()) {
        const auto words = language(file.stem().string());
        const bool is_swedish = file.stem() == "sv";
        for (const auto& key : all_keys()) {
            const auto& text = words.of_key(key);
            INFO(file << " " << key << ": " << text);
            for (const auto* never : {".toml", ".csv", "--", "[", "loggen", "loggboken", "the log ", "entre ", "p95"})
                CHECK(text.find(never) == std::string::npos);
            if (is_swedish)
                for (const auto* never : {"badge", "Badge", "badgar", "Badgar", "Kolla ", "kolla "})
                    CHECK(text.find(never) == std::string::npos);
        }
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
