#include "kiosk/live_page/upload.hpp"

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "core/base/enum_text.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // without i, l, o, 0 and 1
constexpr std::size_t secret_letters = 8;

}  // namespace

std::string_view to_string(UploadAnswer answer) {
    switch (answer) {
        case UploadAnswer::welcome:
            return "welcome";
        case UploadAnswer::taken:
            return "taken";
        case UploadAnswer::busy:
            return "busy";
        case UploadAnswer::used:
            return "used";
        case UploadAnswer::not_a_list:
            return "not_a_list";
        case UploadAnswer::too_large:
            return "too_large";
        case UploadAnswer::failed:
            break;
    }
    return "failed";
}

std::optional<UploadAnswer> upload_answer_from(std::string_view text) { return from_string(text, UploadAnswer::failed); }

std::string to_json(const UploadRequest& request) {
    const nlohmann::json json = {{"number", request.number}, {"name", request.name}, {"size", request.size}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<UploadRequest> upload_request_from(std::string_view json) {
    try {
        const auto all = nlohmann::json::parse(json);
        return UploadRequest{all.at("number"), all.at("name"), all.at("size")};
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

std::string new_upload_secret() {
    std::string secret;
    for (std::size_t i = 0; i < secret_letters; ++i)
        secret += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return secret;
}

std::string shown_secret(std::string_view secret) {
    const auto half = secret.size() / 2;
    return std::string(secret.substr(0, half)) + "-" + std::string(secret.substr(half));
}

std::string typed_secret(std::string_view path) {
    auto secret = to_lower_ascii(path);
    std::erase_if(secret, [](char c) { return c == '/' || c == '-'; });
    return secret;
}

}  // namespace entre
