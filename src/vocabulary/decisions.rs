//! How bodies decide, and what their decisions do.

use super::{Phrases, Wordings, folded, worded};
use crate::record::DecisionKind;

/// What decisions do with their matter, by the verb. Each is the beginning of a word or phrase; `|` at its end
/// stands for the end of a word.
pub const DECISION_VERBS: &[(DecisionKind, &[&str])] = &[
    (
        DecisionKind::ReferredBack,
        &["återremi", "återförvis", "återvis", "visas åter"],
    ),
    (
        DecisionKind::Postponed,
        &[
            "bordlägg",
            "bordlagt",
            "bordla",
            "skjuts upp",
            "skjuta upp",
            "uppskjut",
            "uppsköt",
            "uppskov",
            "vila till",
            "flyttas till nästa",
            "flyttas fram",
        ],
    ),
    (
        DecisionKind::Answered,
        &[
            "anses besvara",
            "anse besvara",
            "anse motionen besvara",
            "anse medborgarförslaget besvara",
            "besvarad",
            "besvarat",
            "besvarar",
        ],
    ),
    (
        DecisionKind::Rejected,
        &[
            "avslå",
            "avslag",
            "avslår",
            "beviljas inte",
            "medges inte",
            "lämnas inte",
            "ges inte",
            "inte bifall",
            "förkasta",
            "negativt planbesked",
            "negativt förhandsbesked",
            "utan bifall",
            "utan avseende",
            "avvisa",
            "avslog",
            "afslå",
            "afslog",
            "afslag",
            "ej skäl",
            "icke skäl",
            "icke bifall",
            "ej bifall",
            "avstyrk",
            "afstyrk",
        ],
    ),
    (
        DecisionKind::Elected,
        &[
            "utse|",
            "nominera",
            "utser|",
            "utses|",
            "utsett|",
            "utsetts|",
            "utsedda|",
            "utså",
            "förrätta val",
            "välj",
            "väljs",
            "valda|",
            "valde|",
            "valdes|",
            "till ny ledamot",
            "omvälj",
            "omvald",
            "återvald",
            "nyvald",
            "invald",
            "tillsätt",
            "anställer|",
            "anställa|",
            "till ledamöter",
        ],
    ),
    (
        DecisionKind::Tasked,
        &[
            "i uppdrag",
            "uppdra|",
            "uppdraga|",
            "uppdrages|",
            "uppdrar|",
            "uppdras|",
            "uppdrog",
            "bemyndiga",
            "befullmäktiga",
            "ålägg",
            "delegera",
            "ge rätt att",
            "uppmana",
            "anmoda",
        ],
    ),
    (
        DecisionKind::Noted,
        &[
            "till handlingarna",
            "anteckna",
            "tar del av",
            "ta del av",
            "notera",
            "tagit del av",
            "anmälningarna gjorda",
            "anmälan gjord",
            "lägga informationen",
            "lägger informationen",
            "ta emot informationen",
            "tar emot",
            "tas emot",
            "till protokollet",
            "tacka för",
            "tackar för",
            "tackade för",
            "anmäld",
        ],
    ),
    (
        DecisionKind::Adopted,
        &[
            "anta|",
            "antas|",
            "antar|",
            "får den lydelse",
            "får följande lydelse",
            "ges följande lydelse",
            "antaga|",
            "antages|",
            "antog",
            "fastställ",
            "avge|",
            "avger|",
            "som sitt yttrande",
            "såsom sitt yttrande",
            "som sitt svar",
        ],
    ),
    (
        DecisionKind::Approved,
        &[
            "godkänn",
            "godkänd",
            "bifall",
            "biföll",
            "antaga anbud",
            "anslå|",
            "anslår|",
            "anslog",
            "anvisa",
            "inköp",
            "försälj",
            "förvärva",
            "ingå borgen",
            "upptaga lån",
            "ta upp lån",
            "teckna borgen",
            "avveckla",
            "inrätta",
            "accepter",
            "bevilj",
            "ombudget",
            "ges dispens",
            "dispens ges",
            "dispens lämnas",
            "entledig",
            "befriar|",
            "befria|",
            "befrias|",
            "medge",
            "medgav",
            "medgåv",
            "får ställas",
            "instäm",
            "positivt förhandsbesked",
            "positivt planbesked",
            "lämnar positivt",
            "lämna positivt",
            "säljs|",
            "sälja|",
            "säljer|",
            "godta",
            "igångsättningstillstånd",
            "startbesked meddelas",
            "slutbesked meddelas",
            "ge tillstånd",
            "ges tillstånd",
            "meddela tillstånd",
            "tillstånd meddelas",
            "lämna tillstånd",
            "ge bygglov",
            "ges bygglov",
            "ställer sig bakom",
            "ställa sig bakom",
        ],
    ),
];

