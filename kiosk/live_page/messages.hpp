// The contents of messages between the kiosk and the page process, and their JSON.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/live_page/page_address.hpp"
#include "kiosk/live_page/session.hpp"

namespace entre {

/// What the page process needs to know before it serves anything.
struct PageSettings {
    PageAddress address;
    std::filesystem::path key, certificate;  ///< PEM files
    std::string seminar;                     ///< what the page shows about the seminar, as JSON
    std::string sessions;                    ///< PageState::saved_sessions of an earlier process
    UtcTime ends{};                          ///< of the seminar
    bool can_act = false;                    ///< staff may do more than read
    std::string transfer{};                  ///< the secret of a transfer page, which is then all that is served
    std::vector<std::string> offered{};      ///< names of the files that the transfer page gives; empty: it takes one
};

/// Which phones are paired or may be.
struct PageState {
    std::vector<LiveSession> sessions;      ///< newest first
    std::vector<std::string> valid_digits;  ///< of the invitations that can still be used
    std::string saved_sessions;             ///< for PageSettings::sessions of the next process: hashes of tokens, never tokens
};

/// The answer to a phone's request; nullopt if there is none (no such person, not an action).
using PageAnswer = Result<std::optional<std::string>>;

std::string to_json(const PageSettings& settings);
std::string to_json(const PageState& state);
std::string to_json(const Invitation& invitation);
/// nullopt for anything that `to_json` did not write. At most `max_sessions` sessions are read.
std::optional<PageSettings> page_settings_from(std::string_view json);
std::optional<PageState> page_state_from(std::string_view json);
std::optional<Invitation> invitation_from(std::string_view json);

/// The text of a `refused` message.
std::string refusal_json(const Error& error);
/// The error in such a text; ErrorCode::stopped for anything else.
Error refusal_from(std::string_view json);

}  // namespace entre
