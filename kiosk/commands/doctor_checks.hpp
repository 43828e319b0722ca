// What `entre doctor` finds out by comparing the settings with the machine. Each returns what is wrong, and the remedy; empty if
// all is well.
#pragma once

#include <string>
#include <vector>

#include "core/base/sentence.hpp"
#include "core/seminar/seminar.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// This machine's offset from UTC at `time`, in the time zone of the environment.
std::chrono::minutes machine_offset(UtcTime time);

/// A computer whose clock shows another hour than the seminar's zone, and times in seminar.toml whose offset is not the zone's on
/// that day. Without a zone: times whose offset is not this machine's, and times whose offsets differ from each other.
std::vector<Sentence> zone_problems(const Seminar& seminar);

/// A template whose size the printer does not support, or that is not the size of the labels in it. `media`: the label size that
/// seminar.toml asks for; may be empty.
Sentence media_problem(const PrinterHealth& health, const std::string& media, double width_mm, double height_mm);

/// Lists in the folder that `files` in seminar.toml does not name, the newer ones first.
std::vector<Sentence> other_lists(const SeminarFolder& folder, const std::vector<std::string>& files);

}  // namespace entre
