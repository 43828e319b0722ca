#include "core/import/formats/sheet_rows.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Gives access to the limits without a workbook.
class Fixture : public SheetRows {
public:
    Fixture(const RowSink& sink, MarkedRows& marked) : SheetRows(sink, "list.xlsx, sheet \"A\"", marked) {}
    void begin(std::string_view, const XmlAttributes&) override {}
    using SheetRows::cell_text;
    using SheetRows::emit;
    using SheetRows::grow;
    using SheetRows::put;
};

struct Bench {
    std::vector<std::string> rows;  // "7: a|b"
    std::size_t count = 0, limit = 10;
    RowSink sink = [this](std::int64_t line, std::span<const std::string_view> cells) {
        if (++count <= 20) {
            std::string row = std::to_string(line) + ":";
            for (const auto cell : cells.first(std::min<std::size_t>(cells.size(), 10))) row += " " + std::string(cell) + "|";
            rows.push_back(row);
        }
        return count < limit;
    };
    MarkedRows marked;
    Fixture fixture{sink, marked};
};

}  // namespace

TEST_CASE("cells are in their columns, and gaps are empty", "[workbook][sheet_rows]") {
    Bench bench;
    bench.fixture.put(3, "d");
    bench.fixture.put(0, "a");
    bench.fixture.put(5, "");
    bench.fixture.emit(7);
    bench.fixture.put(0, "x", 3);
    bench.fixture.emit(9, 2);
    CHECK(bench.rows == std::vector<std::string>{"7: a| | | d|", "9: x| x| x|", "10: x| x| x|"});
}

TEST_CASE("blank rows are left out, however often they are repeated", "[workbook][sheet_rows]") {
    Bench bench;
    bench.fixture.emit(1, 1'000'000'000);
    bench.fixture.put(2, " \t");
    bench.fixture.emit(2, 1'000'000'000);
    CHECK(bench.count == 0);
    CHECK_FALSE(bench.fixture.is_over());
}

TEST_CASE("a sink that stops receives no more rows of a sheet", "[workbook][sheet_rows]") {
    Bench bench;
    bench.limit = 2;
    bench.fixture.put(0, "a");
    bench.fixture.emit(1, 1000);
    CHECK(bench.count == 2);
    CHECK(bench.fixture.is_over());
    CHECK_FALSE(bench.fixture.refusal());
}

TEST_CASE("a sheet that exceeds the limits of spreadsheets is refused, naming sheet and row", "[workbook][sheet_rows]") {
    const auto refusal_of = [](auto provoke) {
        Bench bench;
        bench.limit = 100'000'000;
        provoke(bench.fixture);
        REQUIRE(bench.fixture.refusal());
        CHECK(contains(bench.fixture.refusal()->english(), "list.xlsx, sheet \"A\", row "));
        return bench.fixture.refusal()->english();
    };
    CHECK(contains(refusal_of([](Fixture& fixture) { fixture.put(16384, "x"); }), "more cells"));
    CHECK(contains(refusal_of([](Fixture& fixture) { fixture.put(16000, "x", 385); }), "more cells"));
    CHECK(contains(refusal_of([](Fixture& fixture) { fixture.put(1, "x", 1'000'000'000'000); }), "more cells"));
    CHECK(contains(refusal_of([](Fixture& fixture) { fixture.put(0, std::string(131069, 'x')); }), "more text"));
    CHECK(contains(refusal_of([](Fixture& fixture) {
                       for (int i = 0; i < 200; ++i) fixture.grow(std::string(1000, 'x'));
                   }),
                   "more text"));
    CHECK(contains(refusal_of([](Fixture& fixture) {
                       for (int i = 0; i < 200; ++i) fixture.put(i, std::string(100'000, 'x'));
                   }),
                   "more text"));
    const auto far_down = refusal_of([](Fixture& fixture) {
        fixture.put(0, "x");
        fixture.emit(1'048'577);
    });
    CHECK(contains(far_down, "row 1048577"));
    CHECK(contains(far_down, "more rows"));
    CHECK(contains(refusal_of([](Fixture& fixture) {
                       fixture.put(0, "x");
                       fixture.emit(2, 1'048'576);
                   }),
                   "more rows"));
    // 300 MB of text, and 64 million cells.
    CHECK(contains(refusal_of([](Fixture& fixture) {
                       fixture.put(0, std::string(100'000, 'x'), 10);
                       fixture.emit(1, 400);
                   }),
                   "the sheet holds more"));
    CHECK(contains(refusal_of([](Fixture& fixture) {
                       fixture.put(16383, "x");
                       fixture.emit(1, 5000);
                   }),
                   "the sheet holds more"));
}

TEST_CASE("the largest cell and the last row are within bounds", "[workbook][sheet_rows]") {
    Bench bench;
    bench.fixture.put(0, std::string(131068, 'x'));
    bench.fixture.put(16383, "x");
    bench.fixture.emit(1'048'576);
    CHECK(bench.count == 1);
    CHECK_FALSE(bench.fixture.is_over());
}

TEST_CASE("a sheet's name takes one line in a message", "[workbook][sheet_rows]") {
    CHECK(subject_of_sheet("list.xlsx", "Hel\ng") == "list.xlsx, sheet \"Hel g\"");
    CHECK(subject_of_sheet("list.xlsx", std::string(500, 'x')).size() < 100);
}
