#!/usr/bin/env bash
# Brings what the tests in a browser and the screenshots need, and does nothing where it is there already:
#
#   1. Chromium and ChromeDriver, as Debian packages, with apt-get as root or through sudo;
#   2. native/browser/axe.min.js: axe-core (MPL-2.0), which finds what keeps people out of pages; from the npm registry,
#      pinned by its hash. It is used for testing alone and is no part of paragraf.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly axe=axe-core@4.14.1 folder=native/browser
readonly axe_digest=sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==

stop() {
    printf 'setup: %s\n' "$*" >&2
    exit 3
}

bring_browser() {
    local line='apt-get update && apt-get install --yes --no-install-recommends chromium chromium-driver'
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        DEBIAN_FRONTEND=noninteractive bash -c "$line" >&2 || stop "apt-get failed; when it can work, run as root: $line"
    else
        stop "Chromium or ChromeDriver is missing; have somebody run as root: $line"
    fi
}

bring_axe() {
    local work
    command -v npm >/dev/null || stop 'npm is missing, which fetches axe-core: install the package npm'
    mkdir -p $folder
    work=$(mktemp -d $folder/axe.XXXXXX)
    npm pack --silent --pack-destination "$work" $axe >/dev/null || stop 'the npm registry cannot be reached'
    [ "sha512-$(openssl dgst -sha512 -binary "$work"/*.tgz | base64 --wrap=0)" = $axe_digest ] ||
        stop 'the registry gave another axe-core than the pinned one'
    tar -xzf "$work"/*.tgz -C "$work"
    mv "$work/package/axe.min.js" $folder/axe.min.js
    rm -rf "$work"
}

if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then bring_browser; fi
[ -e $folder/axe.min.js ] || bring_axe
