#include "kiosk/input/frame_reader.hpp"

#include <string_view>
#include <utility>

namespace entre {

bool FrameReader::read(const SourceFrame& frame, const std::function<void(const GreyView&)>& use) {
    const auto hash = std::hash<std::string_view>{}({reinterpret_cast<const char*>(frame.bytes.data()), frame.bytes.size()});
    if (std::exchange(last_hash_, hash) != hash) same_since_ = Clock::now();
    if (frame.grey) {
        use(*frame.grey);
        return true;
    }
    if (!jpeg_.read(frame.bytes, picture_)) return false;
    use(picture_.view());
    return true;
}

}  // namespace entre
