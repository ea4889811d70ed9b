#!/usr/bin/env bash
# Brings everything that paragraf needs besides Rust, and does nothing where it is there already:
#
#   1. Debian packages, with apt-get as root or through sudo;
#   2. native/lib/libpdfium.so, out of a wheel of the Python package index that is pinned by its hash;
#   3. native/tessdata/: the OCR model `paragraf`, made here (see model.sh), and links to the system's own models.
#
# Exit code 3 where a part is missing that the script may not or cannot bring; the message says what to do.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly native=native
readonly model=$native/tessdata/paragraf.traineddata

say() { printf 'setup: %s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 3
}

has() { command -v "$1" >/dev/null 2>&1; }

# SHA-256 of libpdfium.so inside each wheel that pdfium.txt names.
pdfium_digest() {
    case $(uname -s)-$(uname -m) in
        Linux-x86_64) echo c76dc0f7839644bfa7c3e3107a6068df714e339c861bb7d4519907b821d427f9 ;;
        Linux-aarch64) echo 4378615ad9710397c96c112611be9018629bbfe38805d91a2663a534b99c28ca ;;
        *) stop "no pinned libpdfium for $(uname -s) on $(uname -m): add its wheel to setup/pdfium.txt, its digest here" ;;
    esac
}

pdfium_is_there() {
    echo "$(pdfium_digest)  $native/lib/libpdfium.so" | sha256sum --check --status 2>/dev/null
}

# The folder where the system's Tesseract keeps its models. Only Tesseract knows: it differs between releases.
system_tessdata() {
    LC_ALL=C tesseract --list-langs 2>&1 | sed -n 's|^List of available languages in "\(.*[^/]\)/*".*|\1|p'
}

# The system's file of one model: at the top of the folder, or (scripts, in some releases) one folder down.
system_model() {
    has tesseract && find "$(system_tessdata)" -maxdepth 2 -name "$1.traineddata" -print -quit | grep .
}

# Names the Debian packages that hold what is missing, found by the thing needed and not by the package: who has it from
# elsewhere needs no apt.
missing_packages() {
    has cc || echo build-essential
    has pkg-config || echo pkg-config
    pkg-config --exists 'tesseract >= 5' lept 2>/dev/null || echo libtesseract-dev
    has tesseract && has combine_tessdata && has dawg2wordlist && has wordlist2dawg || echo tesseract-ocr
    system_model swe >/dev/null || echo tesseract-ocr-swe
    system_model osd >/dev/null || echo tesseract-ocr-osd
    system_model Latin >/dev/null || echo tesseract-ocr-script-latn
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    pdfium_is_there || python3 -m pip --version >/dev/null 2>&1 || echo python3-pip
}

install_packages() {
    local line="apt-get update && apt-get install --yes --no-install-recommends $*"
    has apt-get || stop "this system has no apt-get: install what these Debian packages hold, then run again: $*"
    if [ "$(id -u)" = 0 ]; then
        say "installing $*"
        DEBIAN_FRONTEND=noninteractive bash -c "$line" >&2 || stop "apt-get failed; when it can work, run as root: $line"
    elif has sudo && { [ -t 0 ] || sudo --non-interactive true 2>/dev/null; }; then
        say "installing $*"
        sudo DEBIAN_FRONTEND=noninteractive bash -c "$line" >&2 || stop "sudo apt-get failed; run as root: $line"
    else
        stop "packages are missing, and you are neither root nor have sudo; have somebody run as root: $line"
    fi
}

fetch_pdfium() {
    local folder
    folder=$(mktemp -d "$native/pdfium.XXXXXX")
    say "fetching libpdfium"
    # The file holds one hash for each kind of machine; pip takes the wheel that fits this one.
    python3 -m pip download --quiet --no-deps --require-hashes --only-binary=:all: \
        --dest "$folder" --requirement setup/pdfium.txt >&2 ||
        stop "the Python package index cannot be reached, or gave another file than the pinned one (see above)"
    python3 -m zipfile -e "$folder"/*.whl "$folder"
    mkdir -p $native/lib $native/licenses
    rm -rf $native/licenses/pdfium
    mv "$folder"/*.dist-info/licenses $native/licenses/pdfium
    mv "$folder/pypdfium2_raw/libpdfium.so" $native/lib/libpdfium.so
    rm -rf "$folder"
    pdfium_is_there || stop "libpdfium.so is not the pinned one, although its wheel is: correct the digest in setup/setup.sh"
}

# Every model of the system is then found in one folder, whatever the release calls its own.
link_models() {
    local file link
    mkdir -p $native/tessdata
    for file in "$(system_tessdata)"/*.traineddata "$(system_tessdata)"/script/*.traineddata; do
        link=$native/tessdata/$(basename "$file")
        if [ -e "$file" ] && [ "$file" != "$(readlink "$link")" ]; then ln -sfn "$file" "$link"; fi
    done
}

make_model() {
    say "making the OCR model"
    setup/model.sh "$(system_model Latin)" "$(system_model swe)" setup/words.txt $model
}

main() {
    local packages
    pdfium_digest >/dev/null
    has cargo || stop "Rust is missing: install it from https://rustup.rs, then run again"
    packages=$(missing_packages)
    if [ -n "$packages" ]; then
        # shellcheck disable=SC2086  # one word a package
        install_packages $packages
        packages=$(missing_packages)
        [ -z "$packages" ] || stop "installed, yet too old or without what is needed (Debian 12 and Ubuntu 24.04 are new enough): $packages"
    fi
    mkdir -p $native
    # Two targets of make may run at once; the second waits, and finds everything there.
    exec 9>$native/.lock
    flock 9
    pdfium_is_there || fetch_pdfium
    link_models
    if [ setup/words.txt -nt $model ] || [ setup/model.sh -nt $model ]; then make_model; fi
}

main
