// OpenGL textures. An OpenGL context must be current in every call, including destruction.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "kiosk/ui/rect.hpp"

namespace entre {

/// OpenGL texture name; 0 means no texture.
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

    /// Straight (not premultiplied) BGRA, 4 bytes per pixel, rows without padding. Reuses the storage if the size is unchanged.
    void show_bgra(SizePx size, std::span<const std::uint8_t> pixels);
    /// 1 byte per pixel, shown as grey.
    void show_grey(SizePx size, std::span<const std::uint8_t> pixels);

    [[nodiscard]] TextureId id() const { return id_; }
    [[nodiscard]] SizePx size() const { return size_; }

private:
    void show(SizePx size, std::span<const std::uint8_t> pixels, bool is_grey);
    TextureId id_ = 0;
    SizePx size_;
};

}  // namespace entre
