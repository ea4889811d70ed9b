#!/usr/bin/env bash
# The main job, on the fixtures: scanned protocols in; a decision, found by its words and by its case number, out.
# Every command is shown before its output, and can be typed as it stands where paragraf is on the PATH.

set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/target/release:$PATH"

# Arguments of several words are shown in quotes, as they have to be typed.
show() {
    local word
    printf '\n$'
    for word; do
        case $word in
            *' '*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
}

run() {
    show "$@"
    "$@"
}

# One matter of a municipality that does not exist: through committee, board and council.
readonly words='försäljning av gamla mejeriet' case='KS 2023/118'

show export PARAGRAF_ARCHIVE=target/demo-archive
export PARAGRAF_ARCHIVE=target/demo-archive
rm -rf "$PARAGRAF_ARCHIVE"

run paragraf import fixtures/protocols
run paragraf status
run paragraf search "$words"
run paragraf case "$case"

# The council's item. The search gives ids of documents too; an item's has dots in it.
item=$(paragraf search "$words" --body kommunfullmäktige --limit 1 --json | sed -n 's/^ *"id": "\(.*\..*\)",$/\1/p')
run paragraf show "$item" --json
