// Connects the live page to the desk: carries requests of paired phones to the desk's thread and waits for the answers.
#pragma once

#include <memory>

#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/desk_worker.hpp"

namespace entre {

/// For a kiosk in this process: staff requests and histories go through its desk. `workers` outlives the page;
/// `phones_changed` is called by the page.
LivePageBackend live_page_backend(Workers& workers, std::function<void()> phones_changed = {});
/// Histories only, read from the folder's database: for a live page without a kiosk in this process.
LivePageBackend reading_live_page_backend(const SeminarFolder& folder, const Seminar& seminar);

/// The attendance list as CSV without ticket codes, read from the folder's database at each call, from any thread. Errors: those
/// of the database.
std::function<Result<std::string>()> attendance_for_phones(const SeminarFolder& folder, const Seminar& seminar);

/// The live page if seminar.toml configures one, else null. Failure to open it is logged; the kiosk works without it.
std::unique_ptr<LivePage> open_page(const Seminar& seminar, const SeminarFolder& folder, LivePageBackend host);

}  // namespace entre
