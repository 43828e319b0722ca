#include "kiosk/services/repair_worker.hpp"

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/pin_check.hpp"

namespace entre {

RepairWorker::RepairWorker(SeminarFolder folder, Seminar seminar, Inbox& inbox)
    : folder_(std::move(folder)), seminar_(std::move(seminar)), inbox_(inbox), thread_([this](const std::stop_token& stop) {
          run_thread("repair", stop, [&] {
              while (const auto request = requests_.pop(stop))
                  std::visit([this](const auto& wanted) { carry_out(wanted); }, *request);
          });
      }) {}

RepairWorker::~RepairWorker() = default;

void RepairWorker::carry_out(const CheckPin& request) {
    const bool is_right = check_pin(folder_, request.pin, seminar_.pin_hash, request.wrong_before, utc_now());
    inbox_.push(PinChecked{request.request, is_right, Clock::now()});
}

void RepairWorker::carry_out(const PrepareRepair&) {
    repair_.reset();
    auto prepared = Repair::prepare(folder_, seminar_, utc_now());
    if (!prepared) {
        log_error("repair", prepared.error());
        return inbox_.push(RepairPrepared{std::nullopt, Clock::now()});
    }
    repair_.emplace(std::move(*prepared));
    inbox_.push(RepairPrepared{repair_->plan(), Clock::now()});
}

void RepairWorker::carry_out(const CarryOutRepair&) {
    std::optional<std::string> kept;
    if (repair_) {
        const auto done = repair_->put_in_place();
        if (done) kept = done->filename().string();
        if (!done) log_error("repair", done.error());
        repair_.reset();
    }
    inbox_.push(RepairDone{std::move(kept), Clock::now()});
}

}  // namespace entre
