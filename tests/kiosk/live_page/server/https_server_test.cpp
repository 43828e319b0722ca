#include "kiosk/live_page/server/https_server.hpp"

#include <httplib.h>

#include <atomic>
#include <system_error>
#include <thread>

#include "kiosk/live_page/certificate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a connection for which no thread can be started is closed, and the next one is served", "[live][WEB-6]") {
    const ScratchFolder folder;
    const auto own = own_certificate(folder.path(), {"localhost"});
    REQUIRE(own);
    std::atomic<int> failures = 3;
    auto server = HttpsServer::open(own->key, own->certificate, {}, [&](std::function<void()> work) {
        if (failures-- > 0) throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        return std::thread(std::move(work));
    });
    REQUIRE(server);
    (*server)->get("/hello", [](const HttpRequest& request) {
        return HttpResponse{200, "text/plain", "hello " + request.parameter("name")};
    });
    const auto port = (*server)->bind("127.0.0.1", 0);
    REQUIRE(port);
    std::thread serving([&] { (*server)->serve(); });
    const auto get = [&] {
        httplib::Client client("https://127.0.0.1:" + std::to_string(*port));
        client.enable_server_certificate_verification(false);
        client.set_read_timeout(5);
        return client.Get("/hello?name=Eva");
    };
    for (int i = 0; i < 3; ++i) CHECK_FALSE(get());
    const auto reply = get();
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body == "hello Eva");
    (*server)->stop();
    serving.join();
}
