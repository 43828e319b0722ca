// Downloads the registration system's export into the seminar's folder.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/seminar/seminar.hpp"

namespace entre {

/// Owned by one thread. Keeps the server's validators of the downloaded file (RFC 9110, ETag and Last-Modified),
/// so that an unchanged file is not sent again.
class ExportFetch {
public:
    /// `[registrations]` with a url; the download is stored as the first of its files.
    ExportFetch(SeminarFolder folder, RegistrationSettings settings);

    /// Requests the export; follows redirects (never with the token to another server, nor to another server without https), and
    /// the pages of a JSON list on the same server, which become one list. True when a new one was stored; false when it is
    /// unchanged. A response that is not a list of registrations is not stored. Waits five seconds for a connection and ten for
    /// an answer; ends on `stop`. Errors: settings_invalid (the token file), file_unreadable (no answer, an untrusted
    /// certificate, a status other than 200), export_invalid, file_unwritable, stopped.
    Result<bool> fetch(const std::stop_token& stop);

    /// After an error: everything was downloaded, but it is no list of people.
    [[nodiscard]] bool was_no_list() const { return was_no_list_; }
    [[nodiscard]] const std::string& file() const { return settings_.files.front(); }

private:
    SeminarFolder folder_;
    RegistrationSettings settings_;
    std::string etag_, modified_;
    bool was_no_list_ = false;
};

}  // namespace entre
