#include "kiosk/share/invitation.hpp"

#include "kiosk/share/share_setup.hpp"
#include "tests/kiosk/share/shared_seminar.hpp"

using namespace entre;
using namespace entre::test;

namespace {

InvitationCode example() { return {"192.168.1.20:5433,[::1]:5433", "entre", "k7qm2xvdh9fpw3cz"}; }

/// The text with one character of its part `part` changed.
std::string with_other(std::string text, std::size_t from_end) {
    auto& letter = text[text.size() - 1 - from_end];
    letter = letter == 'b' || letter == 'B' ? 'C' : 'B';  // upper and lower case are the same letter
    return text;
}

}  // namespace

TEST_CASE("an invitation's text is read as it was written, and nothing that was cut", "[share]") {
    const auto code = example();
    const auto text = invitation_text(code);
    const auto read = parse_invitation("  " + text + "\n");
    REQUIRE(read);
    CHECK(read->hosts == code.hosts);
    CHECK(read->database == code.database);
    CHECK(read->secret == code.secret);
    for (std::size_t length = 0; length < text.size(); ++length)
        if (parse_invitation(text.substr(0, length))) FAIL("cut to " << length);
    CHECK(text == "entre-join:192.168.1.20:5433,[::1]:5433/entre/k7qm-2xvd-h9fp-w3cz");
    for (const auto* wrong : {"KOD-1", "https://example.org/a/b/c/d", "entre-join:////", "entre-join:h/d/!/!",
                              "h//k7qm2xvdh9fpw3cz", "/d/k7qm2xvdh9fpw3cz", "h/d/k7qm2xvdh9fpw3c0", "h/d/e/k7qm2xvdh9fpw3cz"})
        CHECK_FALSE(parse_invitation(wrong));
}

TEST_CASE("an invitation that is typed by hand needs neither its beginning nor its hyphens", "[share]") {
    for (const auto* typed : {"192.168.1.20:5433/entre/k7qm2xvdh9fpw3cz", " 192.168.1.20:5433/entre/K7QM 2XVD H9FP W3CZ "}) {
        const auto read = parse_invitation(typed);
        REQUIRE(read);
        CHECK(read->hosts == "192.168.1.20:5433");
        CHECK(read->secret == "k7qm2xvdh9fpw3cz");
    }
}

TEST_CASE("settings for other kiosks lack what is this kiosk's own", "[share]") {
    const auto text = settings_for_others(
        "[seminar]\nname = \"Mässan\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T12:00:00+02:00\n"
        "[[printer]]\nname = \"Höger\"\nqueue = \"QL\"\n[[printer]]\nname = \"Vänster\"\nqueue = \"QL2\"\n"
        "[kiosk]\nstation = \"Norra\"\nscreen_inches = 15.0\n[dashboard]\nlisten = \"192.168.1.20:8443\"\n"
        "[backup]\nfolder = \"/media/x\"\n[speech]\nheadphones = \"hw:1\"\n[speech.keys]\nnext = \"tab\"\n[venue]\ncapacity = "
        "12\n[staff]\npin_hash = \"$argon2id$x\"\n");
    for (const auto* own : {"Höger", "Vänster", "Norra", "8443", "/media", "hw:1", "tab"})
        CHECK(text.find(own) == std::string::npos);
    for (const auto* shared : {"Mässan", "capacity = 12", "argon2id"}) CHECK(text.find(shared) != std::string::npos);
    const auto seminar = parse_seminar(text, "seminar.toml").value();
    REQUIRE(seminar.printers.size() == 1);
    CHECK(seminar.printers.front().queue == "auto");
    CHECK(parse_seminar(settings_for_others(text), "seminar.toml"));
    CHECK(settings_for_others("[seminar]\n").find("printer") == std::string::npos);
}

TEST_CASE("another kiosk joins by an invitation and gets settings and files, but no records", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    write_file(shared.folder().path / "badge.svg", "<svg/>");
    const auto text = new_invitation(shared.folder()).value();
    const ScratchFolder scratch;
    const SeminarFolder joined{scratch / "new/seminar"};
    REQUIRE(words_of(join_with_invitation(joined, text)).empty());
    const auto own = read_share_key(shared.folder()).value();
    const auto key = read_share_key(joined).value();
    CHECK(key.seminar == own.seminar);
    CHECK(key.seal_key == own.seal_key);
    CHECK(key.email_key == own.email_key);
    CHECK(key.hosts == own.hosts);
    CHECK(key.certificate == own.certificate);
    CHECK(key.role != own.role);
    CHECK(key.password != own.password);
    CHECK(read_file(joined.path / "badge.svg") == "<svg/>");
    CHECK(read_seminar(joined.path).value().name.in("sv") == read_seminar(shared.folder().path).value().name.in("sv"));
    CHECK_FALSE(std::filesystem::exists(joined.path / "registrations.csv"));
    CHECK_FALSE(std::filesystem::exists(joined.database()));
    // Both kiosks meet in the engine.
    auto one = Engine::connect(own, share_certificate_file(shared.folder()), patience).value();
    auto two = Engine::connect(key, share_certificate_file(joined), patience).value();
    CHECK(one.join(some_uuid(), "Kiosk 1").value().name == "Kiosk 1");
    CHECK(two.join(some_uuid(), "Kiosk 1").value().name == "Kiosk 2");
    CHECK(all_kiosks(joined).value().size() == 2);
}

