#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/sentence.hpp"
#include "core/services/import_service.hpp"
#include "core/services/purge.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/high_water_mark.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/commands/doctor_checks.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/share/engine.hpp"
#include "kiosk/speech/speech_program.hpp"
#include "kiosk/ui/sound.hpp"
#include "kiosk/ui/words.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/cups_diagnostics.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

enum class Health { ready, warning, broken };

struct Finding {
    Sentence what;
    Health health = Health::ready;
    Sentence text;
};

constexpr std::uintmax_t min_disk_mb = 200;

Sentence said(const Error& error) { return error.said.empty() ? sentence("{}", error.detail) : error.said; }

/// "2027-05-20 08:41".
std::string date_and_time(LocalTime time) {
    const auto date = local_date(time);
    return fmt::format("{}-{:02}-{:02} {}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), clock_time(time));
}

Finding check_registrations(const Seminar& seminar, const SeminarFolder& folder) {
    std::error_code ignored;
    if (std::filesystem::exists(folder.database(), ignored)) {
        auto database = Database::open(folder, Access::read, "entre doctor");
        if (!database) return {sentence("registrations"), Health::broken, said(database.error())};
        const auto expected = database->guard([&]() -> Result<std::int64_t> { return Roster(*database).expected(); });
        if (!expected) return {sentence("registrations"), Health::broken, said(expected.error())};
        const auto have_codes = database->guard([&]() -> Result<bool> { return have_visitors_codes(*database, folder); });
        if (*expected > 0 && !seminar.kiosk.search && !have_codes.value_or(true))
            return {sentence("registrations"), Health::broken, sentence("{}", nobody_can_check_in(folder))};
        if (*expected > 0)
            return {sentence("registrations"), Health::ready,
                    *expected == 1 ? sentence("1 person is expected") : sentence("{} people are expected", *expected)};
    }
    for (const auto& file : seminar.registrations.files) {
        const auto plan = plan_import(nullptr, seminar, folder.path / file, utc_now());
        if (!plan) return {sentence("registrations"), Health::broken, said(plan.error())};
        if (plan->has_questions()) return {sentence("registrations"), Health::broken, said(has_to_be_explained(*plan))};
        if (plan->changes.added.empty())
            return {sentence("registrations"), Health::broken, sentence("{} has no people yet", (folder.path / file).string())};
    }
    return {sentence("registrations"), Health::warning, sentence("not imported yet: entre import {}", folder.path.string())};
}

Finding check_database(const SeminarFolder& folder) {
    if (const auto holder = current_writer(folder)) {
        if (const auto sound = verify_database(folder); !sound)
            return {sentence("database"), Health::broken, said(sound.error())};
        return {sentence("database"), Health::ready, sentence("sound, complete, and in use by {}", *holder)};
    }
    const auto database = Database::open(folder, Access::write, "entre doctor");
    if (!database) return {sentence("database"), Health::broken, said(database.error())};
    return {sentence("database"), Health::ready, sentence("sound, complete, and writable")};
}

/// The folder was replaced by an old copy.
std::optional<Sentence> missing_here(const Seminar& seminar, const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::read, "entre doctor");
    if (!database) return std::nullopt;
    const auto missing =
        database->guard([&]() -> Result<std::optional<MissingCheckIns>> { return missing_check_ins(folder, *database); });
    if (!missing || !*missing) return std::nullopt;
    const auto at = date_and_time(seminar.local((*missing)->newest));
    if ((*missing)->count == 1)
        return sentence(
            "1 check-in that was there at {} is missing: this folder was replaced by an old copy. Put the right one back.", at);
    return sentence(
        "{} check-ins that were there at {} are missing: this folder was replaced by an old copy. Put the right one back.",
        (*missing)->count, at);
}

/// Whether attendance records were changed by anything but Entré.
std::vector<Finding> check_records(const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::read, "entre doctor");
    if (!database) return {};
    const auto check = database->guard([&]() -> Result<ChainCheck> { return check_chains(Ledger(*database).all()); });
    if (!check || (check->ends.empty() && check->is_sound())) return {};
    const auto noted =
        database->guard([&]() -> Result<std::optional<ChainBreak>> { return changed_since_noted(folder, *database); });
    const auto what = sentence("records");
    const auto broken = [&](const ChainBreak& at) {
        return Finding{
            what, Health::broken,
            sentence("record {} of {} was changed, or one before it was changed or removed, and not by Entré. Keep the "
                     "folder as it is, and compare it with a backup.",
                     at.number, at.station)};
    };
    if (!check->is_sound()) return {broken(check->breaks.front())};
    if (noted && *noted) return {broken(**noted)};
    return {{what, Health::ready, sentence("every record continues the one before it, by its hash")}};
}

