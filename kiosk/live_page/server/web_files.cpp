#include "kiosk/live_page/server/web_files.hpp"

#include <string_view>

#include "web_files_text.hpp"

namespace entre {

namespace {

/// The type that browsers want to be told.
std::string type_of(std::string_view path) {
    if (path.ends_with(".html")) return "text/html; charset=utf-8";
    if (path.ends_with(".css")) return "text/css; charset=utf-8";
    if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}

}  // namespace

WebFiles web_files() {
    WebFiles files;
    for (const auto& [path, text] : web_file_texts) files.emplace(path, WebFile{type_of(path), std::string(text)});
    return files;
}

}  // namespace entre
