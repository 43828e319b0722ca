#include "kiosk/services/list_fetch.hpp"

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/ticket/payload_parts.hpp"
#include "kiosk/services/export_download.hpp"
#include "kiosk/services/list_address.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/web_address.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// The last part of the address: "anmalda.xlsx".
std::string name_in(const WebAddress& address) {
    const auto path = address.target.substr(0, address.target.find('?'));
    return percent_decoded(path.substr(path.rfind('/') + 1));
}

Result<WebAddress> address_of(const std::string& typed) {
    const auto url = list_address(typed);
    const auto address = url ? read_address(*url) : std::nullopt;
    if (address) return *address;
    return fail(ErrorCode::wrong_usage, sentence("That is no web address. It looks like https://example.org/list."));
}

/// What went wrong in words for the screen; the log has the rest.
Error for_screen(const Error& why, const WebAddress& from, bool was_no_list) {
    log_error("setup", why);
    if (why.code == ErrorCode::file_unreadable)
        return error_of(why.code, sentence("No list can be fetched from {}. Is the address right, is this computer on the "
                                           "internet, and is the list shared with everybody who has the link?",
                                           from.host));
    if (was_no_list)
        return error_of(why.code, sentence("What {} sends is no list of people, but perhaps a page for logging in. Copy the "
                                           "address of the button that downloads the list.",
                                           from.host));
    return why;
}

Result<setup::ListPreview> fetch_list(const fs::path& folder, const WebAddress& from, const fs::path& file,
                                      const std::stop_token& stop) {
    const auto seminar = read_seminar(folder);
    if (!seminar) return pass_on(seminar);
    auto settings = seminar->registrations;
    settings.url = from.server() + from.target;
    settings.files = {file.filename().string()};
    // The token is for the server that it was given for, and for no other.
    const auto known = read_address(seminar->registrations.url);
    if (settings.token_file.empty() || !known || !known->is_same_server(from))
        settings.token_file.clear();
    else
        settings.token_file = (folder / settings.token_file).string();
    ExportFetch fetch(SeminarFolder{file.parent_path()}, settings);
    if (const auto fetched = fetch.fetch(stop); !fetched)
        return tl::unexpected<Error>(for_screen(fetched.error(), from, fetch.was_no_list()));
    return preview_of(*seminar, file);
}

}  // namespace

void ListFetch::fetch(const setup::FetchList& effect) {
    forget();
    const auto answer = [this, request = effect.request](const fs::path& file, const Result<setup::ListPreview>& preview) {
        answer_(setup::ListRead{request, file, preview.value_or(setup::ListPreview{}),
                                preview ? std::nullopt : std::optional(preview.error())});
    };
    const auto from = address_of(effect.url);
    if (!from) return answer({}, pass_on(from));
    auto file = ReceivedFile::create(name_in(*from));
    if (!file) return answer({}, pass_on(file));
    file_ = std::move(*file);
    thread_ = std::jthread([answer, folder = effect.folder, from = *from, file = file_->path()](const std::stop_token& stop) {
        run_thread("list-fetch", stop, [&] {
            const auto preview = fetch_list(folder, from, file, stop);
            if (!stop.stop_requested()) answer(file, preview);
        });
    });
}

void ListFetch::forget() {
    if (!thread_.joinable()) return file_.reset();
    // To stop a download that is just connecting takes some seconds.
    ending_ = std::jthread([thread = std::move(thread_), file = std::move(file_)]() mutable {
        name_this_thread("list-fetch-end");
        thread = {};
        file.reset();
    });
}

}  // namespace entre
