#include "core/import/formats/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

namespace entre {

namespace {

constexpr int max_depth = 100;
// Expat scans an unfinished tag again with every new piece; the longest tags of a sheet have a few hundred bytes.
constexpr XML_Index max_tag_bytes = 1024 * 1024;
// Parsing time depends on the number of elements and attributes. An element counts as two because it also ends. This is enough
// for a million rows of ten cells in an xlsx, and takes expat about seven seconds.
constexpr std::int64_t max_work = 80'000'000;
constexpr int max_attributes = 250;
// Separates namespace and name; no name can contain it.
constexpr char separator = ' ';

// Expat 2.9 recommends functions whose names end in 64, which Debian 12's version does not have.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
XML_Size line_of(XML_Parser parser) { return XML_GetCurrentLineNumber(parser); }
XML_Index offset_of(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
#pragma GCC diagnostic pop

std::string_view local_part(std::string_view name) { return name.substr(name.rfind(separator) + 1); }

std::optional<std::int64_t> integer(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (problem != std::errc{} || rest != text->data() + text->size()) return std::nullopt;
    return number;
}

}  // namespace

std::optional<std::string_view> XmlAttributes::get(const char* name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
        if (std::strcmp(pair[0], name) == 0) return pair[1];
    return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::get(std::string_view space, const char* name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        const std::string_view full = pair[0];
        if (!full.ends_with(name)) continue;
        const auto rest = full.substr(0, full.size() - std::strlen(name));
        if (rest.ends_with(separator) && rest.substr(0, rest.size() - 1).ends_with(space)) return pair[1];
    }
    return std::nullopt;
}

std::optional<std::int64_t> XmlAttributes::number(const char* name) const { return integer(get(name)); }
std::optional<std::int64_t> XmlAttributes::number(std::string_view space, const char* name) const {
    return integer(get(space, name));
}

void XmlVisitor::refuse(Sentence detail) {
    if (!refusal_) refusal_ = std::move(detail);
    is_over_ = true;
}

/// Expat is C, so exceptions thrown in its callbacks are kept until it has returned.
struct XmlReader::Parser {
    XmlVisitor& visitor;
    std::string subject;
    XML_Parser expat;
    int depth = 0;
    std::int64_t work = 0;
    XML_Index fed = 0;
    std::exception_ptr thrown;

    Parser(XmlVisitor& receiver, std::string about)
        : visitor(receiver), subject(std::move(about)), expat(XML_ParserCreateNS(nullptr, separator)) {
        if (expat == nullptr) throw std::bad_alloc();
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 6
        // Reparse deferral (expat 2.6) would delay short pieces until more arrive. The long tags it helps with are refused here
        // anyway.
        XML_SetReparseDeferralEnabled(expat, XML_FALSE);
#endif
        XML_SetUserData(expat, this);
        XML_SetElementHandler(expat, begin, end);
        XML_SetCharacterDataHandler(expat, text);
        XML_SetStartDoctypeDeclHandler(expat, doctype);
        XML_SetEntityDeclHandler(expat, entity);
    }
    ~Parser() { XML_ParserFree(expat); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    void begin_element(const char* name, const char** attributes) {
        const int count = XML_GetSpecifiedAttributeCount(expat) / 2;
        work += 2 + count;
        if (work > max_work)
            return visitor.refuse(sentence(
                "{} holds more than any list of people. Save only the sheet with the registrations and import that.", subject));
        if (++depth > max_depth || count > max_attributes)
            return visitor.refuse(
                sentence("{} is too intricate to be a table. Save it anew from a spreadsheet program.", subject));
        visitor.begin(local_part(name), XmlAttributes(attributes));
    }
    void end_element(const char* name) {
        --depth;
        visitor.end(local_part(name));
    }
    void refuse_doctype() {
        visitor.refuse(
            sentence("{} declares a document type or entities, which no spreadsheet program does. "
                     "Do not trust it; ask for a new export.",
                     subject));
    }

    /// Runs `handle` unless reading is over: expat may still report an event or two after it was stopped.
    template <class Handle>
    static void on_event(void* data, Handle handle) {
        auto& self = *static_cast<Parser*>(data);
        if (self.visitor.is_over() || self.thrown) return;
        try {
            handle(self);
        } catch (...) {
            self.thrown = std::current_exception();
        }
        if (self.visitor.is_over() || self.thrown) XML_StopParser(self.expat, XML_FALSE);
    }
    static void begin(void* data, const char* name, const char** attributes) {
        on_event(data, [&](Parser& self) { self.begin_element(name, attributes); });
    }
    static void end(void* data, const char* name) {
        on_event(data, [&](Parser& self) { self.end_element(name); });
    }
    static void text(void* data, const char* begins, int length) {
        on_event(data, [&](Parser& self) { self.visitor.text({begins, static_cast<std::size_t>(length)}); });
    }
    static void doctype(void* data, const char*, const char*, const char*, int) {
        on_event(data, [](Parser& self) { self.refuse_doctype(); });
    }
    static void entity(void* data, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
        on_event(data, [](Parser& self) { self.refuse_doctype(); });
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
                    is_cut_off ? sentence("{} ends in the middle (XML line {}): the file seems cut off. Export it again.",
                                          parser.subject, line_of(parser.expat))
                               : sentence("{} is damaged (XML line {}: {}). Export it again.", parser.subject,
                                          line_of(parser.expat), XML_ErrorString(problem)));
    }
    // Negative before the first tag.
    const auto offset = offset_of(parser.expat);
    if (!is_last && offset >= 0 && parser.fed - offset > max_tag_bytes)
        return fail(ErrorCode::export_invalid,
                    sentence("{} holds a tag too long for a table. Save it anew from a spreadsheet program.", parser.subject));
    return true;
}

Result<bool> XmlReader::feed(std::string_view piece) { return parse(piece, false); }

Result<void> XmlReader::finish() {
    if (const auto last = parse({}, true); !last) return pass_on(last);
    return {};
}

}  // namespace entre
