#include "core/registrations/json_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 6;
constexpr std::size_t most_headings = 2000;

std::string_view without_mark(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    return bytes;
}

bool is_list(const Json& value) {
    return value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_object(); });
}

/// The list itself, or the first one inside an object, nearest to the top.
const Json* list_in(const Json& value, int depth) {
    if (is_list(value)) return &value;
    if (!value.is_object() || depth == 0) return nullptr;
    for (const auto& inner : value)
        if (is_list(inner)) return &inner;
    for (const auto& inner : value)
        if (const auto* found = list_in(inner, depth - 1)) return found;
    return nullptr;
}

std::string text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return {};
    if (value.is_array()) {
        std::string joined;
        for (const auto& one : value)
            if (const auto text = one.is_structured() ? std::string{} : text_of(one); !text.empty()) joined += (joined.empty() ? "" : "; ") + text;
        return joined;
    }
    return value.dump();
}

/// The rows have the same columns, in the order in which their keys are first met.
class Rows {
public:
    void add(const Json& object) {
        rows_.emplace_back();
        put(object, {}, deepest);
    }

    void hand_to(const RowSink& sink) {
        std::vector<std::string_view> cells(headings_.begin(), headings_.end());
        std::int64_t line = 1;
        if (!sink(line, cells)) return;
        for (const auto& row : rows_) {
            std::fill(cells.begin(), cells.end(), std::string_view{});
            for (const auto& [place, text] : row) cells[place] = text;
            if (!sink(++line, cells)) return;
        }
    }

private:
    void put(const Json& object, const std::string& before, int depth) {
        for (const auto& [key, value] : object.items()) {
            const std::string heading = before + key;
            if (value.is_object() && depth > 0) {
                put(value, heading + ".", depth - 1);
            } else if (is_list(value)) {
                put_fields(value);
            } else {
                put_cell(heading, text_of(value));
            }
        }
    }

    /// Indico keeps what was answered as a list of sections, each with a list of fields that have a title and data.
    void put_fields(const Json& list) {
        for (const auto& one : list) {
            if (const auto fields = one.find("fields"); fields != one.end() && is_list(*fields)) put_fields(*fields);
            const auto title = one.find("title"), data = one.find("data");
            if (title != one.end() && title->is_string() && data != one.end() && !data->is_structured()) put_cell(title->get<std::string>(), text_of(*data));
        }
    }

    void put_cell(const std::string& heading, std::string text) {
        const auto known = places_.find(heading);
        if (known == places_.end() && headings_.size() >= most_headings) return;
        const auto place = known != places_.end() ? known->second : headings_.size();
        if (known == places_.end()) {
            places_.emplace(heading, place);
            headings_.push_back(heading);
        }
        if (!text.empty()) rows_.back().emplace_back(place, std::move(text));
    }

    std::vector<std::string> headings_;
    std::unordered_map<std::string, std::size_t> places_;
    std::vector<std::vector<std::pair<std::size_t, std::string>>> rows_;
};

}  // namespace

bool is_json(std::string_view bytes) {
    bytes = without_mark(bytes);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (bytes[first] == '[' || bytes[first] == '{');
}

Result<std::string> read_json(std::string_view bytes, std::string_view name, const RowSink& sink) {
    bytes = without_mark(bytes);
    if (!is_valid_utf8(bytes)) return fail(ErrorCode::export_invalid, fmt::format("{} is not UTF-8, as json has to be. Export it again.", name));
    Json all;
    try {
        // Nothing that is nested deeper than a form is kept.
        all = Json::parse(bytes.begin(), bytes.end(), [](int level, Json::parse_event_t, Json&) { return level <= 4 * deepest; });
    } catch (const Json::exception& trouble) {
        const auto* where = dynamic_cast<const Json::parse_error*>(&trouble);
        const auto read = bytes.substr(0, where != nullptr ? where->byte : 0);
        return fail(ErrorCode::export_invalid, fmt::format("{}:{}: here it stops being json. The file seems cut off; export it again.", name,
                                                           1 + std::count(read.begin(), read.end(), '\n')));
    }
    const Json* list = all.is_discarded() ? nullptr : list_in(all, deepest);
    if (list == nullptr)
        return fail(ErrorCode::export_invalid, fmt::format("{}:1: there is no list of registrations in this json. Export an array of objects, one a person.", name));
    Rows rows;
    for (const auto& one : *list) rows.add(one);
    rows.hand_to(sink);
    return "json";
}

}  // namespace entre
