#include "kiosk/live_page/server/connection_table.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace entre {

template <class Predicate>
bool ConnectionTable::end_oldest(Predicate is_it) {
    const auto found = std::ranges::find_if(open_, [&](const Connection& one) { return !one.is_ending && is_it(one); });
    if (found == open_.end()) return false;
    found->is_ending = true;
    ::shutdown(found->socket, SHUT_RDWR);
    return true;
}

bool ConnectionTable::add(int socket, const std::string& address) {
    const MutexLock lock(mutex_);
    if (is_closed_ || address.empty()) return false;
    const auto is_of_address = [&](const Connection& one) { return !one.is_ending && one.address == address; };
    const auto own = std::ranges::count_if(open_, is_of_address);
    if (static_cast<std::size_t>(own) >= limits_.connections_per_address &&
        !end_oldest([&](const Connection& one) { return is_of_address(one) && !one.is_secure; }))
        return false;
    open_.push_back({socket, address, {}, false, false});
    return true;
}

void ConnectionTable::remove(int socket) {
    const MutexLock lock(mutex_);
    std::erase_if(open_, [&](const Connection& one) { return one.socket == socket; });
}

void ConnectionTable::mark_secure(int socket) {
    const MutexLock lock(mutex_);
    if (const auto found = find(socket); found != open_.end()) found->is_secure = true;
}

bool ConnectionTable::assign(int socket, const std::string& session) {
    const MutexLock lock(mutex_);
    const auto found = find(socket);
    if (found == open_.end()) return false;
    if (found->session != session && count_of(session) >= limits_.connections_per_session) return false;
    found->session = session;
    return true;
}

void ConnectionTable::make_room() {
    const MutexLock lock(mutex_);
    if (end_oldest([](const Connection& one) { return !one.is_secure; })) return;
    if (end_oldest([](const Connection& one) { return one.session.empty(); })) return;
    end_oldest([busiest = busiest_session()](const Connection& one) { return one.session == busiest; });
}

void ConnectionTable::end_all() {
    const MutexLock lock(mutex_);
    is_closed_ = true;
    for (const auto& one : open_) ::shutdown(one.socket, SHUT_RDWR);
}

ConnectionTable::Connections::iterator ConnectionTable::find(int socket) {
    return std::ranges::find(open_, socket, &Connection::socket);
}

std::size_t ConnectionTable::count_of(const std::string& session) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(open_, [&](const Connection& one) { return !one.is_ending && one.session == session; }));
}

std::string ConnectionTable::busiest_session() const {
    std::string busiest;
    std::size_t most = 0;
    for (const auto& one : open_)
        if (const auto count = count_of(one.session); count > most) {
            busiest = one.session;
            most = count;
        }
    return busiest;
}

}  // namespace entre
