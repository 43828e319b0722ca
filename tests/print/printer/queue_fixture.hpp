// Sends libcups to the private CUPS server of a test.
#pragma once

#include <string>

#include "tests/support/printing_fixture.hpp"

namespace entre::test {

/// Until its end, this thread and programs that the test starts talk to `server`, and backends are installed in its folder.
class OwnCups {
public:
    OwnCups(const PrintingFixture& printing, const std::string& server);
    ~OwnCups();
    OwnCups(const OwnCups&) = delete;
    OwnCups& operator=(const OwnCups&) = delete;
};

}  // namespace entre::test
