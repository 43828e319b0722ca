// Visits by ear and keys alone: a real window that draws nothing, headphones in a jack without a sound card, and a program in the
// place of the voice that writes down what it is to say.
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre::test;

namespace {

namespace fs = std::filesystem;

struct Visitor {
    DemoSeminar seminar;
    Display display{"1280x800"};

    Visitor() {
        const auto file = seminar.folder() / "seminar.toml";
        write_file(file, content_of(file) + "\n[speech]\nheadphones = \"fake_jack\"\n");
        fs::create_directory(seminar.scratch() / "bin");
        const auto program = seminar.scratch() / "bin" / "espeak-ng";
        write_file(program, "#!/bin/sh\ncat >> '" + heard_file().string() + "'\n");
        fs::permissions(program, fs::perms::owner_all);
        write_file(seminar.scratch() / "asound.conf", "ctl_type.fake_jack { lib \"" ENTRE_FAKE_JACK
                                                      "\" }\nctl.fake_jack { type fake_jack file \"" +
                                                          jack().string() + "\" }\n");
        write_file(jack(), "1");
    }

    [[nodiscard]] fs::path jack() const { return seminar.scratch() / "jack"; }
    [[nodiscard]] fs::path heard_file() const { return seminar.scratch() / "heard"; }
    [[nodiscard]] std::string heard() const { return content_of(heard_file()); }
    [[nodiscard]] bool has_heard(const std::string& text) const { return heard().find(text) != std::string::npos; }

    Outcome visit(const std::string& script) const {
        write_file(seminar.scratch() / "visit.txt", script);
        const char* path = std::getenv("PATH");
        return run(
            {ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--blind", "--camera", "none", "--printer", "folder:badges",
             "--script", (seminar.scratch() / "visit.txt").string(), "--shots", (seminar.scratch() / "shots").string()},
            {"DISPLAY=" + display.name(), "PATH=" + (seminar.scratch() / "bin").string() + ":" + path,
             "ALSA_CONFIG_PATH=/usr/share/alsa/alsa.conf:" + (seminar.scratch() / "asound.conf").string()},
            std::chrono::seconds{120});
    }

    /// Whether every pixel of a screenshot is black.
    [[nodiscard]] bool is_black(const std::string& shot) const {
        const auto file = seminar.scratch() / "shots" / (shot + ".png");
        GdkPixbuf* picture = gdk_pixbuf_new_from_file(file.c_str(), nullptr);
        if (picture == nullptr) return false;
        const auto* pixels = gdk_pixbuf_read_pixels(picture);
        bool is_black = true;
        for (int y = 0; y < gdk_pixbuf_get_height(picture); ++y)
            for (int x = 0; x < gdk_pixbuf_get_width(picture); ++x)
                for (int c = 0; c < 3; ++c)
                    is_black = is_black &&
                               pixels[y * gdk_pixbuf_get_rowstride(picture) + x * gdk_pixbuf_get_n_channels(picture) + c] == 0;
        g_object_unref(picture);
        return is_black;
    }
};

}  // namespace

TEST_CASE("a visit without sight: scan, yes, badge, by ear and two key presses", "[e2e][speech]") {
    const Visitor visitor;
    const auto outcome =
        visitor.visit("wait welcome\npause 1500\nscan " + ann_cathrine +
                      "\nwait confirm\npause 800\nshot black\npress right\npause 800\npress enter\nwait done 30\npause 1500\n");
    INFO(outcome.err);
    INFO(visitor.heard());
    CHECK(outcome.status == 0);
    CHECK(visitor.is_black("black"));
    const auto heard = visitor.heard();
    CHECK(heard.starts_with("Hej!"));
    CHECK(visitor.has_heard("Är det här du?"));
    CHECK(visitor.has_heard("Ann-Cathrine"));
    const auto list = run({ENTRE_PROGRAM, "attendance", visitor.seminar.folder().string()});
    CHECK(list.out.find("Hjortsberg") != std::string::npos);
}

TEST_CASE("staff are called by keys, help tells each key, and an unknown code is said", "[e2e][speech]") {
    const Visitor visitor;
    const auto outcome = visitor.visit(
        "wait welcome\npause 1000\npress f1\npause 500\npress right\npause 500\npress f1\npause 500\nscan "
        "OKÄND-KOD-123\nwait trouble\npause 1000\npress left\npause 500\npress enter\nwait staff_coming\npause 1000\n");
    INFO(outcome.err);
    INFO(visitor.heard());
    CHECK(outcome.status == 0);
    for (const auto* text : {"Tryck på en knapp för att höra vad den gör", "Nästa. Går till nästa val.", "Hjälpen är slut."})
        CHECK(visitor.has_heard(text));
}

TEST_CASE("a visitor who pulls the headphones out has left, and nothing more is said", "[e2e][speech]") {
    const Visitor visitor;
    run({"sh", "-c",
         "( while [ ! -e '" + (visitor.seminar.scratch() / "shots/before.png").string() +
             "' ]; do sleep 0.1; done; sleep 0.5; echo 0 > '" + visitor.jack().string() + "' ) >/dev/null 2>&1 &"});
    const auto outcome = visitor.visit("wait welcome\npause 1000\nscan " + ann_cathrine +
                                       "\nwait confirm\npause 500\nshot before\nwait welcome 10\npause 500\nscan " +
                                       ann_cathrine + "\npause 4000\nscan " + ann_cathrine + "\nwait confirm\npause 1000\n");
    INFO(outcome.err);
    INFO(visitor.heard());
    CHECK(outcome.status == 0);
    const auto heard = visitor.heard();
    const auto first = heard.find("Är det här du?");
    CHECK(first != std::string::npos);
    CHECK(heard.find("Är det här du?", first + 1) == std::string::npos);
}