Finding check_disk(const SeminarFolder& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder.path, error);
    if (error) return {sentence("disk"), Health::broken, sentence("{}", error.message())};
    const auto free_mb = space.available / 1'000'000;
    return {sentence("disk"), free_mb < min_disk_mb ? Health::broken : Health::ready, sentence("{} MB free", free_mb)};
}

Finding check_clock(const Seminar& seminar) {
    const auto now = utc_now();
    const auto today = date_and_time(seminar.local(now));
    const auto hours = std::chrono::floor<std::chrono::hours>(seminar.starts.utc - now).count();
    constexpr std::int64_t two_days = 48;
    if (hours < -two_days)
        return {sentence("clock"), Health::warning, sentence("{}; the seminar began {} days ago", today, -hours / 24)};
    if (hours < 0) return {sentence("clock"), Health::warning, sentence("{}; the seminar began {} hours ago", today, -hours)};
    const auto at = clock_time(seminar.starts);
    if (hours < two_days)
        return {sentence("clock"), Health::ready, sentence("{}; the seminar begins in {} hours, at {}", today, hours, at)};
    return {sentence("clock"), Health::ready, sentence("{}; the seminar begins in {} days, at {}", today, hours / 24, at)};
}

/// A seminar as `entre new` wrote it is valid, but not filled in.
bool is_unedited(const Seminar& seminar) {
    const auto& language = seminar.languages.front();
    return seminar.name.in(language) == "Vårt seminarium" && seminar.venue.in(language) == "Lokalen";
}

/// Draws a badge with letters of every supported script, which checks fonts and template.
Finding check_badge(const Seminar& seminar, const SeminarFolder& folder) {
    const auto badge = find_template(seminar, folder);
    if (!badge) return {sentence("badge"), Health::broken, said(badge.error())};
    Registration person;
    person.given = "Åsa Łucja Дмитрий";
    person.family = "محمد 王小明";
    const auto drawn = render_pdf(*badge, badge_content(seminar, person));
    if (!drawn) return {sentence("badge"), Health::broken, said(drawn.error())};
    if (drawn->notes.missing_glyphs > 0)
        return {sentence("badge"), Health::broken,
                sentence("letters are missing: install fonts-inter, fonts-noto-core and fonts-noto-cjk")};
    return {sentence("badge"), Health::ready,
            sentence("{} x {} mm, every letter has a font", fmt::format("{:.0f}", badge->width_mm),
                     fmt::format("{:.0f}", badge->height_mm))};
}

std::vector<Finding> check_printers(const Seminar& seminar, const SeminarFolder& folder) {
    std::vector<Finding> findings;
    auto printers = make_printers(seminar, folder);
    const auto badge = find_template(seminar, folder);
    for (std::size_t i = 0; i < printers.size(); ++i) {
        auto& printer = printers[i];
        const Sentence what = sentence("printer {}", printer->name());
        const auto health = printer->health();
        if (!health) {
            findings.push_back({what, Health::broken, said(health.error())});
            continue;
        }
        const std::string media = i < seminar.printers.size() ? seminar.printers[i].media : "";
        auto problem = badge ? media_problem(*health, media, badge->width_mm, badge->height_mm) : Sentence{};
        if (!problem.empty()) findings.push_back({what, Health::warning, std::move(problem)});
        if (health->fault == PrinterFault::none) {
            if (!findings.empty() && findings.back().what == what) continue;
            findings.push_back({what, Health::ready, sentence("ready")});
        } else {
            const auto& line = terminal_language().staff_line(health->fault);
            findings.push_back({what, stops_printing(health->fault) ? Health::broken : Health::warning,
                                sentence("{}", fmt::format("{} ({})", line, health->detail))});
        }
    }
    return findings;
}

