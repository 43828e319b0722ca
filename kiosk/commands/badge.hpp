// The modes of `entre badge`.
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

/// --all: everybody's badge, in one document, in one file each, or on paper.
int run_all_badges(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge);
/// --check: how the template handles every registered name.
int run_badge_check(const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge);
/// --preview: a picture for the designer of the template.
int run_badge_preview(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder,
                      const BadgeTemplate& badge);

/// --tickets: for people whose registration came without a QR code, as a .pdf to send or a .csv for mail merge.
int run_tickets(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder);

/// The content of a person's badge.
using ContentOf = std::function<BadgeContent(const Registration&)>;
/// Writes one document with all badges, atomically, with a progress bar; tagged for screen readers if it has `texts`. Returns the
/// number of badges.
/// Errors: template_invalid, file_unwritable.
Result<std::size_t> write_document(const std::filesystem::path& file, const std::vector<Registration>& people,
                                   const BadgeTemplate& badge, const SheetLayout& layout, const ContentOf& content_of,
                                   std::optional<DocumentTexts> texts = {});

/// The people who get a badge, sorted for handing out. Errors: those of the database.
Result<std::vector<Registration>> people_for_badges(const SeminarFolder& folder, const Seminar& seminar, const std::string& code,
                                                    bool by_sector);

/// A progress bar on a terminal; no output elsewhere.
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
