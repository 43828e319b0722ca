// Search as you type and code look-up in rosters of up to a million people.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/search/name_index.hpp"
#include "core/store/database.hpp"
#include "core/store/roster.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

constexpr std::size_t max_shown = 20;

double us_between(Clock::time_point from, Clock::time_point to) { return ms_between(from, to) * 1000; }

/// Swedish-sounding names, some with foreign letters: about 2,000 given and 60,000 family names.
class Names {
public:
    explicit Names(std::size_t people) : random_(7) {
        constexpr std::array<std::string_view, 12> first{"Å", "Ma", "Ka", "El", "So", "Lu", "Jo", "An", "Be", "Cé", "Dag", "Ing"},
            middle{"s", "ri", "r", "li", "ren", "kas", "ha", "na", "ri", "li", "mar", "rid"},
            last{"a", "na", "in", "e", "ø", "z", "n", "ika", "t", "c", "us", "å"};
        constexpr std::array<std::string_view, 20> root{"Öst",   "Berg", "Lind",  "Sjö", "Häg",   "Ny",   "Åker",
                                                        "Weiß",  "Đor",  "Łuk",   "Ek",  "Gran",  "Holm", "Alm",
                                                        "Björk", "Dal",  "Forss", "Hed", "Kvist", "Ström"},
            end{"ström", "gren", "man", "ell", "qvist", "lund", "dahl", "borg", "stedt", "ås",
                "é",     "vić",  "ski", "löv", "blad",  "hult", "mark", "rot",  "sson",  "berg"};
        const auto pick = [&](const auto& from) { return std::string(from[random_() % from.size()]); };
        for (std::size_t i = 0; i < people; ++i) {
            std::string given = pick(first) + pick(middle) + pick(last),
                        family = pick(root) + (random_() % 3 == 0 ? pick(root) : "") + pick(end);
            if (random_() % 8 == 0) family += " " + pick(root) + pick(end);
            names.push_back(given + " " + family);
        }
    }

    /// The inputs while names are typed letter by letter; one name in four is in reverse order, and one in four has a typo.
    std::vector<std::string> typed(std::size_t many) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < many; ++i) {
            std::string name = fold(names[random_() % names.size()]);
            if (i % 4 == 1)
                if (const auto space = name.find(' '); space != std::string::npos)
                    name = name.substr(space + 1) + " " + name.substr(0, space);
            if (i % 4 == 2) name[name.size() - 2] = name[name.size() - 2] == 'x' ? 'y' : 'x';
            for (std::size_t letters = 1; letters <= name.size(); ++letters) all.push_back(name.substr(0, letters));
        }
        return all;
    }

    std::vector<std::string> names;

private:
    std::mt19937 random_;
};

/// SQLite's FTS5 trigram index of the same folded names, in a file.
class TrigramIndex {
public:
    TrigramIndex(const std::filesystem::path& file, const std::vector<std::string>& folded) {
        if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("no database for the peer");
        run("CREATE VIRTUAL TABLE names USING fts5(folded, tokenize='trigram'); BEGIN");
        auto* insert = prepared("INSERT INTO names VALUES (?)");
        for (const auto& name : folded) {
            sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        match_ = prepared("SELECT rowid, folded FROM names WHERE names MATCH ? LIMIT 20");
        like_ = prepared("SELECT rowid, folded FROM names WHERE folded LIKE ? LIMIT 20");
    }
    ~TrigramIndex() {
        sqlite3_finalize(match_);
        sqlite3_finalize(like_);
        sqlite3_close(database_);
    }
    TrigramIndex(const TrigramIndex&) = delete;
    TrigramIndex& operator=(const TrigramIndex&) = delete;

    std::size_t find(const std::string& typed) {
        // The index cannot find words under three letters: only longer ones are queried; without any, all rows are scanned.
        std::string phrase;
        for (std::size_t begin = 0; begin < typed.size();) {
            const auto end = std::min(typed.find(' ', begin), typed.size());
            if (end - begin >= 3) phrase += (phrase.empty() ? "\"" : " AND \"") + typed.substr(begin, end - begin) + "\"";
            begin = end + 1;
        }
        auto* statement = phrase.empty() ? like_ : match_;
        const std::string query = phrase.empty() ? "%" + typed + "%" : phrase;
        sqlite3_bind_text(statement, 1, query.c_str(), -1, SQLITE_STATIC);
        std::size_t rows = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) rows += sqlite3_column_bytes(statement, 1) > 0 ? 1U : 0U;
        sqlite3_reset(statement);
        return rows;
    }

private:
    void run(const char* sql) {
        if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
    }
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
        return statement;
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* match_ = nullptr;
    sqlite3_stmt* like_ = nullptr;
};

