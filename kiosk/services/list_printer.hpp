// The thread "list-printer", which prints lists and tickets on sheets of paper: what makes them must not wait for a printer
// without paper.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// For one thread.
class ListPrinter {
public:
    /// Called once, from the printer's thread, with the printer's name as soon as it has taken the document. Errors: those of
    /// print_document. What happens later is logged.
    using Answer = std::function<void(const Result<std::string>& printer)>;

    /// `pdf` has A4 pages. Ends an earlier document's wait for paper.
    void print(std::string pdf, const Seminar& seminar, Answer answer);

private:
    std::jthread thread_;
};

}  // namespace entre
