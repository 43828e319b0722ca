#include "kiosk/live_page/received_file.hpp"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <optional>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;

namespace {

/// A variable of the environment, until the end of a test.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        ::setenv(name, value.c_str(), 1);
    }
    ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a received list keeps its name, but nothing in it that could do harm", "[upload][bad_input]") {
    CHECK(safe_list_name("Anmälda (1–38).xlsx") == "Anmälda (1–38).xlsx");
    CHECK(safe_list_name("LISTA.CSV") == "LISTA.CSV");
    CHECK(safe_list_name("../../etc/passwd") == "passwd.csv");
    CHECK(safe_list_name("C:\\Users\\Eva\\lista.ods") == "lista.ods");
    CHECK(safe_list_name("seminar.toml") == "seminar.toml.csv");
    CHECK(safe_list_name("entre.db") == "entre.db.csv");
    CHECK(safe_list_name("..") == "lista.csv");
    CHECK(safe_list_name(".csv") == "csv.csv");
    CHECK(safe_list_name("") == "lista.csv");
    CHECK(safe_list_name("~$lista.xlsx") == "$lista.xlsx");
    CHECK(safe_list_name("a\r\nb\x1b[31m.csv") == "a b [31m.csv");
    CHECK(safe_list_name(std::string("a\0b.csv", 7)).find('\0') == std::string::npos);
    CHECK(safe_list_name("\xe2\x80\xae"
                         "vsc.exe") == "vsc.exe.csv");  // written from right to left
    CHECK(safe_list_name("a:b*c?.csv") == "abc.csv");
    for (const char* letter : {"x", "å", "👨‍👩‍👧‍👦"}) {
        std::string longest;
        for (int i = 0; i < 400; ++i) longest += letter;
        const auto name = safe_list_name(longest + ".xlsx");
        CHECK(name.size() <= 210);
        CHECK_FALSE(name.empty());
    }
}

TEST_CASE("a received file is deleted with its folder", "[upload]") {
    const test::ScratchFolder runtime;
    const Variable session("XDG_RUNTIME_DIR", runtime.path().string());
    auto file = ReceivedFile::create("lista.csv");
    REQUIRE(file);
    REQUIRE((*file)->write("Namn\n"));
    CHECK((*file)->size() == 5);
    CHECK((*file)->path().parent_path().parent_path() == runtime.path());
    file->reset();
    CHECK(std::filesystem::is_empty(runtime.path()));
}

TEST_CASE("without a folder of the session the file is kept among the temporary ones", "[upload]") {
    const test::ScratchFolder temporary;
    const Variable session("XDG_RUNTIME_DIR", (temporary.path() / "none").string());
    const Variable temporary_files("TMPDIR", temporary.path().string());
    const auto file = ReceivedFile::create("lista.csv");
    REQUIRE(file);
    CHECK((*file)->path().parent_path().parent_path() == temporary.path());
}

TEST_CASE("a disk that takes no more is said so", "[upload][bad_input]") {
    const test::ScratchFolder runtime;
    const Variable session("XDG_RUNTIME_DIR", runtime.path().string());
    ::signal(SIGXFSZ, SIG_IGN);
    const auto file = ReceivedFile::create("lista.csv");
    REQUIRE(file);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{4, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto written = (*file)->write("more than four bytes");
    ::setrlimit(RLIMIT_FSIZE, &before);
    REQUIRE_FALSE(written);
    CHECK(written.error().said.english().find("could not be kept") != std::string::npos);
    const Variable no_session("XDG_RUNTIME_DIR", "/dev/full");
    const Variable no_temporary_files("TMPDIR", "/nowhere");
    CHECK_FALSE(ReceivedFile::create("lista.csv"));
}
