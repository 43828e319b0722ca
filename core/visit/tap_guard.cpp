#include "core/visit/tap_guard.hpp"

#include <fmt/format.h>

namespace entre {

namespace {

/// What can be asked on a screen besides the screen itself.
struct Question {
    const State& state;

    std::string operator()(const Confirm& s) const { return s.who.id.value + std::string(to_string(s.name_shown)); }
    std::string operator()(const AlreadyIn& s) const {
        return fmt::format("{} {} {}", s.who.id.value, s.asks_why, s.wants_badge);
    }
    std::string operator()(const Trouble& s) const { return std::to_string(static_cast<int>(s.advice)); }
    std::string operator()(const Offer& s) const { return s.person.value; }
    std::string operator()(const NewPin& s) const { return std::to_string(static_cast<int>(s.note)); }
    std::string operator()(const Staff& s) const {
        return std::string(name_of(s.page)) + std::visit([&](const auto& page) { return (*this)(page); }, s.page);
    }

    std::string operator()(const PersonPage& p) const {
        const bool is_inside = p.history != nullptr && p.history->inside_since.has_value();
        return fmt::format("{} {} {}", p.person.value, p.sure ? to_string(*p.sure) : "", is_inside);
    }
    std::string operator()(const OverviewPage&) const {
        return fmt::format("{} {}", state.help.empty() ? 0 : state.help.front().number, state.guests_met.size());
    }
    std::string operator()(const PrintersPage& p) const {
        const bool has_badges = state.troubled != nullptr && !state.troubled->empty();
        return fmt::format("{} {}", static_cast<int>(p.sure), has_badges ? state.troubled->front().order.value : "");
    }
    std::string operator()(const ListsPage& p) const {
        const bool has_question = state.import != nullptr && !state.import->questions.empty();
        return fmt::format("{} {} {} {}", p.is_sure, to_string(p.note), state.import != nullptr,
                           has_question ? state.import->questions.front().column + state.import->questions.front().word : "");
    }
    std::string operator()(const WalkInPage& p) const { return std::to_string(static_cast<int>(p.note)); }
    std::string operator()(const RepairPage& p) const { return std::to_string(static_cast<int>(p.note)); }
    std::string operator()(const auto&) const { return {}; }
};

template <class... Some>
bool is_one_of(const Event& event) {
    return (std::holds_alternative<Some>(event) || ...);
}

}  // namespace

std::string question_of(const State& state) {
    return std::string(name_of(state.screen)) + " " + std::visit(Question{state}, state.screen);
}

bool is_answer(const Event& tap) {
    return !is_one_of<Typed, Erased, ShiftToggled, FieldChosen, StaffFieldChosen, Scrolled, StaffPageOpened, FilterChosen,
                      PanelChosen, LanguageChosen, TextSizeToggled, ContrastToggled, ReachToggled, MoreTimeRequested,
                      TouchChanged>(tap);
}

void TapGuard::saw(const State& state, Clock::time_point now) {
    auto question = question_of(state);
    if (question == question_) return;
    question_ = std::move(question);
    asked_ = now;
}

bool TapGuard::accepts(const Event& tap, Clock::time_point now) const { return !is_answer(tap) || accepts_answers(now); }

}  // namespace entre
