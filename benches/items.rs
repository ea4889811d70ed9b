//! Synthetic minutes for measuring: any number of items in plausible Swedish, from a small vocabulary of its own and a
//! seed. The same number gives the same document.

use jiff::ToSpan;
use jiff::civil::date;
use paragraf::case_number;
use paragraf::record::{Decision, DecisionKind, Item, Meeting, Record, SCHEMA_VERSION, Section, SectionKind};
use paragraf::scan::SourceFile;

/// How many items a document has.
pub const ITEMS: u32 = 10;

const BODIES: &[&str] = &[
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Kommunstyrelsens arbetsutskott",
    "Barn- och utbildningsnämnden",
    "Socialnämnden",
    "Miljö- och byggnadsnämnden",
    "Tekniska nämnden",
    "Kultur- och fritidsnämnden",
];
const PLACES: &[&str] = &[
    "Ånäs",
    "Björkvik",
    "Södra Gärdet",
    "Hällefors by",
    "Öjaby",
    "Tallmo",
    "Rönnskär",
    "Vikarbodarna",
];
/// First parts of compounds.
const FIRST: &[&str] = &[
    "skol",
    "bygg",
    "trafik",
    "vatten",
    "social",
    "kultur",
    "närings",
    "miljö",
    "barn",
    "ungdoms",
    "äldre",
    "brand",
    "markan",
    "fritids",
    "energi",
    "klimat",
    "personal",
    "ekonomi",
    "detalj",
    "översikts",
    "bredbands",
    "bibliotek",
    "färdtjänst",
    "hamn",
    "skogs",
    "snö",
    "park",
    "bostads",
    "hälso",
    "integrations",
    "språk",
    "digitaliserings",
    "trygghets",
    "upphandlings",
    "gatu",
    "cykel",
];
/// Last parts of compounds, in several forms.
const LAST: &[&str] = &[
    "plan",
    "planen",
    "planer",
    "nämnd",
    "nämnden",
    "nämndens",
    "förvaltning",
    "förvaltningen",
    "avgift",
    "avgifter",
    "avgifterna",
    "program",
    "programmet",
    "policy",
    "policyn",
    "stöd",
    "stödet",
    "bidrag",
    "bidraget",
    "utredning",
    "utredningen",
    "ledare",
    "ledaren",
    "tjänst",
    "tjänster",
    "tjänsten",
    "avtal",
    "avtalet",
    "strategi",
    "strategin",
    "verksamhet",
    "verksamheten",
    "frågor",
    "lokal",
    "lokaler",
];
const WORDS: &[&str] = &[
    "att",
    "och",
    "i",
    "för",
    "av",
    "som",
    "till",
    "den",
    "på",
    "med",
    "är",
    "har",
    "om",
    "ska",
    "det",
    "en",
    "ett",
    "inte",
    "kan",
    "vid",
    "från",
    "kommunen",
    "beslutar",
    "föreslår",
    "godkänner",
    "ärendet",
    "förslaget",
    "enligt",
    "under",
    "året",
    "kostnaden",
    "medel",
    "anslår",
    "invånarna",
    "möjlighet",
    "behov",
    "ökar",
    "minskar",
    "genomföra",
    "redovisa",
    "uppdrag",
    "ger",
    "lägger",
    "handlingarna",
    "väl",
    "val",
    "ledamot",
    "ersättare",
    "yrkar",
    "bifall",
    "avslag",
    "återremiss",
    "ordföranden",
    "frågar",
    "finner",
    "votering",
    "begärs",
    "reserverar",
    "sig",
    "tidigare",
    "bakgrund",
    "samråd",
    "granskning",
    "antas",
    "upphävs",
    "träder",
    "kraft",
    "januari",
    "mars",
    "höst",
    "vår",
];

const SYLLABLES: &[&str] = &[
    "ber", "dal", "en", "fors", "gren", "hed", "in", "kvi", "lund", "mar", "nor", "os", "pet", "ros", "sten", "tor",
    "ul", "vik", "ström", "häg", "lind", "bäck", "ek", "sjö",
];

/// How many words of a hundred are among the most frequent ones. Of the words of ../shared/real/goteborg and the fixtures
/// the 70 most frequent are 46 in a hundred; [`SHIFT`] is drawn from the same count.
const FREQUENT_SHARE: usize = 46;
/// How many words of a hundred are names.
const NAME_SHARE: usize = 2;
/// What is added to a rank before it divides.
const SHIFT: f64 = 2.5;

