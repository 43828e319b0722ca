#include "core/import/formats/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <exception>
#include <new>
#include <pugixml.hpp>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr int max_depth = 100;
// Expat reads an unfinished tag again with every piece that comes; a sheet's longest tags have a few hundred bytes.
constexpr XML_Index max_tag_bytes = 1024 * 1024;
// It is the number of elements and attributes that takes time: two seconds for this many with expat, where an element counts as two because it
// also ends: half a million rows of five cells in an ods. Among the rows of an xlsx it counts as one: a million rows of ten cells.
constexpr std::int64_t max_work = 24'000'000;
constexpr int max_attributes = 250;
// Of rows that are held until one ends. What is longer goes to expat.
constexpr std::size_t max_held = 1024 * 1024;
// What parts namespace and name; no name may hold it.
constexpr char parting = ' ';

// Expat 2.9 wants names that end in 64, which Debian 12's does not know.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
XML_Size line_of(XML_Parser parser) { return XML_GetCurrentLineNumber(parser); }
XML_Index place_of(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
#pragma GCC diagnostic pop

std::string_view local_part(std::string_view name, char parted_by) { return name.substr(name.rfind(parted_by) + 1); }

std::optional<std::int64_t> whole_number(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (problem != std::errc{} || rest != text->data() + text->size()) return std::nullopt;
    return number;
}

/// Only what an XML document may hold without having declared it: every other `&` is for expat to judge.
bool has_plain_entities(std::string_view text) {
    constexpr std::array<std::string_view, 5> plain = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const auto rest = text.substr(at + 1);
        if (std::none_of(plain.begin(), plain.end(), [&](auto name) { return rest.starts_with(name); })) return false;
    }
    return true;
}

/// A comment, a CDATA section, a document type; with '?', a processing instruction. By their second letter, which is the rarer one.
bool has_tag_of(std::string_view text, char kind) {
    for (auto at = text.find(kind); at != std::string_view::npos; at = text.find(kind, at + 1))
        if (at > 0 && text[at - 1] == '<') return true;
    return false;
}

}  // namespace

