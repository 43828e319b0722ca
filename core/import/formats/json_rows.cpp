#include "core/import/formats/json_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/import/formats/json_pages.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 6;
constexpr int deepest_inside = 4 * deepest;  // within a person: Indico's forms are nested lists
constexpr std::size_t max_lists = 20;
constexpr std::size_t max_headings = 2000;
constexpr std::size_t max_facts = 200, max_fact_depth = 3;
constexpr std::size_t max_keys = 2000, max_person_bytes = 4U << 20;

std::string_view without_mark(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    return bytes;
}

bool is_list(const Json& value) {
    return value.is_array() && !value.empty() &&
           std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_object(); });
}

std::string text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return {};
    if (value.is_array()) {
        std::string joined;
        for (const auto& one : value)
            if (const auto text = one.is_structured() ? std::string{} : text_of(one); !text.empty())
                joined += (joined.empty() ? "" : "; ") + text;
        return joined;
    }
    return value.dump();
}

/// The file as a stream of bytes.
class Source {
public:
    explicit Source(const ExportFile& file) : file_(file), piece_(file.piece_at(0)) {}

    [[nodiscard]] bool is_at_end() const { return next_ == piece_.size(); }
    [[nodiscard]] std::int64_t line() const { return line_; }
    [[nodiscard]] char now() const { return piece_[next_]; }
    void advance() {
        line_ += piece_[next_] == '\n' ? 1 : 0;
        if (++next_ < piece_.size()) return;
        at_ += piece_.size();
        piece_ = file_.piece_at(at_);
        next_ = 0;
    }

private:
    const ExportFile& file_;
    std::string piece_;
    std::size_t next_ = 0, at_ = 0;
    std::int64_t line_ = 1;
};

/// Input iterator over a Source, for the parser.
struct SourceIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    Source* source = nullptr;  // null: the end

    char operator*() const { return source->now(); }
    SourceIterator& operator++() { return source->advance(), *this; }
    SourceIterator operator++(int) {
        const auto before = *this;
        source->advance();
        return before;
    }
    [[nodiscard]] bool is_end() const { return source == nullptr || source->is_at_end(); }
    friend bool operator==(const SourceIterator& a, const SourceIterator& b) { return a.is_end() == b.is_end(); }
};

/// SAX handler that stores nothing and numbers the arrays in the order in which they begin.
class Walk : public nlohmann::json_sax<Json> {
public:
    bool null() final { return value(nullptr); }
    bool boolean(bool truth) final { return value(truth); }
    bool number_integer(Json::number_integer_t number) final { return value(number); }
    bool number_unsigned(Json::number_unsigned_t number) final { return value(number); }
    bool number_float(Json::number_float_t number, const std::string&) final { return value(number); }
    bool string(std::string& text) final { return value(std::move(text)); }
    bool binary(Json::binary_t&) final { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& trouble) final {
        is_json_ = false;
        is_text_ = std::string_view(trouble.what()).find("UTF-8") == std::string_view::npos;
        return false;
    }
    bool start_array(std::size_t) final { return begin_array(arrays_++); }

    /// False after a syntax error. Not set when a handler merely stops the parser.
    [[nodiscard]] bool is_json() const { return is_json_; }
    /// False if a string is not UTF-8.
    [[nodiscard]] bool is_text() const { return is_text_; }

protected:
    virtual bool value(Json plain) = 0;
    virtual bool begin_array(std::size_t number) = 0;

private:
    std::size_t arrays_ = 0;
    bool is_json_ = true, is_text_ = true;
};

