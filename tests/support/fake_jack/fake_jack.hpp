// A headphone jack without a sound card (fake_jack.c), as ALSA's control "fake_jack".
#pragma once

#include <cstdlib>

#include "tests/support/scratch_folder.hpp"

namespace entre::test {

/// Programs and threads that use ALSA after this find the jack; nothing is plugged in at first.
class FakeJack {
public:
    FakeJack() {
        set(false);
        write_file(scratch_ / "asound.conf", "ctl_type.fake_jack { lib \"" ENTRE_FAKE_JACK
                                             "\" }\nctl.fake_jack { type fake_jack file \"" +
                                                 (scratch_ / "jack").string() + "\" }\n");
        ::setenv("ALSA_CONFIG_PATH", config().c_str(), 1);
    }
    ~FakeJack() { ::unsetenv("ALSA_CONFIG_PATH"); }
    FakeJack(const FakeJack&) = delete;
    FakeJack& operator=(const FakeJack&) = delete;

    void set(bool are_in) const { write_file(scratch_ / "jack", are_in ? "1" : "0"); }
    /// For ALSA_CONFIG_PATH.
    [[nodiscard]] std::string config() const { return "/usr/share/alsa/alsa.conf:" + (scratch_ / "asound.conf").string(); }

private:
    ScratchFolder scratch_;
};

}  // namespace entre::test
