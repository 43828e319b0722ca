// Serves the live page for a simulated kiosk, controlled through standard input by the browser test in tests/e2e/live_page.
//   entre_live_page_host FOLDER [ADDRESS:PORT] [PEOPLE]
// Input, one command per line: "invite viewer|staff", "arrive" (the next person arrives), "trouble on|off", "hostile FILE" (one
// name per line), "end" (all sessions), "upload" and "offer"
// (open a transfer page that takes a list or gives tickets, in place of an earlier one), "stop". Output, one JSON
// object per line: first {"port": …}; staff requests as {"acted": …}; files that arrived as {"arrived": NAME, "bytes": …}, of
// which those whose name ends in .csv are taken.
#include <sodium.h>

#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

#include "core/attendance/live.hpp"
#include "core/base/log.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/live_page/transfer_page.hpp"

namespace {

using namespace entre;
using namespace std::chrono_literals;
using Json = nlohmann::json;

constexpr std::string_view organisations[] = {"Region Östergötland",
                                              "Linköpings kommun",
                                              "Röda Korset",
                                              "Polisen",
                                              "Länsstyrelsen",
                                              "Linköpings universitet",
                                              "Räddningstjänsten Östra Götaland",
                                              "Svenska kyrkan",
                                              "Brå"};
constexpr std::string_view sectors[] = {
    "Polis", "Kommun", "Skola", "Socialtjänst", "Räddningstjänst", "Trossamfund", "Ideella organisationer"};
constexpr std::pair<std::string_view, std::string_view> names[] = {{"Åsa", "Öström"},
                                                                   {"Ann-Cathrine", "Hjortsberg"},
                                                                   {"محمد", "الخطيب"},
                                                                   {"Łukasz", "Nowak"},
                                                                   {"Märta", "af Ekenstam"},
                                                                   {"王", "小明"},
                                                                   {"Jürgen", "Weiß"},
                                                                   {"Siv", "Holm"},
                                                                   {"Dag", "Sørensen"},
                                                                   {"Eva", "Lind"},
                                                                   {"Maximiliana-Konstantina", "von Hohenstauffen-Bergström"}};

/// A simulated morning: a roster of which 70 % are inside.
class SimulatedDoor {
public:
    SimulatedDoor(std::size_t people, UtcTime now) : starts_(now + 13min) {
        for (std::size_t i = 0; i < people; ++i) {
            const auto& [given, family] = names[i % std::size(names)];
            Registration who;
            who.id.value = "person-" + std::to_string(i);
            who.given = i < std::size(names) ? std::string(given) : std::string(given) + " " + std::to_string(i);
            who.family = family;
            who.organisation = organisations[i % std::size(organisations)];
            who.category = sectors[(i * i) % std::size(sectors)];
            who.is_protected = i == 11;
            who.alias = i == 11 ? "Deltagare 07" : "";
            who.status = i % 29 == 28 ? RegistrationStatus::withdrawn : RegistrationStatus::registered;
            roster_.push_back(who);
        }
        const std::size_t arrived = people * 7 / 10;
        for (std::size_t i = 0; i < arrived; ++i) {
            const double share = static_cast<double>(i) / static_cast<double>(arrived);
            check_in(arrived - 1 - i, now - std::chrono::seconds{static_cast<int>(1500 * (1 - share) * (1 - share * 0.4))});
        }
    }

    void add_named(const std::vector<std::string>& hostile) {
        for (std::size_t i = 0; i < hostile.size(); ++i) {
            Registration who;
            who.id.value = "hostile-" + std::to_string(i);
            who.given = hostile[i];
            who.organisation = hostile[hostile.size() - 1 - i];
            who.category = hostile[i % 5];
            who.note = hostile[i];
            roster_.push_back(who);
            check_in(roster_.size() - 1, utc_now());
        }
    }

