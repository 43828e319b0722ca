#include "tests/chaos/recording_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace entre::chaos {

namespace {

constexpr std::size_t sector = 512;

std::vector<FileChange> changes;
bool is_recording = false;

/// A file of the real VFS, which follows in memory directly after this.
struct RecordedFile {
    sqlite3_file base;
    char name[64];
};

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(RecordedFile));
}

void note(sqlite3_file* file, FileChange::Kind kind, std::int64_t at = 0, std::string bytes = {}) {
    if (is_recording) changes.push_back({kind, reinterpret_cast<RecordedFile*>(file)->name, at, std::move(bytes)});
}

sqlite3_vfs* real_vfs = nullptr;

int close_file(sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); }
int read_file(sqlite3_file* f, void* to, int count, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, count, at); }
int write_file(sqlite3_file* f, const void* from, int count, sqlite3_int64 at) {
    note(f, FileChange::Kind::write, at, std::string(static_cast<const char*>(from), static_cast<std::size_t>(count)));
    return real(f)->pMethods->xWrite(real(f), from, count, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
    note(f, FileChange::Kind::truncate, size);
    return real(f)->pMethods->xTruncate(real(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
    const int done = real(f)->pMethods->xSync(real(f), flags);
    note(f, FileChange::Kind::sync);
    return done;
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lock_file(sqlite3_file* f, int kind) { return real(f)->pMethods->xLock(real(f), kind); }
int unlock_file(sqlite3_file* f, int kind) { return real(f)->pMethods->xUnlock(real(f), kind); }
int check_lock(sqlite3_file* f, int* is_locked) { return real(f)->pMethods->xCheckReservedLock(real(f), is_locked); }
int control_file(sqlite3_file* f, int what, void* value) { return real(f)->pMethods->xFileControl(real(f), what, value); }
int sector_size(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int characteristics(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int map_shm(sqlite3_file* f, int region, int size, int extend, void volatile** at) {
    return real(f)->pMethods->xShmMap(real(f), region, size, extend, at);
}
int lock_shm(sqlite3_file* f, int offset, int count, int flags) {
    return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
}
void barrier_shm(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int unmap_shm(sqlite3_file* f, int is_deleted) { return real(f)->pMethods->xShmUnmap(real(f), is_deleted); }

const sqlite3_io_methods methods = {2,         close_file,  read_file,  write_file,   truncate_file, sync_file,       file_size,
                                    lock_file, unlock_file, check_lock, control_file, sector_size,   characteristics, map_shm,
                                    lock_shm,  barrier_shm, unmap_shm,  nullptr,      nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
    auto* recorded = reinterpret_cast<RecordedFile*>(file);
    file->pMethods = nullptr;
    const char* last = name == nullptr ? nullptr : std::strrchr(name, '/');
    std::strncpy(recorded->name, last == nullptr ? "temporary" : last + 1, sizeof recorded->name - 1);
    real(file)->pMethods = nullptr;
    const int done = real_vfs->xOpen(real_vfs, name, real(file), flags, flags_out);
    if (real(file)->pMethods != nullptr) file->pMethods = &methods;
    return done;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    const char* last = std::strrchr(name, '/');
    if (is_recording) changes.push_back({FileChange::Kind::remove, last == nullptr ? name : last + 1, 0, {}});
    return real_vfs->xDelete(real_vfs, name, sync_folder);
}

void write_into(std::string& file, std::size_t at, std::string_view bytes) {
    if (file.size() < at + bytes.size()) file.resize(at + bytes.size());
    std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Applies a change that was not synced: as a whole, not at all, or some of its sectors only.
void apply_unsynced(std::string& file, const FileChange& change, std::mt19937_64& random) {
    const auto fate = random() % 4;
    if (fate == 0) return;
    if (change.kind == FileChange::Kind::truncate) {
        file.resize(static_cast<std::size_t>(change.at));
        return;
    }
    for (std::size_t i = 0; i < change.bytes.size(); i += sector)
        if (fate != 1 || random() % 2 == 0)
            write_into(file, static_cast<std::size_t>(change.at) + i, std::string_view(change.bytes).substr(i, sector));
}

}  // namespace

void install_recording_vfs() {
    static sqlite3_vfs vfs;
    real_vfs = sqlite3_vfs_find(nullptr);
    vfs = *real_vfs;
    vfs.zName = "recording";
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(RecordedFile)) + real_vfs->szOsFile;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    sqlite3_vfs_register(&vfs, 1);
}

void start_recording() {
    changes.clear();
    is_recording = true;
}

std::vector<FileChange> stop_recording() {
    is_recording = false;
    return std::move(changes);
}

void record_acknowledged(std::int64_t lines, std::string journal) {
    if (is_recording) changes.push_back({FileChange::Kind::acknowledged, {}, lines, std::move(journal)});
}

std::map<std::string, std::string> files_after_cut(const std::map<std::string, std::string>& before,
                                                   const std::vector<FileChange>& all, std::size_t count,
                                                   std::mt19937_64& random) {
    std::map<std::string, std::string> files = before;
    std::map<std::string, std::vector<const FileChange*>> unsynced;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& change = all[i];
        if (change.kind == FileChange::Kind::acknowledged) continue;
        if (change.kind == FileChange::Kind::remove) {
            files.erase(change.file);
            unsynced.erase(change.file);
        } else if (change.kind != FileChange::Kind::sync) {
            unsynced[change.file].push_back(&change);
        } else {
            for (const auto* one : unsynced[change.file]) {
                if (one->kind == FileChange::Kind::truncate)
                    files[change.file].resize(static_cast<std::size_t>(one->at));
                else
                    write_into(files[change.file], static_cast<std::size_t>(one->at), one->bytes);
            }
            unsynced.erase(change.file);
        }
    }
    for (auto& [name, waiting] : unsynced) {
        std::shuffle(waiting.begin(), waiting.end(), random);
        for (const auto* one : waiting) apply_unsynced(files[name], *one, random);
    }
    return files;
}

}  // namespace entre::chaos
