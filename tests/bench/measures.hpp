// The measures, one file each. They throw std::runtime_error when something cannot be measured.
#pragma once

#include <string>

#include "tests/bench/figures.hpp"

namespace entre::bench {

/// Scan, commit, screen and printer over `visits` visits at a real window, with a virtual printer.
Figures measure_visits(int visits);
/// The same, from the yes to the printer, while the seminar's first printer is frozen: direct and through CUPS.
Figures measure_frozen_printer(int visits);
/// Everybody's badge in one document: 10,000 of them.
Figures measure_badges();
/// 200 badges from submit to paper, one at a time: `lp`, our own way through CUPS, and direct IPP.
Figures measure_paper();
/// How soon each printer-state-reason is told, and told to be over, with a job and without.
Figures measure_faults();
/// A check-in with its badge order against raw writes to the same disk.
Figures measure_durable();
/// `entre import` of 100,000 and 1,000,000 rows against the sqlite3 shell, with the memory it takes, and again with 1 % changed.
Figures measure_import();
/// A workbook of 100,000 rows against LibreOffice, where that is installed.
Figures measure_workbook();
/// Names found as they are typed against SQLite's index of triples, and codes looked up, up to a million.
Figures measure_search();
/// Processor time of the welcome screen, without and with a camera.
Figures measure_idle();
/// How often the camera's pictures are decoded after a minute without movement, and how soon that ends.
Figures measure_rest();
/// What a process of its own costs the decoder, and how soon it is back when it fell.
Figures measure_decoder();
/// How often the forecast's range held over a thousand simulated mornings.
Figures measure_forecast();
/// Visits while many pages and slow connections hold on to the live page, beside visits alone.
Figures measure_live_load();
/// Everything that can go wrong between a check-in and a badge; `numbers` as print_chaos=… takes them, empty for the whole of it.
Figures measure_print_chaos(const std::string& numbers);
/// Start to first frame with 5,000 registrations, and memory then.
Figures measure_start();
/// Our own processor time a frame while a list of 10,000 people is dragged.
Figures measure_staff_list();
/// Codes read in a folder of pictures with their truth beside other decoders on the same pictures: FOLDER[,pictures], the latter
/// for a line per picture. Folders are photographs (one look each) or frames (replayed as a film); see scan_truth.hpp.
Figures measure_scan(const std::string& folder);
/// From "in view" to "read" in `count` drawn films of each kind of damage, beside other decoders on the same frames.
Figures measure_frame_sequences(int count);

}  // namespace entre::bench