/// Finds the outermost array of objects.
class ListFinder final : public Walk {
public:
    bool start_object(std::size_t) override {
        count(true);
        open_.push_back({.is_array = false});
        return true;
    }
    bool key(std::string& name) override {
        if (arrays_open_ == 0 && open_.size() <= deepest) open_.back().key = name;
        return true;
    }
    bool end_object() override {
        open_.pop_back();
        return true;
    }
    bool end_array() override {
        const auto array = open_.back();
        open_.pop_back();
        --arrays_open_;
        const bool is_list = array.objects > 0 && !array.has_others;
        // Nested arrays never hold attendees.
        if (!is_list || arrays_open_ > 0 || open_.size() > best_depth_) return true;
        if (open_.size() < best_depth_) lists_.clear();
        best_depth_ = open_.size();
        if (lists_.size() < max_lists)
            lists_.push_back({array.number, array.objects, open_.empty() ? std::string{} : open_.back().key});
        return true;
    }

    struct List {
        std::size_t number = 0, rows = 0;
        std::string name;
    };
    [[nodiscard]] const std::vector<List>& lists() const { return lists_; }
    /// What the text says about the pages of the first list.
    [[nodiscard]] PageInfo pages() const { return page_info(facts_, lists_.front().rows); }

private:
    struct Open {
        bool is_array = false;
        std::size_t number = 0;
        std::size_t objects = 0;
        bool has_others = false;
        std::string key{};  // of the value being read in an object
    };

    [[nodiscard]] bool is_outside_lists() const {
        return arrays_open_ == 0 && !open_.empty() && open_.size() <= max_fact_depth && facts_.size() < max_facts;
    }
    bool value(Json plain) override {
        count(false);
        if (!is_outside_lists() || open_.back().is_array) return true;
        std::string path;
        for (const auto& open : open_) path += (path.empty() ? "" : ".") + open.key;
        facts_.emplace_back(std::move(path), text_of(plain));
        return true;
    }
    bool begin_array(std::size_t number) override {
        count(false);
        open_.push_back({.is_array = true, .number = number});
        ++arrays_open_;
        return true;
    }
    void count(bool is_object) {
        if (open_.empty() || !open_.back().is_array) return;
        if (is_object)
            ++open_.back().objects;
        else
            open_.back().has_others = true;
    }

    std::vector<Open> open_;
    std::size_t arrays_open_ = 0, best_depth_ = deepest;
    std::vector<List> lists_;
    std::vector<JsonFact> facts_;
};

/// Parses the objects of one array, one at a time.
class ObjectReader final : public Walk {
public:
    using Take = std::function<bool(const Json& object)>;
    ObjectReader(std::size_t list, Take take) : list_(list), take_(std::move(take)) {}

    bool start_object(std::size_t) override { return begin(Json::object()); }
    bool key(std::string& name) override {
        if (open_.empty() || skipped_ > 0) return true;
        bytes_ += name.size();
        keys_ += 1;
        key_ = std::move(name);
        return is_small();
    }
    bool end_object() override { return end(); }
    bool end_array() override { return end(); }

    /// Why an object is too large to be a person.
    [[nodiscard]] bool is_too_large() const { return !is_small(); }

private:
    bool value(Json plain) override {
        if (open_.empty() || skipped_ > 0) return true;
        if (plain.is_string()) bytes_ += plain.get_ref<const std::string&>().size();
        bytes_ += sizeof plain;
        add(std::move(plain));
        return is_small();
    }
    bool begin_array(std::size_t number) override {
        if (number != list_) return begin(Json::array());
        is_inside_ = true;
        return true;
    }

    bool begin(Json empty) {
        if (!is_inside_) return true;
        if (open_.empty()) {
            object_ = std::move(empty);
            open_ = {&object_};
            bytes_ = keys_ = 0;
        } else if (skipped_ > 0 || open_.size() >= deepest_inside) {
            ++skipped_;
        } else {
            bytes_ += sizeof empty;
            open_.push_back(&add(std::move(empty)));
        }
        return is_small();
    }
    bool end() {
        if (!is_inside_) return true;
        if (skipped_ > 0) {
            --skipped_;
            return true;
        }
        if (open_.empty()) return false;  // the end of the list
        open_.pop_back();
        return !open_.empty() || take_(object_);
    }
    Json& add(Json one) {
        Json& to = *open_.back();
        if (to.is_array()) return to.emplace_back(std::move(one));
        return to[key_] = std::move(one);
    }
    [[nodiscard]] bool is_small() const { return bytes_ <= max_person_bytes && keys_ <= max_keys; }

