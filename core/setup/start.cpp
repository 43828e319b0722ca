// Start: which seminar, and what to do with it.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

const SeminarCard* chosen(const StartScreen& screen) {
    return screen.chosen < screen.cards.size() ? &screen.cards[screen.chosen] : nullptr;
}

Step on(const StartScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const StartScreen& screen, const SeminarsFound& found, State state) {
    StartScreen next = screen;
    next.cards = found.cards;
    // The same panel as at the last seminar.
    if (!next.is_read && state.form.rotate == 0 && !next.cards.empty()) state.form.rotate = next.cards.front().rotate;
    next.is_read = true;
    next.chosen = next.chosen < next.cards.size() ? next.chosen : 0;
    return show(std::move(state), std::move(next));
}

Step on(const StartScreen& screen, const CardChosen& card, State state) {
    StartScreen next = screen;
    if (card.index >= next.cards.size()) return stay(std::move(state));
    next.chosen = card.index;
    if (!screen.is_copying) return show(std::move(state), std::move(next));
    const auto& from = screen.cards[card.index];
    if (from.problem) return stay(std::move(state));
    const auto folder = from.folder;
    return show(std::move(state), std::move(next), {ReadForm{folder}});
}

Step on(const StartScreen& screen, const OpenChosen&, State state) {
    const auto* card = chosen(screen);
    if (card == nullptr || card->problem) return stay(std::move(state));
    return {std::move(state), {OpenDoor{card->folder}}};
}

Step on(const StartScreen& screen, const EditChosen&, State state) {
    const auto* card = chosen(screen);
    if (card == nullptr || card->problem) return stay(std::move(state));
    const ReadForm read{card->folder};
    return {std::move(state), {read}};
}

Step on(const StartScreen&, const NewChosen&, State state) {
    auto form = empty_form(state.today);
    form.rotate = state.form.rotate;
    return to_new_form(std::move(state), std::move(form), {});
}

Step on(const StartScreen&, const JoinChosen&, State state) { return to_join(std::move(state)); }

Step on(const StartScreen& screen, const CopyChosen&, State state) {
    StartScreen next = screen;
    next.is_copying = !next.is_copying && !next.cards.empty();
    return show(std::move(state), std::move(next));
}

/// A copy keeps the place and the times; the day has to be chosen anew.
Step on(const StartScreen& screen, const FormRead& read, State state) {
    if (!screen.is_copying) {
        state.folder = read.folder;
        state.form = read.form;
        return to_form(std::move(state));
    }
    auto form = read.form;
    form.day = state.today;
    return to_new_form(std::move(state), std::move(form), read.folder);
}

Step on(const StartScreen& screen, const BackChosen&, State state) {
    StartScreen next = screen;
    next.is_copying = false;
    return show(std::move(state), std::move(next));
}

Step on(const StartScreen& screen, const Scrolled& scrolled, State state) {
    StartScreen next = screen;
    next.top = scrolled.top;
    return show(std::move(state), std::move(next));
}

Step on(const StartScreen&, const LeaveChosen&, State state) { return {std::move(state), {Leave{}}}; }

}  // namespace

Step to_start(State state) {
    if (state.returns_to_ready) return show(std::move(state), StartScreen{});  // the checklist takes its place
    const int rotate = rotation(state);
    state.folder.clear();
    state.form = {};
    state.form.rotate = rotate;
    return show(std::move(state), StartScreen{}, {FindSeminars{}});
}

Step update_screen(const StartScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
