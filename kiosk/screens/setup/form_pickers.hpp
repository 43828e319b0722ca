// What the form leaves to pages of their own: a month to choose a day from, hours and quarters, zones, how the picture is turned
// on the panel, how high the panel is mounted, and what visitors are told about their data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/setup/setup.hpp"

namespace entre::setup {

/// A time of `day` as the clocks of the place show it, for Language's texts.
LocalTime local(std::chrono::year_month_day day, std::chrono::minutes time);
std::string day_text(const Frame& f, std::chrono::year_month_day day);  ///< “Torsdag 20 maj 2027”
std::string time_text(const Frame& f, std::chrono::minutes time);       ///< “09.00”

/// A field that is typed in.
struct FormField {
    TextField field;
    Msg label;
    const std::string& text;
    std::string_view id;
};
Events draw_text_field(const FormScreen& s, const Frame& f, const Rect& place, const FormField& field);

/// The field that the picker is for.
std::string_view picker_title(const FormScreen& screen, const Frame& f);
/// Whichever of them the form is asking for.
Events draw_picker(const FormScreen& screen, const Frame& f, const Rect& room);

std::vector<FormField> privacy_fields(const SeminarForm& form);
Events draw_privacy(const FormScreen& screen, const Frame& f, Rect room);

/// The panel with its picture turned in four ways: the one that looks upright is the right one.
Events draw_turns(const Frame& f, Rect room);
/// How high the screen is mounted, and what follows from that.
Events draw_height(const FormScreen& screen, const Frame& f, Rect room);
/// Whether the picture is upright now; only while `screen` has a trial.
Events draw_turn_trial(const FormScreen& screen, const Frame& f);

}  // namespace entre::setup