/// Numbers that follow from a seed (splitmix64).
pub struct Random(u64);

impl Random {
    /// From this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// One of several, all alike.
    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A word: a frequent one as often as in minutes, else a compound.
    fn word(&mut self) -> String {
        match self.below(100) {
            share if share < FREQUENT_SHARE => self.frequent_word().to_owned(),
            share if share < FREQUENT_SHARE + NAME_SHARE => self.name(),
            _ => self.compound(),
        }
    }

    /// A name, one of a third of a million: most are rare, as in an archive.
    fn name(&mut self) -> String {
        let syllables: String = (0..4).map(|_| self.pick(SYLLABLES)).collect();
        let (first, rest) = syllables.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    }

    /// One of [`WORDS`], by Mandelbrot's form of Zipf's law: the n-th is 1 ÷ (n + 2.5) times as frequent as a constant.
    fn frequent_word(&mut self) -> &'static str {
        let rank = |share: f64| {
            let (first, all) = (1.0 + SHIFT, 1.0 + WORDS.len() as f64 + SHIFT);
            first * (all / first).powf(share) - first
        };
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        WORDS[(rank(share) as usize).min(WORDS.len() - 1)]
    }

    /// A compound; one in four is of three parts, so that the vocabulary grows with the archive.
    pub fn compound(&mut self) -> String {
        let middle = if self.below(4) == 0 { self.pick(FIRST) } else { "" };
        format!("{}{middle}{}", self.pick(FIRST), self.pick(LAST))
    }

    fn sentences(&mut self, count: usize) -> String {
        let sentence = |random: &mut Self| {
            let length = 6 + random.below(14);
            let words: Vec<String> = (0..length).map(|_| random.word()).collect();
            format!("{} {} {}.", random.compound(), words.join(" "), random.pick(PLACES))
        };
        (0..count).map(|_| sentence(self)).collect::<Vec<_>>().join(" ")
    }
}

/// The case number of an item: its serial is that of the item.
pub fn case_of(document: u32, item: u32) -> String {
    format!("KS-{}-{:05}", 1990 + document % 35, document * ITEMS + item + 1)
}

/// A document of [`ITEMS`] items, each of some two kilobytes of text.
pub fn record(number: u32) -> Record {
    let mut random = Random::new(u64::from(number));
    let id = format!("{number:064x}");
    let day = date(1990, 1, 8).saturating_add((i64::from(number) % 12_000).days());
    let items = (0..ITEMS)
        .map(|position| item(&mut random, &id, number, position))
        .collect();
    let meeting = Meeting {
        id: format!("{}.1", &id[..12]),
        organisation: Some("Norrvikens kommun".to_owned()),
        body: Some(random.pick(BODIES).to_owned()),
        date: Some(day),
        items,
        ..Meeting::default()
    };
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        id: id.clone(),
        source_file: SourceFile {
            path: format!("{number}.txt"),
            media_type: "text/plain".to_owned(),
            bytes: 0,
            sha256: id,
            pages: 1,
        },
        pages: Vec::new(),
        meetings: vec![meeting],
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

fn item(random: &mut Random, document: &str, number: u32, position: u32) -> Item {
    let section = |kind, heading: &str, text| Section {
        kind,
        heading: Some(heading.to_owned()),
        text,
        source: None,
    };
    let decision = random.sentences(2);
    let kinds = [
        DecisionKind::Approved,
        DecisionKind::Adopted,
        DecisionKind::Rejected,
        DecisionKind::Noted,
    ];
    Item {
        id: format!("{}.1.{}", &document[..12], position + 1),
        number: (position + 1).to_string(),
        title: Some(format!(
            "{} för {} {}",
            random.compound(),
            random.compound(),
            random.pick(PLACES)
        )),
        case_numbers: case_number::parse(&case_of(number, position)).into_iter().collect(),
        sections: vec![
            section(SectionKind::Summary, "Sammanfattning av ärendet", random.sentences(14)),
            section(SectionKind::Decision, "Beslut", decision.clone()),
        ],
        decisions: vec![Decision {
            text: decision,
            kind: kinds[random.below(kinds.len())],
            body: None,
            source: None,
        }],
        ..Item::default()
    }
}
