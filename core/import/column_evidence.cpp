#include "core/import/column_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/import/headings.hpp"

namespace entre {

std::string with_evidence(std::string_view why, const ColumnValues& v) {
    std::string out(why);
    if (v.filled == 0) return out + "; it is empty";
    const std::pair<std::size_t, std::string_view> kinds[] = {{v.emails, "e-mail addresses"},
                                                              {v.personal_numbers, "personal identity numbers"},
                                                              {v.links, "links"},
                                                              {v.dates, "dates"},
                                                              {v.phones, "telephone numbers"},
                                                              {v.status_words, "words of status"},
                                                              {v.yes_or_no, "yes or no"},
                                                              {v.codes, "like codes"},
                                                              {v.full_names, "like names"}};
    const auto* most =
        std::max_element(std::begin(kinds), std::end(kinds), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (most->first > 0) out += fmt::format("; {} of {} values are {}", most->first, v.filled, most->second);
    return out + (v.are_all_different() ? "; all are different" : "");
}

std::string_view to_string(Confidence confidence) {
    switch (confidence) {
        case Confidence::sure:
            return "sure";
        case Confidence::likely:
            return "likely";
        case Confidence::asked:
            return "asked";
        case Confidence::none:
            return "none";
    }
    return {};
}

}  // namespace entre
