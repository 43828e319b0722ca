#include "core/import/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

std::string_view to_string(QuestionKind kind) {
    switch (kind) {
        case QuestionKind::status_column:
            return "status_column";
        case QuestionKind::code_column:
            return "code_column";
        case QuestionKind::protected_column:
            return "protected_column";
        case QuestionKind::name_column:
            return "name_column";
        case QuestionKind::status_word:
            return "status_word";
    }
    return {};
}

std::string describe(const ListQuestion& question) {
    switch (question.kind) {
        case QuestionKind::status_column:
            return fmt::format("Does the column \"{}\" say who has cancelled, is waiting or has not paid?", question.column);
        case QuestionKind::code_column:
            return fmt::format("Does the column \"{}\" have the codes of the tickets that were sent?", question.column);
        case QuestionKind::protected_column:
            return fmt::format("Does the column \"{}\" say whose identity is protected?", question.column);
        case QuestionKind::name_column:
            return fmt::format("Does the column \"{}\" have people's names?", question.column);
        case QuestionKind::status_word:
            if (question.column.empty())
                return fmt::format("What does \"{}\", above some of the people or on their sheet, mean for them ({} {})?",
                                   question.word, question.rows, question.rows == 1 ? "row" : "rows");
            return fmt::format("What does \"{}\" in the column \"{}\" mean ({} {})?", question.word, question.column,
                               question.rows, question.rows == 1 ? "row" : "rows");
    }
    return {};
}

std::string option_for(const ListQuestion& question, std::string_view answer) {
    const bool is_word = question.kind == QuestionKind::status_word;
    std::string quoted;
    for (const char c : is_word ? question.word : question.column) {
        if (std::string_view("\"\\$`").find(c) != std::string_view::npos) quoted += '\\';
        quoted += c;
    }
    return fmt::format("{} \"{}={}\"", is_word ? "--status" : "--column", quoted, answer);
}

void ask_about_word(std::vector<ListQuestion>& questions, const std::string& column, const std::string& word) {
    constexpr std::ptrdiff_t max_words = 20;
    const auto is_of_word = [](const ListQuestion& one) { return one.kind == QuestionKind::status_word; };
    const auto known = std::find_if(questions.begin(), questions.end(), [&](const ListQuestion& one) {
        return is_of_word(one) && one.column == column && one.word == word;
    });
    if (known != questions.end()) {
        ++known->rows;
        return;
    }
    if (std::count_if(questions.begin(), questions.end(), is_of_word) >= max_words) return;
    const std::string safest(safe_status(word));
    std::vector<std::string> answers{safest};
    for (const std::string_view status : {"withdrawn", "waiting_list", "unpaid", "registered"})
        if (status != safest) answers.emplace_back(status);
    questions.push_back({QuestionKind::status_word, column, word, 1, std::move(answers)});
}

std::string_view safe_status(std::string_view word) {
    const std::string folded = fold(word);
    const auto has_one = [&](const auto& parts) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](std::string_view part) { return folded.find(part) != std::string::npos; });
    };
    static constexpr std::array<std::string_view, 8> waiting{"vant",   "reserv", "wait",     "wart",
                                                             "kanske", "maybe",  "tentativ", "vent"};
    static constexpr std::array<std::string_view, 7> unpaid{"betal", "pay", "faktur", "invoice", "zahl", "maks", "pend"};
    if (has_one(unpaid)) return "unpaid";
    if (has_one(waiting)) return "waiting_list";
    return "withdrawn";
}

}  // namespace entre
