#!/usr/bin/env bash
# The main job, on the fixtures: scanned protocols in, a decision found by its case number out. Each command is shown first.

set -euo pipefail
cd "$(dirname "$0")/.."

export PARAGRAF_ARCHIVE=target/demo-archive
paragraf() {
    printf '\n$ paragraf %s\n' "$*"
    target/release/paragraf "$@"
}

rm -rf "$PARAGRAF_ARCHIVE"
paragraf import fixtures/protocols
paragraf status
