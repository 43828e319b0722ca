#include "kiosk/services/phone_pairing.hpp"

#include "core/base/log.hpp"
#include "kiosk/live_page/page_address.hpp"
#include "kiosk/services/live_page_backend.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// An upload page keeps the port for some seconds after its screen was left, and a door while it closes.
constexpr auto patience = 8s;

Error no_network() {
    return error_of(ErrorCode::address_taken,
                    sentence("This computer is on no network. Connect it to the same network as the phones."));
}

/// In words for the screen.
Error cannot_open(const Error& why) {
    if (why.code == ErrorCode::address_taken)
        return error_of(
            why.code, sentence("Another program on this computer is in the way, perhaps a door that is still open. Close it, or "
                               "connect the phones later, under Phones at the open door."));
    return error_of(why.code,
                    sentence("No phone can be connected at the moment. Connect it later, under Phones at the open door."));
}

/// As in the settings, but on `address` instead of every network.
std::string listen_at(const Seminar& seminar, const std::string& address) {
    const auto& listen = seminar.live_page_listen;
    const auto wanted = page_address(listen);
    if (address.empty() || !wanted || !wanted->is_every_network()) return listen;
    return address + ":" + std::to_string(wanted->port);
}

bool is_same(const setup::PhonesInvited& a, const setup::PhonesInvited& b) {
    return a.code == b.code && a.phones == b.phones && a.problem.has_value() == b.problem.has_value() &&
           (!a.problem || a.problem->detail == b.problem->detail);
}

}  // namespace

PhonePairing::PhonePairing(std::string address, std::function<void(setup::Event)> answer, std::function<void()> changed)
    : fixed_address_(std::move(address)), answer_(std::move(answer)), changed_(std::move(changed)) {}

void PhonePairing::open(const setup::OpenPairing& effect) {
    close();
    effect_ = effect;
    is_wanted_ = true;
    patient_until_ = Clock::now() + patience;
    look();
}

void PhonePairing::close() {
    is_wanted_ = false;
    view_.reset();
    page_.reset();
    digits_.clear();
    reported_.reset();
}

void PhonePairing::look() {
    if (!is_wanted_) return;
    if (!page_) open_page();
    if (page_) invite();
}

void PhonePairing::open_page() {
    const SeminarFolder folder{effect_.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report({}, cannot_open(seminar.error()));
    auto backend = reading_live_page_backend(folder, *seminar);
    backend.phones_changed = changed_;
    auto page = LivePage::open({listen_at(*seminar, fixed_address_), folder.path}, *seminar, std::move(backend));
    if (page) {
        page_ = std::move(*page);
        return show_seminar(*seminar);
    }
    const bool may_pass = page.error().code == ErrorCode::address_taken && Clock::now() < patient_until_;
    if (may_pass) return;
    if (!reported_) log_error("setup", page.error());
    report({}, cannot_open(page.error()));
}

void PhonePairing::show_seminar(const Seminar& seminar) {
    view_ = std::make_unique<LiveViewWorker>(SeminarFolder{effect_.folder}, seminar, [page = page_.get()](const LiveNews& news) {
        DoorHealth health;
        health.last_import = news.last_import;
        health.disk_free_mib = news.disk_free_mib;
        page->show(news.view, health, news.troubled);
    });
}

void PhonePairing::invite() {
    auto shown = page_->invitation(digits_);
    if (!shown) shown = page_->invite(LiveRole::staff);
    digits_ = shown->invitation.digits;
    if (shown->url.empty()) return report({}, no_network());
    report(setup::PairingCode{shown->url, shown->address, digits_, shown->fingerprint}, {});
}

/// What is on the screen already is not reported again.
void PhonePairing::report(std::optional<setup::PairingCode> code, std::optional<Error> problem) {
    setup::PhonesInvited now{effect_.request, std::move(code), {}, std::move(problem)};
    if (page_)
        for (const auto& session : page_->sessions()) now.phones.push_back(session.device);
    if (reported_ && is_same(*reported_, now)) return;
    reported_ = now;
    answer_(std::move(now));
}

}  // namespace entre
