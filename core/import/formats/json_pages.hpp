// Tells a complete JSON list from one page of it, as the interfaces of registration systems return it. Pure; never throws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// A plain value outside all lists: its keys joined by full stops ("meta.total_pages"), and its text; "" for null.
using JsonFact = std::pair<std::string, std::string>;

/// What a response says about the pages of its list. All empty for a complete list.
struct PageInfo {
    std::string why;                              ///< why this is not the complete list, for messages: "next"; empty when it is
    std::string next_address;                     ///< of the next page, perhaps relative
    std::optional<std::int64_t> page, next_page;  ///< numbers, of this page and of the next one
    std::string cursor_name, cursor;              ///< the next page's parameter and its value
    std::optional<std::int64_t> pages;            ///< how many there are
    std::optional<std::int64_t> total;            ///< entries of the complete list
    bool is_next_guessed = false;                 ///< `next_page` follows from this page's number; the response does not name it
    bool is_json_api = false;                     ///< numbers of pages are parameters "page[number]", not "page" (Tito)

    [[nodiscard]] bool has_next() const { return !next_address.empty() || next_page || !cursor.empty(); }
};

/// `rows`: how many entries the list in this response has.
PageInfo page_info(const std::vector<JsonFact>& facts, std::size_t rows);

/// One response, with the entries of its list as JSON.
struct JsonPage {
    std::vector<std::string> rows;
    PageInfo info;
};

/// Errors: export_invalid for text that is not JSON.
Result<JsonPage> read_json_page(std::string_view bytes);

}  // namespace entre