    void check_in(std::size_t person, UtcTime at) { record(roster_[person].id, RecordKind::checked_in, at); }
    void record(const RegistrationId& person, RecordKind kind, UtcTime at) {
        records_.push_back({{"record-" + std::to_string(records_.size())},
                            person,
                            kind,
                            at,
                            "Kiosk 1",
                            static_cast<std::int64_t>(records_.size()),
                            static_cast<std::int64_t>(records_.size()),
                            RecordedBy::self,
                            {}});
    }
    bool arrive() {
        for (const auto& who : roster_)
            if (who.status == RegistrationStatus::registered && !inside(who.id))
                return record(who.id, RecordKind::checked_in, utc_now()), true;
        return false;
    }
    std::optional<UtcTime> inside(const RegistrationId& person) const { return inside_since(records_of(person)); }
    std::vector<AttendanceRecord> records_of(const RegistrationId& person) const {
        std::vector<AttendanceRecord> own;
        for (const auto& one : records_)
            if (one.registration == person) own.push_back(one);
        return own;
    }
    Registration* find(const RegistrationId& person) {
        for (auto& who : roster_)
            if (who.id == person) return &who;
        return nullptr;
    }
    StaffAnswer settle(const OrderId& order) {
        return {troubled_.contains(order.value) ? StaffVerdict::done : StaffVerdict::nobody, roster_.front(), {}};
    }
    static void correct(Registration& who, const Rename& request) {
        who.given = request.given;
        who.family = request.family;
        who.organisation = request.organisation.value_or(who.organisation);
        who.category = request.category.value_or(who.category);
    }
    StaffAnswer act(const StaffRequest& action) {
        if (const auto* request = std::get_if<WalkIn>(&action)) {
            Registration who;
            who.id.value = "walk-in-" + std::to_string(roster_.size());
            who.given = request->given;
            who.family = request->family;
            who.organisation = request->organisation;
            who.is_walk_in = true;
            roster_.push_back(who);
            record(who.id, RecordKind::walk_in, utc_now());
            return {StaffVerdict::done, who, BadgeOrder{}};
        }
        if (const auto* request = std::get_if<BadgeSettled>(&action)) return settle(request->order);
        if (const auto* request = std::get_if<PrintOrder>(&action)) return settle(request->order);
        const auto person = std::visit(
            [](const auto& request) {
                if constexpr (requires { request.person; })
                    return request.person;
                else
                    return RegistrationId{};
            },
            action);
        auto* who = find(person);
        if (who == nullptr) return {};
        if (std::holds_alternative<CheckIn>(action)) {
            if (inside(person)) return {StaffVerdict::already_in, *who, {}};
            record(person, RecordKind::checked_in, utc_now());
        }
        if (std::holds_alternative<UndoCheckIn>(action)) record(person, RecordKind::check_in_undone, utc_now());
        if (std::holds_alternative<CheckOut>(action)) record(person, RecordKind::checked_out, utc_now());
        if (const auto* request = std::get_if<Rename>(&action)) correct(*who, *request);
        if (const auto* request = std::get_if<MarkProtected>(&action)) {
            who->is_protected = request->is_protected;
            who->alias = alias_of(7);
        }
        auto shown = *who;
        if (std::holds_alternative<ShowName>(action)) {
            record(person, RecordKind::name_shown, utc_now());
            shown.is_protected = false;
        }
        return {StaffVerdict::done, shown, {}};
    }
    PersonHistory history(const Registration& who) const {
        PersonHistory out{who, inside(who.id), records_of(who.id), {}};
        BadgeOrder badge;
        badge.state = OrderState::printed;
        badge.printer = "Höger";
        badge.why = ReprintReason::damaged;
        badge.changed_at = utc_now();
        out.badges.push_back(badge);
        return out;
    }

    std::shared_ptr<const LiveView> view(bool has_trouble) const {
        LiveFacts facts{utc_now(), starts_, 200, {}};
        const BadgeCounts badges = has_trouble ? BadgeCounts{2, 1, 1, 120} : BadgeCounts{0, 0, 0, 120};
        auto roster = roster_;
        // One person who is inside although the registration is withdrawn.
        const auto one =
            std::find_if(roster.begin(), roster.end(), [&](const Registration& who) { return has_trouble && inside(who.id); });
        if (one != roster.end()) one->status = RegistrationStatus::withdrawn;
        return std::make_shared<const LiveView>(
            live_view(std::make_shared<const PersonRows>(person_rows(roster)), records_, badges, facts));
    }
    TroubledBadges troubled() const {
        std::vector<TroubledBadge> out;
        for (const auto& [order, name] : troubled_)
            out.push_back({{order}, name, "Höger", utc_now(), order == "order-doubt", PrinterFault::jam});
        return std::make_shared<const std::vector<TroubledBadge>>(std::move(out));
    }
    [[nodiscard]] UtcTime starts() const { return starts_; }

private:
    std::map<std::string, std::string> troubled_{{"order-doubt", "Åsa Öström"}, {"order-failed", "Jürgen Weiß"}};
    UtcTime starts_;
    std::vector<Registration> roster_;
    std::vector<AttendanceRecord> records_;
};

DoorHealth health(bool has_trouble) {
    DoorHealth out;
    out.is_known = true;
    out.has_camera = true;
    out.speed = {126, 120, 290};
    out.disk_free_mib = 20'000;
    out.printers = {{"Höger", has_trouble ? PrinterFault::out_of_labels : PrinterFault::none, "", 12},
                    {"Vänster", PrinterFault::none, "", {}}};
    out.help_wanted = has_trouble ? 1 : 0;
    return out;
}

void say(const Json& json) { std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl; }

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream in(file);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

/// A transfer page whose files are looked at by their names only, from the thread that reads the commands.
class TransferDesk {
public:
    std::string open(const std::filesystem::path& folder, std::vector<OfferedFile> files) {
        page_.reset();
        auto opened = TransferPage::open(
            {"127.0.0.1", folder, new_upload_secret(), std::move(files)},
            {[](const std::string&, int) {}, [this](std::shared_ptr<ReceivedFile> file) { take(*file); },
             [](const Error& why) { say({{"cut", why.detail}}); }, [](const std::string& name) { say({{"fetched", name}}); }});
        if (!opened) return opened.error().detail;
        page_ = std::move(*opened);
        return page_->url();
    }

private:
    void take(const ReceivedFile& file) {
        say({{"arrived", file.name()}, {"bytes", file.size()}});
        if (file.name().ends_with(".csv"))
            page_->accept();
        else
            page_->refuse();
    }

