#include "core/import/headings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.hpp"
#include "core/import/careful_columns.hpp"
#include "core/import/column_evidence.hpp"
#include "core/import/heading_meaning.hpp"

namespace entre {

namespace {

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

/// pretix exports two "Company" columns, forms two "Namn"; any other heading that occurs twice is ambiguous.
bool may_stand_twice(Field field) { return field == Field::organisation || field == Field::guest; }

constexpr std::array harmless_fields{Field::given,        Field::family,     Field::full_name, Field::email,
                                     Field::organisation, Field::title,      Field::category,  Field::language,
                                     Field::guest,        Field::group_size, Field::middle};

class Finder {
public:
    Finder(std::span<const std::string> headings, std::span<const ColumnValues> values, const RegistrationSettings& settings,
           std::string_view place)
        : headings_(headings),
          keys_(keys_of(headings)),
          settings_(settings),
          place_(place),
          values_(values.begin(), values.end()) {
        values_.resize(headings.size());
        columns_.readings.resize(headings.size());
        for (std::size_t i = 0; i < headings.size(); ++i) {
            columns_.readings[i].heading = clean_text(headings[i], 60);
            words_.push_back(words_of_heading(headings[i]));
        }
    }

    Result<Columns> find() {
        const auto* system = system_of_these();
        const bool is_plain = system == nullptr || system->name == "list" || system->name.ends_with("Forms");
        columns_.system = system != nullptr ? system->name : "list";
        columns_.codes = system != nullptr ? system->codes : CodeKind::exported;
        if (const auto named = take_named(); !named) return pass_on(named);
        take_answers();
        if (system != nullptr) fill(system->columns, {}, fmt::format("a heading of {}", system->name));
        fill(common_columns(), system != nullptr ? system->not_ours : Words{}, "the heading says so");
        if (const auto twice = duplicate_headings()) return fail(ErrorCode::export_invalid, *twice);
        take_careful(system, is_plain);
        if (is_plain) {
            take_by_words(system);
            take_second_half_of_names();
            ask_about_status_in_titles();
        }
        if (const auto twice = duplicate_headings()) return fail(ErrorCode::export_invalid, *twice);
        if (!has_names() && !ask_for_names() && !take_guests_as_names()) return fail(ErrorCode::export_invalid, not_known());
        const bool has_code = !columns_.of(Field::ticket_code).empty();
        if (!has_code && system != nullptr && !system->missing_code.empty())
            return fail(ErrorCode::export_invalid, sentence(system->missing_code, place_, system->name));
        const auto& names = columns_.of(Field::full_name);
        columns_.is_family_name_first = !names.empty() && words_[names.front()].is_family_name_first;
        columns_.issues_codes = system == nullptr || system->missing_code.empty();
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (!is_any(i) && !keys_[i].empty()) columns_.unread.push_back(i);
        return std::move(columns_);
    }

    /// Looks at the words only: whether a row of cells is headings.
    [[nodiscard]] bool is_known() const { return system_of_these() != nullptr || names_suffice() || speaks_of_people(); }

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
        const auto is_name = [](std::string_view key) { return key == key_of(Field::full_name) || key == key_of(Field::given); };
        const auto has = [&](const std::string& heading) {
            return std::find(keys_.begin(), keys_.end(), heading_key(heading)) != keys_.end();
        };
        return std::any_of(settings_.columns.begin(), settings_.columns.end(),
                           [&](const auto& column) { return is_name(column.first) && has(column.second); }) ||
               std::any_of(settings_.answers.begin(), settings_.answers.end(),
                           [&](const auto& answer) { return is_name(answer.second) && has(answer.first); });
    }

    /// A heading of names, and another that lists of people have. A name alone is not enough: products have names, too.
    [[nodiscard]] bool speaks_of_people() const {
        std::size_t names = 0, others = 0;
        bool has_both = false;
        for (const auto& words : words_) {
            if (words.meanings.empty()) continue;
            const Field field = words.meanings.front().field;
            const bool may_be_code = field == Field::ticket_code && !words.is_about_other_things;
            if (words.meanings.front().fit != HeadingFit::exactly && !may_be_code) continue;
            const bool is_name =
                field == Field::given || field == Field::family || field == Field::full_name || field == Field::guest;
            has_both = has_both || field == Field::given || field == Field::family;
            names += is_name ? 1U : 0U;
            others += is_name ? 0U : 1U;
        }
        return names > 0 && (others > 0 || (has_both && names > 1));
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
        for (const auto place : columns_.of(field)) note(place, field, Confidence::sure, "named in seminar.toml");
        if (!columns_.of(field).empty()) return {};
        return fail(ErrorCode::export_invalid,
                    sentence("{}: the column \"{}\", which the settings name as {}, is not there. It has {}.", place_,
                             clean_text(heading, 60), key, listed()));
    }

