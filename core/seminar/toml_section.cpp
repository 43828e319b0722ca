#include "core/seminar/toml_section.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "core/base/text.hpp"

namespace entre {

struct Section::Table {
    const toml::table& toml;

    [[nodiscard]] const toml::node* find(std::string_view key) const { return toml.get(key); }
};

namespace {

unsigned line_of(const toml::source_region& source) { return static_cast<unsigned>(source.begin.line); }

std::chrono::local_time<std::chrono::milliseconds> on_the_wall(const toml::date_time& value) {
    const std::chrono::year_month_day day{std::chrono::year{value.date.year}, std::chrono::month{value.date.month},
                                          std::chrono::day{value.date.day}};
    return std::chrono::local_days{day} + std::chrono::hours{value.time.hour} + std::chrono::minutes{value.time.minute} +
           std::chrono::seconds{value.time.second};
}

}  // namespace

bool Section::has(std::string_view key) const { return table_.find(key) != nullptr; }

std::vector<std::string> Section::keys() const {
    std::vector<std::string> all;
    for (const auto& [key, node] : table_.toml) all.emplace_back(key.str());
    return all;
}

std::string Section::full(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

void Section::note(unsigned line, std::string text) {
    if (!problem_) problem_ = Problem{line, std::move(text)};
}

void Section::complain(std::string_view key, std::string_view should) {
    const auto* node = table_.find(key);
    note(line_of(node != nullptr ? node->source() : table_.toml.source()), fmt::format("{}: {}", full(key), should));
}

void Section::miss(std::string_view key, std::string_view should) {
    note(line_of(table_.toml.source()), fmt::format("{} is missing: {}", full(key), should));
}

void Section::text(std::string_view key, std::string& into, bool is_required) {
    if (is_required && !has(key)) miss(key, fmt::format("{} = \"…\"", key));
    text_of_kind(key, into, fmt::format("must be a text in quotes: {} = \"…\"", key));
}

void Section::text_of_kind(std::string_view key, std::string& into, std::string_view should) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    if (const auto value = node->value_exact<std::string>())
        into = *value;
    else
        complain(key, should);
}

void Section::flag(std::string_view key, bool& into) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    if (const auto value = node->value_exact<bool>())
        into = *value;
    else
        complain(key, "must be true or false, without quotes");
}

void Section::number(std::string_view key, double& into, double lowest, double highest) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (value && *value >= lowest && *value <= highest)
        into = *value;
    else
        complain(key, fmt::format("must be a number from {} to {}, without quotes", lowest, highest));
}

void Section::number(std::string_view key, int& into, double lowest, double highest) {
    double value = into;
    number(key, value, lowest, highest);
    into = static_cast<int>(value);
}

void Section::texts(std::string_view key, std::vector<std::string>& into) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    const auto* array = node->as_array();
    if (array == nullptr || !array->is_homogeneous<std::string>() || array->empty())
        return complain(key, fmt::format("must be a list of texts: {} = [\"…\", \"…\"]", key));
    into.clear();
    for (const auto& item : *array) into.push_back(item.value_or(std::string{}));
}

void Section::local_text(std::string_view key, LocalText& into, bool is_required) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) {
        if (is_required) miss(key, fmt::format("{} = \"…\"", key));
        return;
    }
    if (const auto everywhere = node->value_exact<std::string>()) {
        into = LocalText(*everywhere);
        return;
    }
    const std::string should = fmt::format("must be a text, or one for each language: {} = {{ sv = \"…\", en = \"…\" }}", key);
    const auto* by_language = node->as_table();
    if (by_language == nullptr || by_language->empty()) return complain(key, should);
    for (const auto& [language, text] : *by_language) {
        if (!text.is_string()) return complain(key, should);
        into.add(std::string(language.str()), text.value_or(std::string{}));
    }
}

void Section::time(std::string_view key, std::optional<LocalTime>& into, const std::optional<TimeZone>& zone) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    const auto* date = node->as_date_time();
    if (date == nullptr) return complain(key, "must be a date and time, without quotes: 2027-05-20T09:00:00");
    const auto& value = date->get();
    if (!value.offset && !zone)
        return complain(key, "has no time zone. Add a line with the zone of the place: zone = \"Europe/Stockholm\"");
    into = value.offset ? TimeZone(std::chrono::minutes{value.offset->minutes}).when(on_the_wall(value))
                        : zone->when(on_the_wall(value));
}

std::optional<std::size_t> Section::one_of(std::string_view key, const std::vector<std::string_view>& words) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::string>();
    const auto word = std::find_if(words.begin(), words.end(), [&](auto one) { return value && one == *value; });
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
    std::string list;
    for (const auto one : words) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", one);
    complain(key, fmt::format("must be one of {}", list));
    return std::nullopt;
}

void Section::read_inner(const Table& table, std::string_view key, const std::function<void(Section&)>& read) {
    Section part(table, full(key));
    read(part);
    part.finish();
    if (part.problem_) note(part.problem_->line, part.problem_->text);
}

void Section::section(std::string_view key, const std::function<void(Section&)>& read) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    const auto* inner = node->as_table();
    if (inner == nullptr) return complain(key, fmt::format("must be a section: [{}]", full(key)));
    read_inner({*inner}, key, read);
}

void Section::sections(std::string_view key, std::string_view should, const std::function<void(Section&)>& read) {
    know(key);
    const auto* node = table_.find(key);
    if (node == nullptr) return;
    if (const auto* one = node->as_table()) return read_inner({*one}, key, read);
    const auto* several = node->as_array();
    if (several == nullptr || several->empty() || !several->is_homogeneous<toml::table>()) return complain(key, should);
    for (const auto& item : *several) read_inner({*item.as_table()}, key, read);
}

/// Reports the first key that was not read, and suggests a known key with a similar name.
void Section::finish() {
    for (const auto& [key, node] : table_.toml) {
        const std::string_view name = key.str();
        if (problem_ || std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        const auto similar = std::find_if(known_.begin(), known_.end(), [&](const auto& k) { return is_respelling(k, name); });
        std::string list;
        for (const auto& k : known_) list += (list.empty() ? "" : ", ") + k;
        note(line_of(key.source()), similar != known_.end()
                                        ? fmt::format("{} is not a known key. Did you mean {}?", full(name), *similar)
                                        : fmt::format("{} is not a known key. Known keys: {}", full(name), list));
    }
}

Result<void> read_toml(std::string_view toml, std::string_view name, const std::function<void(Section&)>& read) {
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
    const Section::Table table{parsed};
    Section root(table, "");
    read(root);
    root.finish();
    if (!root.problem_) return {};
    return fail(ErrorCode::settings_invalid,
                fmt::format("{}:{}: {}", name, std::max(1U, root.problem_->line), root.problem_->text));
}

}  // namespace entre
