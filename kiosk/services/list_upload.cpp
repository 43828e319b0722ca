#include "kiosk/services/list_upload.hpp"

#include "core/base/log.hpp"
#include "core/seminar/seminar_form.hpp"
#include "kiosk/live_page/page_address.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/resources.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto farewell = 5s;  // for the answer and the page around it, also over a slow network

Error no_network() {
    return error_of(ErrorCode::address_taken,
                    sentence("This computer is on no network. Connect it to the same network as the phone, or use a USB stick."));
}

/// What went wrong in words for the screen; the log has the rest.
Error cannot_open(const Error& why) {
    log_error("upload", why);
    return error_of(why.code, sentence("Nothing can be sent to this computer at the moment. Use a USB stick instead."));
}

}  // namespace

ListUpload::ListUpload(std::string address, std::function<void(setup::Event)> answer, std::function<void(Arrived)> arrived)
    : fixed_address_(std::move(address)), answer_(std::move(answer)), arrived_(std::move(arrived)) {}

void ListUpload::open(const setup::OpenUpload& effect) {
    page_.reset();
    kept_.reset();
    reported_.reset();
    effect_ = effect;
    is_wanted_ = true;
    secret_ = new_upload_secret();
    open_page();
}

void ListUpload::close() {
    is_wanted_ = false;
    closes_ = page_ && page_->has_accepted() ? Clock::now() + farewell : Clock::now();
    look();
}

void ListUpload::look() {
    if (!is_wanted_ && Clock::now() >= closes_) page_.reset();
    if (is_wanted_) open_page();
}

void ListUpload::open_page() {
    const auto address = fixed_address_.empty() ? network_address() : std::optional(fixed_address_);
    if (!address) {
        page_.reset();
        return report({}, no_network());
    }
    if (page_ && address_ == *address) return;
    page_.reset();
    address_ = *address;
    const auto visit = effect_.request;
    auto page = UploadPage::open(
        {address_, effect_.folder, assets_folder() / "web", secret_},
        {[this, visit](const std::string& name, int percent) { answer_(setup::UploadProgressed{visit, name, percent}); },
         [this, visit](std::shared_ptr<ReceivedFile> file) { arrived_({visit, std::move(file)}); },
         [this, visit](const Error& why) { answer_(setup::UploadCut{visit, why}); }});
    if (!page) return report({}, cannot_open(page.error()));
    page_ = std::move(*page);
    report(page_->url(), std::nullopt);
}

/// Reports a lasting problem once.
void ListUpload::report(std::string url, std::optional<Error> problem) {
    if (problem && reported_ == problem->code) return;
    reported_ = problem ? std::optional(problem->code) : std::nullopt;
    answer_(setup::UploadOpened{effect_.request, std::move(url), std::move(problem)});
}

void ListUpload::read(Arrived arrived) {
    if (!is_wanted_ || !page_ || arrived.visit != effect_.request) return;  // somebody went back meanwhile
    const auto preview = [&]() -> Result<setup::ListPreview> {
        const auto seminar = read_seminar(effect_.folder);
        if (!seminar) return pass_on(seminar);
        return preview_of(*seminar, arrived.file->path());
    }();
    if (!preview) {
        page_->refuse();
        return answer_(setup::ListRead{effect_.request, {}, {}, preview.error()});
    }
    kept_ = std::move(arrived.file);
    page_->accept();
    answer_(setup::ListRead{effect_.request, kept_->path(), *preview, std::nullopt});
}

}  // namespace entre
