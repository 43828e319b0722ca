#include "core/ticket/payload_parts.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/ticket/link.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_part_length = 256;
constexpr std::size_t min_digits = 5;  // of a number that nothing calls a ticket code
constexpr std::size_t max_json_nesting = 32;
constexpr std::string_view link_separators = "/?&#;";
constexpr std::string_view all_separators = "/?&#;=:,|!*\"'<>()[]{}";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a parameter, key or preceding path part says that its value is a ticket's code.
bool names_a_code(std::string_view name) {
    constexpr std::array<std::string_view, 10> exact = {"t", "c", "k", "id", "pk", "nr", "no", "num", "number", "nummer"};
    constexpr std::array<std::string_view, 18> within = {"ticket", "biljett",  "code",    "kod",     "secret",   "token",
                                                         "qr",     "attendee", "guest",   "deltag",  "particip", "registra",
                                                         "anmal",  "bokning",  "booking", "checkin", "ref",      "uuid"};
    const std::string lower = alphanumeric_ascii(name);
    if (lower.find("event") != std::string::npos) return false;
    return std::find(exact.begin(), exact.end(), lower) != exact.end() ||
           std::any_of(within.begin(), within.end(),
                       [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

class PartCollector {
public:
    /// `value` and all its pieces; `name` is the parameter, the key or the part before it.
    void take(std::string_view name, std::string_view value) {
        for_each_piece(value, link_separators, [&](std::string_view before, std::string_view unit) {
            const std::string_view unit_name = before.empty() ? name : before;
            if (const auto equals = unit.find('='); equals != std::string_view::npos) {
                if (is_tracking_parameter(unit.substr(0, equals))) return;
                take_unit(unit.substr(0, equals), unit.substr(equals + 1));
            }
            take_unit(unit_name, unit);
        });
    }
    void take_whole(std::string_view name, std::string_view value) { add(name, value); }

    /// All strings and whole numbers in `json`. Not recursive, so that nesting costs no stack.
    void take_json(const Json& json) {
        std::vector<std::pair<std::string, const Json*>> waiting{{"", &json}};
        while (!waiting.empty() && !is_full()) {
            const auto [name, value] = std::move(waiting.back());
            waiting.pop_back();
            if (value->is_string()) {
                const auto& text = value->get_ref<const std::string&>();
                add(name, text);
                take(name, text);
            } else if (value->is_number_integer()) {
                add(name, value->dump());
            } else if (value->is_object()) {
                for (const auto& [key, inner] : value->items()) waiting.emplace_back(key, &inner);
            } else if (value->is_array()) {
                for (const auto& inner : *value) waiting.emplace_back(name, &inner);
            }
        }
    }

    std::vector<std::string> parts;

private:
    template <class Visit>
    void for_each_piece(std::string_view text, std::string_view separators, Visit visit) const {
        std::string_view before;
        while (!text.empty() && !is_full()) {
            const auto end = std::min(text.find_first_of(separators), text.size());
            const std::string_view piece = trim(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (piece.empty()) continue;
            visit(before, piece);
            before = piece;
        }
    }
    void take_unit(std::string_view name, std::string_view unit) {
        const std::string decoded = percent_decoded(unit);
        add(name, decoded);
        for_each_piece(decoded, all_separators,
                       [&](std::string_view before, std::string_view piece) { add(before.empty() ? name : before, piece); });
    }
    void add(std::string_view name, std::string_view value) {
        add_one(name, value);
        // "a1b2c3.pdf": a picture or document of the ticket
        const auto dot = value.rfind('.');
        if (dot != std::string_view::npos && dot > 0 && value.size() - dot >= 3 && value.size() - dot <= 5)
            add_one(name, value.substr(0, dot));
    }
    void add_one(std::string_view name, std::string_view value) {
        value = trim(value);
        if (is_full() || value.empty() || value.size() > max_part_length || !is_valid_utf8(value)) return;
        if (value.size() < min_digits && std::all_of(value.begin(), value.end(), is_digit) && !names_a_code(name)) return;
        std::string clean = clean_text(value, max_part_length);
        if (!clean.empty() && std::find(parts.begin(), parts.end(), clean) == parts.end()) parts.push_back(std::move(clean));
    }
    [[nodiscard]] bool is_full() const { return parts.size() >= max_payload_parts; }
};

/// The JSON in `text`; discarded when it is none, or nested so deeply that it is no ticket.
Json json_in(std::string_view text) {
    if (text.empty() || (text.front() != '{' && text.front() != '[' && text.front() != '"')) return Json::value_t::discarded;
    std::size_t depth = 0, deepest = 0;
    for (const char c : text) {
        if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
        if ((c == '}' || c == ']') && depth > 0) --depth;
    }
    if (deepest > max_json_nesting) return Json::value_t::discarded;
    return Json::parse(text, nullptr, false);
}

/// What follows "scheme://host" in a link.
std::string_view after_host(std::string_view text) {
    const auto begin = text.find("://");
    if (begin == std::string_view::npos || !is_web_link(text)) return text;
    text.remove_prefix(begin + 3);
    return text.substr(std::min(text.find_first_of("/?#"), text.size()));
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    const auto value = [](char c) -> int {
        if (is_digit(c)) return c - '0';
        const char lower = static_cast<char>(c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0) {
            out.push_back(static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

std::vector<std::string> payload_parts(std::string_view text) {
    PartCollector collector;
    if (const Json json = json_in(text); !json.is_discarded())
        collector.take_json(json);
    else
        collector.take("", after_host(text));
    return std::move(collector.parts);
}

}  // namespace entre
