#include "kiosk/ui/words.hpp"

#include <boost/locale/generator.hpp>
#include <boost/locale/message.hpp>
#include <boost/version.hpp>
#include <cstdlib>
#include <filesystem>

namespace entre {
namespace {

namespace fs = std::filesystem;

// Debian 12 has Boost 1.74, Debian 13 has 1.83; this name is the only difference.
#if BOOST_VERSION >= 108100
constexpr auto sentences_only = boost::locale::category_t::message;
#else
constexpr auto sentences_only = boost::locale::message_facet;
#endif

constexpr auto keys = std::to_array<std::string_view>({
#define ENTRE_MSG(name, key) key,
#include "kiosk/ui/words.def"
#undef ENTRE_MSG
});

/// The folder with compiled languages: first the one relative to an installed program, so that a package does not depend on build
/// paths.
fs::path languages_folder() {
    std::error_code failed;
    const auto program = fs::read_symlink("/proc/self/exe", failed);
    const auto installed = program.parent_path().parent_path() / "share" / "entre" / "languages";
    return !failed && fs::is_directory(installed, failed) ? installed : fs::path(ENTRE_LANGUAGES);
}

std::string error_key(ErrorCode code, std::string_view whom) {
    return "error." + std::string(to_string(code)) + "." + std::string(whom);
}

std::string row_issue_key(RowIssueKind kind) { return "damage." + std::string(to_string(kind)); }

std::string fault_key(PrinterFault fault, std::string_view whom) {
    return "fault." + std::string(to_string(fault)) + "." + std::string(whom);
}

Result<Language> read_language(const fs::path& folder, const std::string& code) {
    const auto file = folder / code / "LC_MESSAGES" / "entre.mo";
    std::error_code failed;
    if (!fs::is_regular_file(file, failed))
        return fail(ErrorCode::file_missing, "No translation for language '" + code + "': " + file.string() +
                                                 " is not there. Add assets/languages/" + code +
                                                 ".po, or leave it out of seminar.toml.");
    std::unordered_map<std::string, std::string> texts;
    std::locale locale;
    try {
        boost::locale::generator generator;
        generator.categories(sentences_only);
        generator.add_messages_path(folder.string());
        generator.add_messages_domain("entre");
        locale = generator(code + ".UTF-8");
        for (auto& key : all_keys())
            if (auto text = boost::locale::translate(key).str(locale); text != key) texts.emplace(key, std::move(text));
    } catch (const std::exception& problem) {
        return fail(ErrorCode::file_unreadable, file.string() + ": " + problem.what());
    }
    return Language(code, std::move(texts), locale);
}

Msg nth(Msg first, unsigned n) { return static_cast<Msg>(static_cast<unsigned>(first) + n); }

std::string two_digits(long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string_view key_of(Msg msg) { return keys[static_cast<std::size_t>(msg)]; }

std::vector<std::string> all_keys() {
    std::vector<std::string> out(keys.begin(), keys.end());
    for (int i = 0; i <= static_cast<int>(ErrorCode::stopped); ++i)
        for (const auto* whom : {"visitor", "staff"}) out.push_back(error_key(static_cast<ErrorCode>(i), whom));
    for (int i = 0; i <= static_cast<int>(PrinterFault::other); ++i)
        for (const auto* whom : {"visitor", "staff"}) out.push_back(fault_key(static_cast<PrinterFault>(i), whom));
    for (int i = 0; i <= static_cast<int>(last_row_issue_kind); ++i) out.push_back(row_issue_key(static_cast<RowIssueKind>(i)));
    return out;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
    return filled(pattern, {arguments.begin(), arguments.end()});
}

const std::string& Language::operator[](Msg msg) const { return of_key(std::string(key_of(msg))); }

const std::string& Language::of_key(const std::string& key) const {
    const auto it = texts_.find(key);
    return it == texts_.end() ? gap_ : it->second;
}

const std::string& Language::visitor_line(ErrorCode code) const { return of_key(error_key(code, "visitor")); }
const std::string& Language::staff_line(ErrorCode code) const { return of_key(error_key(code, "staff")); }
const std::string& Language::visitor_line(PrinterFault fault) const { return of_key(fault_key(fault, "visitor")); }
const std::string& Language::staff_line(PrinterFault fault) const { return of_key(fault_key(fault, "staff")); }

std::string Language::row_issue_line(const RowIssue& issue) const {
    return fill(of_key(row_issue_key(issue.kind)), {std::to_string(issue.other_line)});
}

std::string Language::say(const Sentence& sentence) const {
    if (sentence.empty()) return {};
    const bool has_translations = std::has_facet<boost::locale::message_format<char>>(sentences_);
    return has_translations
               ? entre::filled(boost::locale::translate(std::string(sentence.pattern)).str(sentences_), sentence.parts)
               : sentence.english();
}

std::string Language::question_line(const ListQuestion& question) const {
    const std::pair<QuestionKind, Msg> texts[] = {{QuestionKind::status_column, Msg::lists_ask_status},
                                                  {QuestionKind::code_column, Msg::lists_ask_code},
                                                  {QuestionKind::protected_column, Msg::lists_ask_protected},
                                                  {QuestionKind::name_column, Msg::lists_ask_name},
                                                  {QuestionKind::status_word, Msg::lists_ask_word}};
    if (question.kind == QuestionKind::status_word && question.column.empty())
        return say(sentence("What does \"{}\", above some of the people or on their sheet, mean for them?", question.word));
    for (const auto& [kind, text] : texts)
        if (kind == question.kind) return filled(text, {question.column, question.word});
    return {};
}

std::string Language::status_line(std::string_view status) const {
    const std::pair<RegistrationStatus, Msg> texts[] = {{RegistrationStatus::registered, Msg::lists_status_registered},
                                                        {RegistrationStatus::unpaid, Msg::lists_status_unpaid},
                                                        {RegistrationStatus::withdrawn, Msg::lists_status_withdrawn},
                                                        {RegistrationStatus::waiting_list, Msg::lists_status_waiting_list}};
    for (const auto& [known, text] : texts)
        if (to_string(known) == status) return (*this)[text];
    return std::string(status);
}

std::string Language::answer_line(const ListQuestion& question, std::string_view answer) const {
    if (question.kind == QuestionKind::status_word) return status_line(answer);
    const std::pair<std::string_view, Msg> texts[] = {
        {"status", Msg::lists_answer_status},       {"attending", Msg::lists_answer_attending},
        {"withdrawn", Msg::lists_answer_withdrawn}, {"waiting", Msg::lists_answer_waiting},
        {"paid", Msg::lists_answer_paid},           {"unpaid", Msg::lists_status_unpaid},
        {"title", Msg::setup_role_title},           {"category", Msg::setup_role_sector},
        {"code", Msg::lists_answer_code},           {"protected", Msg::lists_answer_protected},
        {"shown", Msg::lists_answer_shown},         {"name", Msg::lists_answer_name},
        {"ignore", Msg::lists_answer_ignore}};
    for (const auto& [known, text] : texts)
        if (known == answer) return (*this)[text];
    return std::string(answer);
}

std::string Language::day(LocalTime time) const {
    const auto date = local_date(time);
    return filled(Msg::date_day,
                  {(*this)[nth(Msg::day_0, local_weekday(time))], std::to_string(static_cast<unsigned>(date.day())),
                   (*this)[nth(Msg::month_1, static_cast<unsigned>(date.month()) - 1)]});
}

std::string Language::date(LocalTime time) const {
    const auto date = local_date(time);
    return filled(Msg::date_short, {std::to_string(static_cast<unsigned>(date.day())),
                                    (*this)[nth(Msg::month_1, static_cast<unsigned>(date.month()) - 1)]});
}

std::string Language::time(LocalTime time) const {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time.utc.time_since_epoch() + time.offset).count() % (24 * 60);
    return filled(Msg::time_clock, {two_digits(minutes / 60), two_digits(minutes % 60)});
}

std::string Language::time_span(LocalTime from, LocalTime to) const { return filled(Msg::time_span, {time(from), time(to)}); }

Result<std::vector<Language>> read_languages(const std::vector<std::string>& codes) {
    std::vector<Language> out;
    const auto folder = languages_folder();
    for (const auto& code : codes) {
        auto language = read_language(folder, code);
        if (!language) return pass_on(language);
        out.push_back(std::move(*language));
    }
    return out;
}

const Language& terminal_language() {
    static const Language language = [] {
        std::string code;
        for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
            if (const char* value = std::getenv(name); value != nullptr && *value != '\0' && code.empty())
                code = std::string_view(value).substr(0, std::string_view(value).find_first_of("_.@"));
        const auto folder = languages_folder();
        const bool is_name = !code.empty() && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
        auto read = read_language(folder, is_name ? code : "en");
        if (!read) read = read_language(folder, "en");
        return read ? std::move(*read) : Language("en", {});
    }();
    return language;
}

}  // namespace entre
