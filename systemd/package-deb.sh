#!/bin/sh
# Builds kawaraban_VERSION_ARCHITECTURE.deb, which includes Node: package-deb.sh [FOLDER]. FOLDER is the current folder
# by default.
set -eu

here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
out=$(cd "${1:-.}" && pwd)
node=$here/node_modules/.bin/node
[ -x "$node" ] || { echo "package-deb.sh: $here has no Node of its own: run npm ci there first." >&2; exit 1; }
version=$("$node" -p 'require(process.argv[1]).version' "$here/package.json")
architecture=$(dpkg --print-architecture)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"

lib=$stage/usr/lib/kawaraban
mkdir -p "$stage/usr/lib/systemd/system" "$stage/usr/bin" "$stage/usr/share/doc/kawaraban" "$stage/etc/kawaraban/words" "$stage/DEBIAN"
"$node" "$here/systemd/lay-out.ts" "$lib"
cp "$here/systemd/kawaraban.service" "$here/systemd/kawaraban.socket" "$here/systemd/kawaraban-publish.service" \
  "$here/systemd/kawaraban-poll@.service" "$stage/usr/lib/systemd/system/"
cp "$here/systemd/kawaraban-command" "$stage/usr/bin/kawaraban"
cp "$here/LICENSE" "$stage/usr/share/doc/kawaraban/copyright"
# Lists that few people edit are conffiles: dpkg renews them, and asks if they were edited.
for file in "$here"/config/* "$here"/config/words/*; do
  name=${file#"$here"/config/}
  case $name in
    kawaraban.yaml | sources.yaml | words) ;;
    *)
      cp "$file" "$stage/etc/kawaraban/$name"
      echo "/etc/kawaraban/$name" >>"$stage/DEBIAN/conffiles"
      ;;
  esac
done
for script in postinst prerm postrm; do
  cp "$here/systemd/debian/$script" "$stage/DEBIAN/"
  chmod 755 "$stage/DEBIAN/$script"
done
chmod -R u=rwX,go=rX "$stage/usr" "$stage/etc"
cat >"$stage/DEBIAN/control" <<CONTROL
Package: kawaraban
Version: $version
Architecture: $architecture
Maintainer: Kawaraban <kawaraban@localhost>
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Depends: systemd (>= 253), init-system-helpers, libatomic1, libc6, libgcc-s1, libstdc++6
Suggests: fonts-noto-cjk
Section: news
Priority: optional
Description: merged feed of Japanese business news
 Polls the feeds of many outlets, folds the copies of one story into one entry,
 tags it with companies and topics, and serves it as RSS, Atom, JSON Feed and as
 a page. Runs as a systemd service and brings its own Node.
CONTROL
# Zstandard: a fifth of xz's time for a few megabytes more.
dpkg-deb --root-owner-group -Zzstd --build "$stage" "$out/kawaraban_${version}_$architecture.deb"
