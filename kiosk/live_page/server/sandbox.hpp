// The page process stands in the network. It gives away, for good, whatever it does not need for serving its page.
#pragma once

#include <string>

namespace entre {

/// After this no thread of the process can open a file or a connection, start a program or look into another process; it serves who connects to
/// the socket that listens, and talks on the channel. What it tries all the same fails with EPERM. It ends with the process that started it. Call
/// it when everything is open. False when the kernel does not grant it: `problem` says what. Under a sanitizer it does no more than belong_to_parent.
bool enter_page_sandbox(std::string& problem);

}  // namespace entre
