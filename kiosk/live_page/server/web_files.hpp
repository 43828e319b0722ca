// The files of the live page. They are a part of the program: one that is started again after an upgrade still serves those that
// belong to it.
#pragma once

#include <map>
#include <string>

namespace entre {

struct WebFile {
    std::string type, content;
};
/// By their path in URLs: "/live.js".
using WebFiles = std::map<std::string, WebFile>;

WebFiles web_files();

}  // namespace entre
