// Parses seminar.toml into a Seminar. Every key must be known and valid; the first one that is not ends parsing with an error
// that has the file, line, key and what is expected.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/known_systems.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

namespace {

constexpr double min_contrast = 4.5;  // WCAG 2.2, 1.4.3

/// A problem with one key; becomes an Error once the file's name is known.
struct Wrong {
    toml::source_region where;
    std::string text;
};

using Problem = std::optional<Wrong>;

/// One table of the file, read key by key. finish() reports keys that were not read.
class Section {
public:
    Section(const toml::table& table, std::string name) : table_(table), name_(std::move(name)) {}

    [[nodiscard]] std::string full(std::string_view key) const {
        return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
    }
    [[nodiscard]] const toml::table& table() const { return table_; }
    [[nodiscard]] const Problem& problem() const { return problem_; }

    const toml::node* take(std::string_view key) {
        known_.emplace_back(key);
        return table_.get(key);
    }

    void complain(const toml::node& node, std::string_view key, std::string_view should) {
        if (!problem_) problem_ = Wrong{node.source(), fmt::format("{}: {}", full(key), should)};
    }
    void adopt(const Problem& other) {
        if (!problem_) problem_ = other;
    }
    void miss(std::string_view key, std::string_view should) {
        if (!problem_) problem_ = Wrong{table_.source(), fmt::format("{} is missing: {}", full(key), should)};
    }

    void text(std::string_view key, std::string& into, bool is_required = false) {
        const auto* node = take(key);
        if (node == nullptr) {
            if (is_required) miss(key, fmt::format("{} = \"…\"", key));
            return;
        }
        if (const auto value = node->value_exact<std::string>())
            into = *value;
        else
            complain(*node, key, fmt::format("must be a text in quotes: {} = \"…\"", key));
    }

    void flag(std::string_view key, bool& into) {
        const auto* node = take(key);
        if (node == nullptr) return;
        if (const auto value = node->value_exact<bool>())
            into = *value;
        else
            complain(*node, key, "must be true or false, without quotes");
    }

    void number(std::string_view key, double& into, double lowest, double highest) {
        const auto* node = take(key);
        if (node == nullptr) return;
        const auto value = node->is_number() ? node->value<double>() : std::nullopt;
        if (value && *value >= lowest && *value <= highest)
            into = *value;
        else
            complain(*node, key, fmt::format("must be a number from {} to {}, without quotes", lowest, highest));
    }

    void number(std::string_view key, int& into, double lowest, double highest) {
        double value = into;
        number(key, value, lowest, highest);
        into = static_cast<int>(value);
    }

    void texts(std::string_view key, std::vector<std::string>& into) {
        const auto* node = take(key);
        if (node == nullptr) return;
        const auto* array = node->as_array();
        if (array == nullptr || !array->is_homogeneous<std::string>() || array->empty())
            return complain(*node, key, fmt::format("must be a list of texts: {} = [\"…\", \"…\"]", key));
        into.clear();
        for (const auto& item : *array) into.push_back(item.value_or(std::string{}));
    }

    void local_text(std::string_view key, LocalText& into, bool is_required = false) {
        const auto* node = take(key);
        if (node == nullptr) {
            if (is_required) miss(key, fmt::format("{} = \"…\"", key));
            return;
        }
        if (const auto everywhere = node->value_exact<std::string>()) {
            into = LocalText(*everywhere);
            return;
        }
        const std::string should =
            fmt::format("must be a text, or one for each language: {} = {{ sv = \"…\", en = \"…\" }}", key);
        const auto* by_language = node->as_table();
        if (by_language == nullptr || by_language->empty()) return complain(*node, key, should);
        for (const auto& [language, text] : *by_language) {
            if (!text.is_string()) return complain(text, key, should);
            into.add(std::string(language.str()), text.value_or(std::string{}));
        }
    }

    void time(std::string_view key, std::optional<LocalTime>& into) {
        const auto* node = take(key);
        if (node == nullptr) return;
        const auto* date = node->as_date_time();
        if (date == nullptr || !date->get().offset)
            return complain(*node, key, "must be a date and time with a zone, without quotes: 2027-05-20T09:00:00+02:00");
        const auto& value = date->get();
        const std::chrono::minutes offset{value.offset->minutes};
        const std::chrono::year_month_day day{std::chrono::year{value.date.year}, std::chrono::month{value.date.month},
                                              std::chrono::day{value.date.day}};
        const UtcTime place = std::chrono::sys_days{day} + std::chrono::hours{value.time.hour} +
                              std::chrono::minutes{value.time.minute} + std::chrono::seconds{value.time.second};
        into = LocalTime{place - offset, offset};
    }

