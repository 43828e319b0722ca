#include "core/attendance/badge_order.hpp"

#include <set>

#include "core/base/enum_text.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("an order is final when it is printed, failed or in doubt", "[badge_order]") {
    for (const auto state : {OrderState::ordered, OrderState::submitted, OrderState::printing}) CHECK_FALSE(is_final(state));
    for (const auto state : {OrderState::printed, OrderState::failed, OrderState::in_doubt}) CHECK(is_final(state));
}

TEST_CASE("every fault except low labels stops printing", "[badge_order]") {
    for (int i = 0; i <= static_cast<int>(PrinterFault::other); ++i) {
        const auto fault = static_cast<PrinterFault>(i);
        CHECK(stops_printing(fault) == (fault != PrinterFault::none && fault != PrinterFault::labels_low));
    }
}

TEST_CASE("names stored in the database are read back as the same values", "[badge_order]") {
    const auto reads_back = [](auto last) {
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(last); ++i) {
            const auto value = static_cast<decltype(last)>(i);
            CHECK(from_string(to_string(value), last) == value);
            names.insert(to_string(value));
        }
        CHECK(names.size() == static_cast<std::size_t>(last) + 1);
    };
    reads_back(OrderState::in_doubt);
    reads_back(BadgeReason::correction);
    reads_back(BadgeName::given_only);
    reads_back(PrinterFault::other);
}
