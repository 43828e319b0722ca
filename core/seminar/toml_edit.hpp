// Changes single keys in the text of a TOML file (toml.io, version 1.0), so that comments, order and everything else stay as the
// organiser wrote them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

class TomlText {
public:
    explicit TomlText(std::string_view text);

    /// Sets `key` of `table` to `value`, which is TOML: "12", "\"text\"", "[\"a\", \"b\"]". Both as they are written in the file:
    /// the table with its brackets ("[seminar]"; of several "[[printer]]" the first), a key that is no bare word in quotes. A key
    /// that is missing is added at the end of its table, a table that is missing at the end of the file.
    void set(std::string_view table, std::string_view key, std::string_view value);
    /// Takes the key away, with a comment behind it. Does nothing if it is missing.
    void remove(std::string_view table, std::string_view key);
    /// Takes the first such table away, with its keys and the comments between them.
    void remove_table(std::string_view table);

    /// The headers of all tables, as they are written, without comments: "[seminar]", "[[category]]", in order.
    [[nodiscard]] std::vector<std::string> headers() const;
    /// The keys of the first such table, as they are written.
    [[nodiscard]] std::vector<std::string> keys(std::string_view table) const;
    /// The value of a key as it is written, without a comment behind it; empty if there is none.
    [[nodiscard]] std::string value(std::string_view table, std::string_view key) const;
    /// The lines of all such tables, with their headers and the comments between their keys.
    [[nodiscard]] std::string tables(std::string_view table) const;

    [[nodiscard]] std::string text() const;

private:
    /// The lines of a key and its value: first, and one behind the last.
    struct Place {
        std::size_t begin = 0, end = 0;
    };
    [[nodiscard]] std::size_t line_of(std::string_view table) const;
    [[nodiscard]] std::size_t end_of_table(std::size_t header) const;
    /// The same without the empty lines and comments that lead to the next table.
    [[nodiscard]] std::size_t end_of_keys(std::size_t header) const;
    [[nodiscard]] Place place_of(std::size_t header, std::string_view key) const;

    std::vector<std::string> lines_;
};

/// `text` as a basic string, with its quotes. Control characters are dropped.
std::string toml_string(std::string_view text);
/// The same for a list of strings.
std::string toml_strings(const std::vector<std::string>& texts);

}  // namespace entre