    std::size_t list_;
    Take take_;
    Json object_;
    std::vector<Json*> open_;  // path from the object to the value being read
    std::string key_;
    std::size_t skipped_ = 0, bytes_ = 0, keys_ = 0;
    bool is_inside_ = false;
};

using Put = std::function<void(const std::string& heading, std::string text)>;

/// The text of the first of `keys` that the object has as a plain value.
std::optional<std::string> plain_of(const Json& object, std::initializer_list<const char*> keys) {
    for (const auto* key : keys)
        if (const auto found = object.find(key); found != object.end() && !found->is_object()) return text_of(*found);
    return std::nullopt;
}

void put_object(const Json& object, const std::string& before, int depth, const Put& put);

/// A list within a person. Indico stores answers as a list of sections, each with a list of fields that have a title and data;
/// other systems have a list of questions with their answers. Anything else, such as tickets, becomes columns whose values are
/// joined.
void put_list(const Json& list, const std::string& heading, int depth, const Put& put) {
    std::vector<std::pair<std::string, std::string>> joined;
    const auto join = [&](const std::string& name, std::string text) {
        const auto known = std::find_if(joined.begin(), joined.end(), [&](const auto& one) { return one.first == name; });
        if (known == joined.end())
            joined.emplace_back(name, std::move(text));
        else if (!text.empty())
            known->second += (known->second.empty() ? "" : "; ") + text;
    };
    for (const auto& one : list) {
        if (const auto fields = one.find("fields"); fields != one.end() && is_list(*fields)) {
            put_list(*fields, heading, depth, put);
            continue;
        }
        const auto question = plain_of(one, {"question", "question_text", "fråga", "title", "label", "name", "key", "field"});
        const auto answer = plain_of(one, {"answer", "data", "svar", "value", "response"});
        if (question && answer && !question->empty())
            put(*question, *answer);
        else if (depth > 0)
            put_object(one, heading + ".", depth - 1, join);
    }
    for (auto& [name, text] : joined) put(name, std::move(text));
}

void put_object(const Json& object, const std::string& before, int depth, const Put& put) {
    for (const auto& [key, value] : object.items()) {
        const std::string heading = before + key;
        if (value.is_object() && depth > 0)
            put_object(value, heading + ".", depth - 1, put);
        else if (is_list(value))
            put_list(value, heading, depth, put);
        else
            put(heading, text_of(value));
    }
}

/// The columns of all rows, in the order in which their keys first occur.
class Headings {
public:
    void learn(const Json& object) {
        put_object(object, {}, deepest, [&](const std::string& heading, const std::string&) {
            if (headings_.size() < max_headings && places_.emplace(heading, headings_.size()).second)
                headings_.push_back(heading);
        });
    }
    void learn(const Headings& others) {
        for (const auto& heading : others.headings_)
            if (headings_.size() < max_headings && places_.emplace(heading, headings_.size()).second)
                headings_.push_back(heading);
    }
    /// Whether they are those of the same kind of list: half of the shorter ones are also in the other.
    [[nodiscard]] bool resembles(const Headings& other) const {
        const auto& fewer = headings_.size() < other.headings_.size() ? *this : other;
        const auto& more = &fewer == this ? other : *this;
        const auto common = std::count_if(fewer.headings_.begin(), fewer.headings_.end(),
                                          [&](const auto& heading) { return more.places_.contains(heading); });
        return static_cast<std::size_t>(common) * 2 >= fewer.headings_.size();
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return headings_; }
    /// The cells of `object`.
    [[nodiscard]] std::vector<std::string> row(const Json& object) const {
        std::vector<std::string> cells(headings_.size());
        put_object(object, {}, deepest, [&](const std::string& heading, std::string text) {
            if (const auto place = places_.find(heading); place != places_.end() && !text.empty())
                cells[place->second] = std::move(text);
        });
        return cells;
    }

private:
    std::vector<std::string> headings_;
    std::unordered_map<std::string, std::size_t> places_;
};

