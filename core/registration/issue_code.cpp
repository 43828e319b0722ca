#include "core/registration/issue_code.hpp"

#include <sodium.h>

#include <cstdint>

namespace entre {

std::string issue_ticket_code() {
    std::string code(issued_code_length, ' ');
    for (char& c : code) c = ticket_alphabet[randombytes_uniform(static_cast<std::uint32_t>(ticket_alphabet.size()))];
    return code;
}

}  // namespace entre
