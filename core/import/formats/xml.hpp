// XML of a workbook, one piece after another, with expat; the rows of a sheet, which are nearly all of it, with pugixml, which takes a quarter of
// the time. Nothing of it is kept, and no entity that a document declares is ever expanded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// Attributes of one element, good until `begin` ends.
class XmlAttributes {
public:
    /// Names and values by turns, as expat has them.
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    /// Looked for when they are asked for, by `find`, which gives null for what is not there.
    using Find = const char* (*)(const void* element, const char* name);
    XmlAttributes(const void* element, Find find) : element_(element), find_(find) {}

    /// Of an attribute without a prefix; nothing when it is not there.
    [[nodiscard]] std::optional<std::string_view> get(const char* name) const;
    /// Of an attribute whose namespace ends with `space`: the same name may stand there twice, in two namespaces. Not for what XmlBulk tells.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view space, const char* name) const;
    /// As a whole number; nothing when it is none.
    [[nodiscard]] std::optional<std::int64_t> number(const char* name) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view space, const char* name) const;

private:
    const char** pairs_ = nullptr;
    const void* element_ = nullptr;
    Find find_ = nullptr;
};

/// What is told of the elements. Names come without prefix and namespace. After `stop` or `refuse` no call comes any more.
class XmlVisitor {
public:
    virtual ~XmlVisitor() = default;
    virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view) {}
    virtual void text(std::string_view) {}

    /// Enough was seen; that is no failure.
    void stop() { is_over_ = true; }
    /// `detail` is a whole sentence, with the file's name and what to do.
    void refuse(std::string detail);
    [[nodiscard]] bool is_over() const { return is_over_; }
    [[nodiscard]] const std::optional<std::string>& refusal() const { return refusal_; }

private:
    bool is_over_ = false;
    std::optional<std::string> refusal_;
};

/// Elements that make up most of a document, one after the other: `element` is what they are called there, without a prefix, `depth` how many
/// elements they stand in. They are told as all others are, only faster.
struct XmlBulk {
    std::string_view element;
    int depth = 0;
};

/// One document. What a visitor throws goes on to the caller of `feed`, once expat is out of the way.
class XmlReader {
public:
    /// `subject` is what messages begin with: the file, and what in it is read. `bulk` is needed no longer than this call.
    XmlReader(XmlVisitor& visitor, std::string subject, std::optional<XmlBulk> bulk = {});
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// False: the visitor has enough. Errors: export_invalid (no XML, a DOCTYPE, nested too deep, what the visitor refused).
    Result<bool> feed(std::string_view piece);
    /// After the last piece. Errors: export_invalid (the document ends in the middle).
    Result<void> finish();

private:
    struct Parser;
    class Bulk;
    Result<bool> parse(std::string_view piece, bool is_last);
    Result<bool> feed_bulk(std::string_view piece);
    Result<bool> outcome() const;
    std::unique_ptr<Parser> parser_;
    std::unique_ptr<Bulk> bulk_;
};

}  // namespace entre
