#include "kiosk/app/effect_handler.hpp"

#include <algorithm>

#include "core/base/log.hpp"

namespace entre {

namespace {

/// nullopt where the page itself knows what to say.
std::optional<StaffNote> note_of(const Result<std::string>& file, ListTarget to) {
    if (to == ListTarget::folder) return std::nullopt;
    if (file) return to == ListTarget::stick ? StaffNote::stick_saved : StaffNote::list_printed;
    const auto code = file.error().code;
    if (to == ListTarget::printer)
        return code == ErrorCode::printer_missing ? StaffNote::no_list_printer : StaffNote::list_not_printed;
    return code == ErrorCode::disk_full         ? StaffNote::stick_full
           : code == ErrorCode::file_unwritable ? StaffNote::stick_read_only
           : code == ErrorCode::file_missing    ? StaffNote::stick_gone
                                                : StaffNote::failed;
}

PhoneCode code_of(const PairingInvitation& made) {
    return {made.invitation.role == LiveRole::staff,
            made.url,
            made.address,
            made.invitation.digits,
            made.fingerprint,
            made.invitation.expires};
}

}  // namespace

void EffectHandler::carry_out(const Effect& effect, const State& state) {
    language_ = std::min(state.preferences.language, languages_.size() - 1);
    std::visit([this](const auto& one) { on(one); }, effect);
}

void EffectHandler::request(DeskRequest request) {
    if (services_ != nullptr) services_->request(std::move(request));
}

void EffectHandler::request_quick(DeskRequest wanted) {
    is_desk_busy_ = services_ != nullptr;
    request(std::move(wanted));
}

void EffectHandler::look_up(LookUpPieces pieces) {
    if (services_ != nullptr) return request_quick(std::move(pieces));
    if (!pieces.last.empty()) inbox_.push(Scanned{std::move(pieces.last), ScanSource::scanner, Clock::now()});
}

void EffectHandler::on(const PlaySound& effect) { sounds_.play(effect.sound); }
void EffectHandler::on(const Quit&) { is_leaving_ = true; }
void EffectHandler::on(const OpenSettings&) { opens_settings_ = is_leaving_ = true; }
void EffectHandler::on(const AlertStaff&) { log_warning("staff", "attention is needed at {}", seminar_.kiosk.station); }
void EffectHandler::on(const LookUp& effect) { request_quick(effect); }
void EffectHandler::on(const FindName& effect) { request_quick(effect); }
void EffectHandler::on(const RecordCheckIn& effect) { request_quick(effect); }
void EffectHandler::on(const RecordReprint& effect) { request_quick(effect); }
void EffectHandler::on(const PrintBadge& effect) { request(effect); }
void EffectHandler::on(const PrintPending& effect) { request(effect); }
void EffectHandler::on(const CheckPin& effect) {
    if (repair_ != nullptr) return repair_->take(effect);
    request(effect);
}
void EffectHandler::on(const SavePin& effect) {
    // Takes a tenth of a second, once, while no door is open.
    const auto saved = save_pin_ ? save_pin_(effect.pin) : Result<void>{fail(ErrorCode::file_unwritable, "no place for a PIN")};
    if (!saved) log_error("pin", saved.error());
    inbox_.push(PinSaved{effect.request, saved.has_value(), Clock::now()});
}
void EffectHandler::on(const Restart&) { is_restarting_ = true; }
void EffectHandler::on(const SwitchOn& effect) {
    switched_on_ = effect.part;
    is_restarting_ = true;
}
void EffectHandler::on(const PrepareRepair& effect) {
    if (repair_ != nullptr) repair_->take(effect);
}
void EffectHandler::on(const CarryOutRepair& effect) {
    if (repair_ != nullptr) repair_->take(effect);
}
void EffectHandler::on(const DoForStaff& effect) { request_quick(effect); }
void EffectHandler::on(const LoadPerson& effect) { request_quick(effect); }
void EffectHandler::on(const FindTicket& effect) { request_quick(effect); }

void EffectHandler::on(const SaveRollCall& effect) {
    const auto answer = [&inbox = inbox_, number = effect.request, to = effect.to](const Result<std::string>& file) {
        inbox.push(RollCallSaved{number, file.value_or(""), Clock::now(), note_of(file, to)});
    };
    if (services_ == nullptr || effect.view == nullptr) return answer(fail(ErrorCode::stopped, "nobody has been counted yet"));
    services_->save_roll_call({effect.view, &languages_[language_], answer, effect.to, effect.whom});
}

void EffectHandler::on(const DoForLists& effect) {
    if (services_ == nullptr) return inbox_.push(ListsAnswered{effect.request, ListsNote::failed, {}, 0, 0, Clock::now()});
    if (effect.kind == ListsRequestKind::purge)
        services_->purge(effect.request);
    else
        services_->request_lists(effect.kind, effect.request, effect.choice);
}

void EffectHandler::on(const InvitePhone& effect) {
    auto* page = live_page();
    if (page == nullptr) return;
    phone_code_ = code_of(page->invite(effect.is_for_staff ? LiveRole::staff : LiveRole::viewer));
    on(LoadPhones{});
}

void EffectHandler::on(const EndPhone& effect) {
    if (auto* page = live_page()) page->end_session(effect.id);
    on(LoadPhones{});
}

void EffectHandler::on(const LoadPhones&) {
    auto* page = live_page();
    if (page == nullptr) return;
    // A code that was used or has expired disappears from the screen; one that is valid has the address of the moment.
    if (phone_code_) {
        const auto now = page->invitation(phone_code_->digits);
        phone_code_ = now ? std::optional(code_of(*now)) : std::nullopt;
    }
    PhonesChanged changed{phone_code_, {}, Clock::now()};
    for (const auto& session : page->sessions())
        changed.phones.push_back({session.id, session.device, session.role == LiveRole::staff, session.since});
    inbox_.push(std::move(changed));
}

void EffectHandler::on(const InviteKiosk&) {
    if (services_ != nullptr) services_->invite_kiosk();
}

void EffectHandler::on(const BeginSharing&) {
    if (services_ != nullptr) services_->begin_sharing();
}

void EffectHandler::check_phones() {
    if (auto* page = live_page(); page != nullptr && page->take_change()) on(LoadPhones{});
}

void EffectHandler::store_help_calls(const State& state) {
    if (services_ == nullptr || !state.rules.writer.empty() || stored_help_ == state.help) return;
    stored_help_ = state.help;
    StoreHelpCalls request;
    for (const auto& call : state.help)
        request.calls.push_back({static_cast<std::int64_t>(call.number),
                                 utc_now() - std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - call.since),
                                 call.from});
    services_->request(std::move(request));
}

void EffectHandler::publish_live_view(const State& state) {
    store_help_calls(state);
    auto* page = live_page();
    if (page == nullptr || state.live == nullptr) return;
    auto health = health_of(state);
    if (state.live == published_live_view_ && published_health_ == health) return;
    published_live_view_ = state.live;
    published_health_ = std::move(health);
    page->show(published_live_view_, *published_health_, state.troubled);
}

}  // namespace entre
