// Linked only under AddressSanitizer. Keeps drivers and plug-ins loaded until the process ends: stack frames of an unloaded
// library have no name, so lsan.supp could not tell their leaks from ours.
extern "C" int dlclose(void* /*library*/) noexcept { return 0; }
