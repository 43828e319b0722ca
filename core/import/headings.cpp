#include "core/import/headings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.hpp"

namespace entre {

namespace {

/// "First name", "Firstname" and "first_name" are the same heading.
std::string heading_key(std::string_view heading) {
    std::string key = fold(clean_text(heading, 200));
    std::erase(key, ' ');
    return key;
}

std::vector<std::string> keys_of(std::span<const std::string> headings) {
    std::vector<std::string> keys;
    for (const auto& heading : headings) keys.push_back(heading_key(heading));
    return keys;
}

bool has_one(const std::vector<std::string>& keys, const Words& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        const std::string wanted = heading_key(word);
        return std::find(keys.begin(), keys.end(), wanted) != keys.end();
    });
}

/// One letter inserted, missing or replaced, or two neighbours swapped.
bool is_one_slip_apart(std::string_view a, std::string_view b) {
    const auto length = std::min(a.size(), b.size());
    const auto same = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(length), b.begin()).first - a.begin());
    a.remove_prefix(same);
    b.remove_prefix(same);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    const bool have_changed_places = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
    return (a.size() <= 1 && b.size() <= 1) || have_changed_places;
}

/// pretix exports two "Company" columns; any other heading that occurs twice is ambiguous.
bool may_stand_twice(Field field) { return field == Field::organisation; }

class Finder {
public:
    Finder(std::span<const std::string> headings, const RegistrationSettings& settings, std::string_view place)
        : headings_(headings), keys_(keys_of(headings)), settings_(settings), place_(place) {}

    Result<Columns> find() {
        const auto* system = system_of_these();
        if (system == nullptr && !names_suffice()) return fail(ErrorCode::export_invalid, not_known());
        columns_.system = system != nullptr ? system->name : "list";
        columns_.codes = system != nullptr ? system->codes : CodeKind::exported;
        if (const auto named = take_named(); !named) return pass_on(named);
        if (system != nullptr) fill(system->columns, {});
        fill(common_columns(), system != nullptr ? system->not_ours : Words{});
        if (const auto twice = duplicate_headings(); !twice.empty()) return fail(ErrorCode::export_invalid, twice);
        const bool has_code = !columns_.of(Field::ticket_code).empty();
        if (!has_code && system != nullptr && !system->missing_code.empty())
            return fail(ErrorCode::export_invalid, fmt::format("{}: recognised as {}, but the ticket codes are missing. {}",
                                                               place_, system->name, system->missing_code));
        columns_.issues_codes = system == nullptr || system->missing_code.empty();
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (!is_any(i) && !keys_[i].empty()) columns_.unread.push_back(i);
        if (const auto misspelt = has_code ? std::string{} : misspelt_heading(); !misspelt.empty())
            return fail(ErrorCode::export_invalid, misspelt);
        return std::move(columns_);
    }

    [[nodiscard]] bool is_known() const { return system_of_these() != nullptr || names_suffice(); }

private:
    [[nodiscard]] const System* system_of_these() const {
        const auto& all = known_systems();
        const auto found = std::find_if(all.begin(), all.end(), [&](const System& s) {
            return std::all_of(s.marks.begin(), s.marks.end(), [&](const Words& mark) { return has_one(keys_, mark); }) &&
                   !has_one(keys_, s.absent);
        });
        return found == all.end() ? nullptr : &*found;
    }

    /// An unknown list is accepted if seminar.toml names the columns with the name.
    [[nodiscard]] bool names_suffice() const {
        return std::any_of(settings_.columns.begin(), settings_.columns.end(), [&](const auto& column) {
            const bool is_name = column.first == key_of(Field::full_name) || column.first == key_of(Field::given);
            return is_name && std::find(keys_.begin(), keys_.end(), heading_key(column.second)) != keys_.end();
        });
    }

    Result<void> take_named() {
        for (std::size_t i = 0; i < field_count; ++i)
            for (const auto& [key, heading] : settings_.columns)
                if (key == key_of(static_cast<Field>(i)))
                    if (const auto taken = take(static_cast<Field>(i), heading, fmt::format("columns.{}", key)); !taken)
                        return taken;
        if (settings_.protected_column.empty()) return {};
        return take(Field::protected_mark, settings_.protected_column, "protected_column");
    }

