#include "core/import/formats/row_pipe.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace entre {

namespace {

constexpr std::size_t max_batch_rows = 512, max_batch_bytes = 1U << 17, max_batches = 4;

/// Some rows with all their text: cells are good only until a sink returns.
class Batch {
public:
    void add(std::int64_t line, std::span<const std::string_view> cells) {
        for (const auto cell : cells) {
            text_ += cell;
            ends_.push_back(text_.size());
        }
        rows_.push_back({line, ends_.size()});
    }
    [[nodiscard]] bool is_full() const { return rows_.size() >= max_batch_rows || text_.size() >= max_batch_bytes; }
    [[nodiscard]] bool is_empty() const { return rows_.empty(); }

    /// False: the sink has enough.
    bool hand_to(const RowSink& sink) const {
        std::vector<std::string_view> cells;
        std::size_t cell = 0, begin = 0;
        for (const auto& row : rows_) {
            cells.clear();
            for (; cell < row.end; begin = ends_[cell++]) cells.push_back(std::string_view(text_).substr(begin, ends_[cell] - begin));
            if (!sink(row.line, cells)) return false;
        }
        return true;
    }

private:
    struct Row {
        std::int64_t line = 0;
        std::size_t end = 0;  // in `ends_`
    };

    std::string text_;
    std::vector<std::size_t> ends_;
    std::vector<Row> rows_;
};

class Pipe {
public:
    /// Waits for room. False: nobody wants more.
    bool put(Batch batch) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return batches_.size() < max_batches || is_enough_; });
        if (is_enough_) return false;
        batches_.push_back(std::move(batch));
        changed_.notify_all();
        return true;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        has_ended_ = true;
        changed_.notify_all();
    }

    /// Waits for one; nothing when there are no more.
    std::optional<Batch> take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !batches_.empty() || has_ended_; });
        if (batches_.empty()) return std::nullopt;
        auto batch = std::move(batches_.front());
        batches_.pop_front();
        changed_.notify_all();
        return batch;
    }
    void want_no_more() {
        const std::lock_guard lock(mutex_);
        is_enough_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> batches_;
    bool has_ended_ = false, is_enough_ = false;
};

/// Whoever leaves, and however, lets the other one go.
template <void (Pipe::*leave)()>
class Leaving {
public:
    explicit Leaving(Pipe& pipe) : pipe_(pipe) {}
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;
    ~Leaving() { (pipe_.*leave)(); }

private:
    Pipe& pipe_;
};

Result<std::string> parse(const Sheet& sheet, Pipe& pipe) {
    const Leaving<&Pipe::end> end(pipe);
    Batch batch;
    auto format = sheet.read([&](std::int64_t line, std::span<const std::string_view> cells) {
        batch.add(line, cells);
        return !batch.is_full() || pipe.put(std::exchange(batch, {}));
    });
    // What came before a fault is handed on too, as it would be without a thread.
    if (!batch.is_empty()) pipe.put(std::move(batch));
    return format;
}

}  // namespace

Result<std::string> read_beside(const Sheet& sheet, const RowSink& sink) {
    Pipe pipe;
    auto parsed = std::async(std::launch::async, [&] { return parse(sheet, pipe); });
    {
        const Leaving<&Pipe::want_no_more> no_more(pipe);
        while (const auto batch = pipe.take())
            if (!batch->hand_to(sink)) break;
    }
    return parsed.get();
}

}  // namespace entre