TEST_CASE("a used, an old, a wrong and a damaged invitation are refused with what to do", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const ScratchFolder scratch;
    const auto join = [&](const std::string& text) { return words_of(join_with_invitation({scratch / "new"}, text)); };
    const auto contains = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    const auto text = new_invitation(shared.folder()).value();
    CHECK(contains(join(with_other(text, 3)), "unknown"));  // another secret
    CHECK(contains(join(text.substr(0, text.size() - 4)), "not an invitation"));
    CHECK(contains(join("KOD-1"), "not an invitation"));
    CHECK_FALSE(std::filesystem::exists(scratch / "new"));
    CHECK(join(text).empty());
    std::filesystem::remove_all(scratch / "new");
    CHECK(contains(join(text), "has been used"));

    const auto old = new_invitation(shared.folder()).value();
    REQUIRE(
        shared.owner().run_script("UPDATE entre.invitation SET until = now() - interval '1 s' WHERE taken_at IS NULL", patience));
    CHECK(contains(join(old), "older than ten minutes"));
    // The next invitation removes those that have long been old, with their roles.
    REQUIRE(shared.owner().run_script("UPDATE entre.invitation SET until = now() - interval '2 h'", patience));
    REQUIRE(new_invitation(shared.folder()));
    CHECK(shared.owner()
              .ask("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'entre\\_i\\_%'", {}, patience)
              .value()
              .front()
              .front() == "1");
    CHECK(shared.owner().ask("SELECT count(*) FROM entre.login", {}, patience).value().front().front() == "3");
    CHECK(contains(join(old), "unknown"));
    CHECK_FALSE(std::filesystem::exists(scratch / "new"));
}

TEST_CASE("the role of an invitation can do nothing but take it", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const auto key = read_share_key(shared.folder()).value();
    auto admin = engine_admin(shared.folder()).value();
    NewInvitation invitation{"entre_i_test", "secret", admin.new_login().login, "sealed"};
    REQUIRE(admin.invite(key.seminar, invitation));
    const auto address = hosts_and_ports(key.hosts).front();
    auto invited = Connection::open({{{"host", address.first},
                                      {"port", address.second},
                                      {"dbname", "entre"},
                                      {"user", "entre_i_test"},
                                      {"password", "secret"},
                                      {"sslmode", "require"},
                                      {"sslrootcert", "/nonexistent"}}},
                                    patience)
                       .value();
    for (const auto* attempt : {"SELECT * FROM entre.invitation", "SELECT * FROM entre.kiosks(0)", "SELECT entre.login_seminar()",
                                "CREATE TEMP TABLE x (y int)",
                                "SELECT entre.join_kiosk('0192f0c1-0000-7000-8000-000000000001', "
                                "'0192f0c1-0000-7000-8000-000000000001', 'x', 'x', 1)"}) {
        INFO(attempt);
        CHECK_FALSE(invited.ask(attempt, {}, patience));
    }
    CHECK(bytea_bytes(invited.ask("SELECT entre.take_invitation()", {}, patience).value().front().front().value()) == "sealed");
    CHECK(invited.ask("SELECT entre.take_invitation()", {}, patience).error().error == EngineError::invitation_used);
}

TEST_CASE("a folder with a seminar of its own is not overwritten, a kiosk that was out can join again", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const ScratchFolder scratch;
    const SeminarFolder own{scratch / "own"}, kiosk{scratch / "kiosk"};
    REQUIRE(make_starter(own.path, utc_now(), TimeZone()));
    const auto before = read_file(own.settings());
    const auto text = new_invitation(shared.folder()).value();
    CHECK(words_of(join_with_invitation(own, text)).find("of its own") != std::string::npos);
    CHECK(read_file(own.settings()) == before);
    CHECK_FALSE(std::filesystem::exists(share_key_file(own)));
    REQUIRE(words_of(join_with_invitation(kiosk, text)).empty());
    const auto first = read_share_key(kiosk).value();
    write_file(kiosk.settings(), read_file(kiosk.settings()) + "\n[kiosk]\nstation = \"Norra\"\n");
    REQUIRE(words_of(join_with_invitation(kiosk, new_invitation(shared.folder()).value())).empty());
    CHECK(read_share_key(kiosk).value().role != first.role);
    CHECK(read_seminar(kiosk.path).value().kiosk.station == "Norra");
    auto other = first;
    other.seminar = some_uuid();
    REQUIRE(write_share_key(kiosk, other));
    CHECK(words_of(join_with_invitation(kiosk, new_invitation(shared.folder()).value())).find("a different seminar") !=
          std::string::npos);
    CHECK(read_share_key(kiosk).value() == other);
}
