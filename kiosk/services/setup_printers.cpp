#include "kiosk/services/setup_printers.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/services/printer_rights.hpp"
#include "kiosk/services/resources.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/media.hpp"
#include "print/printer/print_queues.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto test_time = 60s;

setup::FoundPrinter printer_of(const QueueAnswer& queue) {
    const auto uri = device_behind(queue.device_uri);
    const bool is_network =
        uri.starts_with("ipp") || uri.starts_with("socket") || uri.starts_with("dnssd") || uri.starts_with("lpd");
    const auto& name = !queue.description.empty()      ? queue.description
                       : !queue.make_and_model.empty() ? queue.make_and_model
                                                       : queue.name;
    return {queue.name, name, is_network, is_label_printer(queue.make_and_model)};
}

setup::FoundPrinter printer_of(const DeviceAnswer& device) {
    const auto& name = !device.make_and_model.empty() ? device.make_and_model : device.info;
    return {{}, name, device.is_network, is_label_printer(device.make_and_model), device.uri};
}

std::optional<MediaSize> badge_size(const fs::path& folder) {
    const auto seminar = read_seminar(folder);
    const auto badge = seminar ? find_template(*seminar, SeminarFolder{folder}) : tl::unexpected<Error>(seminar.error());
    return badge ? std::optional(MediaSize{badge->width_mm, badge->height_mm}) : std::nullopt;
}

/// An error whose detail is for the log gets a sentence that a person can follow.
Error for_screen(const Error& error) {
    log_info("setup", "printers: {}", error.detail);
    if (!error.said.empty()) return error;
    return error_of(error.code, sentence("The printer could not be added. Switch it off and on, then look again."));
}

/// On the seminar's first printer; waits until it has come out.
Result<void> print_badge(const fs::path& path, const Registration& person, const std::stop_token& stop) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    const auto badge = find_template(*seminar, folder);
    if (!badge) return pass_on(badge);
    const auto drawn = render_pdf(*badge, badge_content(*seminar, person), false);
    if (!drawn) return pass_on(drawn);
    const auto printers = make_printers(*seminar, folder);
    if (printers.empty()) return fail(ErrorCode::printer_missing, "the seminar has no printer");
    PrintPage page;
    page.pdf = drawn->pdf;
    page.width_mm = badge->width_mm;
    page.height_mm = badge->height_mm;
    page.job_name = new_uuid(utc_now());  // like an order's, so that the backend `once` guards it as well
    const auto printed = printers.front()->print(page, [](const PrintProgress&) { return true; }, Clock::now() + test_time, stop);
    if (!printed) return pass_on(printed);
    return {};
}

}  // namespace

setup::PrintersFound find_printers(const fs::path& folder) {
    setup::PrintersFound found;
    const auto seminar = read_seminar(folder);
    const auto* used = seminar && !seminar->printers.empty() ? &seminar->printers.front() : nullptr;
    if (used != nullptr) found.side = used->side;
    if (const auto queues = queues_here()) {
        for (const auto& queue : *queues) found.printers.push_back(printer_of(queue));
    } else {
        log_info("setup", "no print queues: {}", queues.error().detail);
    }
    if (used == nullptr) return found;
    for (std::size_t i = 0; i < found.printers.size(); ++i)
        if (found.printers[i].queue == used->queue || (used->queue == "auto" && !found.used)) found.used = i;
    // A printer that seminar.toml names by its address, or a folder: kept as it is unless another one is chosen.
    if (!found.used && used->queue != "auto") {
        found.used = found.printers.size();
        found.printers.push_back({used->queue, used->name, used->queue.starts_with("ipp"), false});
    }
    return found;
}

setup::PrinterRoll read_roll(const fs::path& folder, const std::string& queue, const std::stop_token& stop) {
    using How = setup::PrinterRoll::How;
    setup::PrinterRoll roll;
    const auto badge = badge_size(folder);
    if (!badge) return roll;
    roll.badge_width_mm = badge->width_mm;
    roll.badge_height_mm = badge->height_mm;
    PrinterSettings settings;
    settings.queue = queue;
    const auto health = make_printer(settings, SeminarFolder{folder})->health(stop);
    if (!health || health->media.empty()) return roll;
    if (!find_media(health->media, badge->width_mm, badge->height_mm)) {
        roll.how = How::has_no_such;
        return roll;
    }
    roll.how = How::must_be_put_in;
    if (health->media_ready.empty()) return roll;
    const auto right = labels_for(health->media_ready, badge->width_mm, badge->height_mm);
    const auto shown = size_of_media(right.value_or(health->media_ready.front()));
    if (!shown) return roll;
    roll.how = right ? How::fits : How::is_other;
    roll.width_mm = shown->width_mm;
    roll.height_mm = shown->height_mm;
    return roll;
}

Result<void> print_test(const fs::path& folder, const std::stop_token& stop) {
    Registration person;
    person.given = "Maximiliana";
    person.family = "Hohenstauffen Öström";
    person.organisation = "Provbricka";
    person.ticket_code = setup::scanner_code;  // for the camera and the hand scanner
    return print_badge(folder, person, stop);
}

Result<void> print_note(const fs::path& folder, const std::string& text, const std::stop_token& stop) {
    Registration note;
    note.family = text;
    note.organisation = "Reservkod";
    return print_badge(folder, note, stop);
}

SetupPrinters::SetupPrinters(fs::path pkexec, std::function<void(setup::Event)> answer)
    : pkexec_(std::move(pkexec)),
      answer_(std::move(answer)),
      thread_([this](const std::stop_token& stop) { run_thread("setup-printers", stop, [&] { run(stop); }); }) {}

void SetupPrinters::run(const std::stop_token& stop) {
    while (const auto task = tasks_.pop(stop)) (*task)(stop);
}

void SetupPrinters::search(bool may_ask, const std::stop_token& stop) {
    auto found = entre::find_devices(stop);
    if (found && found->is_denied && may_ask) found = find_devices_as_root(pkexec_, stop);
    setup::DevicesFound answer;
    if (found) {
        answer.is_denied = found->is_denied;
        for (const auto& device : found->devices) answer.devices.push_back(printer_of(device));
    } else {
        answer.problem = for_screen(found.error());
    }
    answer_(std::move(answer));
}

void SetupPrinters::make(const setup::AddPrinter& effect, const std::stop_token& stop) {
    const NewQueue wanted{effect.printer.device, {}, badge_size(effect.folder)};
    auto made = make_queue(wanted, stop);
    if (made && (made->how == MakingQueue::denied || made->how == MakingQueue::no_backend))
        made = make_queue_as_root(pkexec_, wanted, stop);
    setup::PrinterAdded answer{effect.request, effect.printer, std::nullopt};
    if (!made) {
        answer.problem = for_screen(made.error());
    } else if (made->how != MakingQueue::made) {
        answer.problem = error_of(ErrorCode::printer_refused, said(*made));
    } else {
        log_info("setup", "queue {} for {}, driver {}, labels {}", made->name, effect.printer.device, made->driver, made->media);
        answer.printer.queue = made->name;
        answer.printer.device.clear();
    }
    answer_(std::move(answer));
}

}  // namespace entre
