// Pictures on the graphics card. An OpenGL context must be current for every call, also when a texture goes away.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "kiosk/ui/rect.hpp"

namespace entre {

/// OpenGL's name of a texture; 0 is none.
using TextureId = unsigned;

/// Owns one texture.
class Texture {
public:
    Texture() = default;
    Texture(const Texture&) = delete;
    Texture& operator=(const Texture&) = delete;
    Texture(Texture&& other) noexcept : id_(std::exchange(other.id_, 0u)), size_(other.size_) {}
    Texture& operator=(Texture&& other) noexcept;
    ~Texture();

    /// Straight (not premultiplied) BGRA, 4 bytes a pixel, rows without padding. Reuses the memory when the size is the same.
    void show_bgra(SizePx size, std::span<const std::uint8_t> pixels);
    /// 1 byte a pixel, shown as grey.
    void show_grey(SizePx size, std::span<const std::uint8_t> pixels);

    [[nodiscard]] TextureId id() const { return id_; }
    [[nodiscard]] SizePx size() const { return size_; }

private:
    void show(SizePx size, std::span<const std::uint8_t> pixels, bool is_grey);
    TextureId id_ = 0;
    SizePx size_;
};

}  // namespace entre
