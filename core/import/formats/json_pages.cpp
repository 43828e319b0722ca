#include "core/import/formats/json_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest_fact = 3, deepest_list = 6;

/// Objects in which responses describe their pages; other objects describe the event or the people.
constexpr std::array<std::string_view, 14> wrappers = {"meta", "metadata", "pagination", "paging",  "pageinfo",
                                                       "page", "links",    "cursor",     "cursors", "response",
                                                       "data", "pageable", "paginator",  "odata"};

/// Facts about pages, by their last key without letter case and signs: "meta.next_page" is "nextpage".
class PageFacts {
public:
    explicit PageFacts(const std::vector<JsonFact>& facts) {
        for (const auto& [path, text] : facts) {
            std::vector<std::string> keys;
            for (std::string_view rest = path; !rest.empty();) {
                const auto end = std::min(rest.find('.'), rest.size());
                keys.push_back(alphanumeric_ascii(rest.substr(0, end)));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            if (keys.empty()) continue;
            std::string last = keys.back();
            keys.pop_back();
            // {"links": {"next": {"href": "…"}}}
            if ((last == "href" || last == "url") && !keys.empty() && keys.back() == "next") {
                last = "next";
                keys.pop_back();
            }
            const bool is_about_pages = std::all_of(keys.begin(), keys.end(), [](const std::string& key) {
                return std::find(wrappers.begin(), wrappers.end(), key) != wrappers.end();
            });
            if (is_about_pages) facts_.push_back({std::move(last), text, !keys.empty()});
        }
    }

    /// The first of these that has a value.
    [[nodiscard]] std::string text(std::initializer_list<std::string_view> keys, bool only_wrapped = false) const {
        for (const auto key : keys)
            for (const auto& fact : facts_)
                if (fact.key == key && !fact.text.empty() && (fact.is_wrapped || !only_wrapped)) return fact.text;
        return {};
    }
    [[nodiscard]] std::optional<std::int64_t> number(std::initializer_list<std::string_view> keys,
                                                     bool only_wrapped = false) const {
        const std::string digits = text(keys, only_wrapped);
        std::int64_t value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || value < 0)
            return std::nullopt;
        return value;
    }

private:
    struct Fact {
        std::string key, text;
        bool is_wrapped = false;
    };
    std::vector<Fact> facts_;
};

bool is_address(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/') || text.starts_with('?') ||
           text.find("page=") != std::string_view::npos;
}

void find_cursor(const PageFacts& facts, PageInfo& info) {
    struct Name {
        std::string_view key, parameter;
    };
    constexpr std::array<Name, 8> names = {{{"continuation", "continuation"},
                                            {"continuationtoken", "continuation_token"},
                                            {"nextcursor", "pagination_cursor"},  // Luma
                                            {"nextpagetoken", "page_token"},
                                            {"endcursor", "after"},
                                            {"after", "after"},
                                            {"nexttoken", "next_token"},
                                            {"cursor", "cursor"}}};
    for (const auto& name : names) {
        info.cursor = facts.text({name.key});
        info.cursor_name = name.parameter;
        if (!info.cursor.empty()) return;
    }
}

std::string text_of(const Json& value) {
    if (value.is_null()) return {};
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_facts(const Json& object, const std::string& before, int depth, std::vector<JsonFact>& facts) {
    for (const auto& [key, value] : object.items()) {
        if (value.is_object() && depth > 1)
            add_facts(value, before + key + ".", depth - 1, facts);
        else if (!value.is_structured())
            facts.emplace_back(before + key, text_of(value));
    }
}

bool is_list(const Json& value) {
    return value.is_array() && !value.empty() &&
           std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_object(); });
}

/// The outermost array of objects, as read_json finds it.
const Json* list_in(const Json& json) {
    std::vector<const Json*> level{&json};
    for (int depth = 0; depth < deepest_list && !level.empty(); ++depth) {
        std::vector<const Json*> next;
        for (const auto* value : level) {
            if (is_list(*value)) return value;
            if (value->is_object())
                for (const auto& inner : *value) next.push_back(&inner);
        }
        level = std::move(next);
    }
    return nullptr;
}

}  // namespace

PageInfo page_info(const std::vector<JsonFact>& list, std::size_t rows) {
    const PageFacts facts(list);
    PageInfo info;
    const auto count = static_cast<std::int64_t>(rows);
    info.page = facts.number({"currentpage", "pagenumber", "page"});
    const auto pages = info.pages = facts.number({"totalpages", "pagecount", "lastpage", "numpages", "pages", "totalpagecount"});
    info.total = facts.number({"totalcount", "count", "totalitems", "objectcount", "totalresults", "totalrecords", "recordcount",
                               "totalelements", "numfound"});
    // A bare "total" may be money; beside the size of a page it is not.
    const bool has_page_size = info.page || pages || facts.number({"limit", "offset", "perpage", "pagesize", "size"});
    if (!info.total) info.total = facts.number({"total"}, !has_page_size);

    const std::string next = facts.text({"next", "nextpageurl", "nexturl", "nextlink", "odatanextlink", "nextpagelink"});
    const std::string next_page = facts.text({"nextpage"});
    info.next_page = facts.number({"nextpage", "nextpagenumber"});
    if (is_address(next)) info.next_address = next;
    if (next.empty() && is_address(next_page)) info.next_address = next_page;
    if (!info.next_page && info.next_address.empty()) info.next_page = facts.number({"next"});
    const std::string more =
        facts.text({"hasmore", "hasnextpage", "hasnext", "hasmoreitems", "hasmorepages", "moreavailable", "more"});
    const bool is_said_to_end = more == "false";
    if (more == "true") find_cursor(facts, info);
    if (is_said_to_end) info.next_page.reset();

    if (info.has_next() && more != "true")
        info.why = "it names the next page";
    else if (more == "true")
        info.why = "it says that there are more";
    else if (pages && *pages > std::max<std::int64_t>(1, info.page.value_or(1)))
        info.why = fmt::format("it is page {} of {}", info.page.value_or(1), *pages);
    else if (info.total && *info.total > count)
        info.why = fmt::format("it has {} of {} entries", count, *info.total);
    if (info.why.empty() && info.page.value_or(1) > 1) info.why = fmt::format("it is page {}", *info.page);
    if (info.why.empty()) return info;
    if (!info.has_next() && !is_said_to_end && (info.page || (pages && *pages > 1) || more == "true")) {
        info.next_page = info.page.value_or(1) + 1;
        info.is_next_guessed = true;
    }
    if (pages && info.next_page && *info.next_page > *pages) info.next_page.reset();
    return info;
}

Result<JsonPage> read_json_page(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    const Json json = Json::parse(bytes, nullptr, false);
    if (json.is_discarded()) return fail(ErrorCode::export_invalid, sentence("it is not json, or was cut off"));
    JsonPage page;
    if (const Json* list = list_in(json))
        for (const auto& row : *list) page.rows.push_back(row.dump(-1, ' ', false, Json::error_handler_t::replace));
    std::vector<JsonFact> facts;
    if (json.is_object()) add_facts(json, {}, deepest_fact, facts);
    page.info = page_info(facts, page.rows.size());
    const auto has_key = [&](std::string_view key) {
        return std::any_of(page.rows.begin(), page.rows.end(),
                           [&](const auto& row) { return row.find(key) != std::string::npos; });
    };
    page.info.is_json_api = has_key("\"_type\":") || has_key("\"type\":\"tickets\"");
    return page;
}

}  // namespace entre
