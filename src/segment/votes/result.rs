//! What the text of a vote states: what Ja and Nej mean, the count, and the attachment with the names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Majority, Told, What};
use crate::record::BallotVote;
use crate::segment::{flow::Flow, people, sieved::Sieved};
use crate::vocabulary;
use crate::vocabulary::politics::{MEANING_WORDS, NUMBER_WORDS, VOTE_HEADINGS};

/// What says what Ja and Nej mean takes no more bytes than this; more is two words in two matters.
const LONGEST_MEANING: usize = 700;

/// What every text holds that tells of a vote, in one form or another. It has no `\b`, which is slow beside å, ä and ö.
static VOTING: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)(?:^|\W)(?:ja|nej)(?:\W|$|r[öo]st)|r[öo]st(?:a|er)|avst[åao]|frånv|kvitta|nedlagd|blank")
});

/// How a text says what Ja and Nej mean, each with groups `yes` and `no`.
static MEANINGS: LazyLock<[Sieved; 8]> = LazyLock::new(|| {
    let lead = r"(?:[- ]?r[öo]st(?:er)?)?(?:\s+(?:avges\s+|avgavs\s+|lämnas\s+)?f[öo]r\s+|\s*(?:inneb[äa]r|betyder|[:=–-])\s+|\s+(?:inneb[äa]r|betyder|är|till|enligt)\s+)";
    // Once Ja has been explained, the word before Nej may be left out: "ja-röst innebär A, nej-röst B".
    let short = format!(r"(?:{lead}|[- ]?r[öo]st\s+)");
    let to = r"(?:[^.]|\.\p{L}|\.\s?(?:fl|m)\.)";
    [
        // 9 ja-röster för bifall till A och 5 nej-röster för bifall till B har nämnden …
        Sieved::of(
            r"(?is)\b(?:\d{1,3}|\p{Ll}+)\s+ja-?r[öo]ster\s+f[öo]r\s+(?P<yes>[^.,;()]+?)\s+(?:och|mot)\s+(?:\d{1,3}|\p{Ll}+)\s+nej-?r[öo]ster\s+f[öo]r\s+(?P<no>[^.,;()]+?)(?:\s+(?:har|beslutar|bifaller)\b|[.,;]|$)",
        ),
        // Ja för bifall till A och Nej för bifall till B. Ja-röst innebär …, nej-röst innebär ….
        Sieved::of(&format!(
            r#"(?is)\bja{lead}(?P<yes>[^"”]+?)["”]?[.,;]?\s*(?:och|samt|medan)?\s*["”]?\bnej{short}(?P<no>{to}+?)\s*(?:["”]|\.(?:[\s"”]|$)|$)"#
        )),
        // Den som vill bifalla A röstar ja, den som röstar för B röstar nej.
        Sieved::of(&format!(
            r"(?is)\bsom\s+(?:ville?\s+|[äa]r\s+f[öo]r\s+|r[öo]star\s+(?:f[öo]r|p[åa])\s+)?(?P<yes>{to}+?)\s+r[öo]sta(?:r|de)\s+ja[.,;]?\s*(?:och|medan)?\s*(?:att\s+)?(?:den|de|ledam\p{{L}}+)?\s*som\s+(?:ville?\s+|[äa]r\s+f[öo]r\s+|r[öo]star\s+(?:f[öo]r|p[åa])\s+)?(?P<no>{to}+?)\s+r[öo]sta(?:r|de)\s+nej\b"
        )),
        // Den som vill bifalla A röstar ja. Den det ej vill röstar nej. Vinner nej har B.
        Sieved::of(
            r"(?is)\bsom,?\s+(?:ville?,?\s+|r[öo]star\s+(?:f[öo]r|p[åa])\s+)?(?P<yes>[^.]+?),?\s+r[öo]sta(?:r|de)\s+ja[.,;]?\s*(?:och\s+)?(?:den\s+)?(?:det\s+)?(?:ej|icke|inte)\s+(?:det\s+)?ville?,?\s*r[öo]sta(?:r|de)\s+nej\b(?:[.,;]?\s*v(?:inner|unne|ann)\s+nej,?\s+(?:har?|hade|är|vore)\s+(?:\p{L}*(?:fullmäktige|nämnden|styrelsen|kammaren|stämman|utskottet)\s+)?(?P<no>[^.;]+))?",
        ),
        // Den som stöder A röstar ja. Vinner nej har kommunstyrelsen bifallit B.
        Sieved::of(
            r"(?is)\bsom\s+(?:ville?\s+|[äa]r\s+f[öo]r\s+)?(?P<yes>[^.]+?)\s+r[öo]sta(?:r|de)\s+ja[.,;]\s*v(?:inner|ann)\s+nej,?\s+(?:har?|hade|är)\s+(?:\p{L}*(?:fullmäktige|nämnden|styrelsen|utskottet|direktionen)\s+)?(?P<no>[^.;]+)",
        ),
        // Den, som ville bifalla A, hade att avgiva ja-sedel, men den, som ville biträda B, nej-sedel.
        Sieved::of(
            r"(?is)\bsom\s+ville?\s+(?P<yes>[^.]+?),?\s+(?:(?:hade\s+att|skulle)\s+)?(?:avgiva|avge|avgåve|nedlägga|lägga)\s+ja-?sed\p{L}+[,;]?\s*(?:och|men|medan)?\s*den,?\s+som\s+ville?\s+(?P<no>[^.]+?),?\s+(?:(?:hade\s+att|skulle)\s+)?(?:(?:avgiva|avge|avgåve|nedlägga|lägga)\s+)?nej-?sed",
        ),
        // 7 röster för bifall till A och 9 röster för avslag
        Sieved::of(
            r"(?is)\b(?:\d{1,3}|\p{Ll}+)\s+r[öo]ster\s+f[öo]r\s+(?P<yes>bifall\b[^.,;]*?)\s+(?:och|mot)\s+(?:\d{1,3}|\p{Ll}+)\s+(?:r[öo]ster\s+)?f[öo]r\s+(?P<no>[^.,;]+)",
        ),
        // Den som röstar ja bifaller A och den som röstar nej bifaller B.
        Sieved::of(
            r"(?is)\bsom\s+r[öo]star\s+ja\s+(?P<yes>[^.]+?)[.,;]?\s*(?:och|medan)?\s*(?:den|de|ledam\p{L}+)?\s*som\s+r[öo]star\s+nej\s+(?P<no>[^.]+?)\s*(?:\.|$)",
        ),
    ]
});

