// Where each text of a long list was met first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace entre {

/// Texts by their hashes of 64 bits, in one piece of memory: a hundred thousand nodes of a map would cost as much as reading a file. It does
/// not keep the texts: `is_it(place)` says whether the text of a place is the one in question; where nobody knows any more, a function that
/// always says yes will do, for two texts of one hash are not expected in any file.
class FirstSeenIndex {
public:
    void reserve(std::size_t texts) {
        std::size_t size = 64;
        while (size < texts * 2) size *= 2;
        if (size > slots_.size()) grow(size);
    }

    /// Where `text` was met, or nothing when it is new; it is met at `place` then. Places are below 2^32.
    template <class IsIt>
    std::optional<std::size_t> meet(std::string_view text, std::size_t place, IsIt is_it) {
        if (slots_.size() < (used_ + 1) * 2) grow(slots_.empty() ? 64 : slots_.size() * 2);
        const auto hash = hash_of(text);
        Slot& slot = slots_[slot_of(hash, is_it)];
        if (slot.hash != 0) return slot.place;
        slot = {hash, static_cast<std::uint32_t>(place)};
        ++used_;
        return std::nullopt;
    }

    /// `meet` will soon be called for it: brings its place near the processor, for in a long list that takes as long as all the rest.
    void expect(std::string_view text) const {
        if (!slots_.empty()) __builtin_prefetch(&slots_[first_slot(hash_of(text))]);
    }

    template <class IsIt>
    [[nodiscard]] std::optional<std::size_t> find(std::string_view text, IsIt is_it) const {
        if (slots_.empty()) return std::nullopt;
        const Slot& slot = slots_[slot_of(hash_of(text), is_it)];
        return slot.hash != 0 ? std::optional<std::size_t>(slot.place) : std::nullopt;
    }

private:
    struct Slot {
        std::uint64_t hash = 0;  // 0: empty
        std::uint32_t place = 0;
    };

    static std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text) | 1U; }

    [[nodiscard]] std::size_t first_slot(std::uint64_t hash) const { return hash >> 7U & (slots_.size() - 1); }

    template <class IsIt>
    [[nodiscard]] std::size_t slot_of(std::uint64_t hash, IsIt is_it) const {
        std::size_t i = first_slot(hash);
        while (slots_[i].hash != 0 && (slots_[i].hash != hash || !is_it(slots_[i].place))) i = (i + 1) & (slots_.size() - 1);
        return i;
    }

    void grow(std::size_t size) {
        std::vector<Slot> before(size);
        before.swap(slots_);
        for (const auto& slot : before)
            if (slot.hash != 0) slots_[slot_of(slot.hash, [](std::size_t) { return false; })] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace entre
