#include "core/ticket/match.hpp"

#include "core/base/text.hpp"

namespace entre {

namespace {

CodeRule rule_of_likeness(std::string_view scanned, std::string_view kept) {
    if (to_lower_ascii(scanned) == to_lower_ascii(kept)) return CodeRule::letter_case;
    if (alphanumeric_ascii(scanned) == alphanumeric_ascii(kept)) return CodeRule::uuid_dashes;
    return CodeRule::leading_zeros;
}

/// The one person whom the payload's parts and its link lead to; `is_one` turns false when they lead to several.
struct OnePerson {
    std::optional<Registration> who;
    CodeRule rule = CodeRule::payload_part;
    bool is_one = true;

    void add(Registration found, CodeRule by) {
        if (who && who->id != found.id) is_one = false;
        if (!who) {
            who = std::move(found);
            rule = by;
        }
    }
};

OnePerson with_parts(const PayloadReading& reading, const CodeLookUp& roster) {
    OnePerson one;
    if (!reading.link.empty() && roster.link)
        for (auto& who : roster.link(reading.link)) one.add(std::move(who), CodeRule::same_link);
    for (const auto& part : reading.parts)
        if (auto who = roster.exact(part)) one.add(std::move(*who), CodeRule::payload_part);
    return one;
}

}  // namespace

TicketMatch match(const PayloadReading& reading, const CodeLookUp& roster) {
    TicketMatch result;
    for (const auto& candidate : reading.candidates) {
        result.tried.push_back(candidate.rule);
        result.rule = candidate.rule;
        if ((result.who = roster.exact(candidate.code))) return result;
    }
    for (const auto& candidate : reading.candidates) {
        if ((result.who = roster.alike(candidate.code))) {
            result.rule = rule_of_likeness(candidate.code, result.who->ticket_code);
            result.tried.push_back(result.rule);
            return result;
        }
    }
    for (const auto& candidate : reading.candidates) {
        if (candidate.rule != CodeRule::plain || !roster.beginning) continue;
        result.tried.push_back(CodeRule::code_beginning);
        result.rule = CodeRule::code_beginning;
        if ((result.who = roster.beginning(candidate.code))) return result;
        const auto digits = candidate.code.find_first_not_of('0');
        if (digits != 0 && digits != std::string::npos && (result.who = roster.beginning(candidate.code.substr(digits))))
            return result;
    }
    for (const auto& candidate : reading.candidates) {
        if (candidate.rule != CodeRule::plain) continue;
        result.tried.push_back(CodeRule::keyboard_layout);
        for (const auto& repaired : read_payload(us_layout_of_swedish(candidate.code)).candidates) {
            if ((result.who = roster.exact(repaired.code))) {
                result.rule = CodeRule::keyboard_layout;
                return result;
            }
        }
    }
    if (reading.parts.empty() && reading.link.empty()) return result;
    auto one = with_parts(reading, roster);
    result.tried.push_back(one.rule);
    if (one.who && one.is_one) {
        result.who = std::move(one.who);
        result.rule = one.rule;
    }
    return result;
}

}  // namespace entre
