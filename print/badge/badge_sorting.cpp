#include "print/badge/badge_sorting.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "core/base/text.hpp"

namespace entre {

namespace {

/// Sort rank of sectors: those in seminar.toml in its order, then unknown ones, then people without a sector (including protected
/// people).
class Sectors {
public:
    explicit Sectors(const Seminar& seminar) {
        for (const auto& style : seminar.categories) places_.emplace(fold(style.name), places_.size());
    }
    [[nodiscard]] std::size_t place(const Registration& who) const {
        if (who.is_protected || who.category.empty()) return places_.size() + 1;
        const auto known = places_.find(fold(who.category));
        return known == places_.end() ? places_.size() : known->second;
    }
    [[nodiscard]] bool is_unlisted(const Registration& who) const { return place(who) == places_.size(); }

private:
    std::map<std::string, std::size_t> places_;
};

struct Keyed {
    std::tuple<std::size_t, std::string, std::string, std::string> key;
    Registration who;
};

}  // namespace

std::vector<Registration> in_badge_order(std::vector<Registration> people, const Seminar& seminar, BadgeSortKey ordering) {
    const Sectors sectors(seminar);
    const bool is_by_sector = ordering == BadgeSortKey::sector;
    std::vector<Keyed> keyed;
    for (auto& who : people) {
        if (who.status == RegistrationStatus::withdrawn || who.status == RegistrationStatus::waiting_list) continue;
        keyed.push_back(
            {{is_by_sector ? sectors.place(who) : 0, is_by_sector && sectors.is_unlisted(who) ? sort_key(who.category) : "",
              name_sort_key(who), who.id.value},
             std::move(who)});
    }
    std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    std::vector<Registration> out;
    out.reserve(keyed.size());
    for (auto& one : keyed) out.push_back(std::move(one.who));
    return out;
}

}  // namespace entre
