// A fresh export from where the registration system offers it, put into the seminar's folder.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/seminar/seminar.hpp"

namespace entre {

/// Owned by one thread. Remembers what the server calls the version that lies in the folder (RFC 9110, ETag and Last-Modified),
/// so that nothing is sent twice.
class ExportFetch {
public:
    /// `[registrations]` with a url, which goes to the first of its files.
    ExportFetch(SeminarFolder folder, RegistrationSettings settings);

    /// KioskRequests for the export. True when another one than before lies in the folder now; false when there is nothing new.
    /// What is no list of registrations does not take the place of one. Waits five seconds for a connection and ten for an
    /// answer; ends on `stop`. Errors: settings_invalid (the token's file), file_unreadable (nobody answers, a certificate nobody
    /// vouches for, an answer other than 200), export_invalid, file_unwritable, stopped.
    Result<bool> fetch(const std::stop_token& stop);

    [[nodiscard]] const std::string& file() const { return settings_.files.front(); }

private:
    SeminarFolder folder_;
    RegistrationSettings settings_;
    std::string etag_, modified_;
};

}  // namespace entre
