// The transfer page's texts and HTML, in Swedish and English.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// What the page says about a file that is sent; each is a page of its own for browsers without scripts.
enum class UploadState {
    form,          ///< choose a file
    taken,         ///< it is on the kiosk's screen
    not_a_list,    ///< choose another one
    too_large,     ///< the same
    no_file,       ///< the same
    busy,          ///< a file from another device is on its way
    failed,        ///< try again
    used,          ///< a file has been taken: this address is of no use any more
    wrong_address  ///< no secret, or a wrong one
};
/// Whether the page with this state has a form.
bool has_form(UploadState state);
/// The status of the response: 200 only for `form` and `taken`.
int http_status(UploadState state);

/// "sv" or "en", from Accept-Language (RFC 9110, 12.5.4). Neighbours of Sweden get Swedish, and so does a browser that says
/// nothing; everybody else gets English.
std::string_view language_from(std::string_view accept_language);

/// The sentence that says `state`; empty for `form`.
std::string_view upload_sentence(UploadState state, std::string_view language);
/// The complete page. upload.js takes its own sentences from the page's data attributes.
std::string upload_html(UploadState state, std::string_view language, std::size_t max_bytes);
/// The complete page with links to files, which are at "`path`/`name`". The names are harmless in HTML.
std::string offer_html(const std::string& path, const std::vector<std::string>& names, std::string_view language);

}  // namespace entre