/// Checks the settings of this machine's CUPS server if a badge printer is one of its queues.
std::vector<Finding> check_cups(const Seminar& seminar) {
    const std::filesystem::path settings = "/etc/cups/cupsd.conf";
    const auto is_queue = [](const PrinterSettings& p) { return p.queue.find(':') == std::string::npos; };
    std::error_code ignored;
    if (std::none_of(seminar.printers.begin(), seminar.printers.end(), is_queue)) return {};
    if (!std::filesystem::exists(settings, ignored))
        return {{sentence("CUPS"), Health::warning,
                 sentence("not installed here, so this computer has no print queues. Install it with: apt install "
                          "--no-install-recommends cups. Or name the printer itself in seminar.toml: queue = "
                          "\"ipp://ADDRESS:631/ipp/print\"")}};
    std::vector<Finding> findings;
    const auto add = [&](const Sentence& what, const std::vector<CupsAdvice>& advice) {
        for (const auto& a : advice)
            findings.push_back({what, Health::warning, sentence("{}: {}. To correct it: {}", a.setting, a.risk, a.command)});
    };
    add(sentence("CUPS"),
        cups_advice(load_file(settings).value_or("") + "\n" + load_file("/etc/cups/cups-files.conf").value_or("")));
    for (const auto& printer : seminar.printers)
        if (is_queue(printer))
            add(sentence("printer {}", printer.name),
                queue_advice(load_file("/etc/cups/printers.conf").value_or(""), printer.queue == "auto" ? "" : printer.queue));
    add(sentence("CUPS"), port_advice(load_file("/proc/net/tcp").value_or("") + load_file("/proc/net/tcp6").value_or(""),
                                      load_file("/proc/net/udp").value_or("") + load_file("/proc/net/udp6").value_or("")));
    for (const auto* program : {"cups-browsed", "avahi-daemon"})
        if (std::filesystem::exists(std::filesystem::path("/usr/sbin") / program, ignored))
            findings.push_back(
                {sentence("CUPS"), Health::warning,
                 sentence("{1} is installed: it listens to the whole network. To correct it: apt remove {1}", program)});
    return findings;
}

Finding check_camera(const Seminar& seminar) {
    const auto& wanted = seminar.kiosk.camera;
    if (wanted == "none")
        return {sentence("camera"), Health::warning, sentence("switched off in seminar.toml; codes come from a hand scanner")};
    if (wanted != "auto" && !wanted.starts_with("/dev/"))
        return {sentence("camera"), Health::ready, sentence("a GStreamer source")};
    const auto device = wanted == "auto" ? find_camera() : std::optional(wanted);
    std::error_code ignored;
    if (!device || !std::filesystem::exists(*device, ignored))
        return {sentence("camera"), Health::broken, sentence("none was found. Plug it in; a hand scanner works without one.")};
    return {sentence("camera"), Health::ready, sentence("{}", *device)};
}

/// Plays a tone. A kiosk without sound works, but staff hear neither a call for help nor a printer that stops.
Finding check_sound() {
    const auto problem = sound_problem();
    if (problem.empty())
        return {sentence("sound"), Health::ready, sentence("two tones were played; if you heard nothing, turn up the volume")};
    return {sentence("sound"), Health::warning,
            sentence("nothing can be heard: {}. Connect a loudspeaker; if there is one: apt install gstreamer1.0-alsa", problem)};
}

/// Whether visitors can hear the screen in headphones.
Finding check_speech(const Seminar& seminar) {
    if (seminar.speech.headphones == "off") return {sentence("speech"), Health::ready, sentence("switched off in [speech]")};
    if (speech_program()) return {sentence("speech"), Health::ready, sentence("espeak-ng reads the screen into headphones")};
    return {
        sentence("speech"), Health::warning,
        sentence(
            "visitors who do not see the screen cannot hear it: espeak-ng is missing. Install it: sudo apt install espeak-ng")};
}

/// Names in memory may be written to the swap area or a crash reporter's folder, which no purge of the seminar's folder reaches.
/// The server at which the kiosks of the door meet; nothing where there is one kiosk.
std::vector<Finding> check_kiosks(const SeminarFolder& folder) {
    const auto key = read_share_key(folder);
    if (!key && key.error().code == ErrorCode::file_missing) return {};
    const auto what = sentence("kiosks");
    if (!key) return {{what, Health::broken, said(key.error())}};
    const auto began = Clock::now();
    const auto engine = Engine::connect(*key, share_certificate_file(folder), std::chrono::seconds{2});
    if (!engine) return {{what, Health::warning, engine.error().said}};
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
    return {{what, Health::ready, sentence("the others are reached through {}, which answered in {} ms", key->hosts, took)}};
}

