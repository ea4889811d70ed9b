//! Digital seals, fields for signatures, and what was signed by hand.

mod handwritten;

use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use crate::clean::Role;
use crate::record::{Signature, SignatureKind};
use crate::vocabulary::{self, FoldedWords, Phrase, SIGNATURE_FIELDS, SIGNING_SERVICES};

/// A digest's algorithm.
static ALGORITHM: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bSHA-?\s?(?P<bits>1|256|384|512)\b"));
/// The lengths in hex digits of digests in use: MD5, SHA-1, SHA-256, SHA-384, SHA-512.
const DIGEST_LENGTHS: [usize; 5] = [32, 40, 64, 96, 128];
/// What may be a digest, also where OCR has mangled it.
static DIGEST: LazyLock<Regex> = LazyLock::new(|| regex(r"[0-9A-Za-z]{28,}"));
/// Words that announce a digest without an algorithm.
static ANNOUNCED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(fingerprint|fingeravtryck|signerat|checksumma|hash)\b"));

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// The seals and fields on some lines.
pub(super) fn signatures(reading: Reading<'_>, lines: std::ops::Range<usize>) -> Vec<Signature> {
    let mut found = handwritten::handwritten(reading, lines.clone());
    for index in lines {
        let line = &reading.text.lines[index];
        if line.role == Role::RunningFoot || line.role == Role::RunningHead {
            found.extend(seal(reading, index));
            found.extend(fields(reading, index));
        }
    }
    found
}

fn seal(reading: Reading<'_>, index: usize) -> Option<Signature> {
    let line = &reading.text.lines[index];
    let algorithm = ALGORITHM.captures(&line.text);
    let digest = DIGEST
        .find_iter(&line.text)
        .map(|m| m.as_str())
        .find(|digest| looks_like_digest(digest));
    if algorithm.is_none() && (digest.is_none() || !ANNOUNCED.is_match(&line.text)) {
        return None;
    }
    let digits = algorithm.as_ref().map(|found| match &found["bits"] {
        "1" => 40,
        "256" => 64,
        "384" => 96,
        _ => 128,
    });
    let hex = |digest: &str| digest.bytes().all(|b| b.is_ascii_hexdigit());
    let near = &reading.text.lines[index.saturating_sub(1)..=index];
    let folded: Vec<String> = near.iter().map(|line| vocabulary::fold(&line.text)).collect();
    let provider = SIGNING_SERVICES
        .iter()
        .find(|service| folded.iter().any(|text| text.contains(*service)));
    Some(Signature {
        kind: SignatureKind::DigitalSeal,
        label: Some(line.text.clone()),
        provider: provider.map(|service| (*service).to_owned()),
        algorithm: algorithm.as_ref().map(|found| format!("SHA-{}", &found["bits"])),
        digest: digest.map(str::to_owned),
        digest_valid: digest.map(|digest| {
            hex(digest)
                && digits.map_or_else(
                    || DIGEST_LENGTHS.contains(&digest.len()),
                    |digits| digest.len() == digits,
                )
        }),
        name: None,
        page: reading.page(index),
        source: reading.source(line.tokens.clone()),
    })
}

/// Whether a long word is a digest and not a compound: digits among its letters.
fn looks_like_digest(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_digit).count() * 5 >= word.len()
}

/// The fields of a line; one printed line may hold several side by side.
fn fields(reading: Reading<'_>, index: usize) -> Vec<Signature> {
    let line = &reading.text.lines[index];
    let words = reading.words(index);
    let folded = FoldedWords::of(&words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let field = SIGNATURE_FIELDS.iter().find(|field| field.stands_at(&folded, at));
        let length = field.map_or(0, Phrase::words);
        if length > 0 {
            let tokens = line.tokens.start + at..line.tokens.start + at + length;
            found.push(Signature {
                kind: SignatureKind::SignatureField,
                label: Some(reading.text.flow(tokens.clone())),
                provider: None,
                algorithm: None,
                digest: None,
                digest_valid: None,
                name: None,
                page: reading.page(index),
                source: reading.source(tokens),
            });
        }
        at += length.max(1);
    }
    found
}
