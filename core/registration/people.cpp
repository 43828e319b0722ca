#include "core/registration/people.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace entre {

namespace {

// A person: line, bytes of all texts but the e-mail, marks, room for the id, then the texts of `text_places` in their order, a zero byte
// after each.
constexpr std::size_t max_id_length = 36;
constexpr std::size_t size_at = sizeof(std::int64_t), marks_at = size_at + sizeof(std::uint32_t), id_at = marks_at + 3, texts_at = id_at + max_id_length + 1;
constexpr std::size_t piece = 1U << 18;

constexpr unsigned char protected_mark = 1, flagged_mark = 2, walk_in_mark = 4, speaks_of_protection = 8, has_room_for_code = 16;
constexpr std::size_t room_for_code = 32;  // behind the texts of those who have no code yet

constexpr std::array text_places = {&PersonView::ticket_code, &PersonView::export_key,   &PersonView::given,
                                    &PersonView::family,      &PersonView::organisation, &PersonView::title,
                                    &PersonView::category,    &PersonView::language,     &PersonView::note,
                                    &PersonView::alias,       &PersonView::email_hash,   &PersonView::email};
static_assert(text_places.front() == &PersonView::ticket_code && text_places.back() == &PersonView::email);

/// Up to a zero byte, if somebody's e-mail should hold one: it ends a text here. The others are clean.
std::string_view up_to_zero(std::string_view text) { return text.substr(0, text.find('\0')); }

PersonView view_of(const ExportedPerson& person) {
    PersonView view = entre::view_of(person.registration);
    view.line = person.line;
    view.speaks_of_protection = person.speaks_of_protection;
    view.email = person.email;
    return view;
}

}  // namespace

class People::Memory {
public:
    char* take(std::size_t bytes) {
        if (bytes > left_) {
            left_ = std::max(piece, bytes);
            pieces_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            next_ = pieces_.back().get();
        }
        left_ -= bytes;
        return std::exchange(next_, next_ + bytes);
    }

    char* pack(PersonView who) {
        who.email = up_to_zero(who.email);
        const bool has_room = who.ticket_code.empty();
        std::size_t size = 0;
        for (const auto place : text_places) size += (who.*place).size() + 1;
        char* const row = take(texts_at + size + (has_room ? room_for_code : 0));
        std::memcpy(row, &who.line, sizeof who.line);
        const auto without_email = static_cast<std::uint32_t>(size - who.email.size() - 1);
        std::memcpy(row + size_at, &without_email, sizeof without_email);
        row[marks_at] = static_cast<char>(
            (who.is_protected ? protected_mark : 0) | (who.is_flagged ? flagged_mark : 0) | (who.is_walk_in ? walk_in_mark : 0) |
            (who.speaks_of_protection ? speaks_of_protection : 0) | (has_room ? has_room_for_code : 0));
        row[marks_at + 1] = static_cast<char>(who.status);
        row[marks_at + 2] = static_cast<char>(who.code_kind);
        put_id(row, who.id);
        char* next = row + texts_at;
        for (const auto place : text_places) {
            const auto text = who.*place;
            assert(text.find('\0') == std::string_view::npos);
            next = std::copy(text.begin(), text.end(), next);
            *next++ = '\0';
        }
        if (has_room) *next = '\0';
        return row;
    }

