#include "kiosk/speech/speech.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/registration/spoken_name.hpp"
#include "core/visit/tap_guard.hpp"

namespace entre {

namespace {

constexpr int volumes = 7, usual_volume = 4;
constexpr double db_per_step = 6;
constexpr int rates[] = {120, 165, 210, 255, 300};  // words a minute
constexpr int usual_rate = 1;

double gain_of(int volume) { return std::pow(10.0, (volume - (volumes - 1)) * db_per_step / 20); }

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0; }

void replace_word(std::string& text, std::string_view word, std::string_view by) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
        const auto end = at + word.size();
        const bool is_whole =
            (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(word.back()) || !is_word(text[end]));
        if (!is_whole) {
            at += 1;
            continue;
        }
        text.replace(at, word.size(), by);
    }
}

/// "10.42" as "10 42".
void separate_times(std::string& text) {
    const auto is_digit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    for (std::size_t i = 1; i + 2 < text.size(); ++i)
        if ((text[i] == '.' || text[i] == ':') && is_digit(i - 1) && is_digit(i + 1) && is_digit(i + 2)) text[i] = ' ';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Where the voice speaks, and the jack that has to be full before it does: of the same card.
struct Places {
    std::string sink = "autoaudiosink", jack = "default";
};
Places places_of(const SpeechSettings& settings) {
    Places places;
    auto device = settings.device;
    if (device.empty() && settings.headphones.starts_with("hw:")) device = "plug" + settings.headphones;
    const auto colon = device.find(':');
    if (!device.empty()) places.sink = "alsasink device=" + device;
    if (colon != std::string::npos) places.jack = "hw:" + device.substr(colon + 1, device.find(',') - colon - 1);
    if (settings.headphones != "auto") places.jack = settings.headphones;
    return places;
}

}  // namespace

std::string pronounced(std::string_view text, std::string_view pronunciations) {
    std::string out(text);
    while (!pronunciations.empty()) {
        const auto end = std::min(pronunciations.find(';'), pronunciations.size());
        const auto pair = pronunciations.substr(0, end);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos)
            replace_word(out, trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1)));
        pronunciations.remove_prefix(std::min(end + 1, pronunciations.size()));
    }
    separate_times(out);
    return out;
}

LensTick lens_tick(double nearness) {
    constexpr double lowest_hz = 330, octaves = 2;
    constexpr double slowest_ms = 600, quickest_ms = 150;
    const auto pause_ms = slowest_ms - (slowest_ms - quickest_ms) * nearness;
    return {static_cast<int>(lowest_hz * std::exp2(octaves * nearness)), std::chrono::milliseconds{static_cast<int>(pause_ms)}};
}

Speech::Speech(const SpeechSettings& settings, SpeechListener listener)
    : keys_(settings), volume_(usual_volume), rate_(usual_rate) {
    if (settings.headphones == "off") return;
    const auto places = places_of(settings);
    voice_ = std::make_unique<Voice>(places.sink, std::move(listener.on_change));
    voice_->set_gain(gain_of(volume_));
    if (settings.headphones == "always") {
        listener.on_headphones(true);
        return;
    }
    headphones_ = std::make_unique<Headphones>(std::move(listener.on_headphones), places.jack);
}

void Speech::saw(const State& state, std::string_view screen, const TapTargets& drawn, const Language& words) {
    const bool is_listening = state.devices.has_headphones && !std::holds_alternative<Staff>(state.screen);
    const bool has_left = screen == "welcome" && screen_ != "welcome" && !screen_.empty();
    screen_ = screen;
    if (has_left || is_listening != was_listening_) forget_visitor();
    const bool is_first = is_listening && !was_listening_;
    was_listening_ = is_listening;
    auto texts = reader_.saw(question_of(state), drawn, words);  // another person's screen is a new one
    if (!is_listening || texts.empty()) return;
    if (is_first) texts.insert(texts.begin(), {words[Msg::spoken_hello], words[Msg::spoken_keys]});
    say(texts, words);
}

std::string Speech::press(VisitKey key, const State& state, const TapTargets& drawn, const Language& words) {
    if (key >= VisitKey::louder && !reader_.is_help()) {
        if (was_listening_) say(set_voice(key, words), words);
        return {};
    }
    if (key == VisitKey::help && !was_listening_) return {};  // nobody would hear what the keys do
    auto answer = reader_.press(key, drawn, words);
    if (state.devices.has_headphones) say(answer.say, words);
    return answer.tap;
}

void Speech::saw_code(double nearness, const State& state, Clock::time_point now) {
    const bool is_listening = voice_ && state.devices.has_headphones && std::holds_alternative<Welcome>(state.screen);
    if (!is_listening || is_speaking() || now < next_tick_) return;
    const auto tick = lens_tick(nearness);
    voice_->tick(tick.hz);
    next_tick_ = now + tick.pause;
}

void Speech::hush() {
    if (is_speaking()) voice_->say({});
}

void Speech::say(const std::vector<std::string>& texts, const Language& words) {
    if (!voice_) return;
    std::vector<Utterance> utterances;
    for (const auto& text : texts)
        if (auto spoken = spoken_text(pronounced(text, words[Msg::spoken_pronunciation])); !spoken.empty())
            utterances.push_back({std::move(spoken), words.code(), rates[rate_]});
    voice_->say(std::move(utterances));
}

std::vector<std::string> Speech::set_voice(VisitKey key, const Language& words) {
    const bool is_volume = key == VisitKey::louder || key == VisitKey::quieter;
    const int by = key == VisitKey::louder || key == VisitKey::faster ? 1 : -1;
    if (!is_volume) {
        rate_ = std::clamp(rate_ + by, 0, static_cast<int>(std::size(rates)) - 1);
        return {words.filled(Msg::spoken_rate, {std::to_string(rate_ + 1)})};
    }
    volume_ = std::clamp(volume_ + by, 0, volumes - 1);
    if (voice_) voice_->set_gain(gain_of(volume_));
    return {words.filled(Msg::spoken_volume, {std::to_string(volume_ + 1)})};
}

/// The next one finds the usual voice.
void Speech::forget_visitor() {
    volume_ = usual_volume;
    rate_ = usual_rate;
    reader_.reset();
    if (!voice_) return;
    voice_->set_gain(gain_of(volume_));
    voice_->say({});
}

}  // namespace entre