    /// What was answered for the same heading before, in this file or another one.
    void take_answers() {
        answered_.resize(headings_.size());
        for (const auto& [heading, role] : settings_.answers)
            for (const auto place : places_of(heading)) {
                answered_[place] = true;
                for (std::size_t i = 0; i < field_count; ++i)
                    if (const auto field = static_cast<Field>(i);
                        !role.empty() && role == key_of(field) && !is_of(field, place)) {
                        columns_.of(field).push_back(place);
                        note(place, field, Confidence::sure, "answered before");
                    }
                if (role == "ignore") note(place, std::nullopt, Confidence::none, "answered before");
            }
    }

    [[nodiscard]] std::vector<std::size_t> places_of(std::string_view heading) const {
        const std::string wanted = heading_key(heading);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (keys_[i] == wanted) places.push_back(i);
        return places;
    }

    void fill(const std::vector<FieldWords>& all, const Words& not_ours, const std::string& evidence) {
        for (const auto& [field, words] : all) {
            auto& places = columns_.of(field);
            if (!places.empty()) continue;
            for (const auto& word : words) {
                if (std::any_of(not_ours.begin(), not_ours.end(),
                                [&](std::string_view other) { return heading_key(other) == heading_key(word); }))
                    continue;
                for (const auto place : places_of(word))
                    if (!is_taken(place) && !answered_[place] && std::find(places.begin(), places.end(), place) == places.end()) {
                        places.push_back(place);
                        note(place, field, Confidence::sure, evidence);
                    }
            }
        }
    }

    void take_careful(const System* system, bool is_plain) {
        const auto apply = [&](const std::vector<CarefulColumn>& all) {
            for (const auto& one : all) {
                if (one.taken) {
                    columns_.of(*one.taken).push_back(one.place);
                    note(one.place, *one.taken, Confidence::sure, evidence_of(one.place, "the heading says so"));
                } else if (one.question) {
                    columns_.questions.push_back(*one.question);
                    note(one.place, std::nullopt, Confidence::asked, evidence_of(one.place, "heading and values are not enough"));
                }
            }
        };
        ask_about_denials();
        apply(protected_columns(unclaimed()));
        if (columns_.of(Field::ticket_code).empty() && (is_plain || system->missing_code.empty()))
            apply(code_columns(unclaimed()));
        const bool has_status = !columns_.of(Field::status).empty() && !is_plain;
        apply(status_columns(unclaimed(), has_status));
    }

    /// "Skyddad identitet: Jag har inte skyddad identitet": under a plain heading, but not a plain no.
    void ask_about_denials() {
        if (!settings_.protected_column.empty() || is_named(Field::protected_mark)) return;
        for (const auto place : columns_.of(Field::protected_mark)) {
            if (values_[place].denying == 0 || answered_[place]) continue;
            columns_.questions.push_back(
                {QuestionKind::protected_column,
                 columns_.readings[place].heading,
                 {},
                 values_[place].filled,
                 {std::string(key_of(Field::protected_mark)), std::string(key_of(Field::may_be_shown)), "ignore"}});
            note(place, Field::protected_mark, Confidence::asked, evidence_of(place, "some answers are sentences that say no"));
        }
    }

    /// Columns that nothing has claimed yet.
    [[nodiscard]] std::vector<CandidateColumn> unclaimed() const {
        std::vector<CandidateColumn> out;
        for (std::size_t i = 0; i < headings_.size(); ++i) {
            const bool is_free = !is_any(i) && !answered_[i] && columns_.readings[i].confidence == Confidence::none;
            if (is_free && !keys_[i].empty()) out.push_back({i, &words_[i], &values_[i], columns_.readings[i].heading});
        }
        return out;
    }