/// How a text states numbers, each with groups `n` and `k`, or `yes` and `no`; the first that fits a place counts.
static COUNTS: LazyLock<[Sieved; 6]> = LazyLock::new(|| {
    let words: Vec<&str> = NUMBER_WORDS.iter().map(|(word, _)| *word).collect();
    let n = format!(r"(?P<n>\d{{1,3}}|{})", words.join("|"));
    let bare = format!(r"\d{{1,3}}|{}", words.join("|"));
    [
        // 7 röster för bifall till motionen och 9 röster för avslag
        Sieved::of(&format!(
            r"(?i)(?:^|[\s,;:])(?P<yes>{bare})\s+r[öo]ster\s+f[öo]r\s+bifall\b[^.,;]*?\s(?:och|mot)\s+(?P<no>{bare})\s+(?:r[öo]ster\s+)?f[öo]r\s+avslag\b"
        )),
        // Ja 7, Nej 5
        Sieved::of(
            r"(?i)\bja(?:[- ]?r[öo]ster)?\s+(?P<yes>\d{1,3})\s?[,;–-]?\s?(?:och|mot)?\s*nej(?:[- ]?r[öo]ster)?\s+(?P<no>\d{1,3})\b(?:\s?[,;–-]?\s?(?:och\s)?avst[åa]r\s+(?P<abstain>\d{1,3})\b)?(?:\s?[,;–-]?\s?(?:och\s)?frånvarande\s+(?P<absent>\d{1,3})\b)?",
        ),
        // 43 Ja mot 38 Nej; sju ja-röster; 7 ledamöter röstar ja; 5 röster avgavs för ja
        Sieved::of(&format!(
            r"(?i)(?:^|[\s,;:]){n}\s+(?:\(\d{{1,3}}\)\s+)?(?:ledam\p{{L}}+\s+|st\.?\s+)?(?:har\s+)?(?:r[öo]sta\p{{L}}+\s+|r[öo]st(?:er)?\s+(?:(?:avg|lämna)\p{{L}}+\s+)?f[öo]r\s+)?[”\x22]?(?P<k>ja|nej)(?:\b|r[öo]st)"
        )),
        // Ja: 43; Ja-röster 7; röstar Ja (9); Antal Nej 38; avstår från att rösta (1)
        Sieved::of(
            r"(?i)\b(?P<k>ja|nej|avst[åa]r|avstod|frånvarande|frånv\.?|kvittade)(?:[- ]?r[öo]ster)?(?:\s+från\s+att\s+rösta)?\s*(?:[:=]\s*\(?|\()(?P<n>\d{1,3})\)?",
        ),
        // 8 ledamöter avstår; en nedlagd röst; 1 ledamot är frånvarande
        Sieved::of(&format!(
            r"(?i)(?:^|[\s,;:(]){n}\s+(?:\(\d{{1,3}}\)\s+)?(?:ledam\p{{L}}+\s+|st\.?\s+|ersätt\p{{L}}+\s+|sed(?:el|lar)\s+)?(?:(?:är|var|voro|har|som)\s+)?(?P<k>avst[åa]r|avstod|avstått|avstående|nedlagda?|blanka?|frånvarande|kvittade?)\b"
        )),
        // Ja-röster 7
        Sieved::of(r"(?i)\b(?P<k>ja|nej)[- ]?r[öo]ster\s+(?P<n>\d{1,3})\b"),
    ]
});

