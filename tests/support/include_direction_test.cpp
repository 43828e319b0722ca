// Checks the project's conventions in the sources: include directions, which files may include which library, and that every .cpp
// of core and print has its test.
#include <algorithm>
#include <regex>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace fs = std::filesystem;
using entre::test::read_file;

namespace {

const fs::path root = ENTRE_SOURCE_DIR;
using Names = std::set<std::string>;

/// The program's sources, relative to the root.
std::vector<std::string> sources(const std::vector<const char*>& folders) {
    std::vector<std::string> out;
    for (const auto* folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(root / folder))
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
                out.push_back(fs::relative(entry.path(), root).string());
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> includes_of(const std::string& file) {
    static const std::regex include(R"re(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])re",
                                    std::regex::ECMAScript | std::regex::multiline);
    const std::string text = read_file(root / file);
    std::vector<std::string> out;
    for (std::sregex_iterator i(text.begin(), text.end(), include), end; i != end; ++i) out.push_back((*i)[1]);
    return out;
}

/// All includes for which `is_wrong` holds, each as "file includes header".
template <class Test>
Names wrong_includes(const std::vector<std::string>& files, Test is_wrong) {
    Names wrong;
    for (const auto& file : files)
        for (const auto& header : includes_of(file))
            if (is_wrong(header)) wrong.insert(file + " includes " + header);
    return wrong;
}

bool is_in(const std::string& header, const std::vector<const char*>& folders) {
    return std::any_of(folders.begin(), folders.end(), [&](const char* folder) { return header.starts_with(folder); });
}

const Names none;

}  // namespace

/// Every room of the program, lowest first: a file may include its own room and those earlier in this list, so there are no
/// upward and no cyclic includes.
const std::vector<std::string> rooms = {
    "core/base",
    "core/registration",
    "core/search",
    "core/qr",
    "core/ticket",
    "core/import/formats",
    "core/import",
    "core/seminar",
    "core/attendance",
    "core/share",
    "core/visit",
    "core/setup",
    "core/store",
    "core/services",
    "print/badge",
    "print/printer",
    "print",
    "kiosk/process",
    "kiosk/decoder",
    "kiosk/input",
    "kiosk/ui",
    "kiosk/screens",
    "kiosk/screens/staff",
    "kiosk/screens/setup",
    "kiosk/live_page",
    "kiosk/live_page/server",
    "kiosk/share",
    "kiosk/speech",
    "kiosk/services",
    "kiosk/automation",
    "kiosk/app",
    "kiosk/commands",
    "kiosk",
};

/// The place of a file's folder in `rooms`; its size for any other folder.
std::size_t place_of(const std::string& file) {
    const auto folder = fs::path(file).parent_path().string();
    return static_cast<std::size_t>(std::find(rooms.begin(), rooms.end(), folder) - rooms.begin());
}

TEST_CASE("a room includes only rooms earlier in the list, in core, print and kiosk", "[rooms]") {
    const auto files = sources({"core", "print", "kiosk"});
    REQUIRE(files.size() > 300);
    Names unknown, climbing;
    for (const auto& file : files) {
        if (place_of(file) == rooms.size()) unknown.insert(file);
        for (const auto& header : includes_of(file)) {
            if (header.starts_with("tests/")) climbing.insert(file + " includes " + header);
            if (!is_in(header, {"core/", "print/", "kiosk/"})) continue;
            if (place_of(header) == rooms.size())
                unknown.insert(header);
            else if (place_of(header) > place_of(file))
                climbing.insert(file + " includes " + header);
        }
    }
    CHECK(unknown == none);
    CHECK(climbing == none);
}

TEST_CASE("no name of a test contains a semicolon, where CTest would cut it into two names that match no test", "[rooms]") {
    static const std::regex name(R"re(TEST_CASE\(\s*"[^"\n]*;)re");
    Names cut;
    for (const auto& file : sources({"tests"}))
        if (std::regex_search(read_file(root / file), name)) cut.insert(file);
    CHECK(cut == none);
}

TEST_CASE("kiosk has at most six files outside its rooms", "[rooms]") {
    const auto loose =
        std::count_if(fs::directory_iterator(root / "kiosk"), {}, [](const auto& entry) { return entry.is_regular_file(); });
    CHECK(loose <= 6);
}

TEST_CASE("the program's headers are included by their path from the root", "[rooms]") {
    CHECK(wrong_includes(sources({"core", "print", "kiosk"}), [](const auto& h) { return h.starts_with("."); }) == none);
}

TEST_CASE("each library is included by a few .cpp files and by no header", "[rooms]") {
    struct Library {
        const char* name;
        std::vector<const char*> headers;  // not an initializer_list, whose elements would not outlive the declaration
        std::size_t limit;
    };
    const std::vector<Library> libraries{
        {"ZXing", {"ZXing/"}, 2},
        {"SQLiteCpp", {"SQLiteCpp/", "sqlite3.h"}, 1},
        {"libcups", {"cups/"}, 4},  // requests, administration, answers, connection
        {"GLFW", {"GLFW/"}, 3},     // the window, a scanner's keys, a keypad's keys
        {"ALSA", {"alsa/"}, 1},
        {"GStreamer", {"gst/"}, 3},  // camera, sounds, voice
        {"Pango", {"pango/"}, 2},
        {"Cairo", {"cairo"}, 7},  // badges: pages, sheets, their content, tags; the roll call; the demo's tickets
        {"librsvg", {"librsvg/"}, 1},
        {"httplib", {"httplib.h"}, 3},  // the live page; the download of exports
        {"OpenSSL", {"openssl/"}, 3},   // the live page's key and pairing; file hashes
        {"Boost", {"boost/"}, 1},
        {"CLI11", {"CLI/"}, 1},
        {"toml++", {"toml++/"}, 2},  // settings as they are read; their common part, which other kiosks get
        {"libcsv", {"csv.h"}, 1},
        {"libxlsxwriter", {"xlsxwriter.h"}, 1},
        {"spdlog", {"spdlog/"}, 1},
        {"gdk-pixbuf", {"gdk-pixbuf/"}, 1},
        {"pugixml", {"pugixml"}, 1},  // badge templates
        {"libzip", {"zip.h"}, 2},
        {"libpq", {"libpq-fe.h"}, 1},
        {"expat", {"expat.h"}, 1},
    };
    std::vector<std::pair<std::string, std::string>> includes;  // file and header
    for (const auto& file : sources({"core", "print", "kiosk"}))
        for (const auto& header : includes_of(file)) includes.emplace_back(file, header);
    for (const auto& library : libraries) {
        Names in_sources, in_headers;
        for (const auto& [file, header] : includes)
            if (is_in(header, library.headers)) (file.ends_with(".hpp") ? in_headers : in_sources).insert(file);
        INFO(library.name);
        CHECK(in_headers == none);
        INFO(::Catch::Detail::stringify(in_sources));
        CHECK(in_sources.size() <= library.limit);
    }
}

TEST_CASE("core, print and all headers do not include ImGui", "[rooms]") {
    CHECK(wrong_includes(sources({"core", "print"}), [](const auto& h) { return is_in(h, {"imgui"}); }) == none);
    Names wrong;
    for (const auto& file : sources({"kiosk"}))
        if (file.ends_with(".hpp"))
            for (const auto& header : includes_of(file))
                if (is_in(header, {"imgui"})) wrong.insert(file);
    CHECK(wrong == none);
}

TEST_CASE("external text is never used as an ImGui format string", "[rooms][KIO-10]") {
    static const std::regex formatted(
        R"(ImGui::(Text|TextColored|TextDisabled|TextWrapped|LabelText|BulletText|SetTooltip|SetItemTooltip)\s*\()");
    Names wrong;
    for (const auto& file : sources({"kiosk"}))
        if (std::regex_search(read_file(root / file), formatted)) wrong.insert(file);
    CHECK(wrong == none);
}

TEST_CASE("every .cpp of core and print has its test", "[rooms]") {
    Names untested;
    for (const auto& file : sources({"core", "print"})) {
        if (!file.ends_with(".cpp")) continue;
        const std::string test = "tests/" + file.substr(0, file.size() - 4) + "_test.cpp";
        if (!fs::exists(root / test)) untested.insert(file);
    }
    CHECK(untested == none);
}

TEST_CASE("no test of core sleeps", "[rooms]") {
    Names sleepers;
    for (const auto& file : sources({"tests/core"}))
        if (read_file(root / file).find("sleep_for") != std::string::npos) sleepers.insert(file);
    CHECK(sleepers == none);
}

TEST_CASE("no thread is detached", "[rooms]") {
    Names detached;
    for (const auto& file : sources({"core", "print", "kiosk"}))
        if (read_file(root / file).find(".detach()") != std::string::npos) detached.insert(file);
    CHECK(detached == none);
}
