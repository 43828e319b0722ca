// A walk that starts on a staff page.
#pragma once

#include "core/visit/staff_steps.hpp"
#include "tests/core/visit/visit_fixture.hpp"

namespace entre::test {

inline const auto at = noon + 1s;

inline Walk on_page(StaffPage page, RequestId request = 0) {
    Walk walk;
    walk.state = on_screen(staff_on(std::move(page), request));
    walk.state.last_request = request;
    return walk;
}

template <class Page>
const Page& page_of(const Walk& walk) {
    return std::get<Page>(std::get<Staff>(walk.state.screen).page);
}

inline std::string_view page_name(const Walk& walk) { return name_of(std::get<Staff>(walk.state.screen).page); }

/// The review of an export that waits for an answer, or that cannot be read because of `problem`.
inline std::shared_ptr<const ImportReview> waiting_list(std::string problem = {}) {
    ImportReview review;
    review.file = "registrations.csv";
    review.sha256 = "1";
    if (!problem.empty()) review.problem = sentence("{}", problem);
    return std::make_shared<const ImportReview>(std::move(review));
}

}  // namespace entre::test
