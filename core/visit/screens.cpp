#include "core/visit/screens.hpp"

namespace entre {

namespace {

struct Name {
    std::string_view operator()(const Welcome&) const { return "welcome"; }
    std::string_view operator()(const LookingUp&) const { return "looking_up"; }
    std::string_view operator()(const Confirm&) const { return "confirm"; }
    std::string_view operator()(const Correcting&) const { return "correcting"; }
    std::string_view operator()(const Recording&) const { return "recording"; }
    std::string_view operator()(const Printing&) const { return "printing"; }
    std::string_view operator()(const Done&) const { return "done"; }
    std::string_view operator()(const BadgeTrouble&) const { return "badge_trouble"; }
    std::string_view operator()(const AlreadyIn&) const { return "already_in"; }
    std::string_view operator()(const Trouble&) const { return "trouble"; }
    std::string_view operator()(const Search&) const { return "search"; }
    std::string_view operator()(const Offer&) const { return "offer"; }
    std::string_view operator()(const StaffComing&) const { return "staff_coming"; }
    std::string_view operator()(const StaffPin&) const { return "staff_pin"; }
    std::string_view operator()(const Staff&) const { return "staff"; }
};

}  // namespace

std::string_view name_of(const Screen& screen) { return std::visit(Name{}, screen); }

}  // namespace entre
