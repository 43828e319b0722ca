#include "core/seminar/seminar_form.hpp"

#include <fmt/format.h>

#include <array>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/seminar/key_names.hpp"
#include "core/seminar/starter.hpp"
#include "core/seminar/toml_edit.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// "2027-05-20T09:00:00": the time at the place, whose zone the file names.
std::string local_time_text(std::chrono::year_month_day day, std::chrono::minutes time) {
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()), time / 1h, (time % 1h) / 1min);
}

std::chrono::minutes minutes_of(LocalTime time) {
    const auto local = std::chrono::floor<std::chrono::minutes>(time.utc) + time.offset;
    return local - std::chrono::floor<std::chrono::days>(local);
}

void set_unless_zero(TomlText& toml, const char* key, int value) {
    value == 0 ? toml.remove("[kiosk]", key) : toml.set("[kiosk]", key, std::to_string(value));
}

void set_or_remove(TomlText& toml, std::string_view table, std::string_view key, const std::string& text) {
    if (text.empty())
        toml.remove(table, key);
    else
        toml.set(table, key, toml_string(text));
}

/// A link as it is typed: "linkoping.se/personuppgifter".
std::string link_of(std::string_view typed) {
    const auto link = trim(typed);
    return link.empty() || link.find("://") != std::string_view::npos ? std::string(link) : "https://" + std::string(link);
}

/// Writes what differs between the forms.
void write(TomlText& toml, const SeminarForm& now, const SeminarForm& before) {
    if (now.name != before.name) toml.set("[seminar]", "name", toml_string(now.name));
    if (const auto names = organisers_in(now); names.empty())
        toml.remove("[seminar]", "organisers");
    else if (names != organisers_in(before))
        toml.set("[seminar]", "organisers", toml_strings(names));
    if (now.venue != before.venue) set_or_remove(toml, "[venue]", "name", now.venue);
    if (now.address != before.address) set_or_remove(toml, "[venue]", "address", now.address);
    const bool is_other_zone = !now.zone.empty() && now.zone != before.zone;
    if (is_other_zone) toml.set("[seminar]", "zone", toml_string(now.zone));
    const bool is_other_day = now.day != before.day || is_other_zone;  // times may be written with an offset
    if (is_other_day || now.starts != before.starts) toml.set("[seminar]", "starts", local_time_text(now.day, now.starts));
    if (is_other_day || now.ends != before.ends) toml.set("[seminar]", "ends", local_time_text(now.day, now.ends));
    if (!now.doors)
        toml.remove("[seminar]", "doors_open");
    else if (is_other_day || now.doors != before.doors)
        toml.set("[seminar]", "doors_open", local_time_text(now.day, *now.doors));
    if (now.controller != before.controller) set_or_remove(toml, "[privacy]", "controller", now.controller);
    if (now.contact != before.contact) set_or_remove(toml, "[privacy]", "contact", now.contact);
    if (now.notice != before.notice) set_or_remove(toml, "[privacy]", "notice", link_of(now.notice));
    if (now.keep_days != before.keep_days) toml.set("[privacy]", "keep_days", std::to_string(now.keep_days));
    if (now.rotate != before.rotate) set_unless_zero(toml, "rotate", now.rotate);
    if (now.lower_edge_cm != before.lower_edge_cm) set_unless_zero(toml, "lower_edge_cm", now.lower_edge_cm);
}

/// Replaces the file if the result can be read as a seminar.
Result<void> replace_settings(const fs::path& folder, const std::string& text) {
    const auto file = SeminarFolder{folder}.settings();
    if (const auto seminar = parse_seminar(text, file.string()); !seminar) return pass_on(seminar);
    return write_file_atomically(file, text);
}

template <class Change>
Result<void> change_settings(const fs::path& folder, Change&& change) {
    const auto file = SeminarFolder{folder}.settings();
    const auto before = load_file(file);
    if (!before) return fail(ErrorCode::file_unreadable, sentence("{} cannot be read.", file.string()));
    TomlText toml(*before);
    change(toml);
    const auto after = toml.text();
    return after == *before ? Result<void>{} : replace_settings(folder, after);
}

/// "https://example.org" of an address.
std::string_view server_of(std::string_view url) {
    const auto host = url.find("://");
    return host == std::string_view::npos ? url : url.substr(0, url.find('/', host + 3));
}

