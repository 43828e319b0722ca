// Identifiers that are unique across stations and sort by time: UUID version 7 (RFC 9562, section 5.7).
#pragma once

#include <compare>
#include <functional>
#include <string>

#include "core/base/clock.hpp"

namespace entre {

/// A UUIDv7 in its 36-character lower-case form. The tag makes different kinds of id distinct types.
template <class Tag>
struct Id {
    std::string value;

    [[nodiscard]] bool is_empty() const { return value.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using RegistrationId = Id<struct RegistrationTag>;
using RecordId = Id<struct RecordTag>;
using OrderId = Id<struct OrderTag>;
using SheetId = Id<struct SheetTag>;
using ImportId = Id<struct ImportTag>;

/// A new UUIDv7 for `now`. Ids made by one thread ascend, even within a millisecond. Randomness comes from libsodium.
std::string new_uuid(UtcTime now);

template <class IdType>
IdType new_id(UtcTime now) {
    return IdType{new_uuid(now)};
}

}  // namespace entre

template <class Tag>
struct std::hash<entre::Id<Tag>> {
    std::size_t operator()(const entre::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
