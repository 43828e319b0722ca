#include "tests/print/printer/queue_fixture.hpp"

#include <cups/cups.h>

#include <cstdlib>

namespace entre::test {

OwnCups::OwnCups(const PrintingFixture& printing, const std::string& server) {
    ::setenv("CUPS_SERVER", server.c_str(), 1);
    ::setenv("CUPS_SERVERBIN", printing.server_programs().c_str(), 1);
    cupsSetServer(server.c_str());
}

OwnCups::~OwnCups() {
    ::unsetenv("CUPS_SERVER");
    ::unsetenv("CUPS_SERVERBIN");
    cupsSetServer(nullptr);
}

}  // namespace entre::test
