// Sends libcups to the private CUPS server of a test.
#pragma once

#include <cups/cups.h>

#include <cstdlib>

#include "tests/support/printing_fixture.hpp"

namespace entre::test {

/// Until its end, this thread and programs that the test starts talk to `server`, and backends are installed in its folder.
class OwnCups {
public:
    OwnCups(const PrintingFixture& printing, const std::string& server) {
        ::setenv("CUPS_SERVER", server.c_str(), 1);
        ::setenv("CUPS_SERVERBIN", printing.server_programs().c_str(), 1);
        cupsSetServer(server.c_str());
    }
    ~OwnCups() {
        ::unsetenv("CUPS_SERVER");
        ::unsetenv("CUPS_SERVERBIN");
        cupsSetServer(nullptr);
    }
    OwnCups(const OwnCups&) = delete;
    OwnCups& operator=(const OwnCups&) = delete;
};

}  // namespace entre::test
