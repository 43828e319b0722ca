#include "core/store/rolls.hpp"

namespace entre {

void Rolls::change(std::string_view printer, int size) {
    auto row = database_.statement(
        "INSERT INTO label_rolls (printer, size, labels_left) VALUES (?1, ?2, ?2) "
        "ON CONFLICT (printer) DO UPDATE SET size = ?2, labels_left = ?2");
    row.with(printer).with(std::int64_t{size}).run();
}

void Rolls::count_down(std::string_view printer) {
    auto row = database_.statement("UPDATE label_rolls SET labels_left = max(0, labels_left - 1) WHERE printer = ?");
    row.with(printer).run();
}

std::vector<LabelRoll> Rolls::all() const {
    auto row = database_.statement("SELECT printer, size, labels_left FROM label_rolls ORDER BY printer");
    std::vector<LabelRoll> rolls;
    while (row.step()) rolls.push_back({row.text(0), static_cast<int>(row.number(1)), static_cast<int>(row.number(2))});
    return rolls;
}

}  // namespace entre
