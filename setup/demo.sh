#!/usr/bin/env bash
# The main job, on the fixtures: scanned protocols in; a decision, found by its words and by its case number, out.
# Every command is shown before its output, and can be typed as it stands where paragraf is on the PATH.

set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/target/release:$PATH"
export PARAGRAF_ARCHIVE=target/demo-archive

show() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }

run() {
    show "$@"
    "$@"
}

rm -rf "$PARAGRAF_ARCHIVE"
show export PARAGRAF_ARCHIVE=$PARAGRAF_ARCHIVE
run paragraf import fixtures/protocols
run paragraf status
run paragraf search 'försäljning av gamla mejeriet'
run paragraf case 'KS 2023/118'

# The item that the search found first.
item=$(paragraf search --json --limit 1 'försäljning av gamla mejeriet' | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')
run paragraf show "${item%%$'\n'*}" --json
