#include "kiosk/services/start_log.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::filesystem::path file_in(const SeminarFolder& folder) { return folder.path / "starts.json"; }

int stored_starts(const SeminarFolder& folder) {
    const auto text = load_file(file_in(folder), 4096);
    if (!text) return 0;
    auto json = Json::parse(*text, nullptr, false);
    return json.is_object() && json["unfinished"].is_number_integer() ? std::clamp(json["unfinished"].get<int>(), 0, 1000) : 0;
}

void forget(const SeminarFolder& folder) {
    std::error_code ignored;
    std::filesystem::remove(file_in(folder), ignored);
}

}  // namespace

int failed_starts(const SeminarFolder& folder) { return std::max(0, stored_starts(folder) - 1); }

StartLog::StartLog(SeminarFolder folder, Clock::duration counts_after)
    : folder_(std::move(folder)), failed_(stored_starts(folder_)) {
    const Json json{{"unfinished", failed_ + 1}};
    if (const auto stored = write_file_atomically(file_in(folder_), json.dump() + "\n", FileMode::owner_only); !stored)
        log_warning("start", "{}", stored.error().detail);
    if (failed_ > 0) log_warning("start", "{} starts before this one ended within a minute", failed_);
    thread_ = std::jthread([folder = folder_, counts_after](const std::stop_token& stop) {
        name_this_thread("start-log");
        if (!sleep_or_stop(counts_after, stop)) forget(folder);
    });
}

StartLog::~StartLog() { forget(folder_); }

}  // namespace entre