/// The head of a list of names, which ends what Nej means where no full stop does.
static NEXT_LIST: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\s(?:ja|nej|avst[åa]r)\s?[:(]"));

/// Numbers without the words Ja and Nej, the larger one first: `med sju röster mot fem`, `med röstsiffrorna 7-5`.
static MAJORITY: LazyLock<Sieved> = LazyLock::new(|| {
    let words: Vec<&str> = NUMBER_WORDS.iter().map(|(word, _)| *word).collect();
    let n = format!(r"\d{{1,3}}|{}", words.join("|"));
    Sieved::of(&format!(
        r"(?i)\bmed\s+(?:(?P<for>{n})\s+r[öo]ster\s+mot\s+|r[öo]stsiffrorna\s+(?P<first>{n})\s?(?:[-–]|mot)\s?)(?P<against>{n})\b(?P<decided>[^.]*)"
    ))
});

static ANNEX: LazyLock<Sieved> =
    LazyLock::new(|| Sieved::of(r"(?i)\bbilaga\s+(?:nr\s+)?(?P<label>\d{1,3}\p{L}?|[A-ZÅÄÖ])\b"));

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are constants, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// Whether a text may tell of a vote at all: what Ja and Nej mean, a count or who voted what.
pub(super) fn may_tell(flow: &Flow) -> bool {
    VOTING.is_match(&flow.text)
}

/// What Ja and Nej mean, wherever a text says so.
pub(super) fn meanings(flow: &Flow) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    // Each of the forms holds one of these words, and most texts that count votes hold neither.
    let lower = flow.text.to_ascii_lowercase();
    if !lower.contains("nej") && !lower.contains("bifall") {
        return found;
    }
    for captures in MEANINGS.iter().flat_map(|form| form.captures_iter(&flow.text)) {
        let Some(whole) = captures.get(0) else { continue };
        // "Ja: Anna Berg (S)" gives a name, "Ja: bifall" a meaning.
        let colon = captures[0].contains(':') && !vocabulary::contains_phrase(&captures["yes"], &MEANING_WORDS);
        if whole.len() <= LONGEST_MEANING && !colon && is_free(&found, &whole.range()) {
            let words = |name: &str| {
                let range = captures.name(name).map_or(0..0, |words| words.range());
                let end = past_others(&flow.text, range.end).min(flow.paragraph_end(range.start));
                let words = before_voters(&flow.text[range.start..end]);
                let end = NEXT_LIST.find(words).map_or(words.len(), |list| list.start());
                words[..end].trim_matches([' ', '"', '”', ',', ';']).to_owned()
            };
            let what = What::Means {
                yes: words("yes"),
                no: words("no"),
            };
            let no = captures.name("no").map_or(whole.start(), |no| no.start());
            // Where those who voted so are named with it, the sentence tells of them too.
            let told = before_voters(&captures["yes"]) != &captures["yes"];
            let end = if told {
                whole.start()
            } else {
                whole.end().min(flow.paragraph_end(no))
            };
            found.push(Told {
                at: whole.start()..end,
                what,
            });
        }
    }
    found
}

/// What a vote means, without those who voted so and stand behind it in brackets: `att ansökan avslås (Bo Ek och Ida Lo)`.
fn before_voters(words: &str) -> &str {
    let parts = words.split_once(" (");
    let voters = |(_, inside): &(&str, &str)| {
        let names = inside.split(')').next().unwrap_or_default();
        people::plain_list(names).is_some()
    };
    parts.filter(voters).map_or(words, |(before, _)| before)
}

/// The end of what stands before a place, where an abbreviation was taken for its end: `bifall till Eks m. fl. yrkande.`
fn past_others(text: &str, end: usize) -> usize {
    let cut = text[..end].ends_with(" m") && text[end..].starts_with(". fl.");
    let behind = end + ". fl.".len();
    if cut {
        text[behind..].find('.').map_or(text.len(), |stop| behind + stop)
    } else {
        end
    }
}

