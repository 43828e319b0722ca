#include "core/store/imports.hpp"

namespace entre {

void Imports::add(const ImportRecord& import, const std::vector<RowIssue>& rejected) {
    const auto id = new_id<ImportId>(import.at);
    auto row = database_.statement(
        "INSERT INTO imports (id, file, sha256, at_ms, system, added, changed, withdrawn, unchanged) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?, ?)");
    row.with(id.value).with(import.file).with(import.sha256).with(to_ms(import.at)).with(import.system);
    for (const std::size_t count : {import.added, import.changed, import.withdrawn, import.unchanged})
        row.with(static_cast<std::int64_t>(count));
    row.run();
    for (const auto& reject : rejected) {
        auto line = database_.statement("INSERT INTO import_rejects (import, line, reason) VALUES (?, ?, ?)");
        line.with(id.value).with(reject.line).with(describe(reject)).run();
    }
}

bool Imports::has(std::string_view file, std::string_view sha256) const {
    auto row = database_.statement("SELECT 1 FROM imports WHERE file = ? AND sha256 = ? LIMIT 1");
    row.with(file).with(sha256);
    return row.step();
}

std::optional<ImportRecord> Imports::last() const {
    auto row = database_.statement(
        "SELECT file, sha256, at_ms, system, added, changed, withdrawn, unchanged, "
        "(SELECT count(*) FROM import_rejects WHERE import = imports.id) FROM imports ORDER BY id DESC LIMIT 1");
    if (!row.step()) return std::nullopt;
    const auto count = [&](int column) { return static_cast<std::size_t>(row.number(column)); };
    return ImportRecord{row.text(0), row.text(1), UtcTime{std::chrono::milliseconds{row.number(2)}},
                        row.text(3), count(4),    count(5),
                        count(6),    count(7),    count(8)};
}

std::vector<ImportRecord> Imports::all() const {
    auto row =
        database_.statement("SELECT file, sha256, at_ms, system, added, changed, withdrawn, unchanged FROM imports ORDER BY id");
    std::vector<ImportRecord> imports;
    while (row.step()) {
        const auto count = [&](int column) { return static_cast<std::size_t>(row.number(column)); };
        imports.push_back({row.text(0), row.text(1), UtcTime{std::chrono::milliseconds{row.number(2)}}, row.text(3), count(4),
                           count(5), count(6), count(7), 0});
    }
    return imports;
}

}  // namespace entre
