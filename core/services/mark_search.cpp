#include "core/services/mark_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t min_mark_length = 4;
constexpr std::size_t short_mark = 8;  // shorter ones occur by chance within words and in compressed pictures
constexpr std::size_t scan_every = 1U << 16;
constexpr std::size_t max_reference = 10;
constexpr char32_t latin_end = 0x250;
constexpr char32_t invalid = 0xfffd;
constexpr char gap = '\x01';  // what is no text: no mark continues across it

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Accents that stand by themselves, apostrophes, and characters without width.
bool is_ignored(char32_t c) {
    return c == '\'' || c == '`' || c == 0xad || c == 0xb4 || c == 0x2bc || is_between(c, 0x300, 0x36f) ||
           is_between(c, 0x1ab0, 0x1aff) || is_between(c, 0x1dc0, 0x1dff) || is_between(c, 0x200b, 0x200f) ||
           is_between(c, 0x2018, 0x2019) || c == 0x2060 || is_between(c, 0x20d0, 0x20ff) || c == 0xfeff;
}

bool is_no_text(char32_t c) { return c == invalid || (c < 0x20 && !is_between(c, '\t', '\r')) || is_between(c, 0x7f, 0x9f); }

std::string folded(char32_t c) {
    std::string out = fold(to_utf8(c));
    return out == " " ? std::string{} : out;
}

const std::array<std::string, latin_end>& folded_latin() {
    static const auto table = [] {
        std::array<std::string, latin_end> out;
        for (char32_t c = 0; c < latin_end; ++c) out[c] = folded(c);
        return out;
    }();
    return table;
}

std::uint32_t beginning_of(const char* text) {
    const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    return byte(0) << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
}

bool is_word(char c) { return c != ' ' && c != gap; }

constexpr std::array<char32_t, 32> windows_1252_controls{0x20ac,  invalid, 0x201a, 0x192,  0x201e, 0x2026,  0x2020, 0x2021,
                                                         0x2c6,   0x2030,  0x160,  0x2039, 0x152,  invalid, 0x17d,  invalid,
                                                         invalid, 0x2018,  0x2019, 0x201c, 0x201d, 0x2022,  0x2013, 0x2014,
                                                         0x2dc,   0x2122,  0x161,  0x203a, 0x153,  invalid, 0x17e,  0x178};

/// The character that `reference` stands for: "#229", "#xe5", "amp" or "u00e5"; `invalid` if it is none.
char32_t referenced(std::string_view reference) {
    if (reference == "amp") return '&';
    if (reference == "quot") return '"';
    if (reference == "apos") return '\'';
    if (reference == "lt" || reference == "gt" || reference == "nbsp") return ' ';
    if (reference.empty()) return invalid;
    int base = reference.front() == 'u' ? 16 : 10;
    reference.remove_prefix(1);
    if (base == 10 && !reference.empty() && (reference.front() | 0x20) == 'x') {
        base = 16;
        reference.remove_prefix(1);
    }
    std::uint32_t number = 0;
    const auto* end = reference.data() + reference.size();
    const auto [at, error] = std::from_chars(reference.data(), end, number, base);
    return error == std::errc{} && at == end ? static_cast<char32_t>(number) : invalid;
}

}  // namespace

std::string searchable(std::string_view text) {
    SearchableText out(MarkEncoding::utf_8);
    out.take(text);
    const auto from = std::min(out.text().find_first_not_of(' '), out.text().size());
    return out.text().substr(from, out.text().find_last_not_of(' ') + 1 - from);
}

void add_marks(std::set<std::string>& marks, const Registration& person) {
    const auto add = [&](std::string_view text) {
        if (auto mark = searchable(text); mark.size() >= min_mark_length) marks.insert(std::move(mark));
    };
    add(person.ticket_code);
    if (person.given.empty() || person.family.empty()) return add(person.given + person.family);
    for (const std::string_view between : {" ", ""}) {
        add(fmt::format("{}{}{}", person.given, between, person.family));
        add(fmt::format("{}{}{}", person.family, between, person.given));
    }
}

MarkIndex::MarkIndex(const std::vector<std::string>& marks) {
    for (const auto& mark : marks) {
        if (mark.size() < min_mark_length) continue;
        by_beginning_[beginning_of(mark.data())].push_back(mark);
        max_length_ = std::max(max_length_, mark.size());
    }
}

bool MarkIndex::is_at(std::string_view text, std::size_t at) const {
    if (at + min_mark_length > text.size()) return false;
    const auto found = by_beginning_.find(beginning_of(text.data() + at));
    if (found == by_beginning_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& mark) {
        if (!text.substr(at).starts_with(mark)) return false;
        const std::size_t end = at + mark.size();
        return mark.size() >= short_mark || ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end])));
    });
}

