#!/usr/bin/env bash
# Makes the OCR model for Swedish municipal protocols: setup/model.sh LATIN SWEDISH WORDS OUTPUT
#
# Tesseract's model `swe` cannot write § – • % @, for its character set lacks them; the model `script/Latin` has them all, but
# its word list of a hundred languages takes 272 MB of memory. The model made here has the network and the characters of
# Latin, and the words of swe and of WORDS (one a line, # begins a remark). The same files in give the same bytes out.

set -euo pipefail
export LC_ALL=C.UTF-8

# The letters with marks that Swedish and its common names are written with. Latin's other ones are barred: in Swedish text
# they are misread å, ä and ö more often than right.
readonly letters=åäöÅÄÖéÉüÜ

readonly latin=$1 swedish=$2 words=$3 output=$4

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
readonly log=$folder/log

# Runs one of Tesseract's training tools; what it says matters only where it fails.
quietly() { "$@" >>"$log" 2>&1 || { cat "$log" >&2 && exit 1; }; }

quietly combine_tessdata -u "$latin" "$folder/latin."
quietly combine_tessdata -u "$swedish" "$folder/swe."
quietly dawg2wordlist "$folder/swe.lstm-unicharset" "$folder/swe.lstm-word-dawg" "$folder/swe.words"

# The dictionary tells capitals from small letters, so each word of ours goes in as written and as it opens a sentence.
sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$words" | sed -e 'p;s/^./\U&/' >"$folder/our.words"
sort -u "$folder/swe.words" "$folder/our.words" >"$folder/all.words"

for part in lstm lstm-recoder lstm-punc-dawg lstm-number-dawg lstm-unicharset version; do
    mv "$folder/latin.$part" "$folder/model.$part"
done
quietly wordlist2dawg "$folder/all.words" "$folder/model.lstm-word-dawg" "$folder/model.lstm-unicharset"
barred=$(cut -d' ' -f1 "$folder/model.lstm-unicharset" | grep '^[[:alpha:]]$' | grep -v "[A-Za-z$letters]" | tr -d '\n')
echo "tessedit_char_blacklist $barred" >"$folder/model.config"
quietly combine_tessdata "$folder/model."

mkdir -p "$(dirname "$output")"
# Into place in one step: a model half written would be taken for a whole one.
cp "$folder/model.traineddata" "$output.new"
mv "$output.new" "$output"
