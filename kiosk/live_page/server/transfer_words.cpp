#include "kiosk/live_page/server/transfer_words.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/base/text.hpp"

namespace entre {

namespace {

struct Words {
    std::string_view code, title, how, choose, chosen, drop, send, privacy, sending, arrived, cut;
    std::string_view fetch_title, fetch_how, fetch_care;
    std::string_view taken, not_a_list, too_large, no_file, busy, failed, used, wrong_address;
};

constexpr Words swedish = {
    "sv",
    "Skicka deltagarlistan",
    "Välj filen med de anmälda. Den kan vara från Excel eller från anmälningssystemet.",
    "Välj fil",
    "Vald fil",
    "Du kan också dra filen hit.",
    "Skicka",
    "Filen går direkt till datorn vid entrén och sparas ingen annanstans.",
    "Skickar …",
    "Filen har kommit fram och läses …",
    "Sändningen avbröts. Se efter att du är på samma nät, och skicka filen igen.",
    "Hämta biljetterna",
    "Skriv ut biljetterna eller skicka dem. Listan för utskick har adresserna.",
    "Filerna innehåller namn och adresser. Ta bort dem när biljetterna är skickade.",
    "Klart – titta på skärmen.",
    "Filen går inte att läsa som en lista. Välj en Excelfil eller en CSV-fil och skicka den.",
    "Filen är för stor. En lista får vara högst 64 MiB. Välj en annan fil.",
    "Välj en fil först.",
    "En annan fil är på väg. Vänta en stund och skicka igen.",
    "Datorn kunde inte ta emot filen. Titta på skärmen och försök igen.",
    "En fil har redan kommit fram. Vill du skicka en annan? Gå tillbaka på skärmen och välj Från telefon eller dator igen.",
    "Adressen stämmer inte. Skanna koden på skärmen igen, eller skriv hela adressen som den står där."};
constexpr Words english = {
    "en",
    "Send the list of people",
    "Choose the file with the registrations. It may come from Excel or from your registration system.",
    "Choose a file",
    "Chosen file",
    "You can also drop the file here.",
    "Send",
    "The file goes straight to the computer at the door and is kept nowhere else.",
    "Sending …",
    "The file has arrived and is being read …",
    "The file was cut off on its way. Check that you are on the same network, and send it again.",
    "Fetch the tickets",
    "Print the tickets or send them. The list for mail merge has the addresses.",
    "The files hold names and addresses. Delete them when the tickets have been sent.",
    "Done – look at the screen.",
    "The file cannot be read as a list. Choose an Excel or CSV file and send it.",
    "The file is too large. A list may have 64 MiB at most. Choose another file.",
    "Choose a file first.",
    "Another file is on its way. Wait a moment and send again.",
    "The computer could not take the file. Look at the screen and try again.",
    "A file has arrived already. Do you want to send another one? Go back on the screen and choose From a phone or computer "
    "again.",
    "The address is not right. Scan the code on the screen again, or type the whole address as it is shown there."};

const Words& words_in(std::string_view language) { return language == "en" ? english : swedish; }

std::string form_of(const Words& w, std::size_t max_bytes) {
    // No `accept`: Android greys out CSV files, whose type it guesses in many ways.
    return fmt::format(R"(<form method="post" enctype="multipart/form-data" id="form" data-max="{}" data-sending="{}" )"
                       R"(data-arrived="{}" data-cut="{}" data-large="{}" data-chosen="{}">
  <div class="drop" id="drop">
    <label for="file" id="choose">{}</label>
    <input type="file" id="file" name="file" required aria-describedby="answer">
    <p class="quiet small" id="drop-hint" hidden>{}</p>
  </div>
  <progress id="progress" max="100" value="0" aria-label="{}" hidden></progress>
  <button class="primary" id="send">{}</button>
</form>
)",
                       max_bytes, w.sending, w.arrived, w.cut, w.too_large, w.chosen, w.choose, w.drop, w.sending, w.send);
}

std::string page_html(const Words& w, std::string_view title, std::string_view script, const std::string& body) {
    return fmt::format(
        R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{} – Entré</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/live.css">
{}
</head>
<body class="pairing upload">
<main class="card">
<h1>{}</h1>
{}</main>
</body>
</html>
)",
        w.code, title, script, title, body);
}

}  // namespace

bool has_form(UploadState state) {
    return state != UploadState::taken && state != UploadState::used && state != UploadState::wrong_address;
}

int http_status(UploadState state) {
    switch (state) {
        case UploadState::form:
        case UploadState::taken:
            return 200;
        case UploadState::no_file:
            return 400;
        case UploadState::used:
            return 410;
        case UploadState::wrong_address:
            return 404;
        case UploadState::too_large:
            return 413;
        case UploadState::not_a_list:
            return 415;
        case UploadState::busy:
        case UploadState::failed:
            break;
    }
    return 503;
}

std::string_view language_from(std::string_view accept_language) {
    std::string_view best = accept_language.empty() ? "sv" : "en";
    double best_weight = 0;
    while (!accept_language.empty()) {
        const auto comma = std::min(accept_language.find(','), accept_language.size());
        auto one = accept_language.substr(0, comma);
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        const auto code = to_lower_ascii(one.substr(0, 2));
        double weight = 1;
        if (const auto at = one.find("q="); at != std::string_view::npos)
            std::from_chars(one.data() + at + 2, one.data() + one.size(), weight);
        const bool is_near = code == "sv" || code == "nb" || code == "nn" || code == "no" || code == "da";
        if ((!is_near && code != "en") || weight <= best_weight) continue;
        best = is_near ? "sv" : "en";
        best_weight = weight;
    }
    return best;
}

std::string_view upload_sentence(UploadState state, std::string_view language) {
    const auto& w = words_in(language);
    switch (state) {
        case UploadState::form:
            return {};
        case UploadState::taken:
            return w.taken;
        case UploadState::not_a_list:
            return w.not_a_list;
        case UploadState::too_large:
            return w.too_large;
        case UploadState::no_file:
            return w.no_file;
        case UploadState::busy:
            return w.busy;
        case UploadState::failed:
            return w.failed;
        case UploadState::used:
            return w.used;
        case UploadState::wrong_address:
            break;
    }
    return w.wrong_address;
}

std::string upload_html(UploadState state, std::string_view language, std::size_t max_bytes) {
    const auto& w = words_in(language);
    const bool is_form = has_form(state);
    const auto body = fmt::format(
        R"({}<p id="answer" role="status" tabindex="-1" class="{}">{}</p>
{})",
        is_form ? fmt::format("<p id=\"how\">{}</p>\n", w.how) : "", state == UploadState::taken ? "answer done" : "answer",
        upload_sentence(state, language),
        is_form ? form_of(w, max_bytes) + fmt::format("<p class=\"quiet small\" id=\"privacy\">{}</p>\n", w.privacy) : "");
    return page_html(w, w.title, R"(<script type="module" src="/upload.js"></script>)", body);
}

std::string offer_html(const std::string& path, const std::vector<std::string>& names, std::string_view language) {
    const auto& w = words_in(language);
    std::string links;
    for (const auto& name : names) links += fmt::format("<li><a href=\"{}/{}\">{}</a></li>\n", path, name, name);
    return page_html(w, w.fetch_title, "",
                     fmt::format("<p>{}</p>\n<ul class=\"files\">\n{}</ul>\n<p class=\"quiet small\">{}</p>\n", w.fetch_how,
                                 links, w.fetch_care));
}

}  // namespace entre
