#include "kiosk/live_page/html_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entre {

namespace {

struct Words {
    std::string_view code, title, inside, expected, of, at_start, rate, latest, name, organisation, time, sector, needs, printer,
        failed_one, failed, doubt_one, doubt, nothing, wait, full, reload;
};

constexpr Words swedish = {.code = "sv",
                           .title = "Läget vid dörren",
                           .inside = "Inne nu",
                           .expected = "Kvar att komma",
                           .of = "av",
                           .at_start = "Inne vid start",
                           .rate = "Takt per minut",
                           .latest = "Senast in",
                           .name = "Namn",
                           .organisation = "Organisation",
                           .time = "Tid",
                           .sector = "Sektor",
                           .needs = "Behöver åtgärdas",
                           .printer = "Skrivare",
                           .failed_one = "namnbricka kom inte ut",
                           .failed = "namnbrickor kom inte ut",
                           .doubt_one = "namnbricka är osäker",
                           .doubt = "namnbrickor är osäkra",
                           .nothing = "Inget just nu.",
                           .wait = "Läget är på väg. Vänta några sekunder och läs om sidan.",
                           .full = "Fullt",
                           .reload = "Läs om sidan"};
constexpr Words english = {.code = "en",
                           .title = "At the door",
                           .inside = "Inside now",
                           .expected = "Still to come",
                           .of = "of",
                           .at_start = "Inside at start",
                           .rate = "Rate per minute",
                           .latest = "Latest in",
                           .name = "Name",
                           .organisation = "Organisation",
                           .time = "Time",
                           .sector = "Sector",
                           .needs = "Needs attention",
                           .printer = "Printer",
                           .failed_one = "badge did not come out",
                           .failed = "badges did not come out",
                           .doubt_one = "badge is in doubt",
                           .doubt = "badges are in doubt",
                           .nothing = "Nothing right now.",
                           .wait = "The view is on its way. Wait a few seconds and reload the page.",
                           .full = "Full",
                           .reload = "Reload the page"};

std::string_view fault_words(PrinterFault fault, bool is_swedish) {
    switch (fault) {
        case PrinterFault::none:
            return is_swedish ? "fungerar" : "works";
        case PrinterFault::labels_low:
            return is_swedish ? "etiketterna är snart slut" : "labels are running low";
        case PrinterFault::out_of_labels:
            return is_swedish ? "etiketterna är slut" : "out of labels";
        case PrinterFault::jam:
            return is_swedish ? "en etikett har fastnat" : "a label is stuck";
        case PrinterFault::cover_open:
            return is_swedish ? "luckan är öppen" : "the cover is open";
        case PrinterFault::supply_empty:
            return is_swedish ? "färgen är slut" : "out of ink";
        case PrinterFault::output_full:
            return is_swedish ? "utmatningen är full" : "the output is full";
        case PrinterFault::paused:
            return is_swedish ? "pausad" : "paused";
        case PrinterFault::offline:
            return is_swedish ? "svarar inte" : "does not answer";
        case PrinterFault::missing:
            return is_swedish ? "finns inte" : "not found";
        case PrinterFault::other:
            return is_swedish ? "behöver hjälp" : "needs help";
    }
    return "";
}

std::string number_row(std::string_view label, std::string_view value) {
    return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", label, value);
}

std::string numbers(const LiveView& v, const Words& w) {
    std::string rows = number_row(w.inside, std::to_string(v.inside)) +
                       number_row(w.expected, fmt::format("{} {} {}", v.still_to_come, w.of, v.expected));
    if (v.forecast) rows += number_row(w.at_start, fmt::format("{}–{}", v.forecast->low, v.forecast->high));
    auto rate = fmt::format("{:.1f}", v.arrivals_a_minute);
    if (w.code == "sv") std::replace(rate.begin(), rate.end(), '.', ',');
    return "<table>" + rows + number_row(w.rate, rate) + "</table>";
}

std::string attention(const LiveView& v, const DoorHealth& health, const Words& w) {
    std::string items;
    for (const auto& printer : health.printers)
        if (printer.fault != PrinterFault::none)
            items += fmt::format("<li>{} {}: {}</li>", w.printer, escaped_html(printer.name),
                                 fault_words(printer.fault, w.code == "sv"));
    const auto add = [&](std::size_t count, std::string_view one, std::string_view several) {
        if (count > 0) items += fmt::format("<li>{} {}</li>", count, count == 1 ? one : several);
    };
    add(v.badges.failed, w.failed_one, w.failed);
    add(v.badges.in_doubt, w.doubt_one, w.doubt);
    if (v.is_full) items += fmt::format("<li>{}</li>", w.full);
    return items.empty() ? fmt::format("<p>{}</p>", w.nothing) : "<ul>" + items + "</ul>";
}

std::string sectors(const LiveView& v, const Words& w) {
    std::string rows;
    for (const auto& sector : v.sectors)
        rows += number_row(sector.sector.empty() ? "–" : escaped_html(sector.sector),
                           fmt::format("{} {} {}", sector.inside, w.of, sector.expected));
    return fmt::format("<table><caption>{}</caption>{}</table>", w.sector, rows);
}

/// “09.00” in Swedish, “9:00” in English.
std::string time_text(LocalTime time, const Words& w) {
    auto text = clock_time(time);
    if (w.code == "sv") return text;
    text[2] = ':';
    return text.starts_with('0') ? text.substr(1) : text;
}

std::string latest(const LiveView& v, const Words& w, const TimeZone& zone) {
    std::string rows;
    for (const auto& arrival : v.latest) {
        const auto& person = (*v.people)[arrival.person];
        rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", escaped_html(person.name),
                            escaped_html(person.organisation), time_text(zone.at(arrival.at), w));
    }
    return fmt::format(
        "<table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th></tr></thead>{}</table>",
        w.latest, w.name, w.organisation, w.time, rows);
}

}  // namespace

std::string escaped_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string html_table(const Seminar& seminar, const LiveView* view, const DoorHealth& health, std::string_view language,
                       bool has_names) {
    const Words& w = language == "en" ? english : swedish;
    const auto zone = seminar.time_zone();
    std::string body = fmt::format("<p>{}</p>", w.wait);
    if (view != nullptr)
        body = fmt::format("<p>{}</p>{}<h2>{}</h2>{}{}{}", time_text(zone.at(view->at), w), numbers(*view, w), w.needs,
                           attention(*view, health, w), sectors(*view, w), has_names ? latest(*view, w, zone) : "");
    return fmt::format(
        "<!doctype html><html lang=\"{0}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{1} – {2}</title><link "
        "rel=\"stylesheet\" "
        "href=\"/live.css\"></head>"
        "<body class=\"plain\"><main><h1>{2}</h1>{3}<p><a href=\"/table?lang={0}\">{6}</a></p>"
        "<p><a href=\"/table?lang={4}\" lang=\"{4}\">{5}</a></p></main></body></html>",
        w.code, w.title, escaped_html(seminar.name.in(w.code)), body, w.code == "sv" ? "en" : "sv",
        w.code == "sv" ? "English" : "Svenska", w.reload);
}

}  // namespace entre
