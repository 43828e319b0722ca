#include "kiosk/services/setup_worker.hpp"

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/seminar/starter.hpp"
#include "core/services/pin_check.hpp"
#include "kiosk/services/list_address.hpp"
#include "kiosk/services/list_files.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_checks.hpp"
#include "kiosk/services/take_list.hpp"
#include "kiosk/services/tickets.hpp"
#include "kiosk/share/joining.hpp"
#include "kiosk/ui/sound.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto look_again = 1s;

template <class Value>
std::optional<Error> problem_of(const Result<Value>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

std::optional<Error> problem_on_paper(const Result<std::string>& printed) {
    if (printed) return std::nullopt;
    const auto code = printed.error().code;
    return error_of(code, code == ErrorCode::printer_missing
                              ? sentence("No printer for ordinary paper was found. Save the tickets and print them elsewhere.")
                              : sentence("The tickets could not be printed. Is the printer on, and has it paper?"));
}

}  // namespace

SetupWorker::SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer)
    : places_(std::move(places)),
      answer_(std::move(answer)),
      printers_(places_.pkexec, answer_),
      fetch_(answer_),
      thread_([this](const std::stop_token& stop) { run_thread("setup", stop, [&] { run(stop); }); }) {}

SetupWorker::~SetupWorker() = default;

void SetupWorker::run(const std::stop_token& stop) {
    // Made and destroyed here, because a page's process ends with the thread that opened it.
    transfer_.emplace(places_.address, transfer_listener());
    pairing_.emplace(places_.address, answer_, [this] { tasks_.push(PairingChanged{}); });
    while (!stop.stop_requested()) {
        const auto until =
            is_finding_ || transfer_->is_busy() || pairing_->is_busy() ? Clock::now() + look_again : Clock::now() + 1h;
        const auto task = tasks_.pop_until(stop, until);
        transfer_->look();
        pairing_->look();
        if (!task) {
            if (is_finding_) find_files();
        } else if (const auto* effect = std::get_if<setup::Effect>(&*task)) {
            std::visit([this](const auto& one) { on(one); }, *effect);
        } else if (const auto* file = std::get_if<PhoneTransfer::Arrived>(&*task)) {
            read_upload(*file);
        }
    }
    pairing_.reset();
    transfer_.reset();
}

/// Reports only changes: a stick that came or went, a file that was saved.
void SetupWorker::find_files() {
    if (places_.lists.empty()) mounter_.look(thread_.get_stop_token());
    auto files = inside_ ? files_in_folder(*inside_) : list_files(places_.lists.empty() ? list_folders() : places_.lists);
    std::vector<std::filesystem::path> paths;
    for (const auto& file : files) paths.push_back(file.path);
    if (found_ == paths) return;
    found_ = std::move(paths);
    answer_(setup::FilesFound{std::move(files), inside_});
}

void SetupWorker::on(const setup::FindSeminars&) {
    forget_lists();
    answer_(setup::SeminarsFound{find_seminars(places_.seminars, utc_now())});
}

void SetupWorker::on(const setup::JoinDoor& effect) {
    const auto folder = join_among(places_.seminars, effect.code);
    if (!folder) log_error("setup", folder.error());
    answer_(setup::DoorJoined{effect.request, folder.value_or(std::filesystem::path{}), problem_of(folder)});
}

void SetupWorker::on(const setup::ReadForm& effect) {
    if (const auto seminar = read_seminar(effect.folder)) answer_(setup::FormRead{effect.folder, form_of(*seminar)});
}

void SetupWorker::on(const setup::SaveForm& effect) {
    const auto folder = !effect.folder.empty()    ? save_form(effect.folder, effect.form).map([&] { return effect.folder; })
                        : !effect.copy_of.empty() ? copy_seminar(places_.seminars, effect.form, effect.copy_of)
                                                  : create_seminar(places_.seminars, effect.form, zone_here());
    answer_(setup::FormSaved{effect.request, folder.value_or(std::filesystem::path{}), problem_of(folder)});
}