    Result<void> take(Field field, const std::string& heading, const std::string& key) {
        columns_.of(field) = places_of(heading);
        if (!columns_.of(field).empty()) return {};
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}: the column \"{}\" that seminar.toml names in {} is not there. It has {}.", place_,
                                clean_text(heading, 60), key, listed()));
    }

    [[nodiscard]] std::vector<std::size_t> places_of(std::string_view heading) const {
        const std::string wanted = heading_key(heading);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (keys_[i] == wanted) places.push_back(i);
        return places;
    }

    void fill(const std::vector<FieldWords>& all, const Words& not_ours) {
        for (const auto& [field, words] : all) {
            auto& places = columns_.of(field);
            if (!places.empty()) continue;
            for (const auto& word : words) {
                if (std::any_of(not_ours.begin(), not_ours.end(),
                                [&](std::string_view other) { return heading_key(other) == heading_key(word); }))
                    continue;
                for (const auto place : places_of(word))
                    if (!is_taken(place) && std::find(places.begin(), places.end(), place) == places.end())
                        places.push_back(place);
            }
        }
    }

    /// A column has one meaning, except the id of alf.io and others, which is also the code.
    [[nodiscard]] bool is_taken(std::size_t place) const {
        for (std::size_t i = 0; i < field_count; ++i) {
            const auto field = static_cast<Field>(i);
            if (field == Field::ticket_code || field == Field::order || field == Field::position) continue;
            if (is_of(field, place)) return true;
        }
        return false;
    }
    [[nodiscard]] bool is_of(Field field, std::size_t place) const {
        const auto& places = columns_.of(field);
        return std::find(places.begin(), places.end(), place) != places.end();
    }
    [[nodiscard]] bool is_any(std::size_t place) const {
        return is_taken(place) || is_of(Field::ticket_code, place) || is_of(Field::order, place) || is_of(Field::position, place);
    }

    /// Codes that were already sent out must not be ignored because of a typing error in their heading: the tickets would be
    /// unknown at the door.
    [[nodiscard]] std::string misspelt_heading() const {
        constexpr std::size_t min_length = 8;  // too many shorter words are similar
        for (const auto place : columns_.unread)
            for (const auto word : ticket_code_words()) {
                const std::string wanted = heading_key(word);
                if (wanted.size() < min_length || !is_one_slip_apart(keys_[place], wanted)) continue;
                return fmt::format(
                    "{}: no column is called \"{}\", but one is called \"{}\". If the ticket codes stand there, say so in "
                    "seminar.toml: "
                    "[registrations.columns] code = \"{}\". If not, give it another name.",
                    place_, word, clean_text(headings_[place], 40), clean_text(headings_[place], 40));
            }
        return {};
    }

    [[nodiscard]] std::string duplicate_headings() const {
        for (std::size_t i = 0; i < field_count; ++i) {
            const auto& places = columns_.places[i];
            for (std::size_t k = 1; k < places.size() && !may_stand_twice(static_cast<Field>(i)); ++k)
                if (keys_[places[k]] == keys_[places[k - 1]])
                    return fmt::format("{}: two columns are called \"{}\". Give one of them another name, and import again.",
                                       place_, clean_text(headings_[places[k]], 40));
        }
        return {};
    }

    [[nodiscard]] std::string listed() const {
        constexpr std::size_t limit = 8;
        std::string list;
        for (std::size_t i = 0; i < std::min(limit, headings_.size()); ++i)
            list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", clean_text(headings_[i], 40));
        return headings_.size() > limit ? list + fmt::format(" and {} more", headings_.size() - limit) : list;
    }

    [[nodiscard]] std::string not_known() const {
        return fmt::format(
            "{}: this is no list of registrations that Entré knows. It has the columns {}. Needed is a column with names "
            "(Förnamn and "
            "Efternamn, or Namn), or say in seminar.toml under [registrations.columns] what the columns are called.",
            place_, listed());
    }

    std::span<const std::string> headings_;
    std::vector<std::string> keys_;
    const RegistrationSettings& settings_;
    std::string_view place_;
    Columns columns_;
};

}  // namespace

bool are_headings(std::span<const std::string> cells, const RegistrationSettings& settings) {
    return Finder(cells, settings, {}).is_known();
}

Result<Columns> recognise(std::span<const std::string> headings, const RegistrationSettings& settings, std::string_view place) {
    return Finder(headings, settings, place).find();
}

}  // namespace entre
