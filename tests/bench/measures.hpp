// The benchmarks, one file each. They throw std::runtime_error when something cannot be measured.
#pragma once

#include <string>

#include "tests/bench/figures.hpp"

namespace entre::bench {

/// Times of scan, commit, screen and printer over `visits` visits, with a real window and a virtual printer.
Figures measure_visits(int visits);
/// The time from confirmation to printer while the seminar's first printer is frozen: direct and through CUPS.
Figures measure_frozen_printer(int visits);
/// 10,000 badges in one document.
Figures measure_badges();
/// 200 badges from submission to paper, one at a time: by `lp`, by our own code through CUPS, and by direct IPP.
Figures measure_paper();
/// How soon each printer-state-reason is reported, and reported as cleared, with a job and without.
Figures measure_faults();
/// A check-in with its badge order, compared with raw writes to the same disk.
Figures measure_durable();
/// `entre import` of 100,000 and 1,000,000 rows, compared with the sqlite3 shell; its memory; and again with 1 % changed.
Figures measure_import();
/// Import of a workbook of 100,000 rows, compared with LibreOffice, which must be installed.
Figures measure_workbook();
/// Search as you type, compared with SQLite's trigram index, and code look-ups, with up to a million people.
Figures measure_search();
/// Processor time of the welcome screen, without and with a camera.
Figures measure_idle();
/// How often the camera's pictures are decoded after a minute without movement, and how soon movement ends that.
Figures measure_rest();
/// The overhead of the separate decoder process, and its recovery time after a crash.
Figures measure_decoder();
/// How often the forecast's range is right over a thousand simulated mornings.
Figures measure_forecast();
/// The first sound after a new screen, and silence after a key.
Figures measure_speech();
/// How long it takes to plan a queue.
Figures measure_plan();
/// Visits while many browsers and slow connections use the live page, compared with visits alone.
Figures measure_live_load();
/// The live view and the count of people inside after one more record among a million, compared with counting all anew.
Figures measure_live_view();
/// The chaos test of check-ins and badges. `numbers` is the argument of print_chaos=…; empty for the full test.
Figures measure_print_chaos(const std::string& numbers);
/// Time from start to first frame with 5,000 registrations, and the memory used then.
Figures measure_start();
/// Our own processor time per frame while a list of 10,000 people is scrolled.
Figures measure_staff_list();
/// Codes read in a folder of pictures with ground truth, compared with other decoders: FOLDER[,pictures], where ",pictures"
/// prints a line per picture. Folders contain photographs (decoded once) or frames (replayed as a sequence); see scan_truth.hpp.
Figures measure_scan(const std::string& folder);
/// The time from "in view" to "read" in `count` rendered frame sequences per image defect, compared with other decoders.
Figures measure_frame_sequences(int count);

}  // namespace entre::bench
