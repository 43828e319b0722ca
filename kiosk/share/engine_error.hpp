// What can go wrong with the engine, the PostgreSQL server that kiosks of one door share.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "core/base/error.hpp"
#include "core/base/sentence.hpp"

namespace entre {

enum class EngineError {
    unreachable,        ///< no answer, or the connection broke: try again soon
    timeout,            ///< it did not answer a question in time; the connection is closed: try again soon
    refused,            ///< it does not know this kiosk's role or password
    no_tls,             ///< it does not encrypt
    wrong_certificate,  ///< it is not the server that the seminar was shared with
    forked,             ///< it has another entry under a number of ours: go on as a new kiosk, with a new UUID
    revoked,            ///< staff excluded this kiosk
    purged,             ///< the seminar has been purged: purge here before anything else
    program_too_old,    ///< another kiosk runs a newer program that this one would not understand
    engine_older,       ///< it was set up by an older program: `entre share` brings it up to date
    engine_newer,       ///< it was set up by a newer program, so this one cannot set it up
    full,               ///< its disk is full, or all its connections are taken
    read_only,          ///< it accepts no writes: a standby, or set so by its administrator
    no_rights,          ///< this kiosk's role lacks a right, or belongs to another seminar
    import_busy,        ///< another kiosk is importing a list, or our own turn to import has ended
    list_is_newer,      ///< another kiosk has imported since: pull, then plan the import anew
    invitation_old,     ///< it was valid for ten minutes
    invitation_used,    ///< another kiosk has joined with it
    failed,             ///< anything else: see `detail`
};

struct EngineFailure {
    EngineError error;
    Sentence said;       ///< what happened and what to do, for staff
    std::string detail;  ///< for the log: the words of libpq or the server; no names of people
};

template <class T>
using EngineResult = tl::expected<T, EngineFailure>;

/// The enumerator's name, for logs.
std::string_view to_string(EngineError error);

/// The failure with its sentence. `what` fills the sentence's place if it has one: the engine's host, or another kiosk's name.
EngineFailure engine_failure(EngineError error, std::string detail, const std::string& what = {});

/// For functions whose failures are Errors, such as commands. ErrorCode::database_failed with the same sentence.
Error to_error(const EngineFailure& failure);

}  // namespace entre
