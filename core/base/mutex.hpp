// A mutex that clang's thread-safety analysis understands: it proves at compile time that what GUARDED_BY names is touched only
// under its lock. gcc ignores the annotations. https://clang.llvm.org/docs/ThreadSafetyAnalysis.html
#pragma once

#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define ENTRE_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define ENTRE_THREAD_ANNOTATION(x)
#endif

#define GUARDED_BY(mutex) ENTRE_THREAD_ANNOTATION(guarded_by(mutex))
/// Of a function: the caller holds the mutex.
#define REQUIRES(...) ENTRE_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
/// Of a function: the caller does not hold the mutex.
#define EXCLUDES(...) ENTRE_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))

namespace entre {

class ENTRE_THREAD_ANNOTATION(capability("mutex")) Mutex {
public:
    void lock() ENTRE_THREAD_ANNOTATION(acquire_capability()) { mutex_.lock(); }
    void unlock() ENTRE_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }

private:
    std::mutex mutex_;
};

/// Holds a Mutex for its own lifetime; `unlock` and `lock` open and close a gap. Works with condition_variable_any.
class ENTRE_THREAD_ANNOTATION(scoped_lockable) MutexLock {
public:
    explicit MutexLock(Mutex& mutex) ENTRE_THREAD_ANNOTATION(acquire_capability(mutex)) : mutex_(mutex) { mutex_.lock(); }
    ~MutexLock() ENTRE_THREAD_ANNOTATION(release_capability()) {
        if (is_held_) mutex_.unlock();
    }
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    void lock() ENTRE_THREAD_ANNOTATION(acquire_capability()) {
        mutex_.lock();
        is_held_ = true;
    }
    void unlock() ENTRE_THREAD_ANNOTATION(release_capability()) {
        is_held_ = false;
        mutex_.unlock();
    }

private:
    Mutex& mutex_;
    bool is_held_ = true;
};

}  // namespace entre