std::vector<Finding> check_memory() {
    std::vector<Finding> findings;
    const auto swaps = load_file("/proc/swaps").value_or("");
    const auto lines = std::count(swaps.begin(), swaps.end(), '\n');
    if (lines > 1 && swaps.find("/dev/dm-") == std::string::npos && swaps.find("zram") == std::string::npos)
        findings.push_back(
            {sentence("memory"), Health::warning,
             sentence(
                 "swap is on: names may be written to the disk unencrypted. To correct it: swapoff -a, and remove the swap line "
                 "in /etc/fstab")});
    if (load_file("/proc/sys/kernel/core_pattern").value_or("").starts_with('|'))
        findings.push_back(
            {sentence("memory"), Health::ready, sentence("a crash reporter is installed; Entré gives it no memory")});
    return findings;
}

std::vector<Finding> examine(const SeminarFolder& folder) {
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return {{sentence("settings"), Health::broken, said(seminar.error())}};
    std::vector<Finding> findings{{sentence("settings"), Health::ready,
                                   sentence("{}", fmt::format("{}, {}", seminar->name.in(seminar->languages.front()),
                                                              seminar->venue.in(seminar->languages.front())))}};
    if (is_unedited(*seminar))
        findings.push_back(
            {sentence("settings"), Health::warning,
             sentence("seminar.toml still says what entre new wrote: fill in the name, the organisers, the day and the place")});
    for (const auto& notice : seminar->notices)
        findings.push_back({sentence("settings"), Health::warning, sentence("{}", notice)});
    if (auto reminder = purge_reminder(folder, *seminar, utc_now()))
        findings.push_back({sentence("privacy"), Health::warning, sentence("{}", *reminder)});
    findings.push_back(check_registrations(*seminar, folder));
    for (auto& other : other_lists(folder, seminar->registrations.files))
        findings.push_back({sentence("registrations"), Health::warning, std::move(other)});
    findings.push_back(check_database(folder));
    if (auto missing = missing_here(*seminar, folder))
        findings.push_back({sentence("database"), Health::broken, std::move(*missing)});
    for (auto& finding : check_records(folder)) findings.push_back(std::move(finding));
    findings.push_back(check_disk(folder));
    for (auto& finding : check_memory()) findings.push_back(std::move(finding));
    findings.push_back(check_clock(*seminar));
    for (auto& problem : zone_problems(*seminar)) findings.push_back({sentence("clock"), Health::warning, std::move(problem)});
    findings.push_back(check_badge(*seminar, folder));
    for (auto& finding : check_printers(*seminar, folder)) findings.push_back(std::move(finding));
    for (auto& finding : check_cups(*seminar)) findings.push_back(std::move(finding));
    findings.push_back(check_camera(*seminar));
    findings.push_back(check_sound());
    findings.push_back(check_speech(*seminar));
    for (auto& finding : check_kiosks(folder)) findings.push_back(std::move(finding));
    findings.push_back(
        seminar->pin_hash.empty()
            ? Finding{sentence("staff PIN"), Health::warning,
                      sentence("not set, so the staff screens cannot be opened: entre pin {}", folder.path.string())}
            : Finding{sentence("staff PIN"), Health::ready, sentence("set")});
    return findings;
}

std::string_view word(Health health) {
    switch (health) {
        case Health::ready:
            return sentence_pattern("ready");
        case Health::warning:
            return sentence_pattern("look");
        case Health::broken:
            return sentence_pattern("broken");
    }
    return "";
}

}  // namespace

int run_doctor(const DoctorOptions& options) {
    keep_log_quiet();
    const auto findings = examine({options.folder});
    bool is_ready = true;
    auto json = nlohmann::ordered_json::array();
    for (const auto& finding : findings) {
        is_ready = is_ready && finding.health != Health::broken;
        json.push_back({{"what", finding.what.english()}, {"health", word(finding.health)}, {"text", finding.text.english()}});
        if (!options.as_json)
            std::puts(
                fmt::format("{:<7} {:<16} {}", say({word(finding.health), {}}), say(finding.what), say(finding.text)).c_str());
    }
    if (options.as_json) std::puts(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    return is_ready ? status_done : status_failed;
}

}  // namespace entre
