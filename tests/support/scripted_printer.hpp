// An IPP printer on loopback that answers with whatever bytes a test gives it: well-formed, absurd or endless.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace entre::test {

/// Builds the bytes of an IPP answer (RFC 8010, 3.1), also those that no IPP library would write. Statuses, tags and operations
/// are the RFC's numbers, to which <cups/ipp.h> gives names.
class IppBytes {
public:
    explicit IppBytes(int status = 0);
    IppBytes& group(int tag);
    IppBytes& value(int tag, std::string_view name, std::string_view bytes);
    IppBytes& text(int tag, std::string_view name, std::string_view text) { return value(tag, name, text); }
    IppBytes& number(int tag, std::string_view name, std::int32_t number);
    /// With the end-of-attributes tag.
    [[nodiscard]] std::string whole() const;
    /// Without it: more is to follow.
    [[nodiscard]] const std::string& beginning() const { return bytes_; }

private:
    std::string bytes_;
};

/// What the printer sends after the HTTP header.
struct ScriptedAnswer {
    std::string body;
    std::string repeated = {};             ///< sent again and again after `body` until the client hangs up; empty: never
    std::chrono::milliseconds pause = {};  ///< before each repetition
    bool is_endless_header = false;        ///< `repeated` belongs to the HTTP header, which never ends
};

/// Serves any number of connections until it is destroyed. Operations without an answer of their own are answered as a healthy
/// printer with 100 x 62 mm labels would. Safe from any thread.
class ScriptedPrinter {
public:
    ScriptedPrinter();
    ~ScriptedPrinter();
    ScriptedPrinter(const ScriptedPrinter&) = delete;
    ScriptedPrinter& operator=(const ScriptedPrinter&) = delete;

    [[nodiscard]] std::string uri() const;
    void answer(int operation, ScriptedAnswer answer);
    void answer(int operation, const IppBytes& answer) { this->answer(operation, ScriptedAnswer{answer.whole()}); }
    /// How often this was requested.
    [[nodiscard]] int requests(int operation) const;

private:
    void accept_connections();
    void serve(int socket);
    bool reply(int socket, int operation);

    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::map<int, ScriptedAnswer> answers_;
    std::map<int, int> requests_;
    std::vector<int> open_;
    std::list<std::jthread> connections_;
    std::jthread accepting_;
};

}  // namespace entre::test
