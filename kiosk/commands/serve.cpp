// The live page without a kiosk screen.
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cstdio>

#include "core/base/log.hpp"
#include "core/base/mutex.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/commands/terminal_qr.hpp"
#include "kiosk/process/stop_signals.hpp"
#include "kiosk/services/first_import.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/live_page_backend.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "kiosk/services/resources.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

void show(const PairingInvitation& invitation) {
    if (invitation.url.empty())
        return print_line(sentence("This computer is on no network. A code is shown as soon as it is on one."));
    const auto& digits = invitation.invitation.digits;
    print_line(
        sentence("\n{}\nPair as {}: scan this, or open {}\nand type {} {}. Valid once, for ten minutes. Certificate:\n{}\n",
                 terminal_qr(invitation.url), to_string(invitation.invitation.role), invitation.address, digits.substr(0, 3),
                 digits.substr(3), invitation.fingerprint));
}

/// Copies printer states from the inbox to `health`.
void note_printers(Inbox& inbox, DoorHealth& health) {
    for (const auto& event : inbox.drain()) {
        const auto* status = std::get_if<PrinterStatus>(&event);
        if (status == nullptr) continue;
        const auto known = std::find_if(health.printers.begin(), health.printers.end(),
                                        [&](const auto& p) { return p.name == status->printer; });
        auto& printer = known == health.printers.end() ? health.printers.emplace_back() : *known;
        printer = {status->printer, status->fault, status->detail, {}};
    }
}

/// Runs until a signal or "q". Without a terminal only a signal ends it. `shown` is shown again when the address has changed.
void attend(LivePage& page, PairingInvitation shown, int signals, const std::function<void()>& turn) {
    const auto invite = [&](LiveRole role) { show(shown = page.invite(role)); };
    print_line(sentence("Enter shows a new code for a viewer, s one for staff, l who is paired, q ends."));
    bool has_keyboard = ::isatty(STDIN_FILENO) == 1;
    for (;;) {
        pollfd waits[] = {{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        const int ready = ::poll(waits, has_keyboard ? 2 : 1, 250);
        turn();
        if (const auto now = page.invitation(shown.invitation.digits); now && now->address != shown.address) show(shown = *now);
        if (ready > 0 && (waits[0].revents & POLLIN) != 0) return;
        if (!has_keyboard || ready <= 0 || waits[1].revents == 0) continue;
        char line[64];
        const auto size = ::read(STDIN_FILENO, line, sizeof line);
        if (size <= 0) {
            has_keyboard = false;
        } else if (line[0] == 'q') {
            return;
        } else if (line[0] == 'l') {
            for (const auto& session : page.sessions())
                std::puts(
                    fmt::format("{}: {}, {}", to_string(session.role), session.device, to_rfc3339(session.since).substr(0, 16))
                        .c_str());
        } else {
            invite(line[0] == 's' ? LiveRole::staff : LiveRole::viewer);
        }
    }
}

}  // namespace

int run_serve(const ServeOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    const std::string listen = options.listen.empty() ? seminar->live_page_listen : options.listen;
    if (listen.empty())
        return report(
            {ErrorCode::wrong_usage,
             fmt::format("the live page has no address. Add --listen 192.168.1.20:8443 with an address of this machine, or\n"
                         "[dashboard]\nlisten = \"192.168.1.20:8443\"\nto {}",
                         folder.settings().string())});
    const FileHandle signals = stop_signals();
    auto badge = find_template(*seminar, folder);
    if (!badge) return report(badge.error());

    Inbox inbox([] {});
    DoorHealth health;
    Mutex mutex;  // guards view, troubled and health, which the live-view thread writes too
    std::shared_ptr<const LiveView> view;
    TroubledBadges troubled;
    std::optional<Workers> workers;
    if (const auto holder = current_writer(folder)) {
        print_line(sentence("{} is in use by {}. This page is read-only.", folder.database().string(), *holder));
    } else {
        auto database = Database::open(folder, Access::write, "entre serve");
        if (!database) return report(database.error());
        if (const auto logging = start_log(folder.log(), false); !logging) return report(logging.error());
        if (const auto imported = import_if_empty(*database, *seminar, folder); !imported) return report(imported.error());
        workers.emplace(std::move(*database), *seminar, std::move(*badge), make_printers(*seminar, folder), inbox);
        health.is_known = true;
        health.has_camera = true;  // this command uses no camera, so none is missing
    }
    auto page = LivePage::open({listen, folder.path}, *seminar,
                               workers ? live_page_backend(*workers) : reading_live_page_backend(folder, *seminar));
    if (!page) return report(page.error());
    const auto publish = [&] {
        const MutexLock lock(mutex);
        if (view) (*page)->show(view, health, troubled);
    };
    const LiveViewWorker live(folder, *seminar, [&](LiveNews news) {
        {
            const MutexLock lock(mutex);
            view = std::move(news.view);
            troubled = std::move(news.troubled);
            health.last_import = news.last_import;
            health.disk_free_mib = news.disk_free_mib;
        }
        publish();
    });
    const auto first = (*page)->invite(options.as_staff ? LiveRole::staff : LiveRole::viewer);
    show(first);
    std::fflush(stdout);
    attend(**page, first, signals.get(), [&] {
        const auto before = health;
        {
            const MutexLock lock(mutex);
            note_printers(inbox, health);
        }
        if (!(health == before)) publish();
        std::fflush(stdout);
    });
    return status_done;
}

}  // namespace entre
