#include "tests/e2e/phone.hpp"

#include <httplib.h>

#include "core/qr/barcode.hpp"
#include "kiosk/input/picture_file.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::test {

std::string code_in(const std::filesystem::path& screenshot) {
    std::vector<FoundCode> codes;
    static_cast<void>(eventually(
        [&] {
            if (const auto picture = read_picture(screenshot)) codes = read_qr(picture->view(), false);
            return !codes.empty();
        },
        std::chrono::seconds{90}));
    return codes.empty() ? std::string{} : codes[0].text;
}

namespace {

Phone::Reply send(const std::string& url, const std::string& name, const std::string& text) {
    const auto slash = url.rfind('/');
    if (slash == std::string::npos) return {};
    httplib::Client client(url.substr(0, slash));
    client.enable_server_certificate_verification(false);
    client.set_read_timeout(20);
    const auto reply = client.Post(url.substr(slash), httplib::MultipartFormDataItems{{"file", text, name, "text/csv"}});
    return reply ? Phone::Reply{reply->status, reply->body} : Phone::Reply{-1, {}};
}

}  // namespace

Phone::Phone(std::filesystem::path screenshot, std::string name, std::string text)
    : thread_([this, screenshot = std::move(screenshot), name = std::move(name), text = std::move(text)] {
          reply_ = send(code_in(screenshot), name, text);
      }) {}

}  // namespace entre::test
