// An export of registrations from anywhere, as a table and as people.
#include <cstdint>
#include <string_view>

#include "core/registrations/reader.hpp"
#include "core/registrations/table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    const auto table = parse_csv({reinterpret_cast<const char*>(bytes), count}, "list.csv");
    if (!table) return 0;
    const auto reading = read_export(*table, RegistrationSettings{});
    if (!reading) return 0;
    for (const auto& one : reading->people)
        if (one.registration.given.empty() && one.registration.family.empty() && !one.registration.is_protected) __builtin_trap();
    return 0;
}
