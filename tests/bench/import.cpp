#include <cmath>
#include <stdexcept>

#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

constexpr std::size_t rows = 100'000;
constexpr int rounds = 5;

void remove_database(const std::filesystem::path& file) {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + tail);
}

double run_ms(const std::vector<std::string>& command) {
    // The helper looks for the end every few ms; a shell that takes the time itself would count its own start instead.
    const auto began = Clock::now();
    const auto outcome = test::run(command);
    const auto ended = Clock::now();
    if (outcome.status != 0) throw std::runtime_error(command.front() + ": " + outcome.err);
    return ms_between(began, ended);
}

}  // namespace

Figures measure_import() {
    const Crowd crowd(rows);
    const auto peer_database = crowd.scratch() / "peer.db";
    const auto orders = crowd.scratch() / "peer.sql";
    // The same durability, and the same two indexes, made afterwards.
    test::write_file(orders, "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n.mode csv\n.separator ;\n.import " +
                                 crowd.list().string() +
                                 " registrations\nCREATE UNIQUE INDEX code ON registrations (Biljettkod);\n"
                                 "CREATE INDEX name ON registrations (Förnamn, Efternamn);\n");
    std::vector<double> ours, peer;
    for (int i = 0; i < rounds; ++i) {
        remove_database(crowd.folder() / "entre.db");
        remove_database(peer_database);
        const auto ask_peer = [&] { peer.push_back(run_ms({"sqlite3", "-init", orders.string(), peer_database.string(), ""})); };
        if (i % 2 == 0) ask_peer();
        ours.push_back(run_ms({ENTRE_PROGRAM, "import", crowd.folder().string()}));
        if (i % 2 == 1) ask_peer();
    }
    const auto counted = test::run({"sqlite3", peer_database.string(), "SELECT count(*) FROM registrations"});
    const auto ours_counted =
        test::run({"sqlite3", (crowd.folder() / "entre.db").string(), "SELECT count(*) FROM registrations"});
    if (counted.out != "100000\n" || ours_counted.out != counted.out)
        throw std::runtime_error("not all rows were imported: " + counted.out + ours_counted.out);
    return {{"import of 100,000 rows, whole process", median(ours), "ms",
             "sqlite3 shell, whole process: .import, then both indexes", median(peer), Bar::most_ratio, 2}};
}

}  // namespace entre::bench
