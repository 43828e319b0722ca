// Staff actions requested by the live page, read from JSON, and the desk's answers as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/services/staff_desk.hpp"

namespace entre {

/// {"action": "check_in" | "undo_check_in" | "check_out" | "walk_in" | "rename" | "reprint" | "mark_protected" | "show_name",
/// "person": id, "given", "family", "organisation", "category", "sure", "protected", "why"}, or {"action": "badge_settled" |
/// "print_order", "order": id}. nullopt for anything else.
std::optional<StaffRequest> action_of(std::string_view json);

/// The id of a request, so that it is not carried out twice if its answer is lost: "request", at most 64 characters; empty if
/// it has none.
std::string request_id_of(std::string_view json);

/// {"verdict": "done", "name": …, "badge": true}. The name of a protected person is the alias, but for
/// `show_name`.
std::string answer_json(const StaffAnswer& answer);

/// [{"order", "name", "printer", "at", "in_doubt", "fault"}], for `badge_settled` and `print_order`.
std::string badges_json(const std::vector<TroubledBadge>& badges);

/// {"id", "name", "given", "family", "organisation", "title", "sector", "note", "status", "protected", "walk_in",
/// "inside_since", "records": [{"kind", "at", "station", "by", "detail"}], "badges": [{"number", "reason", "state", "fault",
/// "printer", "at"}]}. Of a protected person only the alias; never a ticket code.
std::string history_json(const PersonHistory& history);

}  // namespace entre
