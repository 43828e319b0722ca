#include "core/registrations/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <exception>
#include <new>
#include <utility>

namespace entre {

namespace {

constexpr int most_depth = 100;
// Expat 2.5 reads an unfinished tag again with every piece that comes; a sheet's longest tags have a few hundred bytes.
constexpr XML_Index most_tag_bytes = 1024 * 1024;
// It is the number of elements and attributes that takes time: some seconds for this many, which are a million rows of five
// cells as LibreOffice writes them. An element counts as two, because it also ends.
constexpr std::int64_t most_work = 48'000'000;
constexpr int most_attributes = 250;
// What parts namespace and name; no name may hold it.
constexpr char parting = ' ';

// Expat 2.9 wants names that end in 64, which Debian 12's does not know.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
XML_Size line_of(XML_Parser parser) { return XML_GetCurrentLineNumber(parser); }
XML_Index place_of(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
#pragma GCC diagnostic pop

std::string_view local_part(std::string_view name) { return name.substr(name.rfind(parting) + 1); }

}  // namespace

std::optional<std::string_view> XmlAttributes::get(std::string_view space, std::string_view name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        const std::string_view full = pair[0];
        if (!full.ends_with(name)) continue;
        const auto rest = full.substr(0, full.size() - name.size());
        if (space.empty() ? rest.empty() : rest.ends_with(parting) && rest.substr(0, rest.size() - 1).ends_with(space))
            return pair[1];
    }
    return std::nullopt;
}

std::optional<std::int64_t> XmlAttributes::number(std::string_view space, std::string_view name) const {
    const auto text = get(space, name);
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (problem != std::errc{} || rest != text->data() + text->size()) return std::nullopt;
    return number;
}

void XmlVisitor::refuse(std::string detail) {
    if (!refusal_) refusal_ = std::move(detail);
    is_over_ = true;
}

/// Expat is C: what is thrown below its callbacks is kept until it has returned.
struct XmlReader::Parser {
    XmlVisitor& visitor;
    std::string subject;
    XML_Parser expat;
    int depth = 0;
    std::int64_t work = 0;
    XML_Index fed = 0;
    std::exception_ptr thrown;

    Parser(XmlVisitor& told, std::string about)
        : visitor(told), subject(std::move(about)), expat(XML_ParserCreateNS(nullptr, parting)) {
        if (expat == nullptr) throw std::bad_alloc();
        XML_SetUserData(expat, this);
        XML_SetElementHandler(expat, begin, end);
        XML_SetCharacterDataHandler(expat, text);
        XML_SetStartDoctypeDeclHandler(expat, doctype);
        XML_SetEntityDeclHandler(expat, entity);
    }
    ~Parser() { XML_ParserFree(expat); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Expat still tells of an event or two after it was stopped, and must not be believed.
    template <class Tell>
    void tell(Tell one) {
        if (visitor.is_over() || thrown) return;
        try {
            one();
        } catch (...) {
            thrown = std::current_exception();
        }
        if (visitor.is_over() || thrown) XML_StopParser(expat, XML_FALSE);
    }

    static Parser& of(void* data) { return *static_cast<Parser*>(data); }
    static void begin(void* data, const char* name, const char** attributes) {
        auto& self = of(data);
        self.tell([&] {
            const int count = XML_GetSpecifiedAttributeCount(self.expat) / 2;
            self.work += 2 + count;
            if (self.work > most_work)
                return self.visitor.refuse(fmt::format(
                    "{} holds more than any list of people. Save only the sheet with the registrations and import that.",
                    self.subject));
            if (++self.depth > most_depth || count > most_attributes)
                return self.visitor.refuse(
                    fmt::format("{} is too intricate to be a table. Save it anew from a spreadsheet program.", self.subject));
            self.visitor.begin(local_part(name), XmlAttributes(attributes));
        });
    }
    static void end(void* data, const char* name) {
        auto& self = of(data);
        self.tell([&] {
            --self.depth;
            self.visitor.end(local_part(name));
        });
    }
    static void text(void* data, const char* begins, int length) {
        auto& self = of(data);
        self.tell([&] { self.visitor.text({begins, static_cast<std::size_t>(length)}); });
    }
    void refuse_doctype() {
        tell([&] {
            visitor.refuse(
                fmt::format("{} declares a document type or entities, which no spreadsheet program does. "
                            "Do not trust it; ask for a new export.",
                            subject));
        });
    }
    static void doctype(void* data, const char*, const char*, const char*, int) { of(data).refuse_doctype(); }
    static void entity(void* data, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
        of(data).refuse_doctype();
    }
};

XmlReader::XmlReader(XmlVisitor& visitor, std::string subject) : parser_(std::make_unique<Parser>(visitor, std::move(subject))) {}
XmlReader::~XmlReader() = default;

Result<bool> XmlReader::parse(std::string_view piece, bool is_last) {
    auto& parser = *parser_;
    if (parser.visitor.is_over()) return false;
    const auto status = XML_Parse(parser.expat, piece.data(), static_cast<int>(piece.size()), is_last ? XML_TRUE : XML_FALSE);
    parser.fed += static_cast<XML_Index>(piece.size());
    if (parser.thrown) std::rethrow_exception(std::exchange(parser.thrown, nullptr));
    if (parser.visitor.refusal()) return fail(ErrorCode::export_invalid, *parser.visitor.refusal());
    if (parser.visitor.is_over()) return false;
    if (status != XML_STATUS_OK) {
        const auto problem = XML_GetErrorCode(parser.expat);
        const bool is_cut_off = problem == XML_ERROR_NO_ELEMENTS || problem == XML_ERROR_UNCLOSED_TOKEN;
        return fail(ErrorCode::export_invalid,
                    fmt::format("{} {} (XML line {}: {}). Export it again.", parser.subject,
                                is_cut_off ? "ends in the middle; the file seems cut off" : "is damaged",
                                line_of(parser.expat), XML_ErrorString(problem)));
    }
    // Expat 2.6 may put a short piece off until more comes, and is nowhere then.
    const auto at = place_of(parser.expat);
    if (!is_last && at >= 0 && parser.fed - at > most_tag_bytes)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{} holds a tag too long for a table. Save it anew from a spreadsheet program.", parser.subject));
    return true;
}

Result<bool> XmlReader::feed(std::string_view piece) { return parse(piece, false); }

Result<void> XmlReader::finish() {
    if (const auto last = parse({}, true); !last) return pass_on(last);
    return {};
}

}  // namespace entre