    template <class Enum>
    void one_of(std::string_view key, Enum& into, const std::vector<std::pair<std::string_view, Enum>>& choices) {
        const auto* node = take(key);
        if (node == nullptr) return;
        const auto value = node->value_exact<std::string>();
        const auto choice =
            std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return value && c.first == *value; });
        if (choice != choices.end()) {
            into = choice->second;
            return;
        }
        std::string list;
        for (const auto& [word, unused] : choices) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", word);
        complain(*node, key, fmt::format("must be one of {}", list));
    }

    /// Reads a nested table: calls `read` with it as a Section. Does nothing when it is missing.
    void section(std::string_view key, const std::function<void(Section&)>& read) {
        const auto* node = take(key);
        if (node == nullptr) return;
        const auto* inner = node->as_table();
        if (inner == nullptr) return complain(*node, key, fmt::format("must be a section: [{}]", full(key)));
        Section part(*inner, full(key));
        read(part);
        part.finish();
        adopt(part.problem_);
    }

    /// Reports the first key that was not read, and suggests a known key with a similar name.
    void finish() {
        for (const auto& [key, node] : table_) {
            const std::string_view name = key.str();
            if (problem_ || std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
            const auto similar =
                std::find_if(known_.begin(), known_.end(), [&](const auto& k) { return is_respelling(k, name); });
            std::string list;
            for (const auto& k : known_) list += (list.empty() ? "" : ", ") + k;
            problem_ = Wrong{key.source(), similar != known_.end()
                                               ? fmt::format("{} is not a known key. Did you mean {}?", full(name), *similar)
                                               : fmt::format("{} is not a known key. Known keys: {}", full(name), list)};
        }
    }

private:
    const toml::table& table_;
    std::string name_;
    std::vector<std::string> known_;
    Problem problem_;
};

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
    const auto* node = in.take(key);
    if (node == nullptr) return;
    const auto text = node->value_exact<std::string>();
    into = text ? color_of(*text) : std::nullopt;
    if (!into) in.complain(*node, key, "must be a colour like \"#0B4F8A\"");
}

const std::vector<std::pair<std::string_view, Side>>& sides() {
    static const std::vector<std::pair<std::string_view, Side>> all = {
        {"left", Side::left}, {"right", Side::right}, {"below", Side::below}, {"above", Side::above}};
    return all;
}

void read_what_and_when(Section& in, Seminar& seminar) {
    in.local_text("name", seminar.name, true);
    in.texts("organisers", seminar.organisers);
    std::optional<LocalTime> starts, ends;
    in.time("starts", starts);
    in.time("ends", ends);
    in.time("doors_open", seminar.doors_open);
    if (!starts) in.miss("starts", "starts = 2027-05-20T09:00:00+02:00");
    if (!ends) in.miss("ends", "ends = 2027-05-20T12:30:00+02:00");
    if (starts && ends && ends->utc <= starts->utc) in.complain(*in.table().get("ends"), "ends", "must be later than starts");
    seminar.starts = starts.value_or(LocalTime{});
    seminar.ends = ends.value_or(LocalTime{});
    in.texts("languages", seminar.languages);
    for (const auto& language : seminar.languages)
        if (language != "sv" && language != "en")
            in.complain(*in.table().get("languages"), "languages",
                        "may contain \"sv\" and \"en\"; other languages need a file in assets/languages");
    read_color(in, "color", seminar.color);
    if (seminar.color && contrast_ratio(*seminar.color, Rgb{255, 255, 255}) < min_contrast) {
        seminar.notices.push_back(
            fmt::format("seminar.color: contrast with white is {:.1f}, below {}; the default colour is used instead",
                        contrast_ratio(*seminar.color, Rgb{255, 255, 255}), min_contrast));
        seminar.color.reset();
    }
}