std::optional<std::string_view> XmlAttributes::get(const char* name) const {
    if (find_ != nullptr) {
        const char* const value = find_(element_, name);
        return value == nullptr ? std::nullopt : std::optional<std::string_view>(value);
    }
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
        if (std::strcmp(pair[0], name) == 0) return pair[1];
    return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::get(std::string_view space, const char* name) const {
    for (const char** pair = pairs_; pair != nullptr && *pair != nullptr; pair += 2) {
        const std::string_view full = pair[0];
        if (!full.ends_with(name)) continue;
        const auto rest = full.substr(0, full.size() - std::strlen(name));
        if (rest.ends_with(parting) && rest.substr(0, rest.size() - 1).ends_with(space)) return pair[1];
    }
    return std::nullopt;
}

std::optional<std::int64_t> XmlAttributes::number(const char* name) const { return whole_number(get(name)); }
std::optional<std::int64_t> XmlAttributes::number(std::string_view space, const char* name) const { return whole_number(get(space, name)); }

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
    XML_Size lines_passed_by = 0;  // that expat did not see
    bool is_utf8 = true;
    std::exception_ptr thrown;

    Parser(XmlVisitor& received, std::string about)
        : visitor(received), subject(std::move(about)), expat(XML_ParserCreateNS(nullptr, parting)) {
        if (expat == nullptr) throw std::bad_alloc();
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 6
        // It would put short pieces off until more comes, and rows would be told before what stands in front of them. Tags so long that
        // it pays are refused here.
        XML_SetReparseDeferralEnabled(expat, XML_FALSE);
#endif
        XML_SetUserData(expat, this);
        XML_SetElementHandler(expat, begin, end);
        XML_SetCharacterDataHandler(expat, text);
        XML_SetXmlDeclHandler(expat, declaration);
        XML_SetStartDoctypeDeclHandler(expat, doctype);
        XML_SetEntityDeclHandler(expat, entity);
    }
    ~Parser() { XML_ParserFree(expat); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    void begin_element(std::string_view name, const XmlAttributes& attributes, int count, int cost) {
        work += cost;
        if (work > max_work)
            return visitor.refuse(fmt::format(
                "{} holds more than any list of people. Save only the sheet with the registrations and import that.", subject));
        if (++depth > max_depth || count > max_attributes)
            return visitor.refuse(
                fmt::format("{} is too intricate to be a table. Save it anew from a spreadsheet program.", subject));
        visitor.begin(name, attributes);
    }
    void end_element(std::string_view name) {
        --depth;
        visitor.end(name);
    }

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
            self.begin_element(local_part(name, parting), XmlAttributes(attributes), count, 2 + count);
        });
    }
    static void end(void* data, const char* name) {
        auto& self = of(data);
        self.tell([&] { self.end_element(local_part(name, parting)); });
    }
    static void text(void* data, const char* begins, int length) {
        auto& self = of(data);
        self.tell([&] { self.visitor.text({begins, static_cast<std::size_t>(length)}); });
    }
    static void declaration(void* data, const char*, const char* encoding, int) {
        if (encoding != nullptr) of(data).is_utf8 = to_lower_ascii(encoding) == "utf-8";
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

/// Where rows begin and end, and the rows themselves. A comment, a CDATA section, an entity that is not one of XML's five, a letter that is
/// no UTF-8, or anything that pugixml does not like: from there on the document is expat's, which has a word for each.
class XmlReader::Bulk {
public:
    explicit Bulk(XmlBulk of)
        : depth(of.depth), begin_(fmt::format("<{}", of.element)), end_(fmt::format("</{}>", of.element)) {}

    enum class Stage : std::uint8_t { before, among, after };
    Stage stage = Stage::before;
    std::string held;
    const int depth;

    /// Where the first one begins; nothing when none has, or when more has to come to tell.
    [[nodiscard]] std::optional<std::size_t> first() const {
        for (auto at = held.find(begin_); at != std::string::npos; at = held.find(begin_, at + 1))
            if (begins_at(at)) return at;
        return std::nullopt;
    }
    /// Of those that are whole, without the white space that comes after.
    [[nodiscard]] std::size_t whole() const {
        const auto last = held.rfind(end_);
        return last == std::string::npos ? 0 : last + end_.size();
    }
    /// What follows cannot be another one.
    [[nodiscard]] bool has_ended() const {
        const auto at = held.find_first_not_of(" \t\r\n");
        return at != std::string::npos && held.size() - at > begin_.size() && !(held.compare(at, begin_.size(), begin_) == 0 && begins_at(at));
    }
    /// Of the end of what is held, which may be the beginning of the first.
    [[nodiscard]] std::size_t longest_fitting_prefix() const { return begin_.size(); }

    /// The first `bytes` of what is held. False: nothing was told of them, they are for expat to read.
    bool tell(std::size_t bytes, Parser& parser) {
        const std::string_view rows(held.data(), bytes);
        if (has_tag_of(rows, '!') || has_tag_of(rows, '?') || rows.find('\0') != std::string_view::npos || !has_plain_entities(rows) || !is_valid_utf8(rows))
            return false;
        copy_.assign(rows);
        constexpr auto options = pugi::parse_fragment | pugi::parse_ws_pcdata | pugi::parse_embed_pcdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;
        if (!document_.load_buffer_inplace(copy_.data(), copy_.size(), options, pugi::encoding_utf8)) return false;
        visit_inside(document_, parser);
        parser.lines_passed_by += static_cast<XML_Size>(std::count(rows.begin(), rows.end(), '\n'));
        return true;
    }

private:
    [[nodiscard]] bool begins_at(std::size_t at) const {
        const auto next = at + begin_.size();
        return next < held.size() && std::string_view(" \t\r\n/>").find(held[next]) != std::string_view::npos;
    }
    /// No deeper than `max_depth`: whoever tells of more is stopped.
    void visit_inside(const pugi::xml_node& parent, Parser& parser) {
        for (auto node = parent.first_child(); node; node = node.next_sibling()) {
            if (node.type() == pugi::node_element) tell(node, parser);
            else parser.visitor.text(node.value());
            if (parser.visitor.is_over()) return;
        }
    }
    void tell(const pugi::xml_node& element, Parser& parser) {
        const auto name = local_part(element.name(), ':');
        // Attributes are not counted: a chunk has its bound, and each of them is passed once for each that is asked for.
        parser.begin_element(name, XmlAttributes(&element, find), 0, 1);
        if (parser.visitor.is_over()) return;
        if (const std::string_view text = element.value(); !text.empty()) parser.visitor.text(text);
        if (!parser.visitor.is_over()) visit_inside(element, parser);
        if (!parser.visitor.is_over()) parser.end_element(name);
    }

    static const char* find(const void* element, const char* name) {
        const auto attribute = static_cast<const pugi::xml_node*>(element)->attribute(name);
        const char* const value = attribute.value();
        return *value != '\0' || attribute ? value : nullptr;
    }

    std::string begin_, end_, copy_;
    pugi::xml_document document_;
};

XmlReader::XmlReader(XmlVisitor& visitor, std::string subject, std::optional<XmlBulk> bulk)
    : parser_(std::make_unique<Parser>(visitor, std::move(subject))), bulk_(bulk ? std::make_unique<Bulk>(*bulk) : nullptr) {}
XmlReader::~XmlReader() = default;

Result<bool> XmlReader::outcome() const {
    auto& parser = *parser_;
    if (parser.thrown) std::rethrow_exception(std::exchange(parser.thrown, nullptr));
    if (parser.visitor.refusal()) return fail(ErrorCode::export_invalid, *parser.visitor.refusal());
    return !parser.visitor.is_over();
}

Result<bool> XmlReader::parse(std::string_view piece, bool is_last) {
    auto& parser = *parser_;
    if (parser.visitor.is_over()) return false;
    const auto status = XML_Parse(parser.expat, piece.data(), static_cast<int>(piece.size()), is_last ? XML_TRUE : XML_FALSE);
    parser.fed += static_cast<XML_Index>(piece.size());
    if (const auto wants_more = outcome(); !wants_more || !*wants_more) return wants_more;
    if (status != XML_STATUS_OK) {
        const auto problem = XML_GetErrorCode(parser.expat);
        const bool is_cut_off = problem == XML_ERROR_NO_ELEMENTS || problem == XML_ERROR_UNCLOSED_TOKEN;
        return fail(ErrorCode::export_invalid,
                    fmt::format("{} {} (XML line {}: {}). Export it again.", parser.subject,
                                is_cut_off ? "ends in the middle; the file seems cut off" : "is damaged",
                                line_of(parser.expat) + parser.lines_passed_by, XML_ErrorString(problem)));
    }
    // Before the first tag expat is nowhere.
    const auto at = place_of(parser.expat);
    if (!is_last && at >= 0 && parser.fed - at > max_tag_bytes)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{} holds a tag too long for a table. Save it anew from a spreadsheet program.", parser.subject));
    return true;
}

Result<bool> XmlReader::feed_bulk(std::string_view piece) {
    using Stage = Bulk::Stage;
    auto& bulk = *bulk_;
    bulk.held += piece;
    const auto feed_expat = [&](std::size_t bytes) {
        auto fed = parse(std::string_view(bulk.held).substr(0, bytes), false);
        bulk.held.erase(0, bytes);
        return fed;
    };
    const auto leave_to_expat = [&] {
        bulk.stage = Stage::after;
        return feed_expat(bulk.held.size());
    };
    if (bulk.stage == Stage::before) {
        const auto first = bulk.first();
        const std::size_t bytes = first ? *first : bulk.held.size() - std::min(bulk.held.size(), bulk.longest_fitting_prefix());
        if (has_tag_of(bulk.held, '!')) return leave_to_expat();
        if (const auto fed = feed_expat(bytes); !fed || !*fed || !first) return fed;
        if (!parser_->is_utf8 || parser_->depth != bulk.depth) return leave_to_expat();
        bulk.stage = Stage::among;
    }
    const auto whole = bulk.whole();
    if (whole > 0) {
        if (!bulk.tell(whole, *parser_)) return leave_to_expat();
        bulk.held.erase(0, whole);
        if (const auto wants_more = outcome(); !wants_more || !*wants_more) return wants_more;
    }
    if (bulk.has_ended() || bulk.held.size() > max_held) return leave_to_expat();
    return true;
}

Result<bool> XmlReader::feed(std::string_view piece) {
    if (parser_->visitor.is_over()) return false;
    return bulk_ && bulk_->stage != Bulk::Stage::after ? feed_bulk(piece) : parse(piece, false);
}

Result<void> XmlReader::finish() {
    const std::string rest = bulk_ ? std::exchange(bulk_->held, {}) : std::string();
    if (const auto last = parse(rest, true); !last) return pass_on(last);
    return {};
}

}  // namespace entre
