// Lists from real trouble in tests/core/import/lists, one line each in outcomes.txt: how many people were read and let in, what
// is asked, and what is told. A line that changes is looked at before it is changed there.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "core/import/reader.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

namespace fs = std::filesystem;

const fs::path lists = fs::path(ENTRE_SOURCE_DIR) / "tests/core/import/lists";

template <class Things, class Name>
std::string names_of(const Things& things, Name&& name) {
    std::map<std::string, int> counts;
    for (const auto& thing : things) ++counts[std::string(name(thing))];
    std::string out;
    for (const auto& [what, count] : counts) out += (out.empty() ? "" : " ") + what + "×" + std::to_string(count);
    return out.empty() ? "–" : out;
}

std::string outcome_of(const fs::path& file) {
    const auto reading = with_export_file(file, [](const ExportFile& open) { return read_export(open, {}); });
    const std::string name = file.filename().string();
    if (!reading) {
        auto why = reading.error().detail;
        for (auto at = why.find(lists.string() + "/"); at != std::string::npos; at = why.find(lists.string() + "/"))
            why.erase(at, lists.string().size() + 1);
        return name + " | refused: " + why;
    }
    const auto in = std::count_if(reading->people.begin(), reading->people.end(), [](const ExportedPerson& one) {
        return one.registration.status == RegistrationStatus::registered;
    });
    const auto hidden = std::count_if(reading->people.begin(), reading->people.end(),
                                      [](const ExportedPerson& one) { return one.registration.is_protected; });
    auto told = reading->issues;
    told.insert(told.end(), reading->rejected.begin(), reading->rejected.end());
    return name + " | " + std::to_string(reading->people.size()) + " people, " + std::to_string(in) + " let in, " +
           std::to_string(hidden) +
           " protected | asked: " + names_of(reading->questions, [](const ListQuestion& one) { return to_string(one.kind); }) +
           " | told: " + names_of(told, [](const RowIssue& one) { return to_string(one.kind); });
}

}  // namespace

TEST_CASE("lists from real trouble are read, asked about or told, as outcomes.txt says", "[lists]") {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(lists))
        if (entry.path().filename() != "outcomes.txt") files.insert(entry.path());
    std::ifstream in(lists / "outcomes.txt");
    std::vector<std::string> expected, found;
    for (std::string line; std::getline(in, line);) expected.push_back(line);
    for (const auto& file : files) found.push_back(outcome_of(file));
    REQUIRE(found.size() > 50);
    if (const char* write_to = std::getenv("ENTRE_WRITE_OUTCOMES")) {
        std::ofstream out(write_to);
        for (const auto& line : found) out << line << "\n";
    }
    CHECK(found == expected);
}
