#include "kiosk/services/list_receiver.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto open_for = 10min;

/// What is wrong inside the file is for the log: its words are about a copy on this computer.
Sentence sentence_of(const std::optional<Error>& problem) {
    if (!problem) return {};
    if (problem->code == ErrorCode::export_invalid || problem->code == ErrorCode::file_unreadable)
        return sentence("That file is no list of people that can be read. Send another one.");
    return problem->said.empty() ? sentence("{}", problem->detail) : problem->said;
}

}  // namespace

ListReceiver::ListReceiver(const std::string& address, Listener listener)
    : listener_(std::move(listener)),
      upload_(address, {[this](auto, const std::string& url, const auto& problem) {
                            show(ListUploadPage{url, {}, 0, sentence_of(problem)});
                        },
                        [progressed = listener_.progressed](auto visit, const std::string& name, int percent) {
                            progressed({visit, name, percent, std::nullopt});
                        },
                        [progressed = listener_.progressed](auto visit, const Error& why) { progressed({visit, {}, 0, why}); },
                        listener_.arrived}) {}

void ListReceiver::open(const std::filesystem::path& folder) {
    closes_ = Clock::now() + open_for;
    upload_.open(folder, ++visit_);
}

void ListReceiver::close() {
    upload_.close();
    show(std::nullopt);
}

void ListReceiver::note(const Progress& news) {
    if (!shown_ || news.visit != visit_) return;
    show(ListUploadPage{shown_->url, news.name, news.percent, sentence_of(news.problem)});
}

void ListReceiver::answer(const std::optional<Error>& problem) {
    upload_.answer(!problem);
    if (!problem) return close();
    show(ListUploadPage{shown_ ? shown_->url : "", {}, 0, sentence_of(problem)});
}

void ListReceiver::look() {
    if (shown_ && shown_->name.empty() && Clock::now() >= closes_) return close();
    if (is_busy()) upload_.look();
}

void ListReceiver::show(std::optional<ListUploadPage> page) {
    if (page == shown_) return;
    shown_ = std::move(page);
    if (listener_.changed) listener_.changed(shown_);
}

}  // namespace entre
