// A phone in end-to-end tests: reads the code off a screenshot, and sends a list to its address.
#pragma once

#include <filesystem>
#include <string>
#include <thread>

namespace entre::test {

/// The text of the QR code on a screenshot, which is waited for; empty if there is none after a minute and a half.
std::string code_in(const std::filesystem::path& screenshot);

/// Waits for a screenshot with a QR code, then sends the file over TLS, on a thread of its own.
class Phone {
public:
    Phone(std::filesystem::path screenshot, std::string name, std::string text);

    struct Reply {
        int status = 0;  ///< 0: there was no code; -1: no answer
        std::string body;
    };
    /// Waits for the reply.
    Reply reply() {
        thread_.join();
        return reply_;
    }

private:
    Reply reply_;
    std::jthread thread_;
};

}  // namespace entre::test