/// Parses the file with the handler `walk`, until that stops.
Result<void> go_through(const ExportFile& file, Walk& walk) {
    Source source(file);
    Json::sax_parse(SourceIterator{&source}, SourceIterator{}, &walk);
    if (!walk.is_text())
        return fail(ErrorCode::export_invalid,
                    sentence("{}:{}: here it is not UTF-8, as json has to be. Export it again.", file.name(), source.line()));
    if (!walk.is_json())
        return fail(
            ErrorCode::export_invalid,
            sentence("{}:{}: here it stops being json. The file seems cut off; export it again.", file.name(), source.line()));
    return {};
}

Result<void> go_through_people(const ExportFile& file, std::size_t list, ObjectReader::Take take) {
    std::int64_t people = 0;
    ObjectReader reader(list, [&](const Json& object) {
        ++people;
        return take(object);
    });
    if (const auto read = go_through(file, reader); !read) return read;
    if (!reader.is_too_large()) return {};
    return fail(
        ErrorCode::export_invalid,
        sentence(
            "{}: person {} of the list has over {} keys or {} MB. Is it a list of registrations? Export one object a person.",
            file.name(), people + 1, max_keys, max_person_bytes >> 20));
}

Result<std::string> read_list(const ExportFile& file, std::size_t list, const Headings& headings, const RowSink& sink) {
    std::int64_t line = 1;
    std::vector<std::string_view> cells(headings.all().begin(), headings.all().end());
    if (!sink(line, cells)) return "json";
    const auto read = go_through_people(file, list, [&](const Json& object) {
        const auto row = headings.row(object);
        cells.assign(row.begin(), row.end());
        return sink(++line, cells);
    });
    if (!read) return pass_on(read);
    return "json";
}

}  // namespace

bool is_json(std::string_view bytes) {
    bytes = without_mark(bytes);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (bytes[first] != '[' && bytes[first] != '{')) return false;
    // "[Name | First],[Name | Last]" are headings.
    const auto next = bytes.find_first_not_of(" \t\r\n", first + 1);
    return next == std::string_view::npos || std::string_view("{}[]\"-0123456789").find(bytes[next]) != std::string_view::npos;
}

Result<std::vector<Sheet>> lists_of_json(const ExportFile& file) {
    ListFinder finder;
    if (const auto found = go_through(file, finder); !found) return pass_on(found);
    if (finder.lists().empty())
        return fail(ErrorCode::export_invalid,
                    sentence("{}:1: there is no list of registrations in this json. Export an array of objects, one a person.",
                             file.name()));
    if (const auto pages = finder.pages(); !pages.why.empty())
        return fail(ErrorCode::export_invalid,
                    sentence("{}: this is one page of a longer list: {}. People on the other pages would count as withdrawn. "
                             "Export the whole list, or put its address into the settings: Entré fetches all pages.",
                             file.name(), pages.why));
    std::vector<Sheet> sheets;
    std::vector<std::shared_ptr<Headings>> all;
    for (const auto& list : finder.lists()) {
        auto own = std::make_shared<Headings>();
        const auto learnt = go_through_people(file, list.number, [&](const Json& object) {
            own->learn(object);
            return true;
        });
        if (!learnt) return pass_on(learnt);
        const auto alike = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other->resembles(*own); });
        if (alike == all.end()) {
            all.push_back(own);
        } else {
            (*alike)->learn(*own);
            own = *alike;
        }
        sheets.push_back(
            {list.name, false, [file, list, own](const RowSink& sink) { return read_list(file, list.number, *own, sink); }, {}});
    }
    return sheets;
}

Result<std::string> read_json(const ExportFile& file, const RowSink& sink) {
    const auto lists = lists_of_json(file);
    if (!lists) return pass_on(lists);
    return lists->front().read(sink);
}

}  // namespace entre
