#include "kiosk/services/roll_call_writer.hpp"

#include <fmt/format.h>

#include "core/attendance/inside_list.hpp"
#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/services/sticks.hpp"

namespace entre {

namespace {

/// `sticks` is nullopt to write into the folder.
Result<std::string> write_file(const RollCall& call, const SeminarFolder& folder, LocalTime at,
                               const std::optional<std::filesystem::path>& sticks) {
    auto pdf = roll_call_pdf(call);
    if (!pdf) return pass_on(pdf);
    const std::string name = fmt::format("roll-call-{}.pdf", file_stamp(at));
    // Atomic, because the file may be open in another program.
    const auto written = sticks ? save_on_stick(*sticks, name, *pdf) : write_file_atomically(folder.path / name, *pdf);
    if (!written) return pass_on(written);
    return name;
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
    if (!inside.aliases.empty()) {
        std::string aliases;
        for (const auto& alias : inside.aliases) aliases += (aliases.empty() ? "" : ", ") + alias;
        call.protected_people = words.filled(Msg::staff_roll_protected, {std::to_string(inside.aliases.size()), aliases});
    }
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

void RollCallWriter::run(const std::stop_token& stop) {
    run_thread("roll-call", stop, [&] {
        while (auto request = requests_.pop(stop)) {
            const auto file =
                write_file(roll_call_of(*request->view, seminar_, *request->words), folder_, seminar_.local(request->view->at),
                           request->is_for_stick ? std::optional(sticks_) : std::nullopt);
            if (!file) log_error("roll call", file.error());
            request->answer(file);
        }
    });
}

}  // namespace entre
