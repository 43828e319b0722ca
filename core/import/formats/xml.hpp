// Streaming XML reader for workbooks, on expat. The document is never kept, and entities that it declares are never expanded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// Attributes of one element, valid until `begin` returns.
class XmlAttributes {
public:
    /// Alternating names and values with a null at the end, as expat passes them.
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

    /// The value of an attribute without a prefix; nullopt if it is missing.
    [[nodiscard]] std::optional<std::string_view> get(const char* name) const;
    /// The value of an attribute whose namespace ends with `space`: an element may have the same name in two namespaces.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view space, const char* name) const;
    /// The value as an integer; nullopt if it is not one.
    [[nodiscard]] std::optional<std::int64_t> number(const char* name) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view space, const char* name) const;

private:
    const char** pairs_;
};

/// Receives the elements of a document. Names come without prefix and namespace. No function is called after `stop` or `refuse`.
class XmlVisitor {
public:
    virtual ~XmlVisitor() = default;
    virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view) {}
    virtual void text(std::string_view) {}

    /// Ends reading early; this is not an error.
    void stop() { is_over_ = true; }
    /// Ends reading with an error. `detail` is a complete sentence with the name of the file and what to do.
    void refuse(Sentence detail);
    [[nodiscard]] bool is_over() const { return is_over_; }
    [[nodiscard]] const std::optional<Sentence>& refusal() const { return refusal_; }

private:
    bool is_over_ = false;
    std::optional<Sentence> refusal_;
};

/// Parses one document, fed in pieces. Exceptions of the visitor are passed on to the caller of `feed`, after expat has returned.
class XmlReader {
public:
    /// `subject` begins every error message: the file, and which part of it is being read.
    XmlReader(XmlVisitor& visitor, std::string subject);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// False if the visitor needs no more. Errors: export_invalid (not XML, a DOCTYPE, nested too deeply, refused by the
    /// visitor).
    Result<bool> feed(std::string_view piece);
    /// To be called after the last piece. Errors: export_invalid (the document is incomplete).
    Result<void> finish();

private:
    struct Parser;
    Result<bool> parse(std::string_view piece, bool is_last);
    std::unique_ptr<Parser> parser_;
};

}  // namespace entre
