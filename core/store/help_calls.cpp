#include "core/store/help_calls.hpp"

namespace entre {

void HelpCalls::replace(const std::vector<StoredHelpCall>& calls) {
    database_.statement("DELETE FROM help_calls").run();
    for (const auto& call : calls)
        database_.statement("INSERT INTO help_calls (number, since_ms, from_screen) VALUES (?, ?, ?)")
            .with(call.number)
            .with(to_ms(call.since))
            .with(call.from)
            .run();
}

std::vector<StoredHelpCall> HelpCalls::all() const {
    auto row = database_.statement("SELECT number, since_ms, from_screen FROM help_calls ORDER BY number");
    std::vector<StoredHelpCall> calls;
    while (row.step()) calls.push_back({row.number(0), from_ms(row.number(1)), row.text(2)});
    return calls;
}

}  // namespace entre
