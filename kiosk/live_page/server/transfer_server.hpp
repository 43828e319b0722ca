// The transfer page's server: HTTPS for one file from a phone or a laptop, or for files to them. It opens no file after `open`:
// bytes that arrive go to the host at once, and those of offered files come from it. Runs in the page process (main.cpp), instead
// of PageServer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/upload.hpp"

namespace entre {

/// Called from the connections' threads. `begin`, `end` and `file` wait for the kiosk.
struct TransferHost {
    std::function<UploadAnswer(const UploadRequest& request)> begin;
    std::function<void(std::uint64_t number, std::string_view bytes)> bytes;
    std::function<void(std::uint64_t number)> cut;
    std::function<UploadAnswer(std::uint64_t number)> end;
    std::function<PageAnswer(std::size_t index)> file;  ///< the bytes of an offered file
    std::function<void(std::string_view what)> note;    ///< a line for the log
};

class TransferServer {
public:
    /// Errors: address_taken, file_unreadable.
    static Result<std::unique_ptr<TransferServer>> open(const PageSettings& settings, TransferHost host);
    ~TransferServer();
    TransferServer(const TransferServer&) = delete;
    TransferServer& operator=(const TransferServer&) = delete;

    [[nodiscard]] int port() const;

private:
    struct Impl;
    explicit TransferServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
