#include "tests/bench/scan_truth.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace entre::bench {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    return cells;
}

std::vector<std::string> texts_of(const std::string& cell) {
    std::vector<std::string> texts(1);
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] != '\\' || i + 1 == cell.size()) {
            texts.back() += cell[i];
            continue;
        }
        switch (cell[++i]) {
            case 'e':
                texts.emplace_back();
                break;
            case 'n':
                texts.back() += '\n';
                break;
            case 'r':
                texts.back() += '\r';
                break;
            case 't':
                texts.back() += '\t';
                break;
            default:
                texts.back() += cell[i];
        }
    }
    return texts;
}

}  // namespace

KnownPictures known_pictures(const std::filesystem::path& folder) {
    std::ifstream in(folder / "truth.tsv");
    if (!in) throw std::runtime_error(fmt::format("{} holds no truth.tsv", folder.string()));
    KnownPictures known;
    known.are_frames = true;
    for (std::string line; std::getline(in, line);) {
        const auto cells = cells_of(line);
        if (cells.empty()) continue;
        if (cells[0] == "file") {
            known.are_frames = cells.size() < 5;
            continue;
        }
        if (cells.size() < (known.are_frames ? 2U : 5U)) throw std::runtime_error("a line of truth.tsv is too short: " + line);
        KnownPicture picture{folder / cells[0], known.are_frames ? cells[1] : cells[4], {}};
        if (!known.are_frames)
            picture.texts = texts_of(cells[1]);
        else if (picture.kind != "none" && cells.size() > 2)
            picture.texts = texts_of(cells[2]);
        known.pictures.push_back(std::move(picture));
    }
    return known;
}

}  // namespace entre::bench
