#!/usr/bin/env bash
# Takes the pictures of the reading room in this folder anew, over the archive that `make demo` makes.
# Needs setup/browser.sh.

set -euo pipefail
cd "$(dirname "$0")/.."
export PARAGRAF_ARCHIVE=${PARAGRAF_ARCHIVE:-target/demo-archive}

work=$(mktemp -d)
target/release/paragraf serve --listen 127.0.0.1:0 2>"$work/log" &
room=$!
trap 'kill $room; rm -rf "$work"' EXIT
until address=$(grep -o 'http://[^/ ]*' "$work/log"); do sleep 0.1; done

# Name, size, path.
shoot() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --lang=sv --user-data-dir="$work/profile" \
        --virtual-time-budget=10000 --window-size="$2" --screenshot="docs/$1.png" "$address$3" 2>>"$work/log"
}

# The council's item on the matter that `make demo` follows.
item=$(target/release/paragraf search 'gamla mejeriet' --body kommunfullmäktige --limit 1 --json |
    sed -n 's/^ *"id": "\(.*\..*\)",$/\1/p' | head -1)

shoot reading-room-home 1280,900 /
shoot reading-room-search 1280,900 '/sok?q=gamla+mejeriet'
shoot reading-room-item 1280,1100 "/paragraf/$item?q=mejeriet"
shoot reading-room-case 1280,900 /arende/KS%202023/118
