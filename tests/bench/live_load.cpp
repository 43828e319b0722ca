// Visits while thirty live pages are open and two hundred slow connections are held: do visits become slower?
#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <stdexcept>
#include <thread>

#include "core/store/roster.hpp"
#include "kiosk/services/live_page_backend.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

constexpr int visits = 250;  // in each half
constexpr int pages = 30;
constexpr int slow_connections = 200;
constexpr auto visit_every = 20ms;

/// Connections that send one byte a second, from four loopback addresses; a closed connection is reopened.
class SlowPeers {
public:
    explicit SlowPeers(int port) : thread_([port](const std::stop_token& stop) { hold(port, stop); }) {}

private:
    static int connect_from(int index, int port) {
        const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in own{}, there{};
        own.sin_family = there.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1U + static_cast<unsigned>(index % 4));
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        there.sin_port = htons(static_cast<std::uint16_t>(port));
        if (::bind(peer, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0 &&
            ::connect(peer, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0)
            return peer;
        ::close(peer);
        return -1;
    }
    static void hold(int port, const std::stop_token& stop) {
        std::vector<int> peers(slow_connections, -1);
        while (!stop.stop_requested()) {
            for (int i = 0; i < slow_connections; ++i) {
                auto& peer = peers[static_cast<std::size_t>(i)];
                if (peer < 0) peer = connect_from(i, port);
                if (peer >= 0 && ::send(peer, "\x16", 1, MSG_NOSIGNAL) != 1) {
                    ::close(peer);
                    peer = -1;
                }
            }
            std::this_thread::sleep_for(1s);
        }
        for (const int peer : peers)
            if (peer >= 0) ::close(peer);
    }
    std::jthread thread_;
};

/// The times from the visitor's confirmation to the recorded check-in, through the desk's thread and the disk.
std::vector<double> visit_times(Workers& workers, Inbox& inbox, std::span<const Registration> people) {
    std::vector<double> times;
    RequestId request = 0;
    for (const auto& person : people) {
        const auto began = Clock::now();
        workers.take(RecordCheckIn{++request, person.id, BadgeName::full, {}, {}});
        for (bool is_recorded = false; !is_recorded;)
            for (const auto& event : inbox.drain_within(1s))
                if (const auto* done = std::get_if<CheckInRecorded>(&event); done != nullptr && done->request == request)
                    is_recorded = true;
        times.push_back(ms_between(began, Clock::now()));
        std::this_thread::sleep_until(began + visit_every);
    }
    return times;
}

std::string pair(LivePage& page, const std::filesystem::path& jar) {
    const auto invitation = page.invite(LiveRole::viewer);
    const auto done =
        test::run({"curl", "-sk", "-c", jar.string(), "-H", "X-Entre: 1", "-H", "Origin: " + invitation.address, "-X", "POST",
                   invitation.address + "/api/pair", "-d", fmt::format(R"({{"code":"{}"}})", invitation.invitation.secret)});
    if (done.status != 0 || done.out != "{}") throw std::runtime_error("pairing failed: " + done.out + done.err);
    return invitation.address;
}

}  // namespace

Figures measure_live_load() {
    const Crowd crowd(2000);
    crowd.import();
    const SeminarFolder folder{crowd.folder()};
    auto seminar = read_seminar(folder.path);
    auto database = Database::open(folder, Access::write, "entre_bench");
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    if (!seminar || !database || !badge) throw std::runtime_error("the seminar cannot be opened");
    const auto everybody = database->guard([&]() -> Result<std::vector<Registration>> { return Roster(*database).all(true); });
    if (!everybody) throw std::runtime_error(everybody.error().detail);

    Inbox inbox([] {});
    Workers workers(std::move(*database), *seminar, *badge, {}, inbox);
    auto page = LivePage::open({"127.0.0.1:0", folder.path, std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/web"}, *seminar,
                               live_page_backend(workers));
    if (!page) throw std::runtime_error(page.error().detail);
    const LiveViewWorker live(folder, *seminar, [&](LiveNews news) { (*page)->show(std::move(news.view), {}); });
    const std::span<const Registration> people(*everybody);

    // First to warm up, then without load, then with load.
    static_cast<void>(visit_times(workers, inbox, people.subspan(0, 50)));
    const auto alone = visit_times(workers, inbox, people.subspan(50, visits));
    const auto jar = crowd.scratch() / "cookies";
    const auto address = pair(**page, jar);
    std::vector<std::unique_ptr<test::Process>> readers;
    for (int i = 0; i < pages; ++i)
        readers.push_back(std::make_unique<test::Process>(
            std::vector<std::string>{"curl", "-skN", "-b", jar.string(), "-o", "/dev/null", address + "/api/events"},
            std::vector<std::string>{}, crowd.scratch() / fmt::format("page-{}.log", i)));
    const SlowPeers slow((*page)->port());
    std::this_thread::sleep_for(3s);
    const auto loaded = visit_times(workers, inbox, people.subspan(50 + visits, visits));
    return {{"visit, confirm to recorded, p50, with 30 live pages and 200 slow peers", median(loaded), "ms", "without",
             median(alone)},
            {"visit, confirm to recorded, p95, with 30 live pages and 200 slow peers", percentile(loaded, 0.95), "ms", "without",
             percentile(alone, 0.95), Bar::max_ratio, 1.1}};
}

}  // namespace entre::bench
