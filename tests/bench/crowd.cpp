#include "tests/bench/crowd.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace entre::bench {

namespace {

constexpr std::array<const char*, 24> given = {"Åsa",     "Björn",    "Cecilia", "Daniel",       "Ulrika", "Örjan",
                                               "Märta",   "Håkan",    "Lena",    "Göran",        "Anders", "Sjöfn",
                                               "Kerstin", "Jörgen",   "Maria",   "Ann-Cathrine", "Pär",    "Göta",
                                               "Ingrid",  "Mohammed", "Łukasz",  "Søren",        "Elin",   "Väinö"};
constexpr std::array<const char*, 24> family = {"Öström",      "Persson", "Källström",  "von Rönnberg", "Lindqvist", "Åkerlund",
                                                "Hjortsberg",  "Sjögren", "Nyström",    "Al-Masri",     "Bäckman",   "Svensson",
                                                "af Ekenstam", "Höglund", "Wójcik",     "Nilsson",      "Fransén",   "Ålander",
                                                "Eriksson",    "Hägg",    "de la Cruz", "Åström",       "Karlsson",  "Björk"};
constexpr std::array<const char*, 4> organisations = {"\"Räddningstjänsten Östra Götaland; Linköping\"", "Norrköpings kommun",
                                                      "\"Föreningen \"\"Trygg kväll\"\" Motala\"", "Polisregion Öst"};
constexpr std::array<const char*, 4> sectors = {"Räddningstjänst", "Kommun", "Civilsamhälle", "Polis"};

std::uint64_t scattered(std::uint64_t x) {  // splitmix64
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

}  // namespace

std::string code_of(std::size_t index) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz234567892";
    std::string code;
    for (std::uint64_t part = 0; part < 3; ++part)
        for (std::uint64_t bits = scattered(index * 3 + part), i = 0; i < 12 && code.size() < 32; ++i, bits >>= 5U)
            code.push_back(letters[bits & 31U]);
    return code;
}

std::string list_of(std::size_t people) {
    std::string out = "Förnamn;Efternamn;Organisation;Titel;Sektor;Språk;Status;Skyddad identitet;E-post;Biljettkod\r\n";
    for (std::size_t i = 0; i < people; ++i) {
        const auto seed = scattered(i);
        const auto org = (seed >> 40U) % organisations.size();
        out += fmt::format("\"{}\";\"{}\";{};samordnare;{};{};Anmäld;;deltagare{}@example.org;{}\r\n", given[seed % given.size()],
                           family[(seed >> 16U) % family.size()], organisations[org], sectors[org], i % 5 == 0 ? "en" : "sv", i,
                           code_of(i));
    }
    return out;
}

Crowd::Crowd(std::size_t people) : folder_(scratch_.path() / "seminar") {
    std::filesystem::create_directory(folder_);
    std::filesystem::copy(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/seminar/seminar.toml", folder_);
    test::write_file(list(), list_of(people));
}

void Crowd::import() const {
    const auto imported = test::run({ENTRE_PROGRAM, "import", folder_.string()});
    if (imported.status != 0) throw std::runtime_error("the crowd cannot be imported: " + imported.err);
}

}  // namespace entre::bench