Result<void> check(const SeminarForm& form) {
    if (trim(form.name).empty()) return fail(ErrorCode::settings_invalid, sentence("The seminar needs a name."));
    if (form.ends <= form.starts)
        return fail(ErrorCode::settings_invalid, sentence("The seminar ends before it begins. Change one of the times."));
    if (const auto link = link_of(form.notice); !link.empty() && !link.starts_with("https://"))
        return fail(ErrorCode::settings_invalid, sentence("The link to the whole text must begin with https://."));
    return {};
}

}  // namespace

SeminarForm empty_form(std::chrono::year_month_day day) {
    return {
        .name = {}, .organisers = {}, .venue = {}, .address = {}, .day = day, .doors = 495min, .starts = 540min, .ends = 750min};
}

SeminarForm form_of(const Seminar& seminar) {
    const auto& language = seminar.languages.front();
    SeminarForm form;
    form.name = seminar.name.in(language);
    for (const auto& organiser : seminar.organisers) form.organisers += (form.organisers.empty() ? "" : ", ") + organiser;
    form.venue = seminar.venue.in(language);
    form.address = seminar.address.in(language);
    form.day = local_date(seminar.starts);
    if (seminar.doors_open) form.doors = minutes_of(*seminar.doors_open);
    form.starts = minutes_of(seminar.starts);
    form.ends = minutes_of(seminar.ends);
    form.zone = seminar.time_zone().name();
    form.rotate = seminar.kiosk.rotate;
    form.lower_edge_cm = seminar.kiosk.lower_edge_cm;
    form.controller = seminar.privacy.controller;
    form.contact = seminar.privacy.contact;
    form.notice = seminar.privacy.notice;
    form.keep_days = seminar.keep_days;
    return form;
}

std::vector<std::string> organisers_in(const SeminarForm& form) {
    std::vector<std::string> names;
    for (std::string_view rest = form.organisers; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        if (const auto name = trim(rest.substr(0, comma)); !name.empty()) names.emplace_back(name);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return names;
}

std::string folder_name(std::string_view name) {
    constexpr std::size_t max_letters = 60;
    constexpr std::string_view forbidden = "/\\:*?\"<>|";  // on FAT and NTFS
    std::string out;
    for (const char c : clean_text(name, max_letters)) out += forbidden.find(c) == std::string_view::npos ? c : ' ';
    out = clean_text(out, max_letters);
    while (out.ends_with('.') || out.ends_with(' ')) out.pop_back();
    while (out.starts_with('.') || out.starts_with(' ')) out.erase(0, 1);
    return out.empty() ? "Seminarium" : out;
}

Result<fs::path> make_seminar_folder(const fs::path& parent, std::string_view name) {
    std::error_code error;
    fs::create_directories(parent, error);
    const auto first = folder_name(name);
    for (int i = 1; !error; ++i) {
        auto folder = parent / (i == 1 ? first : fmt::format("{} {}", first, i));
        if (fs::create_directory(folder, error)) return folder;
    }
    return fail(ErrorCode::file_unwritable, sentence("{}: {}", parent.string(), error.message()));
}

Result<fs::path> create_seminar(const fs::path& parent, const SeminarForm& form, const TimeZone& zone) {
    if (const auto good = check(form); !good) return pass_on(good);
    const auto starter = starter_settings(utc_now(), zone);
    TomlText toml(starter);
    // Examples in the starter that would be wrong in another place.
    for (const auto* key : {"room", "note"}) toml.remove("[venue]", key);
    const auto example = parse_seminar(starter, "seminar.toml");
    write(toml, form, example ? form_of(*example) : SeminarForm{});
    const auto text = toml.text();
    if (const auto readable = parse_seminar(text, "seminar.toml"); !readable) return pass_on(readable);
    const auto folder = make_seminar_folder(parent, form.name);
    if (!folder) return folder;
    if (const auto written = write_file_atomically(SeminarFolder{*folder}.settings(), text); !written) return pass_on(written);
    return folder;
}

Result<fs::path> copy_seminar(const fs::path& parent, const SeminarForm& form, const fs::path& from) {
    if (const auto good = check(form); !good) return pass_on(good);
    const auto before = read_seminar(from);
    if (!before) return pass_on(before);
    const auto folder = make_seminar_folder(parent, form.name);
    if (!folder) return folder;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(from, error)) {
        const auto extension = entry.path().extension();
        if (extension == ".svg" || extension == ".png" || entry.path().filename() == "seminar.toml")
            fs::copy_file(entry.path(), *folder / entry.path().filename(), error);
        if (error) break;
    }
    if (error) return fail(ErrorCode::file_unwritable, sentence("{}: {}", folder->string(), error.message()));
    const auto saved = change_settings(*folder, [&](TomlText& toml) {
        write(toml, form, form_of(*before));
        for (const auto* key : {"url", "token_file"}) toml.remove("[registrations]", key);  // of that seminar's list
        toml.set("[staff]", "pin_hash", toml_string(""));                                   // last year's staff may be others
    });
    if (!saved) return pass_on(saved);
    return folder;
}

