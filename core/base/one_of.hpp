// A std::variant whose copying, moving and destroying are compiled once, in one .cpp, and not in every file that has one: with
// eighty kinds that costs the compiler seconds a file.
//   using EventKinds = std::variant<Tapped, Typed, …>;
//   using Event = OneOf<EventKinds>;    // and "template class OneOf<EventKinds>;" in a .cpp that includes one_of_members.hpp
// std::visit, std::get_if and std::holds_alternative take it as they take the variant.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

namespace entre {

template <class Kind, class Variant>
inline constexpr bool is_kind_of = false;
template <class Kind, class... Kinds>
inline constexpr bool is_kind_of<Kind, std::variant<Kinds...>> = (std::same_as<Kind, Kinds> || ...);

template <class Variant>
class OneOf : public Variant {
public:
    OneOf();
    template <class Kind>
        requires is_kind_of<std::remove_cvref_t<Kind>, Variant>
    OneOf(Kind&& kind) : Variant(std::in_place_type<std::remove_cvref_t<Kind>>, std::forward<Kind>(kind)) {}
    OneOf(const OneOf& other);
    OneOf(OneOf&& other) noexcept;
    OneOf& operator=(const OneOf& other);
    OneOf& operator=(OneOf&& other) noexcept;
    ~OneOf();
};

}  // namespace entre
