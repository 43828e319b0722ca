// A preloaded library that lets one system call or allocation fail, for tests/chaos/faults.cpp and commands.cpp. Environment:
//   ENTRE_FAIL_AT=n        the n-th call that concerns a file below ENTRE_FAIL_BELOW fails
//   ENTRE_FAIL_ERRNO=e     with this error number
//   ENTRE_FAIL_ALWAYS=1    and so do all after it
//   ENTRE_FAIL_ALLOC_AT=n  the n-th allocation fails, counted from the first call that concerns such a file
//   ENTRE_FAIL_COUNTS=f    nothing fails; at the end the numbers of both are written to the file f
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls, allocations;
static long fail_at, fail_alloc_at;
static int fail_errno = EIO, fail_always;
static atomic_int has_begun;
static const char *below, *counts;

__attribute__((constructor)) static void begin(void) {
    const char *text;
    if ((text = getenv("ENTRE_FAIL_ERRNO"))) fail_errno = atoi(text);
    if ((text = getenv("ENTRE_FAIL_ALWAYS"))) fail_always = atoi(text);
    below = getenv("ENTRE_FAIL_BELOW");
    if ((text = getenv("ENTRE_FAIL_AT"))) fail_at = atol(text);
    if ((text = getenv("ENTRE_FAIL_ALLOC_AT"))) fail_alloc_at = atol(text);
    if ((counts = getenv("ENTRE_FAIL_COUNTS"))) fail_at = fail_alloc_at = LONG_MAX;
}

__attribute__((destructor)) static void end(void) {
    const long all_calls = calls, all_allocations = allocations;
    fail_at = fail_alloc_at = 0;
    FILE *out = counts ? fopen(counts, "w") : NULL;
    if (!out) return;
    fprintf(out, "%ld %ld\n", all_calls, all_allocations);
    fclose(out);
}

static int is_ours(const char *path) {
    if (!below || !path || strncmp(path, below, strlen(below)) != 0) return 0;
    has_begun = 1;
    return fail_at > 0;
}

static int is_open_here(int file) {
    char link[64], path[PATH_MAX];
    if (fail_at <= 0 || !below) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

static int fails(int ours) {
    if (!ours) return 0;
    const long number = ++calls;
    if (number != fail_at && !(fail_always && number > fail_at)) return 0;
    errno = fail_errno;
    return 1;
}

#define REAL(type, name, ...) \
    static type (*real_##name)(__VA_ARGS__); \
    if (!real_##name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name)

#define OPENER(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        const int mode = va_arg(rest, int); \
        va_end(rest); \
        return fails(is_ours(path)) ? -1 : real_##name(path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define ON_FILE(type, name, parameters, arguments, types) \
    type name parameters { \
        REAL(type, name, types); \
        return fails(is_open_here(file)) ? (type)-1 : real_##name arguments; \
    }
#define COMMA ,
ON_FILE(ssize_t, read, (int file, void *to, size_t count), (file, to, count), int COMMA void * COMMA size_t)
ON_FILE(ssize_t, write, (int file, const void *from, size_t count), (file, from, count), int COMMA const void * COMMA size_t)
ON_FILE(ssize_t, pread, (int file, void *to, size_t count, off_t at), (file, to, count, at), int COMMA void * COMMA size_t COMMA off_t)
ON_FILE(ssize_t, pread64, (int file, void *to, size_t count, off64_t at), (file, to, count, at), int COMMA void * COMMA size_t COMMA off64_t)
ON_FILE(ssize_t, pwrite, (int file, const void *from, size_t count, off_t at), (file, from, count, at), int COMMA const void * COMMA size_t COMMA off_t)
ON_FILE(ssize_t, pwrite64, (int file, const void *from, size_t count, off64_t at), (file, from, count, at), int COMMA const void * COMMA size_t COMMA off64_t)
ON_FILE(int, fsync, (int file), (file), int)
ON_FILE(int, fdatasync, (int file), (file), int)
ON_FILE(int, ftruncate, (int file, off_t size), (file, size), int COMMA off_t)
ON_FILE(int, ftruncate64, (int file, off64_t size), (file, size), int COMMA off64_t)

#define ON_PATH(name, parameters, arguments, types) \
    int name parameters { \
        REAL(int, name, types); \
        return fails(is_ours(path)) ? -1 : real_##name arguments; \
    }
ON_PATH(rename, (const char *path, const char *to), (path, to), const char * COMMA const char *)
ON_PATH(unlink, (const char *path), (path), const char *)
ON_PATH(rmdir, (const char *path), (path), const char *)
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode), const char * COMMA mode_t)
ON_PATH(chmod, (const char *path, mode_t mode), (path, mode), const char * COMMA mode_t)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static int runs_out(void) {
    if (fail_alloc_at <= 0 || !has_begun || ++allocations != fail_alloc_at) return 0;
    errno = ENOMEM;
    return 1;
}
void *malloc(size_t size) { return runs_out() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return runs_out() ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return runs_out() ? NULL : __libc_realloc(old, size); }
