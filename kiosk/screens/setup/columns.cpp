// "Stämmer kolumnerna?": the list's first rows, what each column was taken for, and what has to be answered.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "core/import/known_systems.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions data_line{.max_lines = 1, .min_scale = 0.7, .is_data = true, .is_staff = true};

/// The meanings that can be chosen, in the order of their buttons.
struct Meaning {
    Field field;
    Msg label;
};
constexpr std::array<Meaning, 14> meanings{{{Field::full_name, Msg::setup_role_name},
                                            {Field::given, Msg::setup_role_given},
                                            {Field::family, Msg::setup_role_family},
                                            {Field::organisation, Msg::setup_role_organisation},
                                            {Field::title, Msg::setup_role_title},
                                            {Field::category, Msg::setup_role_sector},
                                            {Field::email, Msg::setup_role_email},
                                            {Field::ticket_code, Msg::setup_role_code},
                                            {Field::status, Msg::setup_role_status},
                                            {Field::is_attending, Msg::setup_role_attending},
                                            {Field::is_paid, Msg::setup_role_paid},
                                            {Field::protected_mark, Msg::setup_role_protected},
                                            {Field::language, Msg::setup_role_language},
                                            {Field::note, Msg::setup_role_note}}};

std::string label_of(const Frame& f, const ListPreview::Column& column) {
    if (column.is_asked) return f.words[Msg::setup_role_asked];
    if (!column.role) return f.words[Msg::setup_role_unused];
    const auto* found =
        std::find_if(meanings.begin(), meanings.end(), [&](const auto& one) { return one.field == *column.role; });
    return f.words[found == meanings.end() ? Msg::setup_role_other : found->label];
}

/// How many columns fit, each wide enough for its chip.
std::size_t columns_across(const Frame& f, float width, std::size_t count) {
    return std::clamp<std::size_t>(static_cast<std::size_t>(width / f.theme.mm(68)), 1, std::max<std::size_t>(count, 1));
}

float line_height(const Frame& f) { return std::ceil(line_style(f.theme).size_px * 1.6f); }

