#include "kiosk/commands/doctor_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "core/base/text.hpp"
#include "core/import/formats/export_file.hpp"
#include "print/printer/media.hpp"

namespace entre {

std::chrono::minutes machine_offset(UtcTime time) {
    const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    std::tm local{};
    ::localtime_r(&seconds, &local);
    return std::chrono::minutes{local.tm_gmtoff / 60};
}

std::vector<Sentence> zone_problems(const Seminar& seminar) {
    const auto here = machine_offset(seminar.starts.utc);
    if (seminar.zone) {
        std::vector<Sentence> problems;
        for (const auto& odd : seminar.odd_offsets) problems.push_back(sentence("{}", odd));
        if (here != seminar.starts.offset)
            problems.push_back(sentence(
                "at the start it is {1} in {2}, but {3} by this computer's clock. The screens say {1}. To correct the computer: "
                "timedatectl set-timezone {2}",
                clock_time(seminar.starts), seminar.zone->name(), clock_time({seminar.starts.utc, here})));
        return problems;
    }
    std::vector<Sentence> problems;
    if (here != seminar.starts.offset)
        problems.push_back(
            sentence("starts = {1} with {2}, but this computer's time zone has {3} on that day, where it is {4}. If {1} "
                     "is the time in the invitation, write {3} in seminar.toml; otherwise set the computer's time zone",
                     clock_time(seminar.starts), offset_text(seminar.starts.offset), offset_text(here),
                     clock_time({seminar.starts.utc, here})));
    const auto compare = [&](const char* name, const LocalTime& time) {
        const auto expected = seminar.starts.offset + machine_offset(time.utc) - here;  // the night when summer time begins
        if (time.offset != expected)
            problems.push_back(sentence("{} = {} with {}, but starts has {}: correct the one that is wrong in seminar.toml", name,
                                        clock_time(time), offset_text(time.offset), offset_text(seminar.starts.offset)));
    };
    compare("ends", seminar.ends);
    if (seminar.doors_open) compare("doors_open", *seminar.doors_open);
    return problems;
}

Sentence media_problem(const PrinterHealth& health, const std::string& media, double width_mm, double height_mm) {
    const auto fits = [&](const std::string& name) {
        return name == media || (media.empty() && fits_labels(name, width_mm, height_mm));
    };
    const std::string width = fmt::format("{:g}", width_mm), height = fmt::format("{:g}", height_mm);
    const auto listed = [](const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, " ")); };
    const bool is_named = std::find(health.media.begin(), health.media.end(), media) != health.media.end();
    if (!health.media.empty() && !media.empty() && !is_named)
        return sentence("it has no {}, which seminar.toml names as media, but: {}", media, listed(health.media));
    if (!health.media.empty() && media.empty() && !find_media(health.media, width_mm, height_mm))
        return sentence(
            "the template is {} x {} mm, but the printer has no labels of that size: {}. Choose another template, or name one of "
            "these as media in seminar.toml",
            width, height, listed(health.media));
    if (!media.empty() && size_of_media(media) && !fits_labels(media, width_mm, height_mm))
        return sentence("the template is {} x {} mm, but seminar.toml names {} as media", width, height, media);
    if (!health.media_ready.empty() && std::none_of(health.media_ready.begin(), health.media_ready.end(), fits))
        return sentence(
            "the template is {} x {} mm, but the labels in the printer are: {}. Put in labels of that size, or choose another "
            "template",
            width, height, listed(health.media_ready));
    return {};
}

std::vector<Sentence> other_lists(const SeminarFolder& folder, const std::vector<std::string>& files) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto changed = [&](const fs::path& file) {
        const auto at = fs::last_write_time(file, error);
        return error ? fs::file_time_type::min() : at;
    };
    auto newest_named = fs::file_time_type::min();
    for (const auto& file : files) newest_named = std::max(newest_named, changed(folder.path / file));
    std::vector<std::pair<fs::file_time_type, std::string>> others;
    for (const auto& entry : fs::directory_iterator(folder.path, error)) {
        const std::string name = entry.path().filename().string();
        // What Entré writes itself: its records, and the lists of the commands in the README.
        constexpr std::array<std::string_view, 6> records = {"starts.json",        "statistics.json",     "pin-tries.json",
                                                             "live-sessions.json", "resumed-orders.json", "occupancy.json"};
        const bool is_own = std::find(records.begin(), records.end(), name) != records.end() || name.starts_with("who-came") ||
                            name.starts_with("tickets") || name.starts_with("attendance") || name.starts_with("roll-call") ||
                            name.starts_with('.');
        const bool is_list = has_extension_of_list(entry.path()) && entry.path().extension() != ".txt";  // notes, mostly
        if (is_list && !is_own && entry.is_regular_file(error) && std::find(files.begin(), files.end(), name) == files.end())
            others.emplace_back(changed(entry.path()), name);
    }
    std::sort(others.rbegin(), others.rend());
    std::vector<Sentence> problems;
    for (const auto& [at, name] : others)
        problems.push_back(
            at > newest_named
                ? sentence(
                      "{} is in the folder and newer than the list that is used, but seminar.toml does not name it in files, so "
                      "nobody in it is expected. Name it there, or move it away",
                      name)
                : sentence(
                      "{} is in the folder, but seminar.toml does not name it in files, so nobody in it is expected. Name it "
                      "there, or move it away",
                      name));
    return problems;
}

}  // namespace entre
