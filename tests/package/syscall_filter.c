// Runs a program under the system call filter of a unit, as systemd would: syscall_filter NAMES PROGRAM [ARGUMENT…]
// NAMES is a file with the system calls that are allowed, one a line; all others fail with EPERM (SystemCallErrorNumber=EPERM).
// Names that this machine does not have are skipped, as by systemd. kiosk/package/try makes the file of the unit's own lines.
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char** words) {
    FILE* names = count > 2 ? fopen(words[1], "r") : NULL;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (names == NULL || filter == NULL) return 125;
    int allowed = 0;
    for (char name[64]; fgets(name, sizeof name, names) != NULL;) {
        name[strcspn(name, "\n")] = '\0';
        const int number = seccomp_syscall_resolve_name(name);
        if (number >= 0 && seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0) == 0) ++allowed;
    }
    if (allowed < 100 || seccomp_load(filter) != 0) return 125;
    execvp(words[2], words + 2);
    return 126;
}
