#include "kiosk/services/resumed_orders.hpp"

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "kiosk/services/start_log.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::filesystem::path file_in(const SeminarFolder& folder) { return folder.path / "resumed-orders.json"; }

}  // namespace

ResumedOrders::ResumedOrders(SeminarFolder folder) : folder_(std::move(folder)) {
    constexpr int ends_in_a_row = 2;
    const auto text = load_file(file_in(folder_), 1U << 20);
    if (!text || failed_starts(folder_) < ends_in_a_row) return;
    const auto json = Json::parse(*text, nullptr, false);
    if (!json.is_array()) return;
    for (const auto& order : json)
        if (order.is_string()) earlier_.insert(OrderId{order.get<std::string>()});
}

void ResumedOrders::store(const std::vector<OrderId>& orders) const {
    if (orders.empty()) return forget();
    auto json = Json::array();
    for (const auto& order : orders) json.push_back(order.value);
    if (const auto stored = write_file_atomically(file_in(folder_), json.dump() + "\n", FileMode::owner_only); !stored)
        log_error("desk", stored.error());
}

void ResumedOrders::forget() const {
    std::error_code ignored;
    std::filesystem::remove(file_in(folder_), ignored);
}

}  // namespace entre
