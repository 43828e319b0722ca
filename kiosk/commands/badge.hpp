// The parts of `entre badge`.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "kiosk/commands/commands.hpp"
#include "print/badge/content.hpp"
#include "print/badge/sheets.hpp"
#include "print/badge/template.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// --all: everybody's badge, in one document, a file each, or on paper.
int run_all_badges(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge);
/// --check: what the template makes of every registered name.
int run_badge_check(const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge);
/// --preview: one picture for whoever draws the template.
int run_badge_preview(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder,
                      const BadgeTemplate& badge);

/// --tickets: for people whose registration came without a QR code, as a .pdf to send or a .csv for mail merge.
int run_tickets(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder);

/// What stands on somebody's badge.
using ContentOf = std::function<BadgeContent(const Registration&)>;
/// One document with everybody's, there whole or not at all; a bar tells how far it is. Answers how many.
/// Errors: template_invalid, file_unwritable.
Result<std::size_t> write_document(const std::filesystem::path& file, const std::vector<Registration>& people,
                                   const BadgeTemplate& badge, const SheetLayout& layout, const ContentOf& content_of);

/// The people who get a badge, in the order of the table. Errors: those of the database.
Result<std::vector<Registration>> people_for_badges(const SeminarFolder& folder, const Seminar& seminar, const std::string& code,
                                                    bool by_sector);

/// A bar on a terminal, nothing elsewhere.
class Progress {
public:
    explicit Progress(std::size_t all);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(std::size_t done) const;

private:
    std::size_t all_;
    bool is_shown_;
};

}  // namespace entre
