// Linked under AddressSanitizer only. Drivers and plug-ins stay loaded until the process ends: what they keep is then told with
// their names, and lsan.supp can tell it from a leak of ours. An unloaded library's frames have no name.
extern "C" int dlclose(void* /*library*/) noexcept { return 0; }
