// Which sanitizers this build has. GCC and clang tell it in different ways.
#pragma once

#ifdef __has_feature
#define ENTRE_HAS_FEATURE(name) __has_feature(name)
#else
#define ENTRE_HAS_FEATURE(name) 0
#endif

namespace entre {

#if defined(__SANITIZE_ADDRESS__) || ENTRE_HAS_FEATURE(address_sanitizer)
inline constexpr bool has_address_sanitizer = true;
#else
inline constexpr bool has_address_sanitizer = false;
#endif

#if defined(__SANITIZE_THREAD__) || ENTRE_HAS_FEATURE(thread_sanitizer)
inline constexpr bool has_thread_sanitizer = true;
#else
inline constexpr bool has_thread_sanitizer = false;
#endif

}  // namespace entre

#undef ENTRE_HAS_FEATURE