    std::unique_ptr<TransferPage> page_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || sodium_init() < 0) return 2;
    keep_log_quiet();  // standard output is the protocol
    const std::size_t people = argc > 3 ? std::stoul(argv[3]) : 180;
    std::mutex mutex;  // guards door and has_trouble: requests come from the server's threads
    SimulatedDoor door(people, utc_now());
    bool has_trouble = false;

    Seminar seminar;
    seminar.name = LocalText("Att förebygga social oro");
    seminar.venue = LocalText("Missionskyrkan");
    seminar.zone = TimeZone::named("Asia/Tehran");  // a zone whose time is nobody's by accident
    seminar.starts = seminar.zone->at(door.starts());
    seminar.ends = seminar.zone->at(door.starts() + 4h);

    std::unique_ptr<LivePage> page;
    const auto show = [&] { page->show(door.view(has_trouble), health(has_trouble), has_trouble ? door.troubled() : nullptr); };
    LivePageBackend backend;
    backend.act = [&](const StaffRequest& action) -> Result<StaffAnswer> {
        const std::lock_guard lock(mutex);
        auto answer = door.act(action);
        Json received{{"acted", name_of(action)}, {"verdict", to_string(answer.verdict)}};
        if (const auto* again = std::get_if<Reprint>(&action)) received["why"] = to_string(again->why);
        if (const auto* look = std::get_if<ShowName>(&action)) received["why"] = to_string(look->why);
        say(received);
        show();
        return answer;
    };
    backend.person = [&](const RegistrationId& id) -> Result<std::optional<PersonHistory>> {
        const std::lock_guard lock(mutex);
        const auto* who = door.find(id);
        return who == nullptr ? std::optional<PersonHistory>{} : door.history(*who);
    };
    backend.attendance = []() -> Result<std::string> { return "Namn;Organisation\r\nÅsa Öström;Polisen\r\n"; };
    backend.notify_staff = [](std::string_view what) { say({{"notified", what}}); };

    auto opened = LivePage::open({argc > 2 ? argv[2] : "127.0.0.1:0", argv[1]}, seminar, backend);
    if (!opened) {
        say({{"error", to_string(opened.error().code)}, {"detail", opened.error().detail}});
        return 1;
    }
    page = std::move(*opened);
    {
        const std::lock_guard lock(mutex);
        show();
    }
    say({{"port", page->port()}});
    TransferDesk transfer;
    for (std::string command; std::cin >> command && command != "stop";) {
        std::string what;
        if (command == "invite" && std::cin >> what) {
            const auto made = page->invite(what == "staff" ? LiveRole::staff : LiveRole::viewer);
            say({{"url", made.url}, {"digits", made.invitation.digits}, {"fingerprint", made.fingerprint}});
        }
        if (command == "upload") {
            say({{"url", transfer.open(argv[1], {})}});
            continue;
        }
        if (command == "offer") {
            say({{"url",
                  transfer.open(argv[1], {{"Biljetter.pdf", "%PDF-1.7"}, {"Biljetter för utskick.csv", "Namn\r\nÅsa\r\n"}})}});
            continue;
        }
        const std::lock_guard lock(mutex);
        if (command == "arrive") door.arrive();
        if (command == "trouble" && std::cin >> what) has_trouble = what == "on";
        if (command == "hostile" && std::cin >> what) door.add_named(lines_of(what));
        if (command == "end")
            for (const auto& session : page->sessions()) page->end_session(session.id);
        if (command != "invite" && command != "end") show();
        say({{"did", command}});
    }
    return 0;
}
