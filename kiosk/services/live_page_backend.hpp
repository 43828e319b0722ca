// What the live page asks of the door, carried to the desk's thread and back.
#pragma once

#include <memory>

#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/desk_worker.hpp"

namespace entre {

/// Actions and histories by the desk of a door that is open here. `workers` outlives the page; `phones_changed` is the page's.
LivePageBackend live_page_backend(Workers& workers, std::function<void()> phones_changed = {});
/// Histories alone, read from the folder's database: for a page beside a door that another process holds.
LivePageBackend reading_live_page_backend(const SeminarFolder& folder, const Seminar& seminar);

/// The live page where seminar.toml wants one; null where not. A page that cannot be opened is logged and does without: the door
/// opens all the same.
std::unique_ptr<LivePage> open_page(const Seminar& seminar, const SeminarFolder& folder, LivePageBackend host);

/// A QR code for a terminal, two modules a character; empty when `text` is too long for one.
std::string terminal_qr(std::string_view text);

}  // namespace entre
