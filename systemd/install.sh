#!/bin/sh
# Installs, upgrades or removes Kawaraban as a systemd service.
#
#   install.sh              copies the code to /usr/lib/kawaraban, the config to /etc/kawaraban if it is missing, the units
#   install.sh --user       does the same for yourself, without root: ~/.local/lib, ~/.config/kawaraban
#   install.sh --uninstall  removes code and units; config and store stay
#   install.sh --uninstall --purge    removes config and store, too
#   --dry-run               says what would be done, and does nothing
#
# Run it again for an upgrade, from the newer tree (or the older, to go back): config and store are kept.
set -eu

# Prints the lines above `set` as text.
usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; }

here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
mode=system action=install purge='' dry=''
for option in "$@"; do
  case $option in
    --user) mode=user ;;
    --uninstall) action=uninstall ;;
    --purge) purge=yes ;;
    --dry-run) dry=yes ;;
    --help | -h) usage; exit ;;
    *)
      echo "install.sh: unknown option '$option'" >&2
      usage >&2
      exit 2
      ;;
  esac
done

fail() { echo "install.sh: $*" >&2; exit 1; }
say() { echo "$*"; }
act() { if [ -n "$dry" ]; then echo "would: $*"; else "$@"; fi; }

check_folder() { # NAME VALUE, of a variable that names a folder
  case $2 in
    /*) ;;
    *) fail "$1 must be an absolute path, and is '$2'." ;;
  esac
  # These characters would break the script that is written below.
  case $2 in
    *["\"\$\`\\|&}
"]*) fail "$1 has a character that a script cannot hold: '$2'." ;;
  esac
}

if [ -n "$purge" ] && [ $action = install ]; then fail 'to remove config and store, give --uninstall --purge.'; fi
if [ $mode = system ]; then
  [ -n "$dry" ] || [ "$(id -u)" = 0 ] || fail 'this needs root (sudo), or give --user to install it for yourself.'
  if dpkg-query -W -f '${Status}' kawaraban 2>/dev/null | grep -q ' installed$'; then
    fail 'the Debian package is installed; use apt, or apt remove kawaraban first.'
  fi
  lib=/usr/lib/kawaraban etc=/etc/kawaraban units=/etc/systemd/system command=/usr/local/bin/kawaraban
  state=/var/lib/kawaraban cache=/var/cache/kawaraban
  ctl=systemctl
else
  [ "$(id -u)" != 0 ] || fail '--user is for a user who is not root.'
  config_home=${XDG_CONFIG_HOME:-$HOME/.config}
  state_home=${XDG_STATE_HOME:-$HOME/.local/state}
  cache_home=${XDG_CACHE_HOME:-$HOME/.cache}
  check_folder HOME "$HOME"
  check_folder XDG_CONFIG_HOME "$config_home"
  check_folder XDG_STATE_HOME "$state_home"
  check_folder XDG_CACHE_HOME "$cache_home"
  lib=$HOME/.local/lib/kawaraban etc=$config_home/kawaraban units=$config_home/systemd/user command=$HOME/.local/bin/kawaraban
  state=$state_home/kawaraban-data cache=$cache_home/kawaraban
  ctl='systemctl --user'
fi

manager() { if [ $mode = user ]; then systemctl --user "$@"; else systemctl "$@"; fi; }

# If systemd does not run, as while an image is built, the files are installed all the same.
control() {
  if ! manager show-environment >/dev/null 2>&1; then say "systemd does not answer, so this is left out: $ctl $*"
  elif [ -n "$dry" ]; then say "would: $ctl $*"
  else manager "$@"
  fi
}

# Whether a file or folder is Kawaraban's, judged by its content. A missing file or folder, and an empty folder, count as Kawaraban's.
is_ours() { # PATH MARK..., patterns of the content of a folder of Kawaraban
  place=$1
  shift
  if [ -f "$place" ]; then grep -q Kawaraban "$place"; return; fi
  if [ ! -e "$place" ] || [ -z "$(ls -A "$place")" ]; then return 0; fi
  for mark in "$@"; do
    if [ -n "$(cd "$place" && find . -maxdepth 2 -path "./$mark")" ]; then return 0; fi
  done
  return 1
}

# Deletes a file or folder of Kawaraban's. Anything else is left, and the exit status says so.
left=''
remove() { # PATH MARK...
  if is_ours "$@"; then act rm -rf "$1"; return; fi
  say "$1 is left: it is not Kawaraban's." >&2
  left=yes
}

write() { # FILE MODE, text on the standard input
  if [ -n "$dry" ]; then cat >/dev/null; echo "would: write $1"; return; fi
  mkdir -p "$(dirname "$1")"
  cat >"$1.new"
  chmod "$2" "$1.new"
  mv -f "$1.new" "$1"
}

# The units of several processes are installed, but not enabled (docs/scaling.md).
all_units='kawaraban.socket kawaraban.service kawaraban-publish.service kawaraban-poll@.service'

install() {
  # systemd makes the folders of a service one by one from a list that blanks part (257: status 238/STATE_DIRECTORY).
  case $lib$etc$state$cache in
    *[[:space:]]*) fail "systemd runs no service whose folders have a blank in their path, such as $state; install it without --user." ;;
  esac
  node=$here/node_modules/.bin/node
  [ -x "$node" ] || fail "$here has no Node of its own: run npm ci there first."
  version=$(systemctl --version | sed -n '1s/systemd \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 253 ] || fail "the unit needs systemd 253 or later, and this is ${version:-none}."

  # The new code stands complete beside the old before it takes its place.
  for place in "$lib" "$lib.new" "$lib.old"; do
    is_ours "$place" bin/kawaraban || fail "$place is not Kawaraban's: move it away first."
  done
  is_ours "$command" || fail "$command is not Kawaraban's: move it away first."
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
    for unit in $all_units; do write "$units/$unit" 644 <"$here/systemd/$unit"; done
    write "$command" 755 <"$here/systemd/kawaraban-command"
  else
    sed "s/@UID@/$(id -u)/" "$here/systemd/kawaraban-user.service" | write "$units/kawaraban.service" 644
    sed -e "s|/usr/lib/kawaraban|$lib|; s|-/etc/kawaraban|-$etc|; s|-/var/lib/kawaraban|-$state|" \
      "$here/systemd/kawaraban-command" | write "$command" 755
  fi
  control daemon-reload
  control enable kawaraban.service
  control restart kawaraban.service
  if [ -n "$dry" ]; then say 'Nothing was changed. Without --dry-run it does the above.'
  else say "Kawaraban is installed: edit $etc/sources.yaml, and look at it with $ctl status kawaraban"
  fi
}

uninstall() {
  # Stops every instance of the template.
  if [ -e "$units/kawaraban-poll@.service" ]; then control stop 'kawaraban-poll@*.service'; fi
  for unit in $all_units; do
    if [ -e "$units/$unit" ]; then control disable --now "$unit"; fi
    remove "$units/$unit"
  done
  control daemon-reload
  for place in "$lib" "$lib.new" "$lib.old"; do remove "$place" bin/kawaraban; done
  remove "$command"
  if [ -n "$purge" ]; then purge
  else say "Config and store are kept, in $etc and $state; --uninstall --purge removes them."
  fi
  [ -z "$left" ]
}

purge() {
  remove "$etc" sources.yaml kawaraban.yaml
  remove_state "$state" "$cache"
  # systemd keeps the folders of a DynamicUser here; the folders above are links to them.
  if [ $mode = system ]; then remove_state /var/lib/private/kawaraban /var/cache/private/kawaraban; fi
}

remove_state() { # STORE CACHE
  remove "$1" 'lock*' log
  remove "$2" 'v[0-9]*'
}

$action
