#include "kiosk/app/visit_times.hpp"

#include <algorithm>
#include <utility>

#include "core/base/log.hpp"

namespace entre {

namespace {

double ms(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

}  // namespace

void VisitTimes::saw(const Event& event, const State& before) {
    if (const auto* scanned = std::get_if<Scanned>(&event)) {
        scanned_ = scanned->at;
        if (!before.rules.confirm) confirmed_ = scanned->at;
    } else if (const auto* confirmed = std::get_if<Confirmed>(&event)) {
        confirmed_ = confirmed->at;
    } else if (const auto* answer = std::get_if<LookUpDone>(&event)) {
        log_info("visit", "looked up {:.1f} ms after the scan", ms(answer->at - scanned_));
    } else if (const auto* recorded = std::get_if<CheckInRecorded>(&event)) {
        unshown_ = *recorded;
        if (!recorded->order.is_empty()) waiting_for_printer_[recorded->order] = confirmed_;
    } else if (const auto* news = std::get_if<PrintReport>(&event)) {
        const auto waiting = waiting_for_printer_.find(news->report.order);
        if (waiting == waiting_for_printer_.end()) return;
        if (news->report.state == OrderState::submitted || news->report.state == OrderState::printing)
            log_info("visit", "{} accepted {:.1f} ms after the yes", news->report.order.value, ms(news->at - waiting->second));
        if (news->report.state != OrderState::ordered) waiting_for_printer_.erase(waiting);
    }
}

void VisitTimes::shown(Clock::time_point began, Clock::time_point at) {
    if (!unshown_) return;
    log_info("visit", "{} committed {:.1f} ms after the yes, shown {:.1f} ms later, drawn in {:.1f} ms", unshown_->order.value,
             ms(unshown_->at - confirmed_), ms(at - unshown_->at), ms(at - began));
    const double wait = ms(at - confirmed_);
    waits_ms_.insert(std::upper_bound(waits_ms_.begin(), waits_ms_.end(), wait), wait);
    is_new_ = true;
    unshown_.reset();
}

std::optional<VisitSpeed> VisitTimes::news() {
    if (!std::exchange(is_new_, false)) return std::nullopt;
    const auto share = [&](std::size_t percent) { return waits_ms_[(waits_ms_.size() * percent + 99) / 100 - 1]; };
    return VisitSpeed{waits_ms_.size(), share(50), share(95)};
}

}  // namespace entre