/// A chip, the heading and the cells of one column.
Events draw_column(const ColumnsScreen& s, const Frame& f, Rect room, std::size_t index, std::size_t rows) {
    const auto& t = f.theme;
    const auto& column = s.preview.columns[index];
    Events out;
    const float line = line_height(f);
    const auto chip = room.split_top(t.staff_tap);
    const auto id = "column." + std::to_string(index);
    const bool is_tapped = tap_area(f, id, chip, true);
    const bool is_open = s.open == index;
    const Rgb fill = column.is_asked ? t.color.notice
                     : column.role   ? mixed(t.color.surface, t.color.accent, 0.1f)
                                     : mixed(t.color.surface, t.color.ink, 0.07f);
    const Rgb ink = column.is_asked ? t.color.on_notice : column.role ? t.color.accent : t.color.quiet;
    fill_rect(*f.list, chip, fill, t.radius * 0.7f);
    if (column.is_asked || is_open || t.color.has_heavy_edges) stroke_rect(*f.list, chip, ink, t.radius * 0.7f, t.edge_px * 1.6f);
    auto inner = chip.inset(t.mm(3.5), 0);
    const auto arrow = inner.split_right(t.mm(4));
    inner.split_right(t.mm(1));
    draw_icon(*f.list, Icon::arrow_down, {arrow.x, arrow.middle().y - t.mm(2), t.mm(4), t.mm(4)}, ink);
    draw_text(f, inner, label_of(f, column), strong_style(t), ink,
              {.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true});
    if (is_tapped) out.push_back(ColumnOpened{index});
    room = room.inset(t.mm(3.5), 0);
    room.split_top(t.mm(2));
    draw_text(f, room.split_top(line), column.heading, line_style(t), t.color.quiet, data_line);
    for (std::size_t i = 0; i < rows; ++i) {
        fill_rect(*f.list, {chip.x, room.y, chip.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        const auto& text = s.preview.rows[i][index];
        const auto cell_room = room.split_top(line);
        draw_text(f, cell_room, text.empty() ? std::string_view("–") : std::string_view(text), line_style(t), t.color.ink,
                  {.max_lines = 1, .is_centred = true, .is_data = true, .is_staff = true});
    }
    return out;
}

float table_height(const Frame& f, std::size_t rows) {
    const auto& t = f.theme;
    return t.mm(4) + t.staff_tap + t.mm(2) + line_height(f) * static_cast<float>(1 + rows) + t.mm(3);
}

/// As many of the rows as fit into `height`.
std::size_t rows_within(const ColumnsScreen& s, const Frame& f, float height) {
    auto rows = s.preview.rows.size();
    while (rows > 0 && table_height(f, rows) > height) --rows;
    return rows;
}

Events draw_table(const ColumnsScreen& s, const Frame& f, const Rect& place, std::size_t rows) {
    const auto& t = f.theme;
    Events out;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(4));
    const auto count = s.preview.columns.size();
    auto across = columns_across(f, room.width, count);
    const bool is_turning = across < count;
    if (is_turning) across = columns_across(f, room.width - 2 * (t.staff_tap + t.tap_gap), count);
    const auto first = std::min(s.first_column, count - std::min(across, count));
    if (is_turning) {
        const auto backdrop = paper_backdrop(t);
        const auto earlier = room.split_left(t.staff_tap), later = room.split_right(t.staff_tap);
        room.split_left(t.tap_gap);
        room.split_right(t.tap_gap);
        const int by = static_cast<int>(across);
        if (button(f, backdrop, "column.earlier", {earlier.x, earlier.y, earlier.width, t.staff_tap}, "",
                   {.icon = Icon::arrow_left, .is_enabled = first > 0, .is_staff = true}))
            out.push_back(ColumnsTurned{-by});
        if (button(f, backdrop, "column.later", {later.x, later.y, later.width, t.staff_tap}, "",
                   {.icon = Icon::arrow_right, .is_enabled = first + across < count, .is_staff = true}))
            out.push_back(ColumnsTurned{by});
    }
    const float width = (room.width - t.tap_gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    for (std::size_t i = 0; i < across; ++i) {
        const float x = room.x + static_cast<float>(i) * (width + t.tap_gap);
        append(out,
               draw_column(s, f, {std::round(x), room.y, std::round(x + width) - std::round(x), room.height}, first + i, rows));
    }
    return out;
}

/// What the open column can mean, with its first values.
Events draw_meanings(const ColumnsScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& column = s.preview.columns[*s.open];
    std::string values;
    for (const auto& row : s.preview.rows)
        if (const auto& text = row[*s.open]; !text.empty()) values += (values.empty() ? "" : ", ") + text;
    auto heading = t.type.sentence;
    heading.weight = Weight::semibold;
    const float used = entre::column(f, room,
                                     {{f.words.filled(Msg::setup_column_means, {column.heading}),
                                       heading,
                                       t.color.ink,
                                       0,
                                       {.max_lines = 2, .min_scale = 0.6, .is_data = true, .is_staff = true},
                                       0},
                                      {values, line_style(t), t.color.quiet, t.mm(1), data_line, 1}});
    room.split_top(used + t.mm(5));
    std::vector<Choice> choices;
    for (const auto& one : meanings) {
        const std::string answer(key_of(one.field));
        choices.push_back({"role." + answer, f.words[one.label], ColumnAnswered{answer}, column.role == one.field});
    }
    choices.push_back(
        {"role.ignore", f.words[Msg::setup_role_unused], ColumnAnswered{"ignore"}, !column.role && !column.is_asked});
    choices.push_back({"role.cancel", f.words[Msg::staff_cancel], ColumnOpened{std::nullopt}});
    return draw_grid(f, room, choices, t.is_portrait() ? 2 : 4);
}

struct Question {
    std::string text;
    std::vector<Choice> choices;
    std::size_t across = 1;
    float words = 0, height = 0, pad = 0;
};

Question question_of(const ColumnsScreen& s, const Frame& f, float width) {
    const auto& t = f.theme;
    const auto& question = s.preview.questions.front();
    Question out;
    out.text = f.words.question_line(question);
    auto answers = question.answers;
    // Words of status have the same answers each time, so each is at the same place each time: "withdrawn" first.
    if (question.kind == QuestionKind::status_word) std::sort(answers.begin(), answers.end(), std::greater{});
    for (std::size_t i = 0; i < answers.size(); ++i)
        out.choices.push_back({"answer." + std::to_string(i), f.words.answer_line(question, answers[i]),
                               QuestionAnswered{answers[i]}, false, s.working == 0});
    out.across = t.is_portrait() ? 2 : std::min<std::size_t>(out.choices.size(), 4);
    out.pad = t.mm(5);
    out.words = f.text.measure({out.text, strong_style(t), width - 2 * out.pad}).height_px;
    const auto rows = static_cast<float>((out.choices.size() + out.across - 1) / out.across);
    out.height = std::ceil(out.words + rows * (t.staff_tap * 1.15f + t.tap_gap) + 2 * out.pad + t.mm(2));
    return out;
}

/// The first question, with its answers.
Events draw_question(const Question& question, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    draw_card(f, {place}, t.color.notice, t.color.on_notice);
    auto inner = place.inset(question.pad);
    draw_text(f, inner.split_top(question.words), question.text, strong_style(t), t.color.on_notice,
              {.is_data = true, .is_staff = true});
    inner.split_top(t.mm(2) + t.tap_gap / 2);
    return draw_grid(f, inner, question.choices, question.across);
}

/// “38 personer. Ingen har en kod.” and, to be tapped, “2 rader att se över”.
Events draw_sum(const ColumnsScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    const auto& p = s.preview;
    if (p.to_look_at > 0) {
        const auto label = p.to_look_at == 1 ? w[Msg::setup_rows_one] : w.filled(Msg::setup_rows, {std::to_string(p.to_look_at)});
        const auto place =
            room.split_right(std::ceil(std::min(room.width * 0.5f, button_width(f, label, room.height, {.is_staff = true}))));
        room.split_right(t.mm(4));
        if (button(f, paper_backdrop(t), "columns.rows", place, label, {.is_staff = true, .is_chosen = s.is_looking_at_rows}))
            out.push_back(RowsToggled{});
    }
    const auto people = p.people == 1 ? w[Msg::setup_people_one] : w.filled(Msg::setup_people, {std::to_string(p.people)});
    const auto codes = p.with_code == 0          ? w[Msg::setup_codes_none]
                       : p.with_code == p.people ? w[Msg::setup_codes_all]
                                                 : w.filled(Msg::setup_codes_some, {std::to_string(p.with_code)});
    const auto out_line = p.kept_out == 0   ? std::string{}
                          : p.kept_out == 1 ? " " + w[Msg::setup_kept_out_one]
                                            : " " + w.filled(Msg::setup_kept_out, {std::to_string(p.kept_out)});
    draw_text(f, room, people + out_line + " " + codes, strong_style(t), t.color.ink,
              {.max_lines = 2, .min_scale = 0.7, .is_centred = true, .is_staff = true});
    return out;
}

Events draw_rows(const ColumnsScreen& s, const Frame& f, const Rect& room) {
    const auto& t = f.theme;
    const float row = std::ceil(line_style(t).size_px * 1.7f);
    draw_card(f, {room}, t.color.surface, t.color.edge);
    const auto list = room.inset(t.mm(4), t.mm(3));
    Events out;
    const auto touch = scroll_list(
        f, "columns.issues", list, {s.preview.issues.size(), s.top, row, false}, [&](std::size_t i, const Rect& place) {
            const auto& issue = s.preview.issues[i];
            auto rest = place;
            cell(f, list, rest.split_left(t.mm(30)), f.words.filled(Msg::lists_row, {std::to_string(issue.line)}),
                 strong_style(t), t.color.ink);
            cell(f, list, rest, (issue.column.empty() ? "" : issue.column + ": ") + f.words.row_issue_line(issue), line_style(t),
                 t.color.quiet);
        });
    if (touch.top) out.push_back(Scrolled{*touch.top});
    return out;
}

std::string hint_of(const ColumnsScreen& s, const Frame& f) {
    const auto& p = s.preview;
    if (s.working != 0) return f.words[Msg::common_moment];
    if (p.rows_skipped == 0) return p.file;
    return p.rows_skipped == 1 ? f.words.filled(Msg::setup_skipped_one, {p.file})
                               : f.words.filled(Msg::setup_skipped, {p.file, std::to_string(p.rows_skipped)});
}

}  // namespace

Events draw_screen(const ColumnsScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto hint = hint_of(s, f);
    const bool can_go_on = s.preview.questions.empty() && s.preview.people > 0 && s.working == 0;
    auto [room, out] = draw_page(
        state, f, {.title = w[Msg::setup_columns_title], .hint = hint, .next = w[Msg::setup_next], .is_next_enabled = can_go_on});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (s.open) {
        append(out, draw_meanings(s, f, room));
        return out;
    }
    // A question needs the room that the sum has on small screens.
    const bool has_question = !s.preview.questions.empty() && !s.is_looking_at_rows;
    if (!has_question || t.scale >= 0.9) {
        append(out, draw_sum(s, f, room.split_bottom(t.staff_tap)));
        room.split_bottom(t.mm(4));
    }
    if (s.is_looking_at_rows) {
        append(out, draw_rows(s, f, room));
        return out;
    }
    const auto question = has_question ? question_of(s, f, room.width) : Question{};
    const float gap = has_question ? t.mm(6) : 0;
    const auto rows = rows_within(s, f, room.height - question.height - gap);
    if (table_height(f, rows) + question.height + gap <= room.height) {  // with a problem and a question there may be no room
        append(out, draw_table(s, f, room.split_top(table_height(f, rows)), rows));
        room.split_top(gap);
    }
    if (has_question) append(out, draw_question(question, f, room.split_top(question.height)));
    return out;
}

}  // namespace entre::setup
