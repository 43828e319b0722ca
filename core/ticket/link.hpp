// Links that lead to the same ticket although they are spelt differently. Pure; never throws.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// Whether `text` is a link to a web page: with a scheme, or beginning with "www.".
bool is_web_link(std::string_view text);

/// Query parameters that mail programs and advertisements append to any link: utm_source, fbclid, gclid, mc_cid …
bool is_tracking_parameter(std::string_view name);

/// `link` as it is compared with the links in the roster: without scheme, "www.", tracking parameters and trailing slash, the
/// host in lower case. Path, other parameters and fragment keep their letter case. Empty when `link` is no address with a dot in
/// its host.
std::string comparable_link(std::string_view link);

}  // namespace entre
