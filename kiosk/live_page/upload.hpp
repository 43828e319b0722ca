// Files from a phone or a laptop to the assistant and back: what the kiosk and the page process say about them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// The largest file that is accepted. Lists of a hundred thousand people are smaller.
inline constexpr std::size_t max_upload_bytes = 64U << 20;

/// What the kiosk answers when an upload begins or ends.
enum class UploadAnswer {
    welcome,     ///< it may begin
    taken,       ///< it has arrived and is a list; the address is no longer valid
    busy,        ///< another file is on its way
    used,        ///< a file has been taken already
    not_a_list,  ///< it has arrived, but cannot be read; another one may be sent
    too_large,
    failed  ///< it could not be kept: the disk is full, or the upload is unknown
};
std::string_view to_string(UploadAnswer answer);
std::optional<UploadAnswer> upload_answer_from(std::string_view text);

struct UploadRequest {
    std::uint64_t number = 0;
    std::string name;      ///< as the sender calls the file: any text
    std::size_t size = 0;  ///< about, in bytes
};
std::string to_json(const UploadRequest& request);
/// nullopt for anything that `to_json` did not write.
std::optional<UploadRequest> upload_request_from(std::string_view json);

/// A file that a phone or a laptop may fetch.
struct OfferedFile {
    std::string name;  ///< as it is to be saved: "Biljetter.pdf"
    std::string bytes;
};

/// Eight letters and digits that nobody mistakes for others: 40 bits, easy to type.
std::string new_upload_secret();
/// "abcd-efgh": as it is shown in an address.
std::string shown_secret(std::string_view secret);
/// As it may have been typed: in capitals, with or without the dash.
std::string typed_secret(std::string_view path);

}  // namespace entre
