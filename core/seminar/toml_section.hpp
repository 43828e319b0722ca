// A TOML file, read key by key. The first key that is missing, unknown or invalid becomes an error with the file, the line, the
// key and what is expected.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// One table of the file. A value is left as it is if its key is missing. A key that is not read by any of these functions is not
/// a known key, and an error.
class Section {
public:
    [[nodiscard]] bool has(std::string_view key) const;
    /// The keys of the table, in no particular order.
    [[nodiscard]] std::vector<std::string> keys() const;
    /// The key is known, and is not read.
    void know(std::string_view key) { known_.emplace_back(key); }

    void text(std::string_view key, std::string& into, bool is_required = false);
    /// The same for an optional text of a kind that `should` describes: "must be a colour".
    void text_of_kind(std::string_view key, std::string& into, std::string_view should);
    void flag(std::string_view key, bool& into);
    void number(std::string_view key, double& into, double lowest, double highest);
    void number(std::string_view key, int& into, double lowest, double highest);
    void texts(std::string_view key, std::vector<std::string>& into);
    /// A text, or a table with one for each language.
    void local_text(std::string_view key, LocalText& into, bool is_required = false);
    /// A date and time with an offset from UTC, or without one in `zone`.
    void time(std::string_view key, std::optional<LocalTime>& into, const std::optional<TimeZone>& zone);

    template <class Enum>
    void one_of(std::string_view key, Enum& into, const std::vector<std::pair<std::string_view, Enum>>& choices) {
        std::vector<std::string_view> words;
        for (const auto& choice : choices) words.push_back(choice.first);
        if (const auto chosen = one_of(key, words)) into = choices[*chosen].second;
    }

    /// Reads the table `[key]` by `read`.
    void section(std::string_view key, const std::function<void(Section&)>& read);
    /// Reads each table `[[key]]`, or the only one `[key]`, by `read`. `should` says what is expected instead of anything else.
    void sections(std::string_view key, std::string_view should, const std::function<void(Section&)>& read);

    /// Reports that the value of `key`, which the table has, is not as it should be.
    void complain(std::string_view key, std::string_view should);
    /// Reports that `key` is missing.
    void miss(std::string_view key, std::string_view should);

private:
    friend Result<void> read_toml(std::string_view toml, std::string_view name, const std::function<void(Section&)>& read);

    /// Becomes an Error once the file's name is known.
    struct Problem {
        unsigned line = 0;
        std::string text;
    };
    struct Table;

    Section(const Table& table, std::string name) : table_(table), name_(std::move(name)) {}
    [[nodiscard]] std::string full(std::string_view key) const;
    void note(unsigned line, std::string text);
    void read_inner(const Table& table, std::string_view key, const std::function<void(Section&)>& read);
    std::optional<std::size_t> one_of(std::string_view key, const std::vector<std::string_view>& words);
    void finish();

    const Table& table_;
    std::string name_;
    std::vector<std::string> known_;
    std::optional<Problem> problem_;
};

/// Parses `toml` and reads its outermost table by `read`. `name` is the file's name in messages. Error settings_invalid.
Result<void> read_toml(std::string_view toml, std::string_view name, const std::function<void(Section&)>& read);

}  // namespace entre