/// What a body does when it decides: the word after its name.
pub static DECIDING_VERBS: Phrases = Phrases::new(|| {
    folded(&[
        "fattar följande beslut",
        "fattade följande beslut",
        "beslutar",
        "beslutade",
        "beslöt",
        "föreslår",
        "godkänner",
        "antar",
        "fastställer",
        "lägger",
        "tar",
        "tillstyrker",
        "hemställer",
        "noterar",
        "antecknar",
        "utser",
        "väljer",
        "avslår",
        "bifaller",
        "ger",
        "uppdrar",
        "återremitterar",
        "bordlägger",
        "ställer",
        "beviljar",
        "rekommenderar",
        "anser",
        "förelägger",
        "förbjuder",
        "medger",
        "upphäver",
        "avvisar",
        "avskriver",
        "överlämnar",
        "remitterar",
        "bemyndigar",
        "befriar",
        "befriar",
        "entledigar",
        "delegerar",
        "instämmer",
        "tackar",
        "avstyrker",
        "avger",
        "tackade",
        "har inget att erinra",
        "har ingen erinran",
        "har inga synpunkter",
        "medgav",
        "biföll",
        "biföllo",
        "avslog",
        "avslogo",
        "antog",
        "antogo",
        "utsåg",
        "utsågo",
        "uppdrog",
        "uppdrogo",
        "hänsköt",
        "hänsköto",
        "godkände",
        "fastställde",
        "beviljade",
        "bemyndigade",
        "bordlade",
        "återremitterade",
        "beslöto",
        "fann",
        "funno",
        "uttalade",
        "uttalar",
        "medgåvo",
        "bestämde",
        "anslog",
        "anslogo",
        "afslog",
        "valde",
        "avgav",
        "avgåvo",
        "avskrev",
        "förklarade",
        "lade",
        "remitterade",
        "överlämnade",
        "tillstyrkte",
        "avstyrkte",
        "hade alltså",
        "hade således",
        "hade sålunda",
        "hade därmed",
        "har alltså",
        "har således",
        "har därmed",
        "ha alltså",
        "ha således",
    ])
});

/// What a body says that leaves the decision to another one.
pub static PROPOSING: Phrases = Phrases::new(|| {
    folded(&[
        "föreslår",
        "föreslå kommunfullmäktige",
        "föreslå kommunalfullmäktige",
        "föreslå stadsfullmäktige",
        "föreslå fullmäktige",
        "hemställa hos fullmäktige",
        "hos kommunalfullmäktige hemställa",
        "hos stadsfullmäktige hemställa",
        "hos fullmäktige hemställa",
        "hos kommunalfullmäktige föreslå",
        "hos stadsfullmäktige föreslå",
        "beslöt föreslå",
        "beslöt hemställa",
        "att föreslå",
        "hemställer",
        "tillstyrker",
        "förslag till kommunfullmäktige",
        "rekommenderar",
        "måtte besluta",
        "beslöt att hemställa",
        "beslutar att hemställa",
        "beslutar hemställa",
        "föreslog",
    ])
});

/// How minutes say that a proposal was carried.
pub static CARRIED: Phrases = Phrases::new(|| {
    folded(&[
        "bifaller förslaget",
        "bifaller detta",
        "beslutar enligt förslag",
        "beslutar i enlighet med",
        "beslutar enligt liggande förslag",
        "beslutar enligt",
        "förslaget antas",
        "antar förslaget",
        "bifaller liggande förslag",
        "bifaller ordförandens förslag",
        "bifaller arbetsutskottets förslag",
        "bifallits",
        "bifalles",
    ])
});

/// How the chair says what was decided when the motions were put.
pub static FINDING: Phrases = Phrases::new(|| {
    folded(&[
        "finner att",
        "fann att",
        "finner därvid att",
        "fann därvid att",
        "finner ordföranden att",
        "fann ordföranden att",
    ])
});

/// How the chair finds but that a matter is decided at this meeting, which is no decision of the matter.
pub static DECIDED_NOW: Wordings = Wordings::new(|| {
    worded(&[
        "avgöra ärendet",
        "avgöras idag",
        "avgöras i dag",
        "avgörs i dag",
        "avgörs idag",
    ])
});

