#!/usr/bin/env bash
# Makes models/swedish.bin anew: models/make.sh FOLDER, where FOLDER holds corpora/ and real/ocr-pairs/ as docs/restoration.md names
# them. The same files give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly corpora=${1:?the folder that holds corpora/ and real/ocr-pairs/}/corpora
readonly pairs=$1/real/ocr-pairs
readonly paragraf=${PARAGRAF:-target/release/paragraf}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for text in goteborg-protocols-before-2025-08 government riksdag-interpellations sfs; do
    xz --decompress --stdout "$corpora/$text.txt.xz" >"$work/$text.txt"
done
# Statutes come with what a register says of them, in words without marks (`utgar datum`): their headings stay, the rest goes.
sed -E -i 's/^(rubrik|anteckningar): //
    /^(ikraft datum|utfardad datum|pdf url|departement|beteckning|publicerad datum|andringsforfattningar|forarbeten|utgar datum):/d' \
    "$work/sfs.txt"
for kind in eng swe; do
    xz --decompress --stdout "$pairs/$kind.jsonl.xz" >"$work/$kind.jsonl"
done
# Names that ten people bear or more, and places, which have no number.
xz --decompress --stdout "$corpora/names.tsv.xz" | awk -F '\t' '$2 >= 10' >"$work/names.tsv"
{
    tail -n +2 "$corpora/kommuner.csv" | cut -d , -f 2 | sed 's/ kommun$//; s/ stad$//'
    tail -n +2 "$corpora/lan.csv" | cut -d , -f 1 | sed 's/ län$//'
    tail -n +2 "$corpora/lan.csv" | cut -d , -f 7
    tail -n +2 "$corpora/ortsnamn.csv" | cut -d , -f 1
} | LC_ALL=C sort -u >"$work/places.txt"
# The word list inside Tesseract's Swedish model.
tessdata=$(LC_ALL=C tesseract --list-langs 2>&1 | sed -n 's|^List of available languages in "\(.*[^/]\)/*".*|\1|p')
combine_tessdata -e "$tessdata/swe.traineddata" "$work/swe.lstm-unicharset" "$work/swe.lstm-word-dawg" >/dev/null 2>&1
dawg2wordlist "$work/swe.lstm-unicharset" "$work/swe.lstm-word-dawg" "$work/words.txt" >/dev/null

"$paragraf" train \
    --text "$work/goteborg-protocols-before-2025-08.txt=4" "$work/government.txt" "$work/riksdag-interpellations.txt" "$work/sfs.txt" \
    models/older-words.txt=5 models/older.txt=10 models/minutes.txt=10 \
    --names "$work/names.tsv" "$work/places.txt" --name-parts models/name-parts.txt \
    --words "$work/words.txt" models/older-words.txt \
    --pairs "$work/eng.jsonl" --swedish-pairs "$work/swe.jsonl" --output models/swedish.bin