void measure_names(std::size_t people, Figures& figures) {
    const test::ScratchFolder scratch;
    Names crowd(people);
    std::vector<std::string> folded;
    for (const auto& name : crowd.names) folded.push_back(fold(name));
    const NameIndex index(std::vector<std::string_view>(folded.begin(), folded.end()));
    TrigramIndex peer(scratch.path() / "names.db", folded);
    std::vector<double> ours, theirs;
    std::size_t found = 0, found_by_peer = 0;
    for (const auto& typed : crowd.typed(120)) {
        const auto began = Clock::now();
        for (const auto place : index.find(typed, Typos::forgiven, max_shown)) found += folded[place].empty() ? 0U : 1U;
        const auto middle = Clock::now();
        found_by_peer += peer.find(typed);
        ours.push_back(us_between(began, middle));
        theirs.push_back(us_between(middle, Clock::now()));
    }
    if (found < found_by_peer / 2) throw std::runtime_error("names are not found");
    const auto name = fmt::format("one typed letter, {} people: the first 20", people);
    if (people < 1'000'000) {
        figures.push_back({name + ", p95", percentile(ours, 0.95), "µs", "FTS5 trigram, the same folded names, without typos",
                           percentile(theirs, 0.95), Bar::max_ratio, 1});
    } else {
        figures.push_back({name + ", p95", percentile(ours, 0.95), "µs", "bar", 5000.0, Bar::max_value, 5000});
        figures.push_back({name + ", p95, compared", percentile(ours, 0.95), "µs", "FTS5 trigram, without typos",
                           percentile(theirs, 0.95), Bar::none, 0});
    }
    figures.push_back({name + ", median", median(ours), "µs", "FTS5 trigram", median(theirs), Bar::none, 0});
}

}  // namespace

Figures measure_search() {
    Figures figures;
    for (const std::size_t people : {10'000U, 100'000U, 1'000'000U}) measure_names(people, figures);

    constexpr std::size_t million = 1'000'000;
    const Crowd crowd(million);
    crowd.import();
    auto database = Database::open(SeminarFolder{crowd.folder()}, Access::read, "entre_bench");
    if (!database) throw std::runtime_error(database.error().detail);
    std::mt19937 random(3);
    std::vector<double> took;
    const auto result = database->guard([&]() -> Result<void> {
        const Roster roster(*database);
        for (int i = 0; i < 20'000; ++i) {
            const auto code = code_of(random() % million);
            const auto began = Clock::now();
            const bool is_there = roster.with_code(code).has_value();
            took.push_back(us_between(began, Clock::now()));
            if (!is_there) throw std::runtime_error("a code is not found");
        }
        return {};
    });
    if (!result) throw std::runtime_error(result.error().detail);
    figures.push_back({"a code looked up among 1,000,000, p99", percentile(took, 0.99), "µs", "bar", 50.0, Bar::max_value, 50});
    figures.push_back({"a code looked up among 1,000,000, median", median(took), "µs", "", {}, Bar::none, 0});
    return figures;
}

}  // namespace entre::bench
