// A month to choose a day from, and the hours and quarters to choose a time from.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/setup/setup.hpp"

namespace entre::setup {

/// A time of `day` as the clocks of the place show it, for Language's texts.
LocalTime local(std::chrono::year_month_day day, std::chrono::minutes time);
std::string day_text(const Frame& f, std::chrono::year_month_day day);  ///< “Torsdag 20 maj 2027”
std::string time_text(const Frame& f, std::chrono::minutes time);       ///< “09.00”

/// The field that the picker is for.
std::string_view picker_title(const FormScreen& screen, const Frame& f);
/// Whichever of the two the form is asking for.
Events draw_picker(const FormScreen& screen, const Frame& f, const Rect& room);

}  // namespace entre::setup
