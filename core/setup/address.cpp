// The list from a server: its address is typed, then it is fetched.
#include "core/base/text.hpp"
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

constexpr std::size_t max_bytes = 2000;

Step on(const AddressScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const AddressScreen& screen, const Typed& typed, State state) {
    if (screen.fetching != 0 || screen.url.size() + typed.text.size() > max_bytes) return stay(std::move(state));
    AddressScreen next = screen;
    next.url += typed.text;
    next.is_shift_on = false;
    next.problem.reset();
    return show(std::move(state), std::move(next));
}

Step on(const AddressScreen& screen, const Erased&, State state) {
    auto parts = graphemes(screen.url);
    if (screen.fetching != 0 || parts.empty()) return stay(std::move(state));
    AddressScreen next = screen;
    next.url.resize(next.url.size() - parts.back().size());
    return show(std::move(state), std::move(next));
}

Step on(const AddressScreen& screen, const ShiftToggled&, State state) {
    AddressScreen next = screen;
    next.is_shift_on = !next.is_shift_on;
    return show(std::move(state), std::move(next));
}

Step fetch(const AddressScreen& screen, State state) {
    if (screen.fetching != 0 || trim(screen.url).empty()) return stay(std::move(state));
    AddressScreen next = screen;
    next.problem.reset();
    next.fetching = ++state.last_request;
    const FetchList effect{next.fetching, state.folder, std::string(trim(next.url))};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const AddressScreen& screen, const TypingDone&, State state) { return fetch(screen, std::move(state)); }
Step on(const AddressScreen& screen, const NextChosen&, State state) { return fetch(screen, std::move(state)); }

Step on(const AddressScreen& screen, const ListRead& read, State state) {
    if (read.request != screen.fetching) return stay(std::move(state));
    if (!read.problem) return to_columns(std::move(state), read, std::string(trim(screen.url)));
    AddressScreen next = screen;
    next.fetching = 0;
    next.problem = read.problem;
    return show(std::move(state), std::move(next));
}

/// While it is fetched only that ends: the address stays to be corrected.
Step on(const AddressScreen& screen, const BackChosen&, State state) {
    if (screen.fetching == 0) return to_files(std::move(state));
    AddressScreen next = screen;
    next.fetching = 0;
    return show(std::move(state), std::move(next), {CancelFetch{}});
}

}  // namespace

Step to_address(State state) { return show(std::move(state), AddressScreen{}, {StopFinding{}}); }

Step update_screen(const AddressScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
