#!/bin/sh
# Installs, upgrades or removes Kawaraban as a systemd service.
#
#   install.sh              the code to /usr/lib/kawaraban, the config to /etc/kawaraban where there is none, the units
#   install.sh --user       the same for yourself, without root: ~/.local/lib, ~/.config/kawaraban
#   install.sh --uninstall  takes code and units away; config and store stay
#   install.sh --uninstall --purge    config and store, too
#   --dry-run               says what would be done, and does nothing
#
# Run it again for an upgrade, from the newer tree (or the older, to go back): config and store are kept.
set -eu

here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
mode=system action=install purge='' dry=''
for option in "$@"; do
  case $option in
    --user) mode=user ;;
    --uninstall) action=uninstall ;;
    --purge) purge=yes ;;
    --dry-run) dry=yes ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

fail() { echo "install.sh: $*" >&2; exit 1; }
say() { echo "$*"; }
act() { if [ -n "$dry" ]; then echo "would: $*"; else "$@"; fi; }

if [ -n "$purge" ] && [ $action = install ]; then fail 'say --uninstall --purge to remove config and store.'; fi
if [ $mode = system ]; then
  [ -n "$dry" ] || [ "$(id -u)" = 0 ] || fail 'this needs root (sudo), or say --user to install it for yourself.'
  if dpkg-query -W -f '${Status}' kawaraban 2>/dev/null | grep -q ' installed$'; then
    fail 'the Debian package is installed; use apt, or apt remove kawaraban first.'
  fi
  lib=/usr/lib/kawaraban etc=/etc/kawaraban units=/etc/systemd/system command=/usr/local/bin/kawaraban
  state='/var/lib/kawaraban /var/lib/private/kawaraban /var/cache/kawaraban /var/cache/private/kawaraban'
  ctl=systemctl
else
  [ "$(id -u)" != 0 ] || fail '--user is for a user who is not root.'
  lib=$HOME/.local/lib/kawaraban etc=${XDG_CONFIG_HOME:-$HOME/.config}/kawaraban
  units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user command=$HOME/.local/bin/kawaraban
  state="${XDG_STATE_HOME:-$HOME/.local/state}/kawaraban-data ${XDG_CACHE_HOME:-$HOME/.cache}/kawaraban"
  ctl='systemctl --user'
fi

# An image that is being built, or a rescue shell, has no systemd to talk to: the files are put in place all the same.
control() {
  if $ctl show-environment >/dev/null 2>&1; then act $ctl "$@"; else say "no systemd answers: left out: $ctl $*"; fi
}

write() { # FILE MODE, text on the standard input
  if [ -n "$dry" ]; then cat >/dev/null; echo "would: write $1"; return; fi
  mkdir -p "$(dirname "$1")"
  cat >"$1.new"
  chmod "$2" "$1.new"
  mv -f "$1.new" "$1"
}

install() {
  node=$here/node_modules/.bin/node
  [ -x "$node" ] || fail "$here has no Node of its own: run npm ci there first."
  version=$(systemctl --version | sed -n '1s/systemd \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 253 ] || fail "the unit needs systemd 253 or later, and this is ${version:-none}."

  # The new code stands complete beside the old before it takes its place.
  act rm -rf "$lib.new" "$lib.old"
  act mkdir -p "$(dirname "$lib")"
  act "$node" "$here/systemd/lay-out.ts" "$lib.new"
  act chmod -R u=rwX,go=rX "$lib.new"
  [ $mode = user ] || act chown -R 0:0 "$lib.new"
  if [ -e "$lib" ]; then act mv "$lib" "$lib.old"; fi
  act mv "$lib.new" "$lib"
  act rm -rf "$lib.old"

  if [ -e "$etc" ]; then
    say "$etc is kept. What is new in the config of this version: diff -ru $etc $lib/config"
  else
    act mkdir -p "$(dirname "$etc")"
    act cp -R "$here/config" "$etc"
  fi

  if [ $mode = system ]; then
    for unit in kawaraban.service kawaraban.socket; do write "$units/$unit" 644 <"$here/systemd/$unit"; done
    write "$command" 755 <"$here/systemd/kawaraban-command"
  else
    sed "s/@UID@/$(id -u)/" "$here/systemd/kawaraban-user.service" | write "$units/kawaraban.service" 644
    sed -e "s|/usr/lib/kawaraban|$lib|; s|-/etc/kawaraban|-$etc|; s|-/var/lib/kawaraban|-${state%% *}|" \
      "$here/systemd/kawaraban-command" | write "$command" 755
  fi
  control daemon-reload
  control enable kawaraban.service
  control restart kawaraban.service
  say "Kawaraban is installed: edit $etc/sources.yaml, and look at it with $ctl status kawaraban"
}

uninstall() {
  for unit in kawaraban.socket kawaraban.service; do
    if [ -e "$units/$unit" ]; then control disable --now $unit; fi
    act rm -f "$units/$unit"
  done
  control daemon-reload
  act rm -rf "$lib" "$lib.new" "$lib.old" "$command"
  if [ -n "$purge" ]; then
    # shellcheck disable=SC2086 # Several folders in one word.
    act rm -rf "$etc" $state
  else
    say "Config and store are kept, in $etc and ${state%% *}; --uninstall --purge removes them."
  fi
}

$action
