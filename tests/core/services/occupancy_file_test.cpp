#include "core/services/occupancy_file.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

Occupancy visits_of(std::chrono::seconds length, int many) {
    Occupancy visits;
    for (int i = 0; i < many; ++i) visits.add(length);
    return visits;
}

}  // namespace

TEST_CASE("what was measured is added to what earlier runs measured", "[occupancy]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK(read_occupancy(folder).visits() == 0);
    REQUIRE(add_occupancy(folder, visits_of(9s, 3)));
    REQUIRE(add_occupancy(folder, visits_of(12s, 2)));
    CHECK(read_occupancy(folder).visits() == 5);
    CHECK(read_occupancy(folder).by_second()[12] == 2);
}

TEST_CASE("what a purge kept is read, and measured on", "[occupancy][purge]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    write_file(scratch / "statistics.json", R"({"came":4,"occupancy":{"visits":3,"by_second":[0,0,1,2]}})");
    CHECK(read_occupancy(folder).visits() == 3);
    REQUIRE(add_occupancy(folder, visits_of(2s, 1)));
    CHECK(read_occupancy(folder).by_second()[2] == 2);
    CHECK(read_occupancy(folder).visits() == 4);
}

TEST_CASE("a damaged file costs its counts and nothing more", "[occupancy][bad_input]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    for (const auto* text : {"", "{\"by_second\":[1,", "null"}) {
        write_file(occupancy_file(folder), text);
        CHECK(read_occupancy(folder).visits() == 0);
        REQUIRE(add_occupancy(folder, visits_of(9s, 1)));
        CHECK(read_occupancy(folder).visits() == 1);
    }
    std::filesystem::remove(occupancy_file(folder));
    std::filesystem::create_directory(occupancy_file(folder));
    CHECK(add_occupancy(folder, visits_of(9s, 1)).error().code == ErrorCode::file_unwritable);
}
