#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/cell_damage.hpp"
#include "core/import/column_values.hpp"

namespace entre {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool is_of_email(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80 ||
           is_of(c, "._%+-");
}

struct Span {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] bool is_there() const { return end > begin; }
};

Span email_in(std::string_view text) {
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        Span span{at, at + 1};
        while (span.begin > 0 && is_of_email(text[span.begin - 1])) --span.begin;
        while (span.end < text.size() && is_of_email(text[span.end])) ++span.end;
        while (span.end > at && text[span.end - 1] == '.') --span.end;
        if (is_email(text.substr(span.begin, span.end - span.begin))) return span;
    }
    return {};
}

/// A run of digits and of the signs in `between`, that begins and ends with a digit, or begins with a plus.
Span run_from(std::string_view text, std::size_t begin, std::string_view between) {
    Span span{begin, begin};
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (is_digit(text[i]))
            span.end = i + 1;
        else if (!is_of(text[i], between) && !(i == begin && text[i] == '+'))
            break;
    }
    return span;
}

Span personal_number_in(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
        if (const Span finnish{i, i + 11}; finnish.end <= text.size() && is_personal_number(text.substr(i, 11))) return finnish;
        for (const std::string_view between : {"-+", "-+ "}) {
            const auto run = run_from(text, i, between);
            if (is_personal_number(text.substr(run.begin, run.end - run.begin))) return run;
        }
    }
    return {};
}

Span phone_in(std::string_view text) {
    constexpr std::size_t min_digits = 8, max_digits = 15;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((text[i] != '0' && text[i] != '+') || (i > 0 && (is_digit(text[i - 1]) || text[i - 1] == '-'))) continue;
        const auto run = run_from(text, i, "-/() \t");
        const auto digits = std::count_if(text.begin() + static_cast<std::ptrdiff_t>(run.begin),
                                          text.begin() + static_cast<std::ptrdiff_t>(run.end), is_digit);
        if (digits >= static_cast<std::ptrdiff_t>(min_digits) && digits <= static_cast<std::ptrdiff_t>(max_digits)) return run;
    }
    return {};
}

/// Takes the span out, with a label before it ("Pnr", "tel:") and brackets around it.
void cut(std::string& text, Span span) {
    static constexpr std::array<std::string_view, 14> labels{"personnummer", "personnr", "pers.nr", "p.nr", "pnr",
                                                             "telefon",      "tel.",     "tel",     "tfn",  "mobil",
                                                             "phone",        "e-post",   "epost",   "mail"};
    const auto trim_before = [&] {
        while (span.begin > 0 && is_of(text[span.begin - 1], " :,;/-<([")) --span.begin;
    };
    trim_before();
    const std::string lower = to_lower_ascii(std::string_view(text).substr(0, span.begin));
    for (const auto label : labels)
        if (lower.ends_with(label) && (lower.size() == label.size() || is_of(lower[lower.size() - label.size() - 1], " ,;(/"))) {
            span.begin -= label.size();
            trim_before();
            break;
        }
    while (span.end < text.size() && is_of(text[span.end], " ,;/->)]")) ++span.end;
    const bool is_between = span.begin > 0 && span.end < text.size();
    text.replace(span.begin, span.end - span.begin, is_between ? " " : "");
}

}  // namespace

std::optional<PrivateParts> without_private_parts(std::string_view text) {
    const bool may_have_one = text.find('@') != std::string_view::npos || std::count_if(text.begin(), text.end(), is_digit) >= 8;
    if (!may_have_one) return std::nullopt;
    PrivateParts out{std::string(text)};
    const auto take_out = [&](Span (*find)(std::string_view), bool& had) {
        for (auto span = find(out.text); span.is_there(); span = find(out.text)) {
            cut(out.text, span);
            had = true;
        }
    };
    take_out(email_in, out.had_email);
    take_out(personal_number_in, out.had_personal_number);
    take_out(phone_in, out.had_phone);
    if (!out.had_email && !out.had_personal_number && !out.had_phone) return std::nullopt;
    out.text = std::string(trim(out.text));
    return out;
}

}  // namespace entre