    /// The fields where a wrong guess is seen on the badge at once.
    void take_by_words(const System* system) {
        const bool is_form = system != nullptr && system->name.ends_with("Forms");
        for (const auto& column : unclaimed()) {
            const auto* best = best_of(column);
            if (best == nullptr) continue;
            auto field = best->field;
            if (field == Field::full_name && column.words->is_numbered && !columns_.of(Field::full_name).empty() && !is_form)
                field = Field::guest;
            if (is_named(field)) continue;
            columns_.of(field).push_back(column.place);
            ranks_.emplace_back(column.place, best->rank + (best->is_weak ? 10'000 : 0));
            note(column.place, field, best->fit == HeadingFit::exactly ? Confidence::sure : Confidence::likely,
                 evidence_of(column.place, "words in the heading"));
        }
        for (const Field field : harmless_fields) keep_the_strongest(field);
        keep_names_of_the_person();
        take_email_addresses();
    }

    /// "Skolans namn" beside "Deltagarens namn" is an organisation, "Rektors namn" is somebody else's.
    void keep_names_of_the_person() {
        auto& names = columns_.of(Field::full_name);
        const auto is_exact = [&](std::size_t place) {
            const auto* meaning = words_[place].of(Field::full_name);
            return meaning == nullptr || meaning->fit == HeadingFit::exactly ||
                   columns_.readings[place].evidence == "answered before";
        };
        if (std::none_of(names.begin(), names.end(), is_exact)) return;
        std::vector<std::size_t> others;
        std::copy_if(names.begin(), names.end(), std::back_inserter(others), [&](std::size_t place) { return !is_exact(place); });
        std::erase_if(names, [&](std::size_t place) { return !is_exact(place); });
        for (const auto place : others) {
            const bool is_organisation =
                words_[place].of(Field::organisation) != nullptr && columns_.of(Field::organisation).empty();
            if (is_organisation) columns_.of(Field::organisation).push_back(place);
            note(place, is_organisation ? std::optional(Field::organisation) : std::nullopt,
                 is_organisation ? Confidence::likely : Confidence::none, "another column has the names");
        }
    }

    /// "Kontakt: asa@example.org", where no heading says e-mail.
    void take_email_addresses() {
        if (!columns_.of(Field::email).empty() || is_named(Field::email)) return;
        for (const auto& column : unclaimed()) {
            if (!column.values->are_mostly(column.values->emails) || column.words->is_of_others) continue;
            columns_.of(Field::email).push_back(column.place);
            return note(column.place, Field::email, Confidence::likely,
                        evidence_of(column.place, "the values are e-mail addresses"));
        }
    }

    /// "Namn" above two columns: the second one has no heading, and the family names.
    void take_second_half_of_names() {
        if (!columns_.of(Field::family).empty()) return;
        for (const Field field : {Field::full_name, Field::given})
            for (const auto place : columns_.of(field)) {
                if (place + 1 >= keys_.size() || !keys_[place + 1].empty()) continue;
                const auto &first = values_[place], &second = values_[place + 1];
                const auto others =
                    second.emails + second.numbers + second.dates + second.yes_or_no + second.status_words + second.phones;
                if (first.are_mostly(first.full_names, 60) || !second.are_mostly(second.filled - others)) continue;
                if (second.filled * 2 < first.filled) continue;
                columns_.of(Field::family).push_back(place + 1);
                return note(place + 1, Field::family, Confidence::likely, "it has no heading and stands behind the names");
            }
    }

    /// "Roll: Väntelista": a title that says who is let in.
    void ask_about_status_in_titles() {
        for (const Field field : {Field::title, Field::category})
            for (const auto place : columns_.of(field)) {
                if (values_[place].keeping_out == 0 || answered_[place] || is_named(field)) continue;
                columns_.questions.push_back({QuestionKind::status_column,
                                              columns_.readings[place].heading,
                                              {},
                                              values_[place].filled,
                                              {"status", std::string(key_of(field)), "ignore"}});
                note(place, field, Confidence::asked, evidence_of(place, "some values are words of status"));
            }
    }

    [[nodiscard]] bool is_named(Field field) const {
        return std::any_of(settings_.columns.begin(), settings_.columns.end(),
                           [&](const auto& one) { return one.first == key_of(field); });
    }

    /// The meaning of a heading that is taken without a question, if its values do not speak against it.
    [[nodiscard]] const HeadingMeaning* best_of(const CandidateColumn& column) const {
        const auto& v = *column.values;
        for (const auto& meaning : column.words->meanings) {
            const Field field = meaning.field;
            if (std::find(harmless_fields.begin(), harmless_fields.end(), field) == harmless_fields.end()) continue;
            if (meaning.fit == HeadingFit::partly && (column.words->is_about_other_things || field == Field::group_size))
                continue;
            const bool is_data =
                v.are_mostly(v.emails) || v.are_mostly(v.numbers) || v.are_mostly(v.dates) || v.are_mostly(v.links);
            if (field == Field::email ? v.filled > 0 && !v.are_mostly(v.emails, 20) : field != Field::group_size && is_data)
                continue;
            const bool is_name = field == Field::full_name || field == Field::given || field == Field::family;
            if ((field == Field::title || is_name) && v.are_mostly(v.yes_or_no + v.long_answers)) continue;
            return &meaning;
        }
        return nullptr;
    }

    /// In order of rank; weaker words ("Avdelning") only where no stronger one ("Organisation") is.
    void keep_the_strongest(Field field) {
        auto& places = columns_.of(field);
        const auto rank = [&](std::size_t place) {
            const auto found = std::find_if(ranks_.begin(), ranks_.end(), [&](const auto& one) { return one.first == place; });
            return found == ranks_.end() ? std::size_t{0} : found->second;
        };
        std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
        const bool has_strong = !places.empty() && rank(places.front()) < 10'000;
        std::erase_if(places, [&](std::size_t place) {
            const bool is_dropped = has_strong && rank(place) >= 10'000;
            if (is_dropped) note(place, std::nullopt, Confidence::none, "another column says it better");
            return is_dropped;
        });
    }

    [[nodiscard]] bool has_names() const {
        return !columns_.of(Field::given).empty() || !columns_.of(Field::full_name).empty() ||
               !columns_.of(Field::family).empty();
    }

    /// "Guest name" is the only name of the list.
    bool take_guests_as_names() {
        auto& guests = columns_.of(Field::guest);
        if (guests.empty()) return false;
        columns_.of(Field::full_name).push_back(guests.front());
        guests.erase(guests.begin());
        return true;
    }

    /// "Customer" alone is a person in the lists of booking programs.
    static bool is_customer(const CandidateColumn& column) {
        return column.words->key == "customer" || column.words->key == "kund" || column.words->key == "client";
    }

    /// Columns that hold names although no heading says so.
    bool ask_for_names() {
        bool has_asked = false;
        for (const auto& column : unclaimed()) {
            const auto& v = *column.values;
            if (!v.are_mostly(v.full_names, 60) || v.different * 10 < v.filled * 7 ||
                (column.words->is_about_other_things && !is_customer(column)))
                continue;
            columns_.questions.push_back({QuestionKind::name_column,
                                          columns_.readings[column.place].heading,
                                          {},
                                          v.filled,
                                          {std::string(key_of(Field::full_name)), "ignore"}});
            note(column.place, std::nullopt, Confidence::asked, evidence_of(column.place, "the values look like names"));
            has_asked = true;
        }
        return has_asked;
    }

    void note(std::size_t place, std::optional<Field> role, Confidence confidence, std::string evidence) {
        auto& reading = columns_.readings[place];
        reading = {std::move(reading.heading), role, confidence, std::move(evidence)};
    }

    [[nodiscard]] std::string evidence_of(std::size_t place, std::string_view why) const {
        return with_evidence(why, values_[place]);
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

    [[nodiscard]] std::optional<Sentence> duplicate_headings() const {
        for (std::size_t i = 0; i < field_count; ++i) {
            const auto& places = columns_.places[i];
            for (std::size_t k = 1; k < places.size() && !may_stand_twice(static_cast<Field>(i)); ++k)
                if (fold(clean_text(headings_[places[k]], 200)) == fold(clean_text(headings_[places[k - 1]], 200)))
                    return sentence("{}: two columns are called \"{}\". Give one of them another name, and import again.", place_,
                                    clean_text(headings_[places[k]], 40));
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string listed() const {
        constexpr std::size_t limit = 8;
        std::string list;
        for (std::size_t i = 0; i < std::min(limit, headings_.size()); ++i)
            list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", clean_text(headings_[i], 40));
        return headings_.size() > limit ? list + fmt::format(", … (+{})", headings_.size() - limit) : list;
    }

    [[nodiscard]] Sentence not_known() const {
        return sentence(
            "{}: this is no list of registrations that Entré knows. It has the columns {}. Needed is a column with names: "
            "Förnamn and Efternamn, or Namn.",
            place_, listed());
    }

    std::span<const std::string> headings_;
    std::vector<std::string> keys_;
    const RegistrationSettings& settings_;
    std::string_view place_;
    std::vector<ColumnValues> values_;
    std::vector<HeadingWords> words_;
    std::vector<bool> answered_;
    std::vector<std::pair<std::size_t, std::size_t>> ranks_;  // of the columns that were taken by words
    Columns columns_;
};

}  // namespace

bool are_headings(std::span<const std::string> cells, const RegistrationSettings& settings) {
    return Finder(cells, {}, settings, {}).is_known();
}

Result<Columns> recognise(std::span<const std::string> headings, std::span<const ColumnValues> values,
                          const RegistrationSettings& settings, std::string_view place) {
    return Finder(headings, values, settings, place).find();
}

}  // namespace entre
