// The one-time page on which a phone or a laptop sends a list to the assistant, or fetches files from it. Served by a sandboxed
// process of its own, as the live page is: the process opens no file, only this side writes what arrives and holds what is given.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/live_page/received_file.hpp"
#include "kiosk/live_page/upload.hpp"

namespace entre {

struct TransferPageSettings {
    std::string address;               ///< the IP address to listen on, and nothing else is listened on
    std::filesystem::path folder;      ///< for key and certificate, which are the live page's
    std::string secret;                ///< new_upload_secret()
    std::vector<OfferedFile> files{};  ///< to be fetched, as often as wanted; empty: one is sent
};

/// Called from the page's reader thread. None may wait.
struct TransferPageEvents {
    std::function<void(const std::string& name, int percent)> progress;
    /// A complete file. Answer it with `accept` or `refuse`; until then no other one is let in.
    std::function<void(std::shared_ptr<ReceivedFile>)> received;
    /// It will not be complete, and has been deleted: the sender is gone, the file too large, or the disk full.
    std::function<void(const Error& why)> cut;
    /// One of the offered files has been given away.
    std::function<void(const std::string& name)> fetched;
};

/// Threads: page-writer and page-reader. All functions are safe from any thread; none waits, except `open` and the destructor.
class TransferPage {
public:
    /// Tries port 8443 first, which is easy to type, then any. The process ends with the thread that calls this. Errors:
    /// address_taken; file_unwritable; stopped.
    static Result<std::unique_ptr<TransferPage>> open(const TransferPageSettings& settings, TransferPageEvents events);
    ~TransferPage();  ///< Takes about a second at most.
    TransferPage(const TransferPage&) = delete;
    TransferPage& operator=(const TransferPage&) = delete;

    /// "https://192.168.1.20:8443/abcd-efgh"
    [[nodiscard]] std::string url() const;
    /// Answers the sender that the file is a list; no other file is accepted after it.
    void accept();
    /// Answers the sender that the file is not a list; another one may be sent.
    void refuse();
    [[nodiscard]] bool has_accepted() const;
    /// The id of the page process; 0 while none runs.
    [[nodiscard]] pid_t process() const;

private:
    struct Impl;
    explicit TransferPage(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
