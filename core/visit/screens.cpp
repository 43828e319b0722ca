#include "core/visit/screens.hpp"

#include "core/base/one_of_members.hpp"
#include "core/visit/visit.hpp"

namespace entre {

// What copying, moving and destroying one of them compiles to, for all other files.
template class OneOf<EventKinds>;
template class OneOf<EffectKinds>;
template class OneOf<ScreenKinds>;
template class OneOf<StaffPageKinds>;

namespace {

struct Name {
    std::string_view operator()(const Welcome&) const { return "welcome"; }
    std::string_view operator()(const OutOfOrder&) const { return "out_of_order"; }
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
    std::string_view operator()(const PrivacyNotice&) const { return "privacy"; }
    std::string_view operator()(const StaffComing&) const { return "staff_coming"; }
    std::string_view operator()(const StaffPin&) const { return "staff_pin"; }
    std::string_view operator()(const NewPin&) const { return "new_pin"; }
    std::string_view operator()(const Staff&) const { return "staff"; }
};

struct PageName {
    std::string_view operator()(const OverviewPage&) const { return "overview"; }
    std::string_view operator()(const PeoplePage&) const { return "people"; }
    std::string_view operator()(const PersonPage&) const { return "person"; }
    std::string_view operator()(const WalkInPage&) const { return "walk_in"; }
    std::string_view operator()(const RenamePage&) const { return "rename"; }
    std::string_view operator()(const PrintersPage&) const { return "printers"; }
    std::string_view operator()(const RollCallPage&) const { return "roll_call"; }
    std::string_view operator()(const PhonesPage&) const { return "phones"; }
    std::string_view operator()(const KiosksPage&) const { return "kiosks"; }
    std::string_view operator()(const ListsPage&) const { return "lists"; }
    std::string_view operator()(const RepairPage&) const { return "repair"; }
};

struct Tab {
    StaffTab operator()(const OverviewPage&) const { return StaffTab::overview; }
    StaffTab operator()(const PeoplePage&) const { return StaffTab::people; }
    StaffTab operator()(const PersonPage&) const { return StaffTab::people; }
    StaffTab operator()(const WalkInPage&) const { return StaffTab::walk_in; }
    StaffTab operator()(const RenamePage&) const { return StaffTab::people; }
    StaffTab operator()(const PrintersPage&) const { return StaffTab::printers; }
    StaffTab operator()(const RollCallPage&) const { return StaffTab::roll_call; }
    StaffTab operator()(const PhonesPage&) const { return StaffTab::phones; }
    StaffTab operator()(const KiosksPage&) const { return StaffTab::kiosks; }
    StaffTab operator()(const ListsPage&) const { return StaffTab::lists; }
    StaffTab operator()(const RepairPage&) const { return StaffTab::overview; }
};

}  // namespace

std::string_view name_of(const StaffPage& page) { return std::visit(PageName{}, page); }
StaffTab tab_of(const StaffPage& page) { return std::visit(Tab{}, page); }

bool has_ended(const ListsPage& page) {
    return page.note == ListsNote::purging || page.note == ListsNote::purged || page.note == ListsNote::traces ||
           page.note == ListsNote::purged_here_only || page.note == ListsNote::purge_failed;
}

std::string_view to_string(StaffTab tab) {
    switch (tab) {
        case StaffTab::overview:
            return "overview";
        case StaffTab::people:
            return "people";
        case StaffTab::walk_in:
            return "walk_in";
        case StaffTab::roll_call:
            return "roll_call";
        case StaffTab::lists:
            return "lists";
        case StaffTab::printers:
            return "printers";
        case StaffTab::phones:
            return "phones";
        case StaffTab::kiosks:
            return "kiosks";
    }
    return "";
}

std::string_view to_string(StaffRequestKind kind) {
    switch (kind) {
        case StaffRequestKind::check_in:
            return "check_in";
        case StaffRequestKind::undo:
            return "undo";
        case StaffRequestKind::check_out:
            return "check_out";
        case StaffRequestKind::reprint:
            return "reprint";
        case StaffRequestKind::protect:
            return "protect";
        case StaffRequestKind::unprotect:
            return "unprotect";
        case StaffRequestKind::print_lost:
            return "print_lost";
        case StaffRequestKind::print_damaged:
            return "print_damaged";
        case StaffRequestKind::print_never_came:
            return "print_never_came";
        case StaffRequestKind::show_name:
            return "show_name";
        case StaffRequestKind::show_to_identify:
            return "show_to_identify";
        case StaffRequestKind::show_as_asked:
            return "show_as_asked";
        case StaffRequestKind::show_in_emergency:
            return "show_in_emergency";
    }
    return "";
}

std::optional<ReprintReason> reprint_reason_of(StaffRequestKind kind) {
    switch (kind) {
        case StaffRequestKind::print_lost:
            return ReprintReason::lost;
        case StaffRequestKind::print_damaged:
            return ReprintReason::damaged;
        case StaffRequestKind::print_never_came:
            return ReprintReason::never_came;
        default:
            return std::nullopt;
    }
}

std::optional<ShowReason> show_reason_of(StaffRequestKind kind) {
    switch (kind) {
        case StaffRequestKind::show_to_identify:
            return ShowReason::to_identify;
        case StaffRequestKind::show_as_asked:
            return ShowReason::as_asked;
        case StaffRequestKind::show_in_emergency:
            return ShowReason::in_emergency;
        default:
            return std::nullopt;
    }
}

std::string_view to_string(StaffField field) {
    switch (field) {
        case StaffField::given:
            return "given";
        case StaffField::family:
            return "family";
        case StaffField::organisation:
            return "organisation";
        case StaffField::sector:
            return "sector";
    }
    return "";
}

std::string_view to_string(PeoplePanel panel) {
    switch (panel) {
        case PeoplePanel::none:
            return "none";
        case PeoplePanel::keyboard:
            return "keyboard";
        case PeoplePanel::sectors:
            return "sectors";
    }
    return "";
}

std::string_view to_string(ListsRequestKind kind) {
    switch (kind) {
        case ListsRequestKind::look:
            return "look";
        case ListsRequestKind::take:
            return "take";
        case ListsRequestKind::leave:
            return "leave";
        case ListsRequestKind::save:
            return "save";
        case ListsRequestKind::answer:
            return "answer";
        case ListsRequestKind::save_on_stick:
            return "save_on_stick";
        case ListsRequestKind::print:
            return "print";
        case ListsRequestKind::receive:
            return "receive";
        case ListsRequestKind::stop_receiving:
            return "stop_receiving";
        case ListsRequestKind::purge:
            return "purge";
    }
    return "";
}

std::string_view to_string(ListTarget target) {
    switch (target) {
        case ListTarget::folder:
            return "folder";
        case ListTarget::stick:
            return "stick";
        case ListTarget::printer:
            return "printer";
    }
    return "";
}

std::string_view to_string(ListsNote note) {
    switch (note) {
        case ListsNote::none:
            return "none";
        case ListsNote::working:
            return "working";
        case ListsNote::nothing_new:
            return "nothing_new";
        case ListsNote::applied:
            return "applied";
        case ListsNote::declined:
            return "declined";
        case ListsNote::stale:
            return "stale";
        case ListsNote::saved:
            return "saved";
        case ListsNote::not_over:
            return "not_over";
        case ListsNote::purging:
            return "purging";
        case ListsNote::purged:
            return "purged";
        case ListsNote::purged_here_only:
            return "purged_here_only";
        case ListsNote::traces:
            return "traces";
        case ListsNote::stick_saved:
            return "stick_saved";
        case ListsNote::stick_full:
            return "stick_full";
        case ListsNote::stick_read_only:
            return "stick_read_only";
        case ListsNote::stick_gone:
            return "stick_gone";
        case ListsNote::printed:
            return "printed";
        case ListsNote::not_printed:
            return "not_printed";
        case ListsNote::no_printer:
            return "no_printer";
        case ListsNote::out_of_touch:
            return "out_of_touch";
        case ListsNote::failed:
            return "failed";
        case ListsNote::purge_failed:
            return "purge_failed";
    }
    return "";
}

std::string_view name_of(const Screen& screen) { return std::visit(Name{}, screen); }

}  // namespace entre