/// The verb of deciding, in any of its forms.
pub static DECIDES: Wordings = Wordings::new(|| worded(&["besluta*"]));

/// How verbs end in the passive voice, folded.
pub const PASSIVE_ENDS: &[&str] = &["s", "es", "ts", "des"];

/// The offices that one is elected to, folded, as lists of elections begin with them: `Ersättare i socialnämnden  Bo Ek (S)`.
pub const ELECTED_OFFICES: &[&str] = &[
    "ledamot",
    "ledamoter",
    "ersattare",
    "suppleant",
    "suppleanter",
    "namndeman",
    "ordforande",
    "revisor",
    "revisorer",
    "ombud",
    "representant",
];

/// Verbs of electing, folded.
pub const ELECTING: &[&str] = &[
    "utser",
    "utses",
    "utsag",
    "utsags",
    "utsagos",
    "valjer",
    "valjs",
    "valde",
    "valdes",
    "forrattar",
];

/// What sentences among decisions begin with, folded, that say what something costs: `Avgiften för bygglovet är 9 568 kronor.`
pub const FEES: &[&str] = &[
    "avgiften",
    "avgift",
    "handlaggningsavgiften",
    "bygglovsavgiften",
    "vitet",
    "beloppet",
];

/// How a sentence below a decision says from or until when something applies.
pub static APPLIES: Wordings = Wordings::new(|| {
    worded(&[
        "gäller från",
        "gäller fr*",
        "gäller till",
        "gäller t.o.m*",
        "gäller t o m",
        "gäller under",
    ])
});

/// Verbs, folded, that say what is to be in a sentence among decisions: `Medel förs över`, `Bidraget ska redovisas`.
pub const ORDERING: &[&str] = &[
    "far",
    "sker",
    "ska",
    "skall",
    "fors",
    "ges",
    "tas",
    "gors",
    "stalls",
    "sags",
    "dras",
    "halls",
    "satts",
    "uppdras",
    "avskrivs",
    "forelaggs",
    "forbjuds",
    "upphavs",
    "upphor",
    "finansieras",
    "tillfors",
    "overfors",
    "svarar",
    "betalar",
    "bekostar",
    "erlaggs",
];

/// The beginnings, folded, of verbs that say what becomes of a matter only with other words: `läggs till handlingarna`.
pub const PASSIVE_STEMS: &[&str] = &["lagg", "lade", "hansk", "utsag", "utse"];

/// How minutes say that one item is approved before the others.
pub static APPROVED_AT_ONCE: Wordings = Wordings::new(|| {
    worded(&[
        "justeras omedelbart",
        "omedelbart justerad",
        "omedelbart justerat",
        "omedelbar justering",
        "justeras direkt",
        "justerar paragrafen omedelbart",
        "justerar omedelbart",
        "direktjusteras",
    ])
});

/// Verbs, most of them of old, that stand before the body that decides: `På begäran medgåvo stadsfullmäktige, att …`.
pub static INVERTED_VERBS: Phrases = Phrases::new(|| {
    folded(&[
        "medgav",
        "medgåvo",
        "biföll",
        "biföllo",
        "avslog",
        "avslogo",
        "afslog",
        "antog",
        "antogo",
        "utser",
        "väljer",
        "utsåg",
        "utsågo",
        "uppdrog",
        "uppdrogo",
        "hänsköt",
        "hänsköto",
        "beviljade",
        "godkände",
        "fastställde",
        "anslog",
        "anslogo",
        "förenade sig",
        "bestämde",
        "bordlade",
    ])
});