/// Numbers, each with what it counts.
type Numbers = Vec<(BallotVote, u32)>;

/// The numbers that a text states, those of one sentence together.
pub(super) fn counts(flow: &Flow) -> Vec<Told> {
    let mut places: Vec<(Range<usize>, Numbers)> = Vec::new();
    for captures in COUNTS.iter().flat_map(|form| form.captures_iter(&flow.text)) {
        let Some(whole) = captures.get(0).filter(|whole| !numbers_vote(flow, whole.start())) else {
            continue;
        };
        let free = places
            .iter()
            .all(|(taken, _)| whole.end() <= taken.start || taken.end <= whole.start());
        let numbers = match (captures.name("yes"), captures.name("no")) {
            (Some(yes), Some(no)) => number(yes.as_str()).zip(number(no.as_str())).map(|(yes, no)| {
                let named = |name: &str, vote: BallotVote| {
                    let counted = captures.name(name).and_then(|counted| number(counted.as_str()));
                    counted.map(|counted| (vote, counted))
                };
                [(BallotVote::Yes, yes), (BallotVote::No, no)]
                    .into_iter()
                    .chain(named("abstain", BallotVote::Abstain))
                    .chain(named("absent", BallotVote::Absent))
                    .collect()
            }),
            _ => super::ballots::kind(&captures["k"])
                .zip(number(&captures["n"]))
                .map(|pair| vec![pair]),
        };
        if let Some(numbers) = numbers.filter(|_| free) {
            let lead = whole.as_str().find(char::is_alphanumeric).unwrap_or_default();
            places.push((whole.start() + lead..whole.end(), numbers));
        }
    }
    places.sort_by_key(|(range, _)| range.start);
    let sentences = flow.sentences();
    let sentence = |at: usize| sentences.partition_point(|range| range.end <= at);
    places
        .chunk_by(|(a, _), (b, _)| sentence(a.end - 1) == sentence(b.end - 1))
        .map(|group| Told {
            at: group[0].0.start..group[group.len() - 1].0.end,
            what: What::Count(group.iter().flat_map(|(_, numbers)| numbers.clone()).collect()),
        })
        .collect()
}

/// Whether the number that stands behind a place is that of the vote in a heading: `Omröstning 2` above `Ja-röst för bifall`.
fn numbers_vote(flow: &Flow, place: usize) -> bool {
    let before = flow.text[..place].trim_end();
    let word = before.rfind(' ').map_or(0, |space| space + 1);
    let heading = VOTE_HEADINGS.contains(&vocabulary::fold(&before[word..]).as_str());
    let number = flow.text[place..].trim_start();
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    heading && digits > 0 && flow.ends_line(flow.text.len() - number.len() + digits)
}

/// The numbers of those who carried a decision and of those who did not.
pub(super) fn majorities(flow: &Flow) -> Vec<Told> {
    let sentences = flow.sentences();
    // "Nämnden beslöt den 14 januari, § 3, med 7 röster mot 4" was another meeting.
    let here = |at: usize| {
        let sentence = sentences.iter().find(|sentence| sentence.contains(&at));
        sentence.is_none_or(|sentence| !flow.text[sentence.start..at].contains('§'))
    };
    let found = MAJORITY.captures_iter(&flow.text).filter_map(|captures| {
        captures.get(0).filter(|whole| here(whole.start()))?;
        let majority = Majority {
            carried: number(captures.name("for").or(captures.name("first"))?.as_str())?,
            lost: number(&captures["against"])?,
            decided: captures["decided"].to_owned(),
        };
        let at = captures.get(0)?.start()..captures.name("against")?.end();
        let what = What::Majority(majority);
        Some(Told { at, what })
    });
    found.collect()
}

/// The attachments that a text names.
pub(super) fn annexes(flow: &Flow) -> Vec<Told> {
    let names = ANNEX.captures_iter(&flow.text).filter_map(|captures| {
        let at = captures.get(0)?.range();
        let what = What::Annex(captures["label"].to_lowercase());
        Some(Told { at, what })
    });
    names.collect()
}

fn is_free(found: &[Told], range: &Range<usize>) -> bool {
    found
        .iter()
        .all(|told| range.end <= told.at.start || told.at.end <= range.start)
}

/// A number in digits or in words.
fn number(text: &str) -> Option<u32> {
    let folded = vocabulary::fold(text);
    let word = NUMBER_WORDS
        .iter()
        .find(|(word, _)| vocabulary::same_letters(&folded, word));
    text.parse().ok().or(word.map(|(_, number)| *number))
}
