// Fuzzes the XML reader with and without the fast path for rows: if expat accepts the document, both must report the same events.
// The first byte sets the size of the pieces.
#include <cstdint>
#include <string>
#include <string_view>

#include "core/import/formats/xml.hpp"

namespace {

using namespace entre;

class Scribe : public XmlVisitor {
public:
    std::string received;

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        received.append("(").append(name);
        for (const auto* wanted : {"r", "t", "s"}) received.append(" ").append(attributes.get(wanted).value_or("-"));
    }
    void end(std::string_view name) override { received.append(")").append(name); }
    void text(std::string_view text) override { received.append(text); }
};

bool reads(Scribe& scribe, std::string_view xml, std::size_t piece, std::optional<XmlBulk> bulk) {
    XmlReader reader(scribe, "list.xlsx", bulk);
    for (; !xml.empty(); xml.remove_prefix(std::min(piece, xml.size()))) {
        const auto fed = reader.feed(xml.substr(0, piece));
        if (!fed && fed.error().detail.find("list.xlsx") == std::string::npos) __builtin_trap();
        if (!fed) return false;
    }
    return reader.finish().has_value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    if (count == 0) return 0;
    const std::size_t piece = bytes[0] % 2 == 0 ? 65536U : 1U + bytes[0] / 2U;
    const std::string_view xml(reinterpret_cast<const char*>(bytes) + 1, count - 1);
    Scribe strict, quick;
    const bool is_right = reads(strict, xml, piece, {});
    const bool is_read = reads(quick, xml, piece, XmlBulk{"row", 2});
    // The fast path may accept slightly invalid rows, such as a duplicate attribute.
    if (is_right && (!is_read || strict.received != quick.received)) __builtin_trap();
    return 0;
}
