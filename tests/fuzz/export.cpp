// Fuzzes the complete import of an export (CSV, JSON or workbook) into people.
#include <cstdint>
#include <string>

#include "core/import/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    const auto reading =
        read_export({"list.csv", std::string(reinterpret_cast<const char*>(bytes), count)}, RegistrationSettings{});
    if (!reading) return 0;
    for (const auto& one : reading->people)
        if (one.registration.given.empty() && one.registration.family.empty() && !one.registration.is_protected) __builtin_trap();
    return 0;
}
