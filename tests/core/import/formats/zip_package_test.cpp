#include "core/import/formats/zip_package.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

class Counter : public XmlVisitor {
public:
    std::size_t elements = 0, letters = 0;
    void begin(std::string_view, const XmlAttributes&) override { ++elements; }
    void text(std::string_view text) override { letters += text.size(); }
};

/// The error for part "a.xml"; empty if there is none.
std::string refusal(std::string bytes, std::uint64_t limit = max_sheet_bytes) {
    const auto package = Package::open({"list.xlsx", std::move(bytes)});
    if (!package) return package.error().detail;
    Counter counter;
    const auto read = package->read("a.xml", "list.xlsx", limit, counter);
    return read ? "" : read.error().detail;
}

void replace_all(std::string& bytes, const std::string& from, const std::string& to) {
    REQUIRE(from.size() == to.size());
    REQUIRE(contains(bytes, from));
    for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size()))
        bytes.replace(at, from.size(), to);
}

std::string little_endian(std::uint32_t number) {
    std::string out;
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((number >> shift) & 0xFF);
    return out;
}

}  // namespace

TEST_CASE("a part is found regardless of case and kind of slash", "[workbook][package]") {
    const auto package = Package::open({"list.xlsx", zipped({{"XL\\Workbook.XML", "<a><b/>text</a>"}})});
    REQUIRE(package);
    CHECK(package->name() == "list.xlsx");
    CHECK(package->has("xl/workbook.xml"));
    CHECK(package->size_of("xl/workbook.xml") == 15);
    CHECK_FALSE(package->has("xl/workbook"));
    CHECK(package->size_of("xl/workbook") == 0);
    CHECK(package->begin_of("xl/workbook.xml") == "<a><b/>text</a>");
    Counter counter;
    CHECK(package->read("xl/workbook.xml", "list.xlsx", 100, counter));
    CHECK(counter.elements == 2);
    CHECK(counter.letters == 4);
}

TEST_CASE("a missing part is named", "[workbook][package]") {
    CHECK(contains(refusal(zipped({{"b.xml", "<a/>"}})), "a.xml is missing"));
}

TEST_CASE("a truncated zip is refused", "[workbook][package]") {
    const auto whole = zipped({{"a.xml", "<a>some text to pack</a>"}});
    REQUIRE(refusal(whole).empty());
    for (std::size_t length = 1; length < whole.size(); ++length) {
        const auto problem = refusal(whole.substr(0, length));
        CHECK(contains(problem, "list.xlsx is damaged or cut off"));
    }
}

TEST_CASE("a corrupted byte is detected", "[workbook][package]") {
    auto stored = zipped({{"a.xml", "<a>12345</a>", ZIP_CM_STORE}});
    REQUIRE(refusal(stored).empty());
    replace_all(stored, "12345", "12346");
    CHECK(contains(refusal(stored), "damaged"));
}

TEST_CASE("a part with a password is reported as password-protected", "[workbook][package]") {
    const auto problem = refusal(zipped({{"a.xml", "<a/>", ZIP_CM_DEFLATE, "secret"}}));
    CHECK(contains(problem, "list.xlsx is password-protected"));
}

TEST_CASE("only the compression methods of spreadsheet programs are accepted", "[workbook][package]") {
    // Sets the compression method to bzip2 or LZMA in the local and the central header.
    for (const char method : {'\x0c', '\x0e', '\x63'}) {
        auto bytes = zipped({{"a.xml", "<a/>", ZIP_CM_STORE}});
        bytes[8] = method;
        bytes[bytes.find("PK\x01\x02") + 10] = method;
        CHECK_FALSE(refusal(bytes).empty());
    }
    auto bytes = zipped({{"a.xml", "<a/>", ZIP_CM_STORE}});
    bytes[8] = '\x0c';
    bytes[bytes.find("PK\x01\x02") + 10] = '\x0c';
    CHECK(contains(refusal(bytes), "packed in a way"));
}

TEST_CASE("a zip of thousands of parts is refused", "[workbook][package]") {
    std::string bytes = zipped({{"a.xml", "<a/>"}});
    for (int i = 0; i < 10001; ++i) bytes += "PK\x01\x02";
    CHECK(contains(refusal(bytes), "too many parts"));
}

TEST_CASE("a part that is too large according to the zip directory is refused", "[workbook][package]") {
    CHECK(contains(refusal(zipped({{"a.xml", "<a>" + std::string(2000, 'x') + "</a>"}}), 1000), "too large"));
}

TEST_CASE("a part that unpacks to more than the zip directory claims is refused while unpacking", "[workbook][package]") {
    constexpr std::uint32_t size = 30'000'000;
    auto bytes = zipped({{"a.xml", "<a>" + std::string(size - 3, ' ')}});
    CHECK(contains(refusal(bytes), "too large"));
    replace_all(bytes, little_endian(size), little_endian(5000));
    CHECK_FALSE(refusal(bytes).empty());
}

TEST_CASE("small parts may have any compression ratio", "[workbook][package]") {
    CHECK(refusal(zipped({{"a.xml", "<a>" + std::string(9'000'000, ' ') + "</a>"}})).empty());
}
