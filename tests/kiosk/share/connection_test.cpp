#include "kiosk/share/connection.hpp"

#include "kiosk/share/engine_admin.hpp"
#include "kiosk/share/engine_schema.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

using Hosts = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("hosts are read with and without ports, also IPv6", "[share]") {
    CHECK(hosts_and_ports("10.0.0.5:5433") == Hosts{{"10.0.0.5", "5433"}});
    CHECK(hosts_and_ports("db1,db2:6000,[::1]:5433,[fe80::1]") ==
          Hosts{{"db1", "5432"}, {"db2", "6000"}, {"::1", "5433"}, {"fe80::1", "5432"}});
    CHECK(hosts_and_ports("").empty());
    CHECK(hosts_and_ports(",").empty());
}

TEST_CASE("bytes survive PostgreSQL's text form", "[share]") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    CHECK(bytea_bytes(bytea_text(all)) == all);
    CHECK(bytea_text(std::string("\0\xff", 2)) == "\\x00ff");
    CHECK(bytea_bytes("").empty());
    CHECK(bytea_bytes("00ff").empty());
    CHECK(bytea_bytes("\\x0").empty());
}

TEST_CASE("an address for an administrator is read, and a wrong one is refused with libpq's words", "[share]") {
    const auto keywords = keywords_in_url("postgresql://owner:se%20cret@db1:5433,db2/entre?sslmode=verify-full").value();
    CHECK(keywords.at("host") == "db1,db2");
    CHECK(keywords.at("port") == "5433,");
    CHECK(keywords.at("user") == "owner");
    CHECK(keywords.at("password") == "se cret");
    CHECK(keywords.at("dbname") == "entre");
    CHECK(keywords.at("sslmode") == "verify-full");
    const auto wrong = keywords_in_url("postgresql://db1:5433/entre?no_such_option=1");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().detail.find("no_such_option") != std::string::npos);
}

TEST_CASE("every failure has a sentence and a name", "[share]") {
    for (int i = 0; i <= static_cast<int>(EngineError::failed); ++i) {
        const auto failure = engine_failure(static_cast<EngineError>(i), "detail", "what");
        INFO(i);
        CHECK_FALSE(failure.said.empty());
        CHECK(failure.said.english().find("{}") == std::string::npos);
        CHECK_FALSE(to_string(failure.error).empty());
        CHECK(to_error(failure).detail == failure.said.english());
    }
}

TEST_CASE("an administrator's file has the tables and says what to do before", "[share]") {
    const auto text = engine_schema_for_administrator();
    CHECK(text.find("CREATE DATABASE") != std::string::npos);
    CHECK(text.find(engine_schema()) != std::string::npos);
}
