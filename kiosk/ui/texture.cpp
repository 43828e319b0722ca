#include "kiosk/ui/texture.hpp"

#include <GL/gl.h>
#include <GL/glext.h>

#include <cassert>

namespace entre {

Texture& Texture::operator=(Texture&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(size_, other.size_);
    return *this;
}

Texture::~Texture() {
    if (id_ != 0) glDeleteTextures(1, &id_);
}

void Texture::show_bgra(SizePx size, std::span<const std::uint8_t> pixels) { show(size, pixels, false); }

void Texture::show_grey(SizePx size, std::span<const std::uint8_t> pixels) { show(size, pixels, true); }

void Texture::show(SizePx size, std::span<const std::uint8_t> pixels, bool is_grey) {
    assert(pixels.size() >= static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * (is_grey ? 1u : 4u));
    if (id_ == 0) glGenTextures(1, &id_);
    glBindTexture(GL_TEXTURE_2D, id_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    const GLenum format = is_grey ? GL_RED : GL_BGRA;
    if (size == size_) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, size.width, size.height, format, GL_UNSIGNED_BYTE, pixels.data());
        return;
    }
    size_ = size;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    // Grey pictures use a single red channel, which swizzling copies to green and blue; ImGui's shader needs no change.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_G, is_grey ? GL_RED : GL_GREEN);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_B, is_grey ? GL_RED : GL_BLUE);
    glTexImage2D(GL_TEXTURE_2D, 0, is_grey ? GL_R8 : GL_RGBA8, size.width, size.height, 0, format, GL_UNSIGNED_BYTE,
                 pixels.data());
}

}  // namespace entre
