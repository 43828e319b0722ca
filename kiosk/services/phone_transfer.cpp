#include "kiosk/services/phone_transfer.hpp"

#include "core/base/log.hpp"
#include "kiosk/live_page/page_address.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto retry_after = 10s;
constexpr auto farewell = 5s;  // for the answer and the page around it, also over a slow network

Error no_network() {
    return error_of(ErrorCode::address_taken,
                    sentence("This computer is on no network. Connect it to the same network as the phone, or use a USB stick."));
}

/// What went wrong in words for the screen; the log has the rest.
Error cannot_open(const Error& why) {
    log_error("upload", why);
    return error_of(why.code, sentence("No phone can reach this computer at the moment. Use a USB stick instead."));
}

}  // namespace

PhoneTransfer::PhoneTransfer(std::string address, Listener listener)
    : fixed_address_(std::move(address)), listener_(std::move(listener)) {}

void PhoneTransfer::open(const std::filesystem::path& folder, Visit visit, std::vector<OfferedFile> files) {
    page_.reset();
    address_.clear();
    reported_.reset();
    folder_ = folder;
    visit_ = visit;
    files_ = std::move(files);
    is_wanted_ = true;
    secret_ = new_upload_secret();
    open_page();
}

void PhoneTransfer::close() {
    is_wanted_ = false;
    const bool is_used = page_ && (page_->has_accepted() || !files_.empty());
    closes_ = is_used ? Clock::now() + farewell : Clock::now();
    look();
}

void PhoneTransfer::look() {
    if (!is_wanted_ && Clock::now() >= closes_) page_.reset();
    if (is_wanted_) open_page();
}

void PhoneTransfer::open_page() {
    const auto address = fixed_address_.empty() ? network_address() : std::optional(fixed_address_);
    if (!address) {
        page_.reset();
        return report({}, no_network());
    }
    if (address_ == *address && (page_ || Clock::now() < retry_at_)) return;
    page_.reset();
    address_ = *address;
    auto page = TransferPage::open(
        {address_, folder_, secret_, files_},
        {[this, visit = visit_](const std::string& name, int percent) { listener_.progressed(visit, name, percent); },
         [this, visit = visit_](std::shared_ptr<ReceivedFile> file) { listener_.arrived({visit, std::move(file)}); },
         [this, visit = visit_](const Error& why) { listener_.cut(visit, why); },
         [this, visit = visit_](const std::string& name) { listener_.fetched(visit, name); }});
    if (!page) {
        retry_at_ = Clock::now() + retry_after;
        return report({}, cannot_open(page.error()));
    }
    page_ = std::move(*page);
    report(page_->url(), std::nullopt);
}

/// Reports a lasting problem once.
void PhoneTransfer::report(const std::string& url, const std::optional<Error>& problem) {
    if (problem && reported_ == problem->detail) return;
    reported_ = problem ? std::optional(problem->detail) : std::nullopt;
    listener_.opened(visit_, url, problem);
}

}  // namespace entre
