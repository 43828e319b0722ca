// The list of people: which file, and what its columns mean.
#include <algorithm>

#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step read(State state, FilesScreen next, std::size_t index) {
    next.problem.reset();
    next.reading = ++state.last_request;
    next.reading_name = next.files[index].name;
    const ReadList effect{next.reading, state.folder, next.files[index].path, {}};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const FilesScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const FilesScreen& screen, const FilesFound& found, State state) {
    if (found.inside != screen.inside) return stay(std::move(state));
    FilesScreen next = screen;
    next.files = found.files;
    next.is_read = true;
    return show(std::move(state), std::move(next));
}

Step look_into(State state, std::optional<std::filesystem::path> folder) {
    FilesScreen next;
    next.inside = folder;
    return show(std::move(state), std::move(next), {FindFiles{std::move(folder)}});
}

Step on(const FilesScreen& screen, const FoldersToggled&, State state) {
    if (screen.reading != 0) return stay(std::move(state));
    return look_into(std::move(state), screen.inside ? std::nullopt : std::optional<std::filesystem::path>(""));
}

Step on(const FilesScreen& screen, const FileChosen& chosen, State state) {
    if (chosen.index >= screen.files.size() || screen.reading != 0) return stay(std::move(state));
    const auto& file = screen.files[chosen.index];
    return file.kind == FoundFile::Kind::list ? read(std::move(state), screen, chosen.index)
                                              : look_into(std::move(state), file.path);
}

Step on(const FilesScreen& screen, const ListRead& read, State state) {
    if (read.request != screen.reading) return stay(std::move(state));
    FilesScreen next = screen;
    next.reading = 0;
    next.problem = read.problem;
    if (read.problem) return show(std::move(state), std::move(next));
    auto step = to_columns(std::move(state), read);
    step.effects.emplace_back(StopFinding{});
    return step;
}

Step on(const FilesScreen& screen, const UploadChosen&, State state) {
    return screen.reading == 0 ? to_upload(std::move(state)) : stay(std::move(state));
}

Step on(const FilesScreen& screen, const AddressChosen&, State state) {
    return screen.reading == 0 ? to_address(std::move(state)) : stay(std::move(state));
}

Step on(const FilesScreen& screen, const ListSkipped&, State state) {
    if (screen.reading != 0) return stay(std::move(state));
    auto step = to_badge(std::move(state));
    step.effects.insert(step.effects.begin(), StopFinding{});
    return step;
}

Step on(const FilesScreen& screen, const Scrolled& scrolled, State state) {
    FilesScreen next = screen;
    next.top = scrolled.top;
    return show(std::move(state), std::move(next));
}

Step on(const FilesScreen&, const BackChosen&, State state) {
    auto step = to_form(std::move(state));
    step.effects.insert(step.effects.begin(), StopFinding{});
    return step;
}

// --- Columns

/// Keeps an answer and reads the file once more with it.
Step read_again(State state, ColumnsScreen next, ListAnswer answer) {
    next.open.reset();
    next.problem.reset();
    next.working = ++state.last_request;
    const ReadList effect{next.working, state.folder, next.path, {std::move(answer)}};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const ColumnsScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const ColumnsScreen& screen, const ColumnOpened& opened, State state) {
    ColumnsScreen next = screen;
    if (next.working != 0 || (opened.column && *opened.column >= next.preview.columns.size())) return stay(std::move(state));
    next.open = opened.column == screen.open ? std::nullopt : opened.column;
    next.is_looking_at_rows = false;
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const ColumnAnswered& answered, State state) {
    if (!screen.open || screen.working != 0) return stay(std::move(state));
    return read_again(std::move(state), screen, {false, screen.preview.columns[*screen.open].heading, answered.answer});
}

Step on(const ColumnsScreen& screen, const QuestionAnswered& answered, State state) {
    if (screen.preview.questions.empty() || screen.working != 0) return stay(std::move(state));
    const auto& question = screen.preview.questions.front();
    const bool is_word = question.kind == QuestionKind::status_word;
    return read_again(std::move(state), screen, {is_word, is_word ? question.word : question.column, answered.answer});
}

Step on(const ColumnsScreen& screen, const ColumnsTurned& turned, State state) {
    ColumnsScreen next = screen;
    const auto last = static_cast<int>(next.preview.columns.size()) - 1;
    next.first_column =
        static_cast<std::size_t>(std::clamp(static_cast<int>(next.first_column) + turned.by, 0, std::max(last, 0)));
    next.open.reset();
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const Scrolled& scrolled, State state) {
    ColumnsScreen next = screen;
    next.top = scrolled.top;
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const RowsToggled&, State state) {
    ColumnsScreen next = screen;
    next.is_looking_at_rows = !next.is_looking_at_rows && !next.preview.issues.empty();
    next.open.reset();
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const ListRead& read, State state) {
    if (read.request != screen.working) return stay(std::move(state));
    ColumnsScreen next = screen;
    next.working = 0;
    next.problem = read.problem;
    if (!read.problem) {
        next.preview = read.preview;
        next.first_column = 0;  // what is asked about next is first
    }
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const NextChosen&, State state) {
    if (screen.working != 0 || !screen.preview.questions.empty() || screen.preview.people == 0) return stay(std::move(state));
    ColumnsScreen next = screen;
    next.problem.reset();
    next.working = ++state.last_request;
    const TakeList effect{next.working, state.folder, next.path, next.url};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const ColumnsScreen& screen, const ListTaken& taken, State state) {
    if (taken.request != screen.working) return stay(std::move(state));
    if (!taken.problem) return taken.have_codes ? to_badge(std::move(state)) : to_recognise(std::move(state), taken.people);
    ColumnsScreen next = screen;
    next.working = 0;
    next.problem = taken.problem;
    return show(std::move(state), std::move(next));
}

Step on(const ColumnsScreen& screen, const BackChosen&, State state) {
    if (screen.working != 0) return stay(std::move(state));
    return to_files(std::move(state));
}

}  // namespace

Step to_columns(State state, const ListRead& read, std::string url) {
    ColumnsScreen columns;
    columns.preview = read.preview;
    columns.path = read.path;
    columns.url = std::move(url);
    return show(std::move(state), std::move(columns));
}

Step to_files(State state) { return show(std::move(state), FilesScreen{}, {FindFiles{}}); }

Step update_screen(const FilesScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const ColumnsScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
