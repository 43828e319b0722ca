// The keys of seminar.toml and what they may be. Every key must be known and valid; the first one that is not ends parsing with
// an error that has the file, line, key and what is expected.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/atomic_file.hpp"
#include "core/import/known_systems.hpp"
#include "core/seminar/key_names.hpp"
#include "core/seminar/seminar.hpp"
#include "core/seminar/toml_section.hpp"

namespace entre {

namespace {

constexpr double min_contrast = 4.5;  // WCAG 2.2, 1.4.3

std::optional<Rgb> color_of(std::string_view text) {
    const auto hex = [&](std::size_t at) -> int {
        const std::string_view digits = "0123456789abcdef";
        const auto high = digits.find(static_cast<char>(text[at] | 0x20)),
                   low = digits.find(static_cast<char>(text[at + 1] | 0x20));
        return high == std::string_view::npos || low == std::string_view::npos ? -1 : static_cast<int>(high * 16 + low);
    };
    if (text.size() != 7 || text[0] != '#' || hex(1) < 0 || hex(3) < 0 || hex(5) < 0) return std::nullopt;
    return Rgb{static_cast<unsigned char>(hex(1)), static_cast<unsigned char>(hex(3)), static_cast<unsigned char>(hex(5))};
}

void read_color(Section& in, std::string_view key, std::optional<Rgb>& into) {
    constexpr std::string_view should = "must be a colour like \"#0B4F8A\"";
    if (!in.has(key)) return in.know(key);
    std::string text;
    in.text_of_kind(key, text, should);
    into = color_of(text);
    if (!into) in.complain(key, should);
}

const std::vector<std::pair<std::string_view, Side>>& sides() {
    static const std::vector<std::pair<std::string_view, Side>> all = {
        {"left", Side::left}, {"right", Side::right}, {"below", Side::below}, {"above", Side::above}};
    return all;
}

/// `zone = "Europe/Stockholm"`.
void read_zone(Section& in, std::optional<TimeZone>& zone) {
    std::string name;
    in.text("zone", name);
    if (name.empty()) return;
    zone = TimeZone::named(name);
    if (!zone) in.complain("zone", fmt::format("\"{}\" is not a time zone; write one such as \"Europe/Stockholm\"", name));
}

/// In the zone of the place. An offset that is written nevertheless decides the moment, and is noted if it is not the zone's.
void read_time(Section& in, std::string_view key, std::optional<LocalTime>& into, Seminar& seminar) {
    in.time(key, into, seminar.zone);
    if (!into || !seminar.zone) return;
    const auto here = seminar.zone->at(into->utc);
    if (here.offset != into->offset)
        seminar.odd_offsets.push_back(fmt::format(
            "{0} is {1} with {2}, but {3} has {4} on that day, so the screens say {5}. If {1} is the time in the "
            "invitation, leave {2} out in seminar.toml",
            key, clock_time(*into), offset_text(into->offset), seminar.zone->name(), offset_text(here.offset), clock_time(here)));
    into = here;
}

void read_what_and_when(Section& in, Seminar& seminar) {
    in.local_text("name", seminar.name, true);
    in.texts("organisers", seminar.organisers);
    std::optional<LocalTime> starts, ends;
    read_zone(in, seminar.zone);
    read_time(in, "starts", starts, seminar);
    read_time(in, "ends", ends, seminar);
    read_time(in, "doors_open", seminar.doors_open, seminar);
    if (!starts) in.miss("starts", "starts = 2027-05-20T09:00:00");
    if (!ends) in.miss("ends", "ends = 2027-05-20T12:30:00");
    if (starts && ends && ends->utc <= starts->utc) in.complain("ends", "must be later than starts");
    seminar.starts = starts.value_or(LocalTime{});
    seminar.ends = ends.value_or(LocalTime{});
    in.texts("languages", seminar.languages);
    for (const auto& language : seminar.languages)
        if (language != "sv" && language != "en")
            in.complain("languages", "may contain \"sv\" and \"en\"; other languages need a file in assets/languages");
    read_color(in, "color", seminar.color);
    if (seminar.color && contrast_ratio(*seminar.color, Rgb{255, 255, 255}) < min_contrast) {
        seminar.notices.push_back(
            fmt::format("seminar.color: contrast with white is {:.1f}, below {}; the default colour is used instead",
                        contrast_ratio(*seminar.color, Rgb{255, 255, 255}), min_contrast));
        seminar.color.reset();
    }
}

void read_place(Section& in, Seminar& seminar) {
    in.local_text("name", seminar.venue);
    in.local_text("address", seminar.address);
    in.local_text("room", seminar.room);
    in.local_text("note", seminar.note);
    if (!in.has("capacity")) return in.know("capacity");
    int people = 0;
    in.number("capacity", people, 1, 100'000);
    seminar.capacity = static_cast<std::size_t>(people);
}

/// `[registrations.columns]`: code = "Anmälningsnummer".
void read_columns(Section& in, RegistrationSettings& settings) {
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto key = key_of(static_cast<Field>(i));
        std::string heading;
        if (!key.empty()) in.text(key, heading);
        if (!heading.empty()) settings.columns.emplace_back(key, heading);
    }
}

/// `[registrations.answers]`: "Kommer du?" = "attending", "Lunch" = "ignore".
void read_answers(Section& in, RegistrationSettings& settings) {
    std::vector<std::string> roles{"ignore"};
    for (std::size_t i = 0; i < field_count; ++i)
        if (const auto key = key_of(static_cast<Field>(i)); !key.empty()) roles.emplace_back(key);
    for (const auto& heading : in.keys()) {
        std::string role;
        in.text(heading, role);
        if (!role.empty() && std::find(roles.begin(), roles.end(), role) == roles.end())
            in.complain(heading, fmt::format("must be one of: {}", fmt::join(roles, ", ")));
        else
            settings.answers.emplace_back(heading, role);
    }
}

/// `[registrations.status_words]`: "Deltar digitalt" = "registered".
void read_status_words(Section& in, RegistrationSettings& settings) {
    for (const auto& word : in.keys()) {
        auto status = RegistrationStatus::registered;
        in.one_of(word, status,
                  {{"registered", RegistrationStatus::registered},
                   {"unpaid", RegistrationStatus::unpaid},
                   {"withdrawn", RegistrationStatus::withdrawn},
                   {"waiting_list", RegistrationStatus::waiting_list}});
        settings.status_words.emplace_back(word, status);
    }
}

/// Names and tokens are transmitted, so only HTTPS and this machine are allowed.
bool is_fetchable(std::string_view url) {
    const bool is_safe =
        url.starts_with("https://") || url.starts_with("http://127.0.0.1:") || url.starts_with("http://localhost:");
    return is_safe && url.find_first_of(" \t\"") == std::string_view::npos;
}

void read_registrations(Section& in, RegistrationSettings& settings) {
    in.texts("files", settings.files);
    in.text("event", settings.event);
    in.text("protected_column", settings.protected_column);
    in.texts("protected_values", settings.protected_values);
    in.one_of("sync", settings.sync, {{"ask", SyncMode::ask}, {"automatic", SyncMode::automatic}, {"off", SyncMode::off}});
    in.section("columns", [&](Section& part) { read_columns(part, settings); });
    in.section("answers", [&](Section& part) { read_answers(part, settings); });
    in.section("status_words", [&](Section& part) { read_status_words(part, settings); });
    in.text("url", settings.url);
    if (!settings.url.empty() && !is_fetchable(settings.url))
        in.complain("url", "must begin with https://, because names are transmitted");
    in.text("token_file", settings.token_file);
    in.number("every_minutes", settings.every_minutes, 1, 120);
}

void read_symbologies(Section& in, KioskSettings& settings) {
    std::vector<std::string> names;
    in.texts("symbologies", names);
    for (const auto& name : names) {
        const auto symbology = symbology_of(name);
        if (!symbology)
            return in.complain(
                "symbologies",
                fmt::format(
                    "\"{}\" is not one of \"data_matrix\", \"aztec\", \"pdf417\" and \"code_128\"; QR codes are always read",
                    name));
        if (std::find(settings.symbologies.begin(), settings.symbologies.end(), *symbology) == settings.symbologies.end())
            settings.symbologies.push_back(*symbology);
    }
}

void read_kiosk(Section& in, KioskSettings& settings) {
    in.text("station", settings.station);
    in.text("camera", settings.camera);
    in.one_of("camera_side", settings.camera_side, sides());
    in.flag("confirm", settings.confirm);
    in.flag("search", settings.search);
    in.one_of("scanner_layout", settings.scanner_layout, {{"us", ScannerLayout::us}, {"se", ScannerLayout::se}});
    read_symbologies(in, settings);
    in.number("screen_inches", settings.screen_inches, 7, 60);
    in.flag("dark", settings.is_dark);
    in.flag("reduced_motion", settings.is_motion_reduced);
    in.number("lower_edge_cm", settings.lower_edge_cm, 0, 200);
    in.number("rotate", settings.rotate, 0, 270);
    if (settings.rotate % 90 != 0) in.complain("rotate", "must be 0, 90, 180 or 270");
}

void read_speech(Section& in, SpeechSettings& settings) {
    in.text("headphones", settings.headphones);
    in.text("device", settings.device);
    in.section("keys", [&](Section& part) {
        for (std::size_t i = 0; i < key_names.size(); ++i) part.text(key_names[i], settings.keys[i]);
    });
}

void read_printer(Section& in, PrinterSettings& settings) {
    in.text("name", settings.name, true);
    in.text("queue", settings.queue, true);
    in.one_of("side", settings.side, sides());
    read_color(in, "color", settings.color);
    in.text("media", settings.media);
    in.one_of("route", settings.route, {{"direct", PrintRoute::direct}, {"cups", PrintRoute::cups}});
    in.number("labels", settings.labels, 0, 10'000);
}

/// One `[[printer]]` for each printer, or a single `[printer]`.
void read_printers(Section& in, Seminar& seminar) {
    constexpr std::string_view should = "a section\n    [[printer]]\n    name = \"Höger\"\n    queue = \"auto\"";
    if (!in.has("printer")) return in.know("printer");  // a door without badges
    in.sections("printer", fmt::format("must be {}", should), [&](Section& part) {
        PrinterSettings printer;
        read_printer(part, printer);
        seminar.printers.push_back(std::move(printer));
    });
}

void read_category(Section& in, Seminar& seminar) {
    constexpr Rgb grey{0x4a, 0x55, 0x63};
    CategoryStyle style;
    std::optional<Rgb> color;
    in.text("name", style.name, true);
    in.local_text("label", style.label);
    read_color(in, "color", color);
    if (style.label.is_empty()) style.label = LocalText(style.name);
    style.color = color.value_or(grey);
    if (contrast_ratio(style.color, Rgb{255, 255, 255}) < min_contrast) {
        seminar.notices.push_back(
            fmt::format("category {}: its colour has too little contrast with white paper; grey is used instead", style.name));
        style.color = grey;
    }
    seminar.categories.push_back(std::move(style));
}

void read_all(Section& in, Seminar& seminar) {
    if (!in.has("seminar")) in.miss("seminar", "a section [seminar] with name, starts and ends");
    in.section("seminar", [&](Section& part) { read_what_and_when(part, seminar); });
    in.section("venue", [&](Section& part) { read_place(part, seminar); });
    in.section("registrations", [&](Section& part) { read_registrations(part, seminar.registrations); });
    in.section("kiosk", [&](Section& part) { read_kiosk(part, seminar.kiosk); });
    in.section("speech", [&](Section& part) { read_speech(part, seminar.speech); });
    read_printers(in, seminar);
    in.section("badge", [&](Section& part) {
        part.text("template", seminar.badge_template);
        part.one_of("ink", seminar.badge_ink, {{"color", BadgeInk::color}, {"black", BadgeInk::black}});
    });
    in.sections("category", "must be sections\n    [[category]]\n    name = \"Polis\"\n    color = \"#0B4F8A\"",
                [&](Section& part) { read_category(part, seminar); });
    in.section("dashboard", [&](Section& part) {
        part.text("listen", seminar.live_page_listen);
        const auto colon = seminar.live_page_listen.rfind(':');
        const auto port =
            colon == std::string::npos ? std::string_view{} : std::string_view(seminar.live_page_listen).substr(colon + 1);
        const bool is_port = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string_view::npos;
        if (!seminar.live_page_listen.empty() && (!is_port || colon == 0))
            part.complain("listen", "must be an address of this machine and a port: \"192.168.1.20:8443\"");
    });
    in.section("forecast", [&](Section& part) { part.texts("earlier", seminar.earlier); });
    in.section("backup", [&](Section& part) {
        part.text("folder", seminar.backup_folder);
        if (!seminar.backup_folder.empty() && !std::filesystem::path(seminar.backup_folder).is_absolute())
            part.complain("folder", "must be a full path: \"/media/usb/entre\"");
    });
    in.section("privacy", [&](Section& part) {
        part.number("keep_days", seminar.keep_days, 0, 365);
        part.text("controller", seminar.privacy.controller);
        part.text("contact", seminar.privacy.contact);
        part.text("notice", seminar.privacy.notice);
        if (const auto& link = seminar.privacy.notice; !link.empty() && !link.starts_with("https://"))
            part.complain("notice", "must be a link: \"https://linkoping.se/personuppgifter\"");
        part.flag("purge_when_due", seminar.privacy.is_purged_when_due);
    });
    in.section("staff", [&](Section& part) {
        part.text("pin_hash", seminar.pin_hash);
        if (!seminar.pin_hash.empty() && !seminar.pin_hash.starts_with("$argon2id$"))
            part.complain("pin_hash", "must be set with: entre pin FOLDER (never a plain-text PIN)");
    });
}

}  // namespace

Result<Seminar> parse_seminar(std::string_view toml, std::string_view name) {
    Seminar seminar;
    const auto read = read_toml(toml, name, [&](Section& root) { read_all(root, seminar); });
    if (!read) return pass_on(read);
    return seminar;
}

Result<Seminar> read_seminar(const std::filesystem::path& folder) {
    const std::filesystem::path file = SeminarFolder{folder}.settings();
    const auto text = load_file(file);
    if (text) return parse_seminar(*text, file.string());
    if (text.error().code == ErrorCode::file_missing)
        return fail(ErrorCode::file_missing,
                    fmt::format("{} does not exist. Make a seminar with: entre new {}", file.string(), folder.string()));
    return fail(ErrorCode::file_unreadable, fmt::format("{} cannot be read; check that this user may read it", file.string()));
}

}  // namespace entre
