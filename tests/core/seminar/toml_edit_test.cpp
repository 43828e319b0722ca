#include "core/seminar/toml_edit.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

namespace {

std::string changed(std::string_view text, std::string_view table, std::string_view key, std::string_view value) {
    TomlText toml(text);
    toml.set(table, key, value);
    return toml.text();
}

}  // namespace

TEST_CASE("a key is changed where it is, and its comment and all other lines stay", "[toml]") {
    CHECK(changed("# first\n[a]\nname = \"x\"   # why\nother = 1\n", "[a]", "name", "\"yy\"") ==
          "# first\n[a]\nname = \"yy\"  # why\nother = 1\n");
    CHECK(changed("[a]\nname = \"a # b\" # c\n", "[a]", "name", "1") == "[a]\nname = 1       # c\n");
    CHECK(changed("[a]\n\"name\"=1\n[b]\nname=1\n", "[b]", "name", "2") == "[a]\n\"name\"=1\n[b]\nname=2\n");
}

TEST_CASE("a value of several lines is replaced as a whole", "[toml]") {
    CHECK(changed("[a]\nfiles = [  # lists\n  \"x]\",\n  \"y\"]\nb = 1\n", "[a]", "files", "[\"z\"]") ==
          "[a]\nfiles = [\"z\"]\nb = 1\n");
    CHECK(changed("[a]\ntext = \"\"\"one\n[b]\ntext = 2\"\"\"\n[b]\ntext = 3\n", "[b]", "text", "4") ==
          "[a]\ntext = \"\"\"one\n[b]\ntext = 2\"\"\"\n[b]\ntext = 4\n");
}

TEST_CASE("a key or a table that is missing is added", "[toml]") {
    CHECK(changed("[a]\nx = 1\n\n# about b\n[b]\n", "[a]", "y", "2") == "[a]\nx = 1\ny = 2\n\n# about b\n[b]\n");
    CHECK(changed("[a]\n", "[b]", "y", "2") == "[a]\n\n[b]\ny = 2\n");
    CHECK(changed("", "[b]", "y", "2") == "[b]\ny = 2\n");
    CHECK(changed("[a]\n#y = 1\n", "[a]", "y", "2") == "[a]\n#y = 1\ny = 2\n");
}

TEST_CASE("a key whose name only begins alike is another key", "[toml]") {
    CHECK(changed("[a]\nname_of = 1\n", "[a]", "name", "2") == "[a]\nname_of = 1\nname = 2\n");
    CHECK(changed("[a.b]\nname = 1\n", "[a]", "name", "2") == "[a.b]\nname = 1\n\n[a]\nname = 2\n");
}

TEST_CASE("of several tables with one name the first is changed, and can be taken away", "[toml]") {
    TomlText toml("[[printer]]\nname = \"A\"\n\n[[printer]]\nname = \"B\"\n");
    toml.set("[[printer]]", "name", "\"C\"");
    CHECK(toml.text() == "[[printer]]\nname = \"C\"\n\n[[printer]]\nname = \"B\"\n");
    toml.remove_table("[[printer]]");
    CHECK(toml.text() == "\n[[printer]]\nname = \"B\"\n");
    toml.remove("[[printer]]", "name");
    toml.remove("[[printer]]", "name");
    toml.remove("[none]", "name");
    CHECK(toml.text() == "\n[[printer]]\n");
}

TEST_CASE("texts are written with quotes and without control characters", "[toml]") {
    CHECK(toml_string("a \"b\" \\ \n\x7f") == R"("a \"b\" \\ ")");
    CHECK(toml_strings({"Polisen", "MSB"}) == R"(["Polisen", "MSB"])");
    CHECK(toml_strings({}) == "[]");
}

TEST_CASE("a comment that leads to the next table stays when a table is taken away", "[toml]") {
    TomlText toml("[a]\nx = 1\n# of y\ny = 2\n\n# about b\n[b]\n");
    toml.remove_table("[a]");
    CHECK(toml.text() == "\n# about b\n[b]\n");
}