void SearchableText::take(std::string_view bytes) {
    for (const char byte : bytes) take_byte(static_cast<unsigned char>(byte));
}

void SearchableText::take_byte(unsigned char byte) {
    switch (encoding_) {
        case MarkEncoding::utf_8:
            return take_utf_8(byte);
        case MarkEncoding::windows_1252:
            return add(byte >= 0x80 && byte < 0xa0 ? windows_1252_controls[byte - 0x80U] : byte);
        case MarkEncoding::utf_16_le:
        case MarkEncoding::utf_16_be:
            return take_utf_16(byte);
        case MarkEncoding::markup:
            return take_markup(static_cast<char>(byte));
    }
}

void SearchableText::take_utf_8(unsigned char byte) {
    if (missing_ > 0 && (byte & 0xc0U) == 0x80U) {
        code_point_ = code_point_ << 6U | (byte & 0x3fU);
        if (--missing_ == 0) add(code_point_);
        return;
    }
    if (missing_ > 0) add(invalid);
    missing_ = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    code_point_ = byte & (0x3fU >> static_cast<unsigned>(missing_));
    if (missing_ == 0) add(byte < 0x80 ? byte : invalid);
}

void SearchableText::take_utf_16(unsigned char byte) {
    if (!std::exchange(has_half_, !has_half_)) {
        half_ = byte;
        return;
    }
    add(encoding_ == MarkEncoding::utf_16_le ? static_cast<char32_t>(byte << 8U | half_)
                                             : static_cast<char32_t>(half_ << 8U | byte));
}

void SearchableText::take_markup(char byte) {
    if (is_in_tag_) {
        is_in_tag_ = byte != '>';
        return;
    }
    if (!reference_.empty()) return end_reference(byte);
    is_in_tag_ = byte == '<';
    if (byte == '&' || byte == '\\')
        reference_ = byte;
    else if (!is_in_tag_)
        take_utf_8(static_cast<unsigned char>(byte));
}

/// Takes the next byte of a character reference, which ends with a semicolon or has four digits after \u.
void SearchableText::end_reference(char byte) {
    const bool is_json = reference_.front() == '\\';
    if (is_json || byte != ';') reference_ += byte;
    const bool is_complete = is_json ? reference_.size() == 6 || !reference_.starts_with("\\u") : byte == ';';
    if (!is_complete && reference_.size() < max_reference) return;
    const auto character = referenced(std::string_view(reference_).substr(1));
    add(character == invalid ? ' ' : character);
    reference_.clear();
}

void SearchableText::add(char32_t c) {
    if (is_no_text(c)) return add_separator(gap);
    if (is_ignored(c)) return;
    const std::string* letters = nullptr;
    if (c < latin_end) {
        letters = &folded_latin()[c];
    } else {
        const auto [known, is_new] = folded_.try_emplace(c);
        if (is_new) known->second = folded(c);
        letters = &known->second;
    }
    letters->empty() ? add_separator(' ') : static_cast<void>(text_ += *letters);
}

void SearchableText::add_separator(char separator) {
    if (text_.empty() || is_word(text_.back()))
        text_ += separator;
    else if (separator == gap)
        text_.back() = gap;
}

MarkSearch::MarkSearch(const MarkIndex& index) : index_(&index) {
    for (const auto encoding : {MarkEncoding::utf_8, MarkEncoding::windows_1252, MarkEncoding::utf_16_le, MarkEncoding::utf_16_be,
                                MarkEncoding::markup})
        searches_.push_back({SearchableText(encoding)});
}

void MarkSearch::take(std::string_view bytes) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), scan_every)))
        for (auto& search : searches_) {
            search.text.take(bytes.substr(0, scan_every));
            scan(search, false);
        }
}

std::size_t MarkSearch::finish() {
    std::size_t most = 0;
    for (auto& search : searches_) {
        scan(search, true);
        most = std::max(most, search.places);
    }
    return most;
}

void MarkSearch::scan(Search& search, bool is_last) const {
    const std::string& text = search.text.text();
    const std::size_t kept = is_last ? 0 : index_->max_length() + 1;  // a mark, and the byte after it
    for (; search.scanned + kept < text.size(); ++search.scanned) search.places += index_->is_at(text, search.scanned) ? 1U : 0U;
    if (search.scanned < 2) return;
    search.text.drop(search.scanned - 1);  // the byte before the next mark is kept
    search.scanned = 1;
}

}  // namespace entre
