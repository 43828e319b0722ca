#include "kiosk/decoder/messages.hpp"

#include <cmath>
#include <cstring>
#include <type_traits>

namespace entre {

namespace {

constexpr double no_nearness = -1;
constexpr double max_corner_px = 100'000;  // plausibility limit: no corner of a code is farther out than any camera's picture

class Writer {
public:
    template <class T>
    void put(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        put_bytes(&value, sizeof value);
    }
    void put_bytes(const void* bytes, std::size_t size) {
        const auto* begin = static_cast<const std::byte*>(bytes);
        message_.insert(message_.end(), begin, begin + size);
    }
    std::vector<std::byte> done() { return std::move(message_); }

private:
    std::vector<std::byte> message_;
};

class Reader {
public:
    explicit Reader(std::span<const std::byte> message) : rest_(message) {}

    template <class T>
    bool take(T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (rest_.size() < sizeof value) return false;
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_ = rest_.subspan(sizeof value);
        return true;
    }
    bool take_text(std::string& text, std::size_t size) {
        if (rest_.size() < size) return false;
        text.assign(reinterpret_cast<const char*>(rest_.data()), size);
        rest_ = rest_.subspan(size);
        return true;
    }
    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

private:
    std::span<const std::byte> rest_;
};

bool read_code(Reader& reader, FoundCode& code) {
    std::uint32_t size = 0;
    for (auto& corner : code.corners) {
        if (!reader.take(corner.x) || !reader.take(corner.y)) return false;
        // Negated, so that NaN is rejected too.
        if (!(std::abs(corner.x) <= max_corner_px && std::abs(corner.y) <= max_corner_px)) return false;
    }
    return reader.take(size) && size <= max_code_text && reader.take_text(code.text, size);
}

}  // namespace

std::vector<std::byte> encode(const DecodedFrame& frame) {
    std::vector<const FoundCode*> sent;
    for (const auto& code : frame.codes)
        if (code.text.size() <= max_code_text && sent.size() < max_codes) sent.push_back(&code);
    Writer writer;
    writer.put(frame.number);
    writer.put(static_cast<std::uint32_t>(frame.advice));
    writer.put(frame.nearness.value_or(no_nearness));
    writer.put(static_cast<std::uint32_t>(sent.size()));
    for (const auto* code : sent) {
        for (const auto& corner : code->corners) {
            writer.put(corner.x);
            writer.put(corner.y);
        }
        writer.put(static_cast<std::uint32_t>(code->text.size()));
        writer.put_bytes(code->text.data(), code->text.size());
    }
    return writer.done();
}

std::optional<DecodedFrame> decode(std::span<const std::byte> message) {
    Reader reader(message);
    DecodedFrame frame;
    std::uint32_t advice = 0, count = 0;
    double nearness = no_nearness;
    if (!reader.take(frame.number) || !reader.take(advice) || !reader.take(nearness) || !reader.take(count)) return std::nullopt;
    if (nearness >= 0 && nearness <= 1)
        frame.nearness = nearness;
    else if (nearness != no_nearness)
        return std::nullopt;
    if (advice > static_cast<std::uint32_t>(last_scan_advice) || count > max_codes) return std::nullopt;
    frame.advice = static_cast<ScanAdvice>(advice);
    frame.codes.resize(count);
    for (auto& code : frame.codes)
        if (!read_code(reader, code)) return std::nullopt;
    if (!reader.is_at_end()) return std::nullopt;
    return frame;
}

}  // namespace entre
