#include "kiosk/services/roll_call_writer.hpp"

#include <fmt/format.h>

#include "core/attendance/inside_list.hpp"
#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/services/sticks.hpp"

namespace entre {

namespace {

std::vector<RollCall::Group> groups_of(const PeopleBySector& list, const LiveView& view, const Seminar& seminar,
                                       const Language& words, std::optional<UtcTime> Presence::* time) {
    std::vector<RollCall::Group> groups;
    for (const auto& group : list.groups) {
        RollCall::Group out;
        const auto style = style_of(seminar, group.sector);
        out.title = (group.sector.empty() ? words[Msg::staff_without_sector] : style.label.in(words.code())) + " · " +
                    std::to_string(group.people.size());
        for (const auto i : group.people) {
            const auto& person = (*view.people)[i];
            const auto since = (view.presence[i].*time).value_or(view.at);
            out.people.push_back({person.name, person.organisation, words.time(seminar.local(since))});
        }
        groups.push_back(std::move(out));
    }
    return groups;
}

}  // namespace

RollCall roll_call_of(const LiveView& view, const Seminar& seminar, const Language& words) {
    const auto at = seminar.local(view.at);
    RollCall call;
    call.language = words.code();
    call.seminar = seminar.name.in(words.code());
    call.title = words.filled(Msg::staff_roll_heading, {words.day(at), words.time(at)});
    call.total = words.filled(Msg::staff_roll_total, {std::to_string(view.inside)});
    call.page = words[Msg::staff_roll_page];
    call.groups = groups_of(inside_list(view), view, seminar, words, &Presence::inside_since);
    return call;
}

RollCall attendance_list_of(const LiveView& view, const Seminar& seminar, const Language& words) {
    const auto list = came_list(view);
    std::size_t came = 0;
    for (const auto& group : list.groups) came += group.people.size();
    RollCall call;
    call.language = words.code();
    call.seminar = seminar.name.in(words.code());
    call.title = words.filled(Msg::lists_out_heading, {words.day(seminar.starts)});
    call.total = words.filled(Msg::lists_out_total, {std::to_string(came), std::to_string(view.expected)});
    call.page = words[Msg::staff_roll_page];
    call.groups = groups_of(list, view, seminar, words, &Presence::first_in);
    call.has_boxes = false;
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
            const bool is_roll_call = request->whom == ListedPeople::inside;
            auto pdf = roll_call_pdf(is_roll_call ? roll_call_of(*request->view, seminar_, *request->words)
                                                  : attendance_list_of(*request->view, seminar_, *request->words));
            if (pdf && request->to == ListTarget::printer) {
                printer_.print(std::move(*pdf), seminar_, request->answer);
                continue;
            }
            const auto file = pdf ? save(*pdf, *request) : Result<std::string>(pass_on(pdf));
            if (!file) log_error("roll call", file.error());
            request->answer(file);
        }
    });
}

}  // namespace entre