void read_place(Section& in, Seminar& seminar) {
    in.local_text("name", seminar.venue, true);
    in.local_text("address", seminar.address);
    in.local_text("room", seminar.room);
    in.local_text("note", seminar.note);
    if (in.table().contains("capacity")) {
        double people = 0;
        in.number("capacity", people, 1, 100'000);
        seminar.capacity = static_cast<std::size_t>(people);
    } else {
        in.take("capacity");
    }
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

/// `[registrations.status_words]`: "Deltar digitalt" = "registered".
void read_status_words(Section& in, RegistrationSettings& settings) {
    for (const auto& [word, node] : in.table()) {
        auto status = RegistrationStatus::registered;
        in.one_of(word.str(), status,
                  {{"registered", RegistrationStatus::registered},
                   {"unpaid", RegistrationStatus::unpaid},
                   {"withdrawn", RegistrationStatus::withdrawn},
                   {"waiting_list", RegistrationStatus::waiting_list}});
        settings.status_words.emplace_back(word.str(), status);
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
    in.section("status_words", [&](Section& part) { read_status_words(part, settings); });
    in.text("url", settings.url);
    if (!settings.url.empty() && !is_fetchable(settings.url))
        in.complain(*in.table().get("url"), "url", "must begin with https://, because names are transmitted");
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
                *in.table().get("symbologies"), "symbologies",
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
    const auto* node = in.take("printer");
    if (node == nullptr) return in.miss("printer", should);
    const auto read = [&](const toml::table& table) {
        Section part(table, "printer");
        PrinterSettings printer;
        read_printer(part, printer);
        part.finish();
        in.adopt(part.problem());
        seminar.printers.push_back(std::move(printer));
    };
    if (const auto* one = node->as_table()) return read(*one);
    const auto* several = node->as_array();
    if (several == nullptr || several->empty() || !several->is_homogeneous<toml::table>())
        return in.complain(*node, "printer", fmt::format("must be {}", should));
    for (const auto& item : *several) read(*item.as_table());
}

void read_categories(Section& in, Seminar& seminar) {
    const auto* node = in.take("category");
    if (node == nullptr) return;
    const auto* list = node->as_array();
    if (list == nullptr || !list->is_homogeneous<toml::table>())
        return in.complain(*node, "category",
                           "must be sections\n    [[category]]\n    name = \"Polis\"\n    color = \"#0B4F8A\"");
    for (const auto& item : *list) {
        Section part(*item.as_table(), "category");
        CategoryStyle style;
        std::optional<Rgb> color;
        part.text("name", style.name, true);
        part.local_text("label", style.label);
        read_color(part, "color", color);
        part.finish();
        in.adopt(part.problem());
        if (style.label.is_empty()) style.label = LocalText(style.name);
        style.color = color.value_or(Rgb{0x4a, 0x55, 0x63});
        if (contrast_ratio(style.color, Rgb{255, 255, 255}) < min_contrast) {
            seminar.notices.push_back(fmt::format(
                "category {}: its colour has too little contrast with white paper; grey is used instead", style.name));
            style.color = Rgb{0x4a, 0x55, 0x63};
        }
        seminar.categories.push_back(std::move(style));
    }
}

Problem read_all(const toml::table& root, Seminar& seminar) {
    Section in(root, "");
    if (root.get("seminar") == nullptr) in.miss("seminar", "a section [seminar] with name, starts and ends");
    in.section("seminar", [&](Section& part) { read_what_and_when(part, seminar); });
    if (root.get("venue") == nullptr) in.miss("venue", "a section [venue] with name");
    in.section("venue", [&](Section& part) { read_place(part, seminar); });
    in.section("registrations", [&](Section& part) { read_registrations(part, seminar.registrations); });
    in.section("kiosk", [&](Section& part) { read_kiosk(part, seminar.kiosk); });
    read_printers(in, seminar);
    in.section("badge", [&](Section& part) {
        part.text("template", seminar.badge_template);
        part.one_of("ink", seminar.badge_ink, {{"color", BadgeInk::color}, {"black", BadgeInk::black}});
    });
    read_categories(in, seminar);
    in.section("dashboard", [&](Section& part) {
        part.text("listen", seminar.live_page_listen);
        const auto colon = seminar.live_page_listen.rfind(':');
        const auto port =
            colon == std::string::npos ? std::string_view{} : std::string_view(seminar.live_page_listen).substr(colon + 1);
        const bool is_port = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string_view::npos;
        if (!seminar.live_page_listen.empty() && (!is_port || colon == 0))
            part.complain(*part.table().get("listen"), "listen",
                          "must be an address of this machine and a port: \"192.168.1.20:8443\"");
    });
    in.section("forecast", [&](Section& part) { part.texts("earlier", seminar.earlier); });
    in.section("backup", [&](Section& part) {
        part.text("folder", seminar.backup_folder);
        if (!seminar.backup_folder.empty() && !std::filesystem::path(seminar.backup_folder).is_absolute())
            part.complain(*part.table().get("folder"), "folder", "must be a full path: \"/media/usb/entre\"");
    });
    in.section("privacy", [&](Section& part) { part.number("keep_days", seminar.keep_days, 0, 365); });
    in.section("staff", [&](Section& part) {
        part.text("pin_hash", seminar.pin_hash);
        if (!seminar.pin_hash.empty() && !seminar.pin_hash.starts_with("$argon2id$"))
            part.complain(*part.table().get("pin_hash"), "pin_hash",
                          "must be set with: entre pin FOLDER (never a plain-text PIN)");
    });
    in.finish();
    return in.problem();
}

}  // namespace

Result<Seminar> parse_seminar(std::string_view toml, std::string_view name) {
    toml::table parsed;
    try {
        parsed = toml::parse(toml, name);
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::settings_invalid,
            fmt::format(
                "{}:{}: this line cannot be read. A line is key = value, with texts in quotes: name = \"Folkets hus\" ({})", name,
                error.source().begin.line, error.description()));
    }
    Seminar seminar;
    if (const auto problem = read_all(parsed, seminar))
        return fail(
            ErrorCode::settings_invalid,
            fmt::format("{}:{}: {}", name, std::max(1U, static_cast<unsigned>(problem->where.begin.line)), problem->text));
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
