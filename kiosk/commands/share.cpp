#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdio>

#include "core/base/atomic_file.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/commands/terminal_qr.hpp"
#include "kiosk/live_page/page_address.hpp"
#include "kiosk/share/engine_admin.hpp"
#include "kiosk/share/share_session.hpp"
#include "kiosk/share/share_setup.hpp"

namespace entre {

namespace {

constexpr const char* loopback = "127.0.0.1";

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    return ::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

/// `listen`; else as the server was started before, else this machine's own address.
Result<ClusterAddress> address_for(const SeminarFolder& folder, const std::string& listen) {
    ClusterAddress at;
    if (listen.empty()) {
        const auto before = PrivateCluster::of(folder).address();
        if (before) return *before;
        at.address = network_address().value_or(loopback);
        return at;
    }
    const auto parts = hosts_and_ports(listen);
    if (parts.size() == 1 && is_address(parts.front().first)) {
        const auto& [host, port] = parts.front();
        const auto read = std::from_chars(port.data(), port.data() + port.size(), at.port);
        at.address = host;
        const bool is_every_address = host == "0.0.0.0" || host == "::";  // the other kiosks need one to go to
        if (read.ptr == port.data() + port.size() && at.port > 0 && at.port < 65536 && !is_every_address) return at;
    }
    return fail(ErrorCode::wrong_usage,
                sentence("--listen {}: must be an address of this computer and a port, such as 192.168.1.20:5433", listen));
}

int share(const ShareOptions& options) {
    const SeminarFolder folder{options.folder};
    if (const auto seminar = read_seminar(folder.path); !seminar) return report(seminar.error());
    const auto email_key = email_key_of(folder);
    if (!email_key) return report(email_key.error());
    Result<ShareKey> shared = fail(ErrorCode::stopped, "");
    if (options.at.empty()) {
        const auto at = address_for(folder, options.listen);
        if (!at) return report(at.error());
        shared = share_here(folder, *at, *email_key);
    } else {
        const auto certificate = load_file(options.certificate.empty() ? share_certificate_file(folder) : options.certificate);
        if (!certificate)
            return report(error_of(ErrorCode::wrong_usage,
                                   sentence("Which certificate does that server have? Ask its administrator for the file and add "
                                            "--certificate FILE")));
        shared = share_at(folder, options.at, *certificate, *email_key);
    }
    if (!shared) return report(shared.error());
    // The list is there for the first kiosk that joins.
    if (const auto told = exchange_once(folder, std::chrono::seconds{5}); !told) return report(told.error());
    print_line(sentence("The seminar is shared through {1}. Let another kiosk join: entre share {2} --invite", shared->hosts,
                        folder.path.string()));
    if (shared->hosts.starts_with(loopback))
        print_line(sentence("Only this computer can reach that address. For others: --listen with its address on the network."));
    return status_done;
}

int print_invitation(const SeminarFolder& folder) {
    const auto text = new_invitation(folder);
    if (!text) return report(text.error());
    std::fputs(terminal_qr(*text).c_str(), stdout);
    std::puts(text->c_str());
    print_line(sentence("The code lets one kiosk join, in the next ten minutes. There: entre join DIR CODE"));
    return status_done;
}

Sentence state_of(const OtherKiosk& kiosk) {
    if (kiosk.is_revoked) return sentence("excluded");
    if (kiosk.purged) return sentence("purged, {} files with names left", kiosk.purged->traces);
    return sentence("heard {} s ago", kiosk.not_seen.count());
}

int print_kiosks(const SeminarFolder& folder) {
    const auto kiosks = all_kiosks(folder);
    if (!kiosks) return report(kiosks.error());
    for (const auto& kiosk : *kiosks) {
        print_line(sentence("{}: {} entries, {}", kiosk.name, kiosk.last_number, say(state_of(kiosk))));
        if (kiosk.set_aside_after) print_line(sentence("  of which {} count", *kiosk.set_aside_after));
    }
    return status_done;
}

/// "10:42" on the seminar's day, or a whole time.
std::optional<UtcTime> time_in(const std::string& text, const Seminar& seminar) {
    if (const auto whole = from_rfc3339(text)) return whole->utc;
    int hour = 0, minute = 0, used = 0;
    if (std::sscanf(text.c_str(), "%2d%*1[:.]%2d%n", &hour, &minute, &used) != 2 || used != static_cast<int>(text.size()) ||
        hour > 23 || minute > 59 || hour < 0 || minute < 0)
        return std::nullopt;
    const std::chrono::local_days day(local_date(seminar.starts));
    return seminar.time_zone().when(day + std::chrono::hours(hour) + std::chrono::minutes(minute)).utc;
}

int set_aside(const ShareOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    const auto after = time_in(options.after, *seminar);
    if (!after)
        return report(error_of(ErrorCode::wrong_usage,
                               sentence("--after {}: must be a time such as 10:42 or 2027-05-20T10:42:00+02:00", options.after)));
    const auto last = set_kiosk_aside(folder, options.set_aside, *after);
    if (!last) return report(last.error());
    print_line(sentence("The first {} entries of {} count; what it recorded after that is kept, but does not.", *last,
                        options.set_aside));
    return status_done;
}

int revoke(const ShareOptions& options) {
    if (const auto done = revoke_kiosk({options.folder}, options.revoke); !done) return report(done.error());
    print_line(
        sentence("{1} is excluded. What it had recorded until then counts; from a time on it does not: entre share {2} "
                 "--set-aside \"{1}\" --after TIME",
                 options.revoke, options.folder.string()));
    return status_done;
}

int stop(const SeminarFolder& folder) {
    if (const auto done = PrivateCluster::of(folder).stop(); !done) return report(done.error());
    print_line(
        sentence("The server is stopped. Each kiosk goes on by itself; they exchange what is missing once it is started again."));
    return status_done;
}

}  // namespace

int run_share(const ShareOptions& options) {
    const SeminarFolder folder{options.folder};
    if (options.as_sql) {
        std::fputs(engine_schema_for_administrator().c_str(), stdout);
        return status_done;
    }
    if (options.list_kiosks) return print_kiosks(folder);
    if (options.is_invitation) return print_invitation(folder);
    if (!options.revoke.empty()) return revoke(options);
    if (!options.set_aside.empty()) return set_aside(options);
    if (options.is_stop) return stop(folder);
    return share(options);
}

}  // namespace entre
