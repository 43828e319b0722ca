#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

struct Run {
    double ms = 0, mib = 0;
};

/// Runs a process; measures its total time and peak memory.
Run measured_run(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
    arguments.push_back(nullptr);
    const auto began = Clock::now();
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error(command.front() + " failed");
    return {ms_between(began, Clock::now()), static_cast<double>(usage.ru_maxrss) / 1024};
}

void remove_database(const std::filesystem::path& file) {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + tail);
}

/// Changes the title of every hundredth person.
void change_one_in_hundred(const std::filesystem::path& list, std::size_t people) {
    std::ifstream in(list, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const std::string before = "samordnare", after = "samordnarn";
    std::size_t at = 0;
    for (std::size_t i = 0; i < people && (at = text.find(before, at)) != std::string::npos; ++i, at += before.size())
        if (i % 100 == 0) text.replace(at, before.size(), after);
    test::write_file(list, text);
}

void measure_rows(std::size_t rows, int rounds, double max_ratio, double max_mib, Figures& figures) {
    const Crowd crowd(rows);
    const auto peer_database = crowd.scratch() / "peer.db";
    const auto script = crowd.scratch() / "peer.sql";
    // The same durability and the same two indexes, created afterwards.
    test::write_file(script, "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n.mode csv\n.separator ;\n.import " +
                                 crowd.list().string() +
                                 " registrations\nCREATE UNIQUE INDEX code ON registrations (Biljettkod);\n"
                                 "CREATE INDEX name ON registrations (Förnamn, Efternamn);\n");
    std::vector<double> ours, peer, memory;
    for (int i = 0; i < rounds; ++i) {
        remove_database(crowd.folder() / "entre.db");
        remove_database(peer_database);
        const auto run_peer = [&] {
            peer.push_back(measured_run({"sqlite3", "-init", script.string(), peer_database.string(), ""}).ms);
        };
        if (i % 2 == 0) run_peer();
        const auto run = measured_run({ENTRE_PROGRAM, "import", crowd.folder().string()});
        ours.push_back(run.ms);
        memory.push_back(run.mib);
        if (i % 2 == 1) run_peer();
    }
    const auto counted = test::run({"sqlite3", peer_database.string(), "SELECT count(*) FROM registrations"});
    const auto ours_counted =
        test::run({"sqlite3", (crowd.folder() / "entre.db").string(), "SELECT count(*) FROM registrations"});
    if (counted.out != std::to_string(rows) + "\n" || ours_counted.out != counted.out)
        throw std::runtime_error("not all rows were imported: " + counted.out + ours_counted.out);
    std::vector<double> again, again_memory;
    for (int i = 0; i < rounds; ++i) {
        change_one_in_hundred(crowd.list(), rows);
        const auto run = measured_run({ENTRE_PROGRAM, "import", crowd.folder().string()});
        again.push_back(run.ms);
        again_memory.push_back(run.mib);
    }
    const auto name = fmt::format("import of {} rows", rows);
    figures.push_back({name + ", whole process", median(ours), "ms", "sqlite3 shell, whole process: .import, then both indexes",
                       median(peer), Bar::max_ratio, max_ratio});
    figures.push_back({name + ": peak memory", median(memory), "MiB", "bar", max_mib, Bar::max_value, max_mib});
    figures.push_back(
        {name + ": again, 1 % changed", median(again), "ms", "the first import", median(ours), Bar::max_ratio, 1.2});
    figures.push_back({name + ": again, peak memory", median(again_memory), "MiB", "", {}, Bar::none, 0});
}

}  // namespace

Figures measure_import() {
    Figures figures;
    measure_rows(100'000, 5, 2.5, 300, figures);
    measure_rows(1'000'000, 3, 3, 1024, figures);
    return figures;
}

Figures measure_workbook() {
    if (std::system("command -v soffice >/dev/null") != 0)
        throw std::runtime_error("LibreOffice is not installed: apt-get install libreoffice-calc-nogui");
    constexpr std::size_t rows = 100'000;
    const Crowd crowd(rows);
    const auto convert = [&](const std::string& to, const std::filesystem::path& from, const std::filesystem::path& into) {
        return measured_run({"soffice", "-env:UserInstallation=file://" + (crowd.scratch() / "office").string(), "--headless",
                             "--convert-to", to, "--outdir", into.string(), from.string(), "--infilter=CSV:59,34,76"});
    };
    convert("xlsx", crowd.list(), crowd.scratch());
    const auto book = crowd.scratch() / "registrations.xlsx";
    if (!std::filesystem::exists(book)) throw std::runtime_error("LibreOffice created no workbook");
    std::filesystem::copy_file(book, crowd.list(),
                               std::filesystem::copy_options::overwrite_existing);  // recognised by its content despite the name
    std::filesystem::create_directory(crowd.scratch() / "csv");
    std::vector<double> ours, peer, memory;
    for (int i = 0; i < 3; ++i) {
        remove_database(crowd.folder() / "entre.db");
        const auto run = measured_run({ENTRE_PROGRAM, "import", crowd.folder().string()});
        ours.push_back(run.ms);
        memory.push_back(run.mib);
        peer.push_back(
            measured_run({"soffice", "-env:UserInstallation=file://" + (crowd.scratch() / "office").string(), "--headless",
                          "--convert-to", "csv", "--outdir", (crowd.scratch() / "csv").string(), book.string()})
                .ms);
    }
    const auto counted = test::run({"sqlite3", (crowd.folder() / "entre.db").string(), "SELECT count(*) FROM registrations"});
    if (counted.out != std::to_string(rows) + "\n") throw std::runtime_error("not all rows were imported: " + counted.out);
    return {{"import of an xlsx of 100,000 rows, whole process", median(ours), "ms", "LibreOffice headless, the same file to csv",
             median(peer), Bar::max_ratio, 0.5},
            {"import of an xlsx of 100,000 rows: peak memory", median(memory), "MiB", "", {}, Bar::none, 0}};
}

}  // namespace entre::bench
