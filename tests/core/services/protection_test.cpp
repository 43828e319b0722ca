#include "core/services/protection.hpp"

#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Registration protect(Door& door, const std::string& id, bool is_protected = true) {
    const auto done = door.database.transaction([&]() -> Result<Registration> {
        return set_protection(door.database, *Roster(door.database).with_id({id}), is_protected);
    });
    REQUIRE(done);
    return *done;
}

}  // namespace

TEST_CASE("a protected person gets the next alias and keeps it", "[protected][PRV-5]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    door.expect(person("B", "Cia", "Al"));
    CHECK(display_name(protect(door, "id-A")) == "Deltagare 01");
    CHECK(display_name(protect(door, "id-B")) == "Deltagare 02");
    CHECK(display_name(protect(door, "id-A", false)) == "Bo Ek");
    CHECK(display_name(protect(door, "id-A")) == "Deltagare 01");
    CHECK(Roster(door.database).with_id({"id-A"})->is_protected);
}

TEST_CASE("each kiosk of a shared door has numbers of its own", "[protected][share]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        SharedEntries(door.database).start({"uuid", "Kiosk 2", "here", 1});
        return {};
    }));
    CHECK(display_name(protect(door, "id-A")) == "Deltagare 201");
}