void SetupWorker::on(const setup::FindFiles& effect) {
    forget_lists();
    is_finding_ = true;
    inside_ = effect.inside;
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

PhoneTransfer::Listener SetupWorker::transfer_listener() {
    return {[this](auto visit, const std::string& url, const std::optional<Error>& problem) {
                is_offering_ ? answer_(setup::TicketsOffered{visit, url, problem})
                             : answer_(setup::UploadOpened{visit, url, problem});
            },
            [this](auto visit, const std::string& name, int percent) { answer_(setup::UploadProgressed{visit, name, percent}); },
            [this](auto visit, const Error& why) { answer_(setup::UploadCut{visit, why}); },
            [this](PhoneTransfer::Arrived file) { tasks_.push(std::move(file)); },
            [this](auto visit, const std::string& name) { answer_(setup::TicketsFetched{visit, name}); }};
}

void SetupWorker::on(const setup::OpenUpload& effect) {
    forget_lists();
    upload_for_ = effect;
    is_offering_ = false;
    transfer_->open(effect.folder, effect.request);
}

void SetupWorker::read_upload(const PhoneTransfer::Arrived& arrived) {
    if (!transfer_->is_expected(arrived)) return;
    const auto preview = [&]() -> Result<setup::ListPreview> {
        const auto seminar = read_seminar(upload_for_.folder);
        if (!seminar) return pass_on(seminar);
        return preview_of(*seminar, arrived.file->path());
    }();
    transfer_->answer(preview.has_value());
    if (preview) uploaded_ = arrived.file;
    answer_(setup::ListRead{arrived.visit, preview ? arrived.file->path() : std::filesystem::path{},
                            preview.value_or(setup::ListPreview{}), problem_of(preview)});
}

/// Deletes the copies of lists that came over the network.
void SetupWorker::forget_lists() {
    uploaded_.reset();
    fetch_.forget();
}

void SetupWorker::on(const setup::CloseUpload&) { transfer_->close(); }

void SetupWorker::on(const setup::TakeList& effect) {
    const auto url = effect.url.empty() ? std::optional(effect.url) : list_address(effect.url);
    const auto taken = take_list(effect.folder, effect.file, url.value_or(""));
    if (taken) forget_lists();
    auto answer = taken.value_or(setup::ListTaken{});
    answer.request = effect.request;
    answer.problem = problem_of(taken);
    answer_(std::move(answer));
}

void SetupWorker::on(const setup::SaveSearch& effect) {
    answer_(setup::SearchSaved{effect.request, problem_of(save_search(effect.folder, effect.may_search))});
}

void SetupWorker::on(const setup::SaveTickets& effect) {
    if (effect.on_paper) return print_tickets(effect);
    const auto saved = save_tickets(effect.folder, places_.lists.empty() ? std::filesystem::path{} : places_.lists.front());
    answer_(setup::TicketsSaved{effect.request, saved.value_or(setup::SavedTickets{}), problem_of(saved)});
}

void SetupWorker::print_tickets(const setup::SaveTickets& effect) {
    const auto seminar = read_seminar(effect.folder);
    const auto tickets = seminar ? make_tickets(effect.folder) : Result<Tickets>(pass_on(seminar));
    if (!tickets) return answer_(setup::TicketsSaved{effect.request, {}, tickets.error()});
    list_printer_.print(tickets->pdf, *seminar,
                        [answer = answer_, request = effect.request, count = tickets->count](const Result<std::string>& printer) {
                            auto printed = count;
                            printed.printer = printer.value_or("");
                            answer(setup::TicketsSaved{request, printed, problem_on_paper(printer)});
                        });
}

void SetupWorker::on(const setup::OfferTickets& effect) {
    forget_lists();
    auto tickets = make_tickets(effect.folder);
    if (!tickets) return answer_(setup::TicketsOffered{effect.request, {}, tickets.error()});
    is_offering_ = true;
    transfer_->open(effect.folder, effect.request,
                    {{std::string(tickets->names.document), std::move(tickets->pdf)},
                     {std::string(tickets->names.list), std::move(tickets->csv)}});
}

void SetupWorker::on(const setup::ReadBadges& effect) {
    auto read = read_badge_designs(effect.folder);
    if (!read) return log_error("setup", read.error());
    const auto designs = std::make_shared<const BadgeDesigns>(std::move(*read));
    designs_.put(designs);
    answer_(designs->news);
}

void SetupWorker::on(const setup::SaveBadge& effect) {
    answer_(setup::BadgeSaved{effect.request, problem_of(save_badge(effect.folder, effect.design))});
}

void SetupWorker::on(const setup::FindPrinters& effect) {
    answer_(find_printers(effect.folder));
    printers_.find_devices(effect.may_ask);
}

void SetupWorker::on(const setup::SavePrinter& effect) {
    const auto saved = save_printer(effect.folder, effect.queue, effect.side, effect.is_black);
    answer_(setup::PrinterSaved{effect.request, problem_of(saved)});
}

void SetupWorker::on(const setup::PrintTest& effect) {
    answer_(setup::TestPrinted{effect.request, problem_of(print_test(effect.folder, thread_.get_stop_token()))});
}

void SetupWorker::on(const setup::ReadCameraSettings& effect) {
    const auto seminar = read_seminar(effect.folder);
    answer_(setup::CameraSettingsRead{seminar ? seminar->kiosk.camera : "auto"});
}

void SetupWorker::on(const setup::SaveCamera& effect) {
    answer_(setup::CameraSaved{effect.request, problem_of(save_camera(effect.folder, effect.source))});
}

void SetupWorker::on(const setup::SaveScannerLayout& effect) {
    answer_(setup::CameraSaved{effect.request, problem_of(save_scanner_layout(effect.folder, effect.layout))});
}

void SetupWorker::on(const setup::ReadKeys& effect) {
    const auto seminar = read_seminar(effect.folder);
    answer_(setup::KeysRead{(seminar ? seminar->speech : SpeechSettings{}).keys});
}

void SetupWorker::on(const setup::SaveKeys& effect) {
    answer_(setup::KeysSaved{effect.request, problem_of(save_keys(effect.folder, effect.keys))});
}

void SetupWorker::on(const setup::ReadStaffSettings& effect) {
    const auto seminar = read_seminar(effect.folder);
    answer_(setup::StaffSettingsRead{seminar && !seminar->pin_hash.empty(), seminar && !seminar->live_page_listen.empty(),
                                     has_recovery_code({effect.folder})});
}

void SetupWorker::on(const setup::SavePin& effect) {
    answer_(setup::PinSaved{effect.request, problem_of(set_pin(effect.folder, effect.pin))});
}

void SetupWorker::on(const setup::SavePhones& effect) {
    answer_(setup::PhonesSaved{effect.request, problem_of(save_phones(effect.folder, effect.are_on))});
}

void SetupWorker::on(const setup::MakeRecovery& effect) {
    const auto code = make_recovery_code({effect.folder});
    if (!code) return answer_(setup::RecoveryMade{effect.request, {}, false, code.error()});
    const auto groups = code->substr(0, 5) + " " + code->substr(5);
    const auto printed = print_note(effect.folder, groups, thread_.get_stop_token());
    if (!printed) log_info("setup", "the recovery code is not printed: {}", printed.error().detail);
    answer_(setup::RecoveryMade{effect.request, groups, printed.has_value(), std::nullopt});
}

void SetupWorker::on(const setup::PlayHelpSound&) {
    const auto problem = sound_problem();
    if (!problem.empty()) log_info("setup", "no sound: {}", problem);
    answer_(setup::SoundPlayed{problem.empty()});
}

void SetupWorker::on(const setup::Check& effect) { answer_(setup::Checked{check_seminar(effect.folder)}); }

}  // namespace entre
