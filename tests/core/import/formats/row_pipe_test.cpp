#include "core/import/formats/row_pipe.hpp"

#include <stdexcept>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A sheet of so many rows, of which the last one may be followed by a fault. Every tenth row is long, some cells are empty.
Sheet sheet_of(std::int64_t rows, bool ends_in_a_fault = false) {
    return {{}, false, [rows, ends_in_a_fault](const RowSink& sink) -> Result<std::string> {
                for (std::int64_t i = 1; i <= rows; ++i) {
                    const std::string first = std::to_string(i), last(i % 10 == 0 ? 3000 : 3, 'x');
                    const std::vector<std::string_view> cells{first, "", last};
                    if (!sink(i * 2, cells)) return "enough";
                }
                if (ends_in_a_fault) return fail(ErrorCode::export_invalid, "a fault");
                return "rows";
            }};
}

struct Taken {
    std::int64_t rows = 0;
    bool are_right = true;
};

RowSink counting(Taken& taken, std::int64_t limit = 1'000'000) {
    return [&taken, limit](std::int64_t line, std::span<const std::string_view> cells) {
        ++taken.rows;
        taken.are_right = taken.are_right && line == taken.rows * 2 && cells.size() == 3 && cells[0] == std::to_string(taken.rows) && cells[1].empty() &&
                          cells[2].size() == (taken.rows % 10 == 0 ? 3000U : 3U);
        return taken.rows < limit;
    };
}

}  // namespace

TEST_CASE("rows come through the pipe as they are and in their order", "[row_pipe]") {
    const std::int64_t rows = GENERATE(0, 1, 511, 512, 513, 20'000);
    Taken taken;
    CHECK(read_beside(sheet_of(rows), counting(taken)).value() == "rows");
    CHECK(taken.rows == rows);
    CHECK(taken.are_right);
}

TEST_CASE("whoever has enough ends the parsing", "[row_pipe]") {
    Taken taken;
    CHECK(read_beside(sheet_of(1'000'000), counting(taken, 700)).value() == "enough");
    CHECK(taken.rows == 700);
    CHECK(taken.are_right);
}

TEST_CASE("a fault comes after the rows before it", "[row_pipe]") {
    Taken taken;
    CHECK_FALSE(read_beside(sheet_of(3000, true), counting(taken)));
    CHECK(taken.rows == 3000);
}

TEST_CASE("a sink that throws leaves no thread behind", "[row_pipe]") {
    CHECK_THROWS_AS(read_beside(sheet_of(1'000'000), [](std::int64_t, std::span<const std::string_view>) -> bool { throw std::runtime_error("no"); }),
                    std::runtime_error);
}
