#!/bin/bash
# Runs as the first process of new namespaces: makes a root of its own out of this machine's, and becomes systemd in it.
# What is written there lies in memory and is gone when systemd ends. Arguments: SOURCE:TARGET, folders of this machine
# to be seen there, read only. Wants util-linux, overlayfs, cgroup v2; host.ts calls it.
set -euo pipefail

layers=/run/kawaraban-host
mkdir -p "$layers"
mount -t tmpfs -o mode=755,size=3G layers "$layers"
mkdir "$layers/changes" "$layers/work" "$layers/root"
mount -t overlay root -o "lowerdir=/,upperdir=$layers/changes,workdir=$layers/work" "$layers/root"
cd "$layers/root"

# The kernel is shared with this machine: what a booting systemd would set stays as it is.
mount -t proc proc proc
for knobs in sys irq bus sysrq-trigger; do
  if [ -e "proc/$knobs" ]; then
    mount --bind "proc/$knobs" "proc/$knobs"
    mount -o remount,bind,ro "proc/$knobs"
  fi
done
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup

mount -t tmpfs -o mode=755 dev dev
mkdir dev/pts dev/shm
while read -r name major minor; do mknod -m 666 "dev/$name" c "$major" "$minor"; done <<'NODES'
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
NODES
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${stream%%:*}" "dev/${stream##*:}"; done
mount -t tmpfs -o mode=1777 shm dev/shm
mount -t tmpfs -o mode=755 run run
mount -t tmpfs -o mode=1777 tmp tmp

for shared in "$@"; do
  mkdir -p ".${shared##*:}"
  mount --bind "${shared%%:*}" ".${shared##*:}"
  mount -o remount,bind,ro ".${shared##*:}"
done

# A machine of its own: no name, no units and no journal of this one.
: >etc/machine-id
echo kawaraban-host >etc/hostname
: >etc/fstab
rm -rf etc/systemd/system/*.wants etc/systemd/user/*.wants var/lib/systemd/linger var/log/journal
rm -rf etc/kawaraban var/lib/kawaraban var/lib/private/kawaraban
# In images of containers this file forbids packages to start services.
rm -f usr/sbin/policy-rc.d
mkdir -p etc/systemd/journald.conf.d etc/systemd/system
printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\nReadKMsg=no\nAudit=no\n' >etc/systemd/journald.conf.d/host.conf
printf '[Unit]\nRequires=basic.target\nAfter=basic.target\nWants=dbus.service systemd-logind.service\nAllowIsolate=yes\n' \
  >etc/systemd/system/host.target
# What belongs to hardware, disks and boot has nothing to do here.
for unit in systemd-udevd.service systemd-udevd-kernel.socket systemd-udevd-control.socket systemd-udev-trigger.service \
  systemd-modules-load.service systemd-sysctl.service systemd-remount-fs.service systemd-pstore.service \
  systemd-firstboot.service systemd-timesyncd.service systemd-journal-catalog-update.service ldconfig.service \
  modprobe@.service dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount \
  sys-kernel-config.mount sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount; do
  ln -sf /dev/null "etc/systemd/system/$unit"
done

mkdir before
pivot_root . before
umount -l /before
rmdir /before
# As on a real machine: what is mounted later is seen in the services' name spaces, too.
mount --make-rshared /
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=kawaraban-test \
  /lib/systemd/systemd --system --unit=host.target --log-target=journal --show-status=no
