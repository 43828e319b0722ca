// What is checked before entre.db is trusted, and the words for what may be wrong with it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// What is wrong: "the disk is full".
std::string_view in_words(ErrorCode code);
/// What to do about it: one or two whole sentences.
std::string_view remedy(ErrorCode code);

/// Error database_damaged when entre.db is missing or empty although the journal or a WAL shows that something was recorded: a
/// new database in its place would admit everybody a second time.
Result<void> check_not_lost(const SeminarFolder& folder);

/// Runs `check` up to three times while it fails in a way that a single bad read can cause: database_damaged, database_failed.
Result<void> checked_repeatedly(const std::function<Result<void>()>& check);

/// The file at `path`, whatever its name becomes; 0 when there is none.
ino_t inode_of(const std::string& path);

}  // namespace entre
