#include "kiosk/services/roll_call_writer.hpp"

#include <fmt/format.h>

#include "core/attendance/inside_list.hpp"
#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/services/sticks.hpp"
#include "print/printer/documents.hpp"

namespace entre {

namespace {

Result<std::string> print(const std::string& pdf, const Seminar& seminar, const std::stop_token& stop) {
    std::vector<std::string> badge_queues;
    for (const auto& printer : seminar.printers) badge_queues.push_back(printer.queue);
    return print_document(pdf, badge_queues, stop);
}

}  // namespace

RollCall roll_call_of(const LiveView& view, const Seminar& seminar, const Language& words) {
    const auto at = seminar.local(view.at);
    const auto inside = inside_list(view);
    RollCall call;
    call.seminar = seminar.name.in(words.code());
    call.title = words.filled(Msg::staff_roll_heading, {words.day(at), words.time(at)});
    call.total = words.filled(Msg::staff_roll_total, {std::to_string(view.inside)});
    call.page = words[Msg::staff_roll_page];
    for (const auto& group : inside.groups) {
        RollCall::Group out;
        const auto style = style_of(seminar, group.sector);
        out.title = (group.sector.empty() ? words[Msg::staff_without_sector] : style.label.in(words.code())) + " · " +
                    std::to_string(group.people.size());
        for (const auto i : group.people) {
            const auto& person = (*view.people)[i];
            const auto since = view.presence[i].inside_since.value_or(view.at);
            out.people.push_back({person.name, person.organisation, words.time(seminar.local(since))});
        }
        call.groups.push_back(std::move(out));
    }
    return call;
}

RollCallWriter::RollCallWriter(SeminarFolder folder, Seminar seminar, std::filesystem::path sticks)
    : folder_(std::move(folder)),
      seminar_(std::move(seminar)),
      sticks_(std::move(sticks)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

RollCallWriter::~RollCallWriter() = default;

/// Returns the file's name.
Result<std::string> RollCallWriter::save(const std::string& pdf, const RollCallRequest& request) const {
    auto name = fmt::format("roll-call-{}.pdf", file_stamp(seminar_.local(request.view->at)));
    // Atomic, because the file may be open in another program.
    const auto written =
        request.to == ListTarget::stick ? save_on_stick(sticks_, name, pdf) : write_file_atomically(folder_.path / name, pdf);
    if (!written) return pass_on(written);
    return name;
}

void RollCallWriter::run(const std::stop_token& stop) {
    run_thread("roll-call", stop, [&] {
        while (auto request = requests_.pop(stop)) {
            const auto pdf = roll_call_pdf(roll_call_of(*request->view, seminar_, *request->words));
            const auto file = !pdf                                 ? Result<std::string>(pass_on(pdf))
                              : request->to == ListTarget::printer ? print(*pdf, seminar_, stop)
                                                                   : save(*pdf, *request);
            if (!file) log_error("roll call", file.error());
            request->answer(file);
        }
    });
}

}  // namespace entre