    static void put_id(char* row, std::string_view id) {
        assert(id.size() <= max_id_length);
        *std::copy_n(id.begin(), std::min(id.size(), max_id_length), row + id_at) = '\0';
    }

private:
    std::vector<std::unique_ptr<char[]>> pieces_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

PersonView view_of(const Registration& who) {
    PersonView view;
    view.id = who.id.value;
    view.ticket_code = who.ticket_code;
    view.export_key = who.export_key;
    view.given = who.given;
    view.family = who.family;
    view.organisation = who.organisation;
    view.title = who.title;
    view.category = who.category;
    view.language = who.language;
    view.note = who.note;
    view.alias = who.alias;
    view.email_hash = who.email_hash;
    view.status = who.status;
    view.code_kind = who.code_kind;
    view.is_protected = who.is_protected;
    view.is_flagged = who.is_flagged;
    view.is_walk_in = who.is_walk_in;
    return view;
}

Registration registration_of(const PersonView& who) {
    const auto text = [](std::string_view there) { return std::string(there); };
    return {{text(who.id)},
            text(who.ticket_code),
            who.code_kind,
            text(who.export_key),
            text(who.given),
            text(who.family),
            text(who.organisation),
            text(who.title),
            text(who.category),
            text(who.language),
            who.status,
            text(who.note),
            who.is_protected,
            text(who.alias),
            who.is_flagged,
            who.is_walk_in,
            text(who.email_hash)};
}

People::People() : memory_(std::make_shared<Memory>()) {}

People::People(std::initializer_list<ExportedPerson> some) : People() {
    for (const auto& person : some) push_back(person);
}

People::People(const std::vector<ExportedPerson>& some) : People() {
    for (const auto& person : some) push_back(person);
}

People::People(const std::vector<Registration>& some) : People() {
    for (const auto& who : some) push_back(view_of(who));
}

void People::push_back(const PersonView& person) { rows_.push_back(memory_->pack(person)); }
void People::push_back(const ExportedPerson& person) { push_back(view_of(person)); }
void People::replace(std::size_t i, const ExportedPerson& person) { rows_[i] = memory_->pack(view_of(person)); }
void People::set_id(std::size_t i, std::string_view id) { Memory::put_id(rows_[i], id); }

People People::beside() const {
    People empty;
    empty.memory_ = memory_;
    return empty;
}

PersonView People::view(std::size_t i) const {
    const char* const row = rows_[i];
    PersonView who;
    std::memcpy(&who.line, row, sizeof who.line);
    const auto marks = static_cast<unsigned char>(row[marks_at]);
    who.is_protected = (marks & protected_mark) != 0;
    who.is_flagged = (marks & flagged_mark) != 0;
    who.is_walk_in = (marks & walk_in_mark) != 0;
    who.speaks_of_protection = (marks & speaks_of_protection) != 0;
    who.status = static_cast<RegistrationStatus>(row[marks_at + 1]);
    who.code_kind = static_cast<CodeKind>(row[marks_at + 2]);
    who.id = row + id_at;
    const char* next = row + texts_at;
    for (const auto place : text_places) {
        who.*place = next;
        next += (who.*place).size() + 1;
    }
    if ((marks & has_room_for_code) != 0) who.ticket_code = next;
    return who;
}

std::string_view People::ticket_code(std::size_t i) const {
    const auto marks = static_cast<unsigned char>(rows_[i][marks_at]);
    return (marks & has_room_for_code) != 0 ? view(i).ticket_code : std::string_view(rows_[i] + texts_at);
}

bool People::is_protected(std::size_t i) const { return (static_cast<unsigned char>(rows_[i][marks_at]) & protected_mark) != 0; }

std::string_view People::id(std::size_t i) const { return rows_[i] + id_at; }

bool People::has_same(std::size_t i, const People& other, std::size_t j) const {
    const char *const a = rows_[i], *const b = other.rows_[j];
    const auto marks_of = [](const char* row) { return static_cast<unsigned char>(row[marks_at]) & (protected_mark | flagged_mark | walk_in_mark); };
    if (marks_of(a) != marks_of(b) || a[marks_at + 1] != b[marks_at + 1] || a[marks_at + 2] != b[marks_at + 2]) return false;
    const bool is_code_apart = ((a[marks_at] | b[marks_at]) & has_room_for_code) != 0;  // a code that was issued lies elsewhere
    if (is_code_apart && ticket_code(i) != other.ticket_code(j)) return false;
    const auto texts_of = [&](const char* row) {
        std::uint32_t size = 0;
        std::memcpy(&size, row + size_at, sizeof size);
        std::string_view texts(row + texts_at, size);
        if (is_code_apart) texts.remove_prefix(std::strlen(row + texts_at));
        return texts;
    };
    return texts_of(a) == texts_of(b);
}

void People::set_code(std::size_t i, std::string_view code) {
    const PersonView who = view(i);
    assert(who.ticket_code.empty() && code.size() < room_for_code);
    char* const room = rows_[i] + (who.email.end() + 1 - rows_[i]);
    *std::copy_n(code.begin(), std::min(code.size(), room_for_code - 1), room) = '\0';
}

ExportedPerson People::operator[](std::size_t i) const {
    const PersonView who = view(i);
    return {registration_of(who), who.line, who.speaks_of_protection, std::string(who.email)};
}

ExportedPerson People::at(std::size_t i) const {
    if (i >= size()) throw std::out_of_range("nobody there");
    return (*this)[i];
}

}  // namespace entre
