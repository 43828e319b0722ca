#include "kiosk/live_page/transfer_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/clock.hpp"
#include "core/base/log.hpp"
#include "core/base/mutex.hpp"
#include "core/base/text.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/page_process.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int usual_port = 8443;
constexpr auto progress_interval = 200ms;
constexpr std::size_t max_log_letters = 300;

Error was_cut() { return error_of(ErrorCode::stopped, sentence("The file was cut off on its way. Send it again.")); }
Error too_large() {
    return error_of(ErrorCode::export_invalid, sentence("The file is too large for a list. Choose another one."));
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

}  // namespace

struct TransferPage::Impl {
    TransferPageEvents events;
    std::string secret;
    std::vector<OfferedFile> files;
    PageAddress address;

    mutable Mutex mutex;  ///< never held while `events` or `process` is called
    PageSettings settings GUARDED_BY(mutex);
    bool is_used GUARDED_BY(mutex) = false;
    std::uint64_t checking GUARDED_BY(mutex) = 0;  ///< the message that waits for `accept` or `refuse`; 0: none

    /// A file on its way; the reader thread's own.
    struct Incoming {
        std::uint64_t number = 0;
        std::size_t announced = 0;
        std::shared_ptr<ReceivedFile> file;
        Clock::time_point reported_at{};
    };
    std::optional<Incoming> incoming;
    std::pair<std::uint64_t, UploadAnswer> refused{0, UploadAnswer::failed};  ///< the last upload that was refused on its way

    PageProcess process;  ///< last: its threads use all of the above

    explicit Impl(TransferPageEvents called)
        : events(std::move(called)),
          process({[this] {
                       const MutexLock lock(mutex);
                       return settings;
                   },
                   [this](const PageMessage& message) { receive(message); }, [this] { drop(was_cut()); }, [] {}}) {}

    void answer(std::uint64_t message, UploadAnswer what) {
        process.post(PageMessageKind::answer, message, std::string(to_string(what)));
    }

    void receive(const PageMessage& message) {
        switch (message.kind) {
            case PageMessageKind::note:
                return log_info("upload", "{}", clean_text(message.text, max_log_letters));
            case PageMessageKind::request_upload:
                return answer(message.number, begin(message.text));
            case PageMessageKind::upload_bytes:
                return add(message);
            case PageMessageKind::upload_cut:
                if (incoming && incoming->number == message.number) drop(was_cut());
                return;
            case PageMessageKind::request_upload_end:
                return end(message);
            case PageMessageKind::request_file:
                return give(message);
            default:
                return;
        }
    }

    void give(const PageMessage& message) {
        const auto index = number_in(message.text);
        if (!index || *index >= files.size()) return process.post(PageMessageKind::answer_none, message.number, {});
        const auto& file = files[*index];
        process.post(PageMessageKind::answer, message.number, file.bytes);
        events.fetched(file.name);
    }

    UploadAnswer begin(const std::string& json) {
        const auto request = upload_request_from(json);
        if (!request || !files.empty()) return UploadAnswer::failed;
        {
            const MutexLock lock(mutex);
            if (is_used) return UploadAnswer::used;
            if (checking != 0) return UploadAnswer::busy;
        }
        if (incoming) return UploadAnswer::busy;
        auto file = ReceivedFile::create(request->name);
        if (!file) {
            log_error("upload", file.error());
            events.cut(file.error());
            return UploadAnswer::failed;
        }
        incoming = Incoming{request->number, request->size, std::move(*file), {}};
        events.progress(incoming->file->name(), 0);
        return UploadAnswer::welcome;
    }

    /// The page process counts as well, but is trusted no more than a phone is.
    void add(const PageMessage& message) {
        if (!incoming || incoming->number != message.number) return;
        if (incoming->file->size() + message.text.size() > max_upload_bytes)
            return refuse_incoming(UploadAnswer::too_large, too_large());
        if (const auto written = incoming->file->write(message.text); !written)
            return refuse_incoming(UploadAnswer::failed, written.error());
        if (Clock::now() < incoming->reported_at + progress_interval) return;
        incoming->reported_at = Clock::now();
        const auto share = 100 * incoming->file->size() / std::max(incoming->announced, incoming->file->size());
        events.progress(incoming->file->name(), std::min(static_cast<int>(share), 99));
    }

    void end(const PageMessage& message) {
        const auto number = number_in(message.text);
        if (!incoming || incoming->number != number)
            return answer(message.number, refused.first == number ? refused.second : UploadAnswer::failed);
        const auto file = std::move(incoming->file);
        incoming.reset();
        {
            const MutexLock lock(mutex);
            checking = message.number;
        }
        events.progress(file->name(), 100);
        events.received(file);
    }

    void refuse_incoming(UploadAnswer answer_later, const Error& why) {
        refused = {incoming->number, answer_later};
        drop(why);
    }

    void drop(const Error& why) {
        {
            const MutexLock lock(mutex);
            checking = 0;
        }
        if (!incoming) return;
        incoming.reset();
        events.cut(why);
    }

    /// The message that waits for an answer; 0 if its process is gone.
    std::uint64_t take_checking(bool is_accepted) {
        const MutexLock lock(mutex);
        is_used = is_used || is_accepted;
        return std::exchange(checking, 0);
    }

    Result<void> start(const TransferPageSettings& from, const Certificate& certificate, int port) {
        address = address_at(from.address, port);
        {
            const MutexLock lock(mutex);
            settings = {};
            settings.address = address;
            settings.key = certificate.key;
            settings.certificate = certificate.certificate;
            settings.transfer = from.secret;
            for (const auto& file : from.files) settings.offered.push_back(file.name);
        }
        const auto bound = process.start();
        if (!bound) return pass_on(bound);
        address.port = *bound;
        const MutexLock lock(mutex);
        settings.address = address;  // a restarted process listens on the same port
        return {};
    }
};

TransferPage::TransferPage(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TransferPage::~TransferPage() = default;

Result<std::unique_ptr<TransferPage>> TransferPage::open(const TransferPageSettings& settings, TransferPageEvents events) {
    const auto certificate = own_certificate(settings.folder, certificate_names(settings.address));
    if (!certificate) return pass_on(certificate);
    Result<void> started;
    for (const int port : {usual_port, 0}) {
        auto impl = std::make_unique<Impl>(events);
        impl->secret = settings.secret;
        impl->files = settings.files;
        started = impl->start(settings, *certificate, port);
        if (started) return std::unique_ptr<TransferPage>(new TransferPage(std::move(impl)));
        if (started.error().code != ErrorCode::address_taken) break;
    }
    return pass_on(started);
}

std::string TransferPage::url() const {
    return fmt::format("{}/{}", impl_->address.origin(impl_->address.port), shown_secret(impl_->secret));
}

void TransferPage::accept() {
    if (const auto message = impl_->take_checking(true); message != 0) impl_->answer(message, UploadAnswer::taken);
}

void TransferPage::refuse() {
    if (const auto message = impl_->take_checking(false); message != 0) impl_->answer(message, UploadAnswer::not_a_list);
}

pid_t TransferPage::process() const { return impl_->process.pid(); }

bool TransferPage::has_accepted() const {
    const MutexLock lock(impl_->mutex);
    return impl_->is_used;
}

}  // namespace entre
