#include "kiosk/share/shared_settings.hpp"

#include "core/seminar/seminar_form.hpp"
#include "core/seminar/starter.hpp"
#include "core/share/share_key.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct SettingsFolder {
    ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};

    SettingsFolder() { REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value())); }
    [[nodiscard]] SharedSettings read() const {
        const auto settings = read_shared_settings(folder);
        REQUIRE(settings);
        return *settings;
    }
    [[nodiscard]] std::string digest() const { return read().digest().value(); }
};

}  // namespace

TEST_CASE("settings and the files that they name arrive as they were, apart from what is the kiosk's own", "[share]") {
    const SettingsFolder here, there;
    REQUIRE(save_badge(here.folder.path, "badges/own.svg"));
    REQUIRE(save_station(here.folder.path, "Norra"));
    REQUIRE(save_station(there.folder.path, "Södra"));
    std::filesystem::create_directory(here.folder.path / "badges");
    write_file(here.folder.path / "badges/own.svg", "<svg/>");
    CHECK(here.digest() != there.digest());
    const auto told = parse_shared_settings(shared_settings_json(here.read()));
    REQUIRE(told);
    REQUIRE(write_shared_settings(there.folder, *told));
    CHECK(here.digest() == there.digest());
    CHECK(read_file(there.folder.path / "badges/own.svg") == "<svg/>");
    CHECK(read_seminar(there.folder.path)->kiosk.station == "Södra");
    CHECK(read_seminar(there.folder.path)->badge_template == "badges/own.svg");
    write_file(here.folder.path / "badges/own.svg", "<svg></svg>");
    CHECK(here.digest() != there.digest());
}

TEST_CASE("settings that make no seminar here, and files outside the folder, are not written", "[share][bad_input]") {
    const SettingsFolder here;
    const auto before = read_file(here.folder.settings());
    auto settings = here.read();
    settings.files.push_back({"badge.svg", "<svg/>"});
    settings.settings += "\n[of_a_newer_version]\nx = 1\n";
    CHECK(write_shared_settings(here.folder, settings).error().code == ErrorCode::settings_invalid);
    CHECK(read_file(here.folder.settings()) == before);
    CHECK_FALSE(std::filesystem::exists(here.folder.path / "badge.svg"));
    for (const std::string own : {"seminar.toml", "entre.db", "./entre.db-wal", "journal.jsonl", "backups/x", "share.settings"}) {
        INFO(own);
        CHECK(parse_shared_settings(R"({"settings":"eA","files":[{"name":")" + own + R"(","content":"eA"}]})").error().code ==
              ErrorCode::settings_invalid);
    }
    for (const auto* text :
         {"", "[]", "{}", R"({"settings":"x","files":7})", R"({"settings":"eA","files":[{"name":"../out","content":"eA"}]})",
          R"({"settings":"eA","files":[{"name":"/etc/out","content":"eA"}]})"}) {
        INFO(text);
        CHECK(parse_shared_settings(text).error().code == ErrorCode::settings_invalid);
    }
}

TEST_CASE("what was agreed on is kept, and a damaged note is none", "[share]") {
    const SettingsFolder here;
    CHECK_FALSE(read_agreed_settings(here.folder));
    REQUIRE(write_agreed_settings(here.folder, {7, "abc"}));
    REQUIRE(read_agreed_settings(here.folder));
    CHECK(read_agreed_settings(here.folder)->version == 7);
    CHECK(read_agreed_settings(here.folder)->digest == "abc");
    for (const auto* text : {"", "{}", "[1]", R"({"version":"7","digest":"abc"})"}) {
        write_file(here.folder.path / "share.settings", text);
        CHECK_FALSE(read_agreed_settings(here.folder));
    }
    CHECK(is_of_sharing("share.settings"));
}

TEST_CASE("a kiosk tells its own changes, takes newer ones, and tells again what the engine lost", "[share]") {
    const AgreedSettings agreed{3, "a"};
    CHECK(next_settings_step({}, "a", 0) == SettingsStep::note);
    CHECK(next_settings_step({}, "a", 2) == SettingsStep::take);
    CHECK(next_settings_step(agreed, "a", 3) == SettingsStep::none);
    CHECK(next_settings_step(agreed, "b", 3) == SettingsStep::tell);
    CHECK(next_settings_step(agreed, "a", 4) == SettingsStep::take);
    CHECK(next_settings_step(agreed, "b", 4) == SettingsStep::tell);
    CHECK(next_settings_step(agreed, "a", 0) == SettingsStep::tell);
}