/// How a narrative without a body says what becomes of a matter: `Motionen remitterades till nämnden.`
pub static SETTLES: Wordings = Wordings::new(|| {
    worded(&[
        "anslogs",
        "är frågan besvarad",
        "är interpellationen besvarad",
        "är därmed besvarad",
        "är härmed besvarad",
        "anses därmed besvarad",
        "anses härmed besvarad",
        "anses därmed vara besvarad",
        "antogs",
        "antogos",
        "antecknades",
        "avskrevs",
        "avskrives",
        "avslogs",
        "afslogs",
        "befriades",
        "befunnos hava blivit valda",
        "beslutades",
        "beslöts",
        "bestämdes",
        "beviljades",
        "bifölls",
        "bordlades",
        "bordlägges",
        "entledigades",
        "fastställdes",
        "fick vila",
        "fingo vila",
        "förföll",
        "godkändes",
        "hänsköts",
        "hänskötos",
        "hänskjutes",
        "hänvisades",
        "lades till handlingarna",
        "medgavs",
        "nyvaldes",
        "omvaldes",
        "remitterades",
        "remitteras",
        "uppdrogs",
        "uppsköts",
        "utgick",
        "utgår",
        "utses",
        "utsattes",
        "utsågs",
        "utsågos",
        "valda blevo",
        "valda blefvo",
        "valdes",
        "vann bifall",
        "vann ej bifall",
        "vann icke bifall",
        "återkallades",
        "återremitterades",
        "återvaldes",
        "överlämnades",
        "öfverlemnades",
    ])
});

/// Verbs that make of a participle behind them what becomes of a matter: `blev ärendet bordlagt`.
pub static BECOMES: Wordings =
    Wordings::new(|| worded(&["blev", "blevo", "blef", "blefvo", "förklarades", "förklaras"]));

/// What stands before the verb of a clause that says what somebody thinks, or tells besides.
pub static SUBORDINATES: Wordings = Wordings::new(|| {
    worded(&[
        "att", "som", "vilken", "vilket", "vilka", "hvilken", "hvilket", "hvilka", "varvid", "hvarvid", "sedan", "när",
    ])
});

/// What somebody is elected to, of those who approve the minutes.
pub static APPROVING: Wordings = Wordings::new(|| worded(&["justera"]));

/// How an election begins, with an "att" that opens no clause: `Att jämte ordföranden justera protokollet utsågs …`.
pub static ELECTION_LEADS: Wordings =
    Wordings::new(|| worded(&["att jämte", "att jemte", "att föra", "att justera", "att tillsammans"]));

/// What stands behind a decision told in running text, and is none.
pub static BEHIND_DECISIONS: Wordings = Wordings::new(|| {
    worded(&[
        "mot beslutet",
        "mot detta beslut",
        "häremot",
        "emot beslutet",
        "utdrag härav",
        "utdrag av protokollet",
        "utdrag av denna paragraf",
        "på grund av jäv",
        "särskilt yttrande",
        "särskilda yttranden",
        "besvärshänvisning",
        "hur man överklagar",
        "beslutet kan överklagas",
        "beslutet får överklagas",
    ])
});

/// … or end in this, folded: who took part.
pub const TOOK_PART: &[&str] = &["deltog i beslutet", "deltar i beslutet", "deltog i handläggningen"];

/// What takes note of the list below it, folded: no entry of that is a decision.
pub const TAKES_NOTE: &[&str] = &[
    "tagit del av foljande",
    "tar del av foljande",
    "noterar foljande",
    "noterat foljande",
];

/// How a body notes something without deciding more.
pub static TAKEN_NOTE: Wordings = Wordings::new(|| {
    worded(&[
        "har tagit del av",
        "tar del av",
        "tackar för",
        "har informerats om",
        "noterar",
    ])
});

/// What a sentence says that decides as somebody has proposed.
pub static ACCORDING: Wordings = Wordings::new(|| worded(&["i enlighet med", "enligt"]));

/// The verbs by which a sentence of running text surely decides.
pub static SURE_VERBS: Phrases = Phrases::new(|| folded(&["beslutar", "beslutade", "beslöt", "beslöto", "beslutat"]));

/// What a sentence ends in that opens the clauses of a decision, without saying whose.
pub static DECIDED: Wordings = Wordings::new(|| worded(&["beslöts", "beslutades", "beslutas"]));

/// What may stand before it for a subject, folded: `Det beslutas att …`.
pub const DUMMY_SUBJECT: &str = "det";

/// What sentences end in, folded, below which the clauses of a decision stand.
pub const OPENS_CLAUSES: &[&str] = &[
    "besluta",
    "beslutar",
    "beslutat",
    "besluta att",
    "beslutar att",
    "beslutar foljande",
    "besluta foljande",
    "att besluta",
    "foljande beslut",
    "egen del",
    "del att",
];

/// What a sentence ends in, folded, that leads to what follows.
pub const FOLLOWING: &str = "foljande";

/// The verb with the clause that it opens, folded, where both stand in one sentence.
pub const DECIDING_TO: &[&str] = &[
    "beslutar att",
    "besluta att",
    "beslutade att",
    "beslot att",
    "besloto att",
];
