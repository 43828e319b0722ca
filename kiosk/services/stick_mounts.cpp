#include "kiosk/services/stick_mounts.hpp"

#include <gio/gio.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"

namespace entre {

namespace {

constexpr int max_wait_ms = 10'000;
constexpr int looks_after_change = 4;  // udisks2 knows a stick a moment after the kernel
constexpr const char* udisks = "org.freedesktop.UDisks2";

struct Unref {
    void operator()(GVariant* value) const { g_variant_unref(value); }
    void operator()(GDBusConnection* bus) const { g_object_unref(bus); }
    void operator()(GCancellable* cancel) const { g_object_unref(cancel); }
};
using Value = std::unique_ptr<GVariant, Unref>;
using Bus = std::unique_ptr<GDBusConnection, Unref>;
using Cancel = std::unique_ptr<GCancellable, Unref>;

/// Frees the error and returns its text.
std::string text_of(GError* error) {
    std::string text = error == nullptr ? "unknown" : error->message;
    g_clear_error(&error);
    return text;
}

/// The system bus, and what ends a wait for it.
struct Session {
    GDBusConnection* bus;
    GCancellable* cancel;
};

Value call(const Session& session, const std::string& object, const char* interface, const char* method, GVariant* arguments,
           GError** error) {
    return Value(g_dbus_connection_call_sync(session.bus, udisks, object.c_str(), interface, method, arguments, nullptr,
                                             G_DBUS_CALL_FLAGS_NONE, max_wait_ms, session.cancel, error));
}

bool flag(GVariant* properties, const char* name) {
    gboolean value = FALSE;
    return g_variant_lookup(properties, name, "b", &value) != FALSE && value != FALSE;
}

bool has_mount_points(GVariant* properties) {
    const Value points(g_variant_lookup_value(properties, "MountPoints", G_VARIANT_TYPE("aay")));
    return points && g_variant_n_children(points.get()) > 0;
}

/// Whether an object of udisks2, with its interfaces and their properties (a{sa{sv}}), is a stick that nobody has mounted.
bool is_unmounted_stick(GVariant* interfaces) {
    const Value block(g_variant_lookup_value(interfaces, "org.freedesktop.UDisks2.Block", G_VARIANT_TYPE_VARDICT));
    const Value files(g_variant_lookup_value(interfaces, "org.freedesktop.UDisks2.Filesystem", G_VARIANT_TYPE_VARDICT));
    return block && files && flag(block.get(), "HintAuto") && !flag(block.get(), "HintIgnore") &&
           !flag(block.get(), "HintSystem") && !has_mount_points(files.get());
}

std::vector<std::string> unmounted_sticks(GVariant* answer) {
    std::vector<std::string> sticks;
    const Value objects(g_variant_get_child_value(answer, 0));
    GVariantIter iterator;
    g_variant_iter_init(&iterator, objects.get());
    const char* path = nullptr;
    GVariant* interfaces = nullptr;
    while (g_variant_iter_next(&iterator, "{&o@a{sa{sv}}}", &path, &interfaces) != FALSE) {
        const Value owned(interfaces);
        if (is_unmounted_stick(interfaces)) sticks.emplace_back(path);
    }
    return sticks;
}

/// Empty if it is mounted, otherwise why not.
std::string mount(const Session& session, const std::string& stick) {
    GVariantBuilder options;
    g_variant_builder_init(&options, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add(&options, "{sv}", "auth.no_user_interaction", g_variant_new_boolean(TRUE));
    GError* error = nullptr;
    const auto mounted =
        call(session, stick, "org.freedesktop.UDisks2.Filesystem", "Mount", g_variant_new("(a{sv})", &options), &error);
    if (!mounted) return text_of(error);
    log_info("stick", "mounted {}", stick.substr(stick.rfind('/') + 1));
    return {};
}

}  // namespace

Result<std::size_t> mount_sticks(const std::stop_token& stop) {
    const Cancel cancel(g_cancellable_new());
    const std::stop_callback end(stop, [&] { g_cancellable_cancel(cancel.get()); });
    GError* error = nullptr;
    const Bus bus(g_bus_get_sync(G_BUS_TYPE_SYSTEM, cancel.get(), &error));
    if (!bus) return fail(ErrorCode::stopped, text_of(error));
    g_dbus_connection_set_exit_on_close(bus.get(), FALSE);  // otherwise the door would end with the bus
    const Session session{bus.get(), cancel.get()};
    const auto answer =
        call(session, "/org/freedesktop/UDisks2", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", nullptr, &error);
    if (!answer) return fail(ErrorCode::stopped, text_of(error));
    std::size_t count = 0;
    for (const auto& stick : unmounted_sticks(answer.get())) {
        const auto problem = mount(session, stick);
        if (!problem.empty()) return fail(ErrorCode::stopped, problem);
        ++count;
    }
    return count;
}

void StickMounter::look(const std::stop_token& stop) {
    auto partitions = load_file("/proc/partitions").value_or("");
    if (partitions != partitions_) looks_left_ = looks_after_change;
    partitions_ = std::move(partitions);
    if (looks_left_ == 0) return;
    --looks_left_;
    const auto mounted = mount_sticks(stop);
    const auto problem = mounted ? std::string{} : mounted.error().detail;
    if (!problem.empty() && problem != logged_) log_info("stick", "no stick can be mounted: {}", problem);
    logged_ = problem;
}

}  // namespace entre
