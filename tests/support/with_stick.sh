#!/bin/bash
# Runs a command on a machine of its own with udisks2 and a stick that nobody has mounted: tests/support/with_stick.sh FOLDER COMMAND…
# FOLDER is empty and becomes the machine's. Everything is in a mount namespace and on a bus of its own, and ends with the command.
# Exit status 77: this needs root, loop devices and udisks2, which are not all here.
set -u
work=$1; shift
udisksd=/usr/libexec/udisks2/udisksd
if [ "${INSIDE:-}" != yes ]; then
  [ "$(id -u)" = 0 ] && [ -x $udisksd ] && command -v losetup mkfs.ext4 dbus-daemon >/dev/null || exit 77
  INSIDE=yes exec unshare -m "$0" "$work" "$@" || exit 77
fi

for place in /run/udev /run/udisks2 /media /run/media; do
  mkdir -p $place && mount -t tmpfs tmpfs $place || exit 77
done
truncate -s 16M "$work/image" && mkfs.ext4 -q -L KINGSTON "$work/image" || exit 77
device=$(losetup -f --show "$work/image") || exit 77
trap 'umount -A "$device" 2>/dev/null; losetup -d "$device"; kill $(jobs -p) 2>/dev/null' EXIT

# What udev would have found out, with the hints of a stick: udisks2 takes a loop device for one of the system's disks.
mkdir -p /run/udev/data
cat >"/run/udev/data/b$(stat -c %Hr:%Lr "$device")" <<DATA
I:1
E:ID_FS_TYPE=ext4
E:ID_FS_USAGE=filesystem
E:ID_FS_LABEL=KINGSTON
E:ID_FS_LABEL_ENC=KINGSTON
E:ID_FS_UUID=$(blkid -o value -s UUID "$work/image")
E:UDISKS_AUTO=1
E:UDISKS_SYSTEM=0
DATA

cat >"$work/bus.conf" <<CONF
<busconfig><type>system</type><listen>unix:path=$work/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow own="*"/><allow receive_sender="*"/></policy></busconfig>
CONF
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/bus
dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile >"$work/bus.log" 2>&1 &
for _ in $(seq 100); do [ -S "$work/bus" ] && break; sleep 0.05; done
$udisksd >"$work/udisksd.log" 2>&1 &
for _ in $(seq 100); do grep -q "Acquired the name" "$work/udisksd.log" && break; sleep 0.1; done
STICK_DEVICE=$device "$@"
