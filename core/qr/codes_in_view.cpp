#include "core/qr/codes_in_view.hpp"

#include <algorithm>
#include <set>

namespace entre {

namespace {

using namespace std::chrono_literals;
using Kind = CodeMeaning::Kind;

constexpr auto in_view_for = 500ms;  // since the last read: a code in view is not read in every frame
constexpr auto pointed_out_after = 800ms;
constexpr auto static_after = 8s;
constexpr std::size_t max_static_codes = 64;
constexpr std::size_t max_tracked_codes = 64;  // bounds memory if a screen shows a new code in every frame

}  // namespace

CodesInView::CodesInView(std::function<CodeMeaning(const std::string&)> meaning_of) : meaning_of_(std::move(meaning_of)) {}

bool CodesInView::is_static_code(const std::string& payload, const Seen& seen, Clock::time_point at) {
    if (std::find(static_codes_.begin(), static_codes_.end(), payload) != static_codes_.end()) return true;
    if (at - seen.first < static_after) return false;
    if (static_codes_.size() >= max_static_codes) static_codes_.erase(static_codes_.begin());
    static_codes_.push_back(payload);
    return true;
}

CodesInView::Report CodesInView::take(std::span<const FoundCode> codes, Clock::time_point at) {
    std::erase_if(in_view_, [&](const auto& entry) { return at - entry.second.last > in_view_for; });
    if (in_view_.size() > max_tracked_codes) in_view_.clear();
    for (const auto& code : codes) {
        auto known = in_view_.find(code.text);
        if (known == in_view_.end()) known = in_view_.emplace(code.text, Seen{meaning_of_(code.text), at, at}).first;
        known->second.last = at;
    }
    if (served_ && !in_view_.contains(*served_)) served_.reset();

    std::set<std::string> people;
    bool is_pointed_out = false;
    for (const auto& [payload, seen] : in_view_) {
        if (seen.meaning.kind == Kind::ticket) people.insert(seen.meaning.person);
        if (seen.meaning.kind == Kind::other && at - seen.first >= pointed_out_after)
            is_pointed_out = !is_static_code(payload, seen, at) || is_pointed_out;
    }

    Report report;
    const auto report_first = [&](auto is_wanted) {
        const auto found = std::find_if(codes.begin(), codes.end(),
                                        [&](const auto& code) { return is_wanted(code.text, in_view_.at(code.text)); });
        if (found != codes.end()) report.code = *found;
    };
    if (people.size() > 1) {
        report.advice = ScanAdvice::one_at_a_time;
        // The visitor being served may keep holding up their ticket.
        if (served_) report_first([&](const std::string& payload, const Seen&) { return payload == *served_; });
    } else if (people.size() == 1) {
        report_first([](const std::string&, const Seen& seen) { return seen.meaning.kind == Kind::ticket; });
        if (report.code) served_ = report.code->text;
    } else {
        report_first([](const std::string&, const Seen& seen) { return seen.meaning.kind == Kind::unknown; });
        if (is_pointed_out && !report.code) report.advice = ScanAdvice::not_a_ticket;
    }
    return report;
}

}  // namespace entre