Result<void> save_form(const fs::path& folder, const SeminarForm& form) {
    if (const auto good = check(form); !good) return good;
    const auto before = read_seminar(folder);
    if (!before) return pass_on(before);
    return change_settings(folder, [&](TomlText& toml) { write(toml, form, form_of(*before)); });
}

Result<void> save_search(const fs::path& folder, bool may_search) {
    return change_settings(folder, [&](TomlText& toml) { toml.set("[kiosk]", "search", may_search ? "true" : "false"); });
}

Result<void> save_station(const fs::path& folder, const std::string& name) {
    return change_settings(folder, [&](TomlText& toml) { toml.set("[kiosk]", "station", toml_string(name)); });
}

Result<void> save_printer(const fs::path& folder, const std::string& queue, Side side, bool is_black) {
    static constexpr std::array<std::string_view, 4> sides{"left", "right", "below", "above"};
    const auto before = read_seminar(folder);
    if (!before) return pass_on(before);
    return change_settings(folder, [&](TomlText& toml) {
        if (queue.empty()) {
            for (std::size_t i = 0; i < before->printers.size(); ++i) toml.remove_table("[[printer]]");
            return;
        }
        if (before->printers.empty()) toml.set("[[printer]]", "name", toml_string("Skrivaren"));
        toml.set("[[printer]]", "queue", toml_string(queue));
        toml.set("[[printer]]", "side", toml_string(sides.at(static_cast<std::size_t>(side))));
        if (is_black) toml.set("[badge]", "ink", toml_string("black"));
    });
}

Result<void> save_badge(const fs::path& folder, const std::string& design) {
    return change_settings(folder, [&](TomlText& toml) { toml.set("[badge]", "template", toml_string(design)); });
}

Result<void> save_camera(const fs::path& folder, const std::string& camera) {
    return change_settings(folder, [&](TomlText& toml) { toml.set("[kiosk]", "camera", toml_string(camera)); });
}

Result<void> save_scanner_layout(const fs::path& folder, ScannerLayout layout) {
    const auto* name = layout == ScannerLayout::se ? "se" : "us";
    return change_settings(folder, [&](TomlText& toml) { toml.set("[kiosk]", "scanner_layout", toml_string(name)); });
}

Result<void> save_keys(const fs::path& folder, const std::array<std::string, 8>& keys) {
    return change_settings(folder, [&](TomlText& toml) {
        toml.remove("[speech]", "keys");  // the same table in one line
        for (std::size_t i = 0; i < keys.size(); ++i) toml.set("[speech.keys]", key_names[i], toml_string(keys[i]));
    });
}

Result<void> save_phones(const fs::path& folder, bool are_on) {
    return change_settings(folder, [&](TomlText& toml) {
        if (are_on)
            toml.set("[dashboard]", "listen", toml_string("0.0.0.0:8443"));
        else
            toml.remove("[dashboard]", "listen");
    });
}

Result<void> save_list(const fs::path& folder, const std::string& file, const std::string& url) {
    const auto before = read_seminar(folder);
    const bool is_other_server = before && server_of(before->registrations.url) != server_of(url);
    return change_settings(folder, [&](TomlText& toml) {
        if (is_other_server) toml.remove("[registrations]", "token_file");
        toml.set("[registrations]", "files", toml_strings({file}));
        if (url.empty())
            toml.remove("[registrations]", "url");
        else
            toml.set("[registrations]", "url", toml_string(url));
    });
}

}  // namespace entre
