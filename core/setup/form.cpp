// Name, day, times and place of the seminar. What was filled in is saved as soon as it has a name and a field is done.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_letters = 100;
constexpr auto trial_time = 15s;

std::string& text_of(SeminarForm& form, TextField field) {
    switch (field) {
        case TextField::name:
            return form.name;
        case TextField::organisers:
            return form.organisers;
        case TextField::venue:
            return form.venue;
        case TextField::address:
            return form.address;
        case TextField::controller:
            return form.controller;
        case TextField::contact:
            return form.contact;
        case TextField::notice:
            break;
    }
    return form.notice;
}

bool is_of_privacy(TextField field) {
    return field == TextField::controller || field == TextField::contact || field == TextField::notice;
}

/// Addresses begin with a small letter.
bool begins_with_capital(TextField field) { return field != TextField::contact && field != TextField::notice; }

bool can_be_saved(const SeminarForm& form) { return !trim(form.name).empty() && form.ends > form.starts; }

Step go(State state, FormScreen next) {
    if (next.after_save == AfterSave::next) return to_files(std::move(state));
    if (next.after_save == AfterSave::back) return to_start(std::move(state));
    return show(std::move(state), std::move(next));
}

/// Saves the form unless it is being saved already; then goes where `after_save` says.
Step keep(State state, FormScreen next, AfterSave after_save = AfterSave::stay) {
    next.problem.reset();
    if (after_save != AfterSave::stay) next.after_save = after_save;
    if (next.saving == 0 && next.form == next.sent && !state.folder.empty()) return go(std::move(state), std::move(next));
    if (next.saving != 0) return show(std::move(state), std::move(next));  // the rest follows when that is done
    next.saving = ++state.last_request;
    next.sent = next.form;
    const SaveForm save{next.saving, state.folder, next.form, next.copy_of};
    return show(std::move(state), std::move(next), {save});
}

Step keep_if_complete(State state, FormScreen next) {
    if (!can_be_saved(next.form) || next.form == next.sent) return show(std::move(state), std::move(next));
    return keep(std::move(state), std::move(next));
}

Step on(const FormScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const FormScreen& screen, const FieldChosen& chosen, State state) {
    FormScreen next = screen;
    next.typing = chosen.field;
    if (!is_of_privacy(chosen.field)) next.picker.reset();
    next.is_shift_on = begins_with_capital(chosen.field) && text_of(next.form, chosen.field).empty();
    return keep_if_complete(std::move(state), std::move(next));
}

/// Without a field the name is meant: a keyboard on the desk just begins.
Step on(const FormScreen& screen, const Typed& typed, State state) {
    FormScreen next = screen;
    if (!next.typing) next.typing = TextField::name;
    auto& text = text_of(next.form, *next.typing);
    if (graphemes(text).size() < max_letters) text += typed.text;
    next.is_shift_on = false;
    next.problem.reset();
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const Erased&, State state) {
    FormScreen next = screen;
    if (!next.typing) return stay(std::move(state));
    auto& text = text_of(next.form, *next.typing);
    auto parts = graphemes(text);
    if (!parts.empty()) parts.pop_back();
    text.clear();
    for (const auto& part : parts) text += part;
    next.is_shift_on = begins_with_capital(*next.typing) && text.empty();
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const ShiftToggled&, State state) {
    FormScreen next = screen;
    next.is_shift_on = !next.is_shift_on;
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const TypingDone&, State state) {
    FormScreen next = screen;
    next.typing.reset();
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const PickerOpened& opened, State state) {
    FormScreen next = screen;
    next.typing.reset();
    next.picker = opened.picker;
    if (opened.picker == FormPicker::day) next.month = next.form.day.year() / next.form.day.month();
    return show(std::move(state), std::move(next));
}

/// A beginning that is moved takes the others along, as is usually meant.
Step on(const FormScreen& screen, const TimeSet& set, State state) {
    FormScreen next = screen;
    auto& form = next.form;
    if (screen.picker == FormPicker::doors) {
        form.doors = set.time;
    } else if (screen.picker == FormPicker::starts && set.time) {
        if (form.doors) form.doors = std::max(std::chrono::minutes{0}, *form.doors + (*set.time - form.starts));
        form.starts = *set.time;
    } else if (screen.picker == FormPicker::ends && set.time) {
        form.ends = *set.time;
    }
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const MonthTurned& turned, State state) {
    FormScreen next = screen;
    next.month += std::chrono::months{turned.by};
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const DaySet& set, State state) {
    FormScreen next = screen;
    if (!set.day.ok()) return stay(std::move(state));
    next.form.day = set.day;
    next.picker.reset();
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const ZoneSet& set, State state) {
    if (set.index >= zones.size()) return stay(std::move(state));
    FormScreen next = screen;
    next.form.zone = zones.at(set.index);
    next.picker.reset();
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const PickerClosed&, State state) {
    FormScreen next = screen;
    next.picker.reset();
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const KeepDaysSet& set, State state) {
    FormScreen next = screen;
    next.form.keep_days = std::clamp(set.days, 0, 365);
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const LowerEdgeSet& set, State state) {
    FormScreen next = screen;
    next.form.lower_edge_cm = std::clamp(set.cm, 0, 200);
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const PictureTurned& turned, State state) {
    const bool is_turn = turned.by == 90 || turned.by == 180 || turned.by == 270;
    if (screen.picker != FormPicker::turn || !is_turn) return stay(std::move(state));
    FormScreen next = screen;
    next.trial = TurnTrial{next.form.rotate, turned.at + trial_time};
    next.form.rotate = (next.form.rotate + turned.by) % 360;
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const TurnKept&, State state) {
    FormScreen next = screen;
    if (!next.trial) return stay(std::move(state));
    next.trial.reset();
    next.picker.reset();
    return keep_if_complete(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const TurnUndone&, State state) {
    FormScreen next = screen;
    if (!next.trial) return stay(std::move(state));
    next.form.rotate = next.trial->before;
    next.trial.reset();
    return show(std::move(state), std::move(next));
}

Step on(const FormScreen& screen, const NextChosen&, State state) { return keep(std::move(state), screen, AfterSave::next); }

/// A new seminar without a name leaves nothing behind.
Step on(const FormScreen& screen, const BackChosen&, State state) {
    if (!can_be_saved(screen.form)) return to_start(std::move(state));
    return keep(std::move(state), screen, AfterSave::back);
}

Step on(const FormScreen& screen, const FormSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    FormScreen next = screen;
    next.saving = 0;
    if (saved.problem) {
        next.after_save = AfterSave::stay;
        next.problem = saved.problem;
        next.sent = {};
        return show(std::move(state), std::move(next));
    }
    state.folder = saved.folder;
    state.form = next.sent;
    next.copy_of.clear();
    if (next.form != next.sent && can_be_saved(next.form) && !next.trial) return keep(std::move(state), std::move(next));
    return go(std::move(state), std::move(next));
}

}  // namespace

Step to_form(State state) {
    FormScreen screen;
    screen.form = screen.sent = state.form;  // what is on the disk already
    return show(std::move(state), std::move(screen));
}

Step to_new_form(State state, SeminarForm form, std::filesystem::path copy_of) {
    FormScreen screen;
    screen.form = std::move(form);
    screen.copy_of = std::move(copy_of);
    return show(std::move(state), std::move(screen));
}

Step update_screen(const FormScreen& screen, const Event& event, State state) {
    const bool ends_trial = std::holds_alternative<TurnKept>(event) || std::holds_alternative<TurnUndone>(event);
    if (screen.trial && !ends_trial && !std::holds_alternative<FormSaved>(event)) return stay(std::move(state));
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
