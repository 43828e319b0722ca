#include "kiosk/services/setup_worker.hpp"

#include "core/base/thread.hpp"
#include "core/seminar/seminar_form.hpp"
#include "kiosk/services/list_files.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_checks.hpp"
#include "kiosk/services/take_list.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto look_again = 1s;

template <class Value>
std::optional<Error> problem_of(const Result<Value>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

}  // namespace

SetupWorker::SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer)
    : places_(std::move(places)),
      answer_(std::move(answer)),
      thread_([this](const std::stop_token& stop) { run_thread("setup", stop, [&] { run(stop); }); }) {}

SetupWorker::~SetupWorker() = default;

void SetupWorker::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto until = is_finding_ ? Clock::now() + look_again : Clock::now() + 1h;
        const auto effect = effects_.pop_until(stop, until);
        if (effect)
            std::visit([this](const auto& one) { on(one); }, *effect);
        else if (is_finding_)
            find_files();
    }
}

/// Tells only changes: a stick that came or went, a file that was saved.
void SetupWorker::find_files() {
    auto files = list_files(places_.lists.empty() ? list_folders() : places_.lists);
    std::vector<std::filesystem::path> paths;
    for (const auto& file : files) paths.push_back(file.path);
    if (found_ == paths) return;
    found_ = std::move(paths);
    answer_(setup::FilesFound{std::move(files)});
}

void SetupWorker::on(const setup::FindSeminars&) { answer_(setup::SeminarsFound{find_seminars(places_.seminars, utc_now())}); }

void SetupWorker::on(const setup::ReadForm& effect) {
    if (const auto seminar = read_seminar(effect.folder)) answer_(setup::FormRead{effect.folder, form_of(*seminar)});
}

void SetupWorker::on(const setup::SaveForm& effect) {
    const auto folder = !effect.folder.empty()    ? save_form(effect.folder, effect.form).map([&] { return effect.folder; })
                        : !effect.copy_of.empty() ? copy_seminar(places_.seminars, effect.form, effect.copy_of)
                                                  : create_seminar(places_.seminars, effect.form, zone_here());
    answer_(setup::FormSaved{effect.request, folder.value_or(std::filesystem::path{}), problem_of(folder)});
}

void SetupWorker::on(const setup::FindFiles&) {
    is_finding_ = true;
    found_.reset();
    find_files();
}

void SetupWorker::on(const setup::StopFinding&) { is_finding_ = false; }

void SetupWorker::on(const setup::ReadList& effect) {
    const auto preview = [&]() -> Result<setup::ListPreview> {
        if (const auto saved = save_answers(effect.folder, effect.answers); !saved) return pass_on(saved);
        const auto seminar = read_seminar(effect.folder);
        if (!seminar) return pass_on(seminar);
        return preview_of(*seminar, effect.file);
    }();
    answer_(setup::ListRead{effect.request, effect.file, preview.value_or(setup::ListPreview{}), problem_of(preview)});
}

void SetupWorker::on(const setup::TakeList& effect) {
    const auto taken = take_list(effect.folder, effect.file);
    auto answer = taken.value_or(setup::ListTaken{});
    answer.request = effect.request;
    answer.problem = problem_of(taken);
    answer_(std::move(answer));
}

void SetupWorker::on(const setup::SaveSearch& effect) {
    answer_(setup::SearchSaved{effect.request, problem_of(save_search(effect.folder, effect.may_search))});
}

void SetupWorker::on(const setup::FindPrinters& effect) { answer_(find_printers(effect.folder)); }

void SetupWorker::on(const setup::SavePrinter& effect) {
    const auto saved = save_printer(effect.folder, effect.queue, effect.side, effect.is_black);
    answer_(setup::PrinterSaved{effect.request, problem_of(saved)});
}

void SetupWorker::on(const setup::PrintTest& effect) {
    answer_(setup::TestPrinted{effect.request, problem_of(print_test(effect.folder, thread_.get_stop_token()))});
}

void SetupWorker::on(const setup::Check& effect) { answer_(setup::Checked{check_seminar(effect.folder)}); }

}  // namespace entre
