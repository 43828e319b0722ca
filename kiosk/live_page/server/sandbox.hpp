// Sandbox of the page process, which is reachable from the network: it irrevocably drops all rights that it does not need for
// serving.
#pragma once

#include <string>

namespace entre {

/// After this no thread of the process can open a file or a connection, start a program or look into another process. It can
/// serve connections to the socket that already listens, and use the channel to the kiosk. A forbidden system call fails
/// with EPERM. The process ends with the thread that started it. Call it once everything is open. False if the kernel refuses;
/// `problem` then says why. Under a sanitizer only the tie to the parent is made.
bool enter_page_sandbox(std::string& problem);

}  // namespace entre
