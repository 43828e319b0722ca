#include "core/attendance/organisations.hpp"

#include <algorithm>
#include <map>

#include "core/base/text.hpp"

namespace entre {

std::vector<std::string> organisations_like(const LiveView& view, std::string_view typed) {
    const std::string wanted = fold(typed);
    std::map<std::string, std::size_t> people;
    for (const auto& person : *view.people)
        if (!person.organisation.empty()) ++people[person.organisation];
    std::vector<std::pair<std::string, std::size_t>> found;
    for (const auto& [organisation, count] : people) {
        const std::string name = fold(organisation);
        if (organisation == typed) return {};
        if (wanted.empty() || name.starts_with(wanted) || name.find(" " + wanted) != std::string::npos)
            found.emplace_back(organisation, count);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (found.size() > max_suggestions) found.resize(max_suggestions);
    std::vector<std::string> names;
    for (auto& [name, count] : found) names.push_back(std::move(name));
    return names;
}

}  // namespace entre
