//! What members do in an item, as minutes word it: motions, the putting of motions, votes, dissents, statements and
//! recusals. Phrases are looked for with [`super::find_phrase`]; `*` ends the beginning of a word.

use std::sync::LazyLock;

use super::{Phrases, Wording, Wordings, folded, worded};
use crate::record::{BallotVote, MotionKind};

/// Words with a full stop that end no sentence.
pub const ABBREVIATIONS: &[&str] = &[
    "bl.a.", "ca.", "dnr.", "dvs.", "f.d.", "fl.", "fast.", "kap.", "kl.", "m.fl.", "m.m.", "mm.", "nr.", "osv.",
    "p.g.a.", "resp.", "s.k.", "sid.", "st.", "t.ex.", "t.o.m.", "tf.", "tj.", "v.",
];

/// What a member does who makes a motion.
pub static MOVES: Wordings = Wordings::new(|| {
    worded(&[
        "yrkar",
        "yrkade",
        "yrkat",
        "tilläggsyrkar",
        "yrkas",
        "framställer följande yrkande*",
        "framställer följande tilläggsyrkande*",
        "framställer följande ändringsyrkande*",
        "framställde följande yrkande*",
        "framställde följande tilläggsyrkande*",
        "framställde följande ändringsyrkande*",
        "lämnar följande yrkande*",
        "lämnar följande tilläggsyrkande*",
        "lämnar följande ändringsyrkande*",
    ])
});

/// What a member may do instead, where a heading says that proposals follow.
pub static PROPOSES: Wordings = Wordings::new(|| {
    worded(&[
        "föreslår",
        "föreslog",
        "hemställer",
        "hemställde",
        "begär",
        "begärde",
        "instämmer",
        "instämde",
        "biträder",
        "ansluter sig",
        "stödjer",
        "tillstyrker",
        "avstyrker",
        "anför",
        "lägger fram",
        "lade fram",
        "lämnar förslag",
        "lämnar ett förslag",
    ])
});

/// What a member who proposes it moves at the meeting, with or without a heading: `Bo Ek (S) föreslår avslag.`
pub const MOVED: &[&str] = &[
    "bifall",
    "avslag",
    "återremiss",
    "bordläggning",
    "att ärendet",
    "att förslaget",
    "att motionen",
];

/// How the verbs begin by which members move something in the background of a matter, with and without their marks.
pub const MOVING: &[&str] = &["yrka", "föresl", "foresl"];

/// How a member joins the motion that stands before.
pub static AGREES: Wordings = Wordings::new(|| worded(&["instämmer", "instämde", "ansluter sig", "anslöt sig"]));

/// How a sentence that makes a motion names those who join it.
pub static WITH_AGREEMENT: Wordings = Wordings::new(|| worded(&["med instämmande av", "med instämmande från"]));

/// The words before the number of a vote in its heading, folded: `Omröstning 2`.
pub const VOTE_HEADINGS: &[&str] = &["omrostning", "votering"];

/// How the chair says what the meeting has decided.
pub static FINDS: Wordings = Wordings::new(|| worded(&["finner"]));

/// What makes additions of all motions below a heading.
pub static ADDITION: Wordings = Wordings::new(|| worded(&["tillägg*"]));

/// What a motion says that asks for something else than approval or rejection.
pub static AMENDS: Wordings = Wordings::new(|| worded(&["att", "ändring*", "anses besvara*"]));

/// How a sentence tells of a break in the meeting.
pub static ADJOURNS: Wordings = Wordings::new(|| worded(&["ajourner*"]));

/// What a motion asks for, by the phrase that stands first.
pub static MOTION_KINDS: LazyLock<[(MotionKind, Vec<Wording>); 5]> = LazyLock::new(|| {
    [
        (MotionKind::ReferredBack, worded(&["återremi*", "visas åter"])),
        (
            MotionKind::Postponed,
            worded(&["bordlägg*", "skjuts upp", "skjuta upp"]),
        ),
        (
            MotionKind::Addition,
            worded(&[
                "som tillägg",
                "tilläggsyrkar",
                "tilläggsyrkande*",
                "följande tillägg",
                "att lägga till",
                "tillägg att",
                "ett tillägg till",
                "tillägg om",
                "kompletteras med",
                "komplettera med",
            ]),
        ),
        (
            MotionKind::Rejection,
            worded(&["avslag", "avslå*", "avstyrk*", "afslag", "afslå*", "afstyrk*"]),
        ),
        (
            MotionKind::Approval,
            worded(&[
                "bifall*",
                "tillstyrk*",
                "enligt förslag",
                "beslutar enligt",
                "besluta enligt",
                "i enlighet med",
                "instämmer",
                "biträder",
                "antas",
                "godkänn*",
            ]),
        ),
    ]
});

/// What makes an addition of a motion that begins with approval: `bifall till förslaget med tillägget att`.
pub static WITH_ADDITION: Wordings =
    Wordings::new(|| worded(&["med tillägg*", "med följande tillägg", "och som tillägg"]));

/// What a motion says that, where it asks for nothing else, rejects that the matter be sent back or postponed.
pub static DECIDED_TODAY: Wordings =
    Wordings::new(|| worded(&["avgörs i dag", "avgörs idag", "avgöras i dag", "avgöras idag"]));

/// What a motion says that wants a proposal carried with a change.
pub static WITH_CHANGE: Wordings =
    Wordings::new(|| worded(&["med den ändring*", "med ändring*", "med följande ändring*"]));

/// How a sentence says that the chair puts the motions.
pub static PUTTING: Wordings = Wordings::new(|| {
    worded(&[
        "ställer ordföranden",
        "ställde ordföranden",
        "framställer ordföranden",
        "ställer proposition*",
        "ställde proposition*",
        "ställer först proposition*",
        "ställer därefter proposition*",
        "ställer härefter proposition*",
        "ställer fråga*",
        "frågar om ärendet",
        "frågade om ärendet",
        "frågar först om ärendet",
        "ställde fråga*",
        "ställer framställda",
        "ställer förslag*",
        "ställde förslag*",
        "ställer yrkande*",
        "ställde yrkande*",
        "framställer proposition*",
        "framställde proposition*",
        "prövar förslag*",
        "ställt förslag*",
        "ställt proposition*",
    ])
});

/// How a sentence begins that says so of two motions: `Ordföranden ställer förslaget mot Bo Eks yrkande`.
pub static PUTS: Wordings = Wordings::new(|| worded(&["ordföranden ställer", "ordföranden ställde"]));

/// How a sentence goes on with the putting of motions: that a vote was asked for, and what Ja and Nej are to mean.
pub static PUTTING_GOES_ON: Wordings = Wordings::new(|| {
    worded(&[
        "votering begär*",
        "omröstning begär*",
        "rösträkning begär*",
        "begär votering",
        "begär omröstning",
        "begärde votering",
        "begärde omröstning",
        "voteringsproposition*",
        "omröstningsproposition*",
        "voteringsordning*",
        "propositionsordning*",
        "den som",
        "de som",
        "ja röst för",
        "ja röst innebär",
        "nej röst för",
        "nej röst innebär",
        "vinner nej",
    ])
});

/// What says that a motion was made, though it could perhaps not be read.
pub static MOTION_WORDS: Wordings = Wordings::new(|| {
    worded(&[
        "yrkar",
        "yrkade",
        "yrkat",
        "yrkande",
        "yrkandet",
        "yrkanden",
        "yrkandena",
    ])
});

/// What says that somebody dissents.
pub static DISSENT_WORDS: Wordings = Wordings::new(|| {
    worded(&[
        "reserverar sig",
        "reserverade sig",
        "reservation",
        "reservationer",
        "reserverat sig",
    ])
});

/// A vote in which nobody may see how others vote.
pub static SECRET_VOTE: Wordings = Wordings::new(|| worded(&["sluten omröstning", "slutna sedlar", "sluten votering"]));

/// What says that a vote was held, or asked for.
pub static VOTE_HELD: Wordings = Wordings::new(|| {
    worded(&[
        "omröstning begär*",
        "votering begär*",
        "begär votering",
        "begär omröstning",
        "begärde votering",
        "begärde omröstning",
        "voteringsproposition*",
        "omröstningen utf*",
        "voteringen utf*",
        "ja röst*",
        "nej röst*",
        "röstar ja",
        "röstade ja",
    ])
});

/// The words for a vote, at the head of a list of names, after a name, or above a column.
pub const BALLOT_WORDS: &[(BallotVote, &[&str])] = &[
    (BallotVote::Yes, &["ja"]),
    (BallotVote::No, &["nej"]),
    (
        BallotVote::Abstain,
        &[
            "avstår",
            "avstod",
            "avst",
            "avs",
            "avstående",
            "avstått",
            "nedlagda",
            "nedlagd",
            "blank",
            "blanka",
        ],
    ),
    (
        BallotVote::Absent,
        &["frånvarande", "frånv", "frv", "kvittad", "kvittade", "kvitt", "kvittas"],
    ),
];

/// The first letters that stand for a vote in the columns of a list.
pub const VOTE_LETTERS: &[(&str, BallotVote)] = &[
    ("J", BallotVote::Yes),
    ("N", BallotVote::No),
    ("A", BallotVote::Abstain),
    ("F", BallotVote::Absent),
    ("Av", BallotVote::Abstain),
    ("Av.", BallotVote::Abstain),
    ("AV", BallotVote::Abstain),
    ("Fr", BallotVote::Absent),
    ("Fr.", BallotVote::Absent),
    ("FR", BallotVote::Absent),
];

/// Words of what Ja and Nej may mean, which names do not hold.
pub static MEANING_WORDS: Wordings = Wordings::new(|| {
    worded(&[
        "att",
        "bifall*",
        "avslag",
        "avslå*",
        "förslag*",
        "yrkande*",
        "motionen",
        "återremi*",
        "bordlägg*",
        "ärendet",
        "enligt",
        "godkänn*",
        "anta",
    ])
});

/// Numbers in words.
pub const NUMBER_WORDS: &[(&str, u32)] = &[
    ("noll", 0),
    ("ingen", 0),
    ("inga", 0),
    ("en", 1),
    ("ett", 1),
    ("två", 2),
    ("tre", 3),
    ("fyra", 4),
    ("fem", 5),
    ("sex", 6),
    ("sju", 7),
    ("åtta", 8),
    ("nio", 9),
    ("tio", 10),
    ("elva", 11),
    ("tolv", 12),
    ("tretton", 13),
    ("fjorton", 14),
    ("femton", 15),
    ("sexton", 16),
    ("sjutton", 17),
    ("arton", 18),
    ("nitton", 19),
    ("tjugo", 20),
    ("tjugoen", 21),
    ("tjugoett", 21),
    ("tjugotvå", 22),
    ("tjugotre", 23),
    ("tjugofyra", 24),
    ("tjugofem", 25),
    ("tjugosex", 26),
    ("tjugosju", 27),
    ("tjugoåtta", 28),
    ("tjugonio", 29),
    ("trettio", 30),
    ("trettioen", 31),
    ("trettioett", 31),
    ("fyrtio", 40),
    ("femtio", 50),
];

/// Headings of columns in lists of votes, folded.
pub const LIST_HEADS: &[&str] = &["namn", "parti", "plats", "funktion", "resultat", "rost", "uppdrag"];

/// What the row with the numbers begins with in such a list, folded.
pub const GRID_TOTALS: &[&str] = &["resultat", "summa", "totalt", "antal", "roster", "s a"];

/// How a sentence says that somebody dissents.
pub static DISSENTS: Wordings = Wordings::new(|| {
    worded(&[
        "reserverar sig",
        "reserverade sig",
        "reserverat sig",
        "reservation anmäl*",
        "reservation anför*",
        "reservation lämna*",
        "reservation inlämna*",
        "reservation avge*",
        "anmäler reservation",
        "anmälde reservation",
        "lämnar reservation",
        "lämnar skriftlig reservation",
        "lämnar en skriftlig reservation",
        "lämnade reservation",
        "lämnar in en reservation",
        "lämnar in reservation",
        "inlämnar reservation",
        "inkommer med reservation",
        "reservation mot beslutet",
        "avger reservation",
        "avger skriftlig reservation",
        "reservation från",
        "reservation av",
    ])
});

/// How a sentence says that somebody has words put into the minutes.
pub static STATES: Wordings = Wordings::new(|| {
    worded(&[
        "särskilt yttrande",
        "särskilda yttranden",
        "protokollsanteckning",
        "antecknar",
        "antecknade",
        "till protokollet",
        "antecknat som yttrande",
        "antecknas som yttrande",
        "röstförklaring",
    ])
});

/// Headings below which nothing but statements stands.
pub static STATEMENT_HEADINGS: Wordings = Wordings::new(|| {
    worded(&[
        "särskil*",
        "protokollsanteckning*",
        "anteckning*",
        "ersättaryttrande*",
        "röstförklaring*",
    ])
});

/// How a sentence says that somebody leaves the matter for partiality.
pub static RECUSED: Wordings = Wordings::new(|| {
    worded(&[
        "jäv",
        "jävig*",
        "anmäler jäv",
        "anmälde jäv",
        "anmäler sig jävig*",
        "anmälde sig jävig*",
    ])
});

/// What stands behind the name of one who is partial.
pub static IS_PARTIAL: Wordings = Wordings::new(|| worded(&["som är jävig*", "som var jävig*", "på grund av jäv"]));

/// What makes of a sentence about one who takes no part that it is for partiality.
pub static HANDLING: Wordings = Wordings::new(|| {
    worded(&[
        "i handläggningen",
        "i ärendets handläggning",
        "i ärendets behandling",
        "i överläggning*",
        "i öfverläggning*",
        "i behandlingen",
    ])
});

/// How a sentence below the heading "Jäv" may say so without the word.
pub static LEAVES: Wordings = Wordings::new(|| {
    worded(&[
        "deltar inte",
        "deltar ej",
        "deltog inte",
        "deltog ej",
        "deltog icke",
        "deltogo icke",
        "deltogo ej",
        "deltogo inte",
        "deltaga icke",
        "deltaga ej",
        "deltager icke",
        "deltager ej",
        "deltar icke",
        "deltar varken",
        "deltog varken",
        "har inte deltagit",
        "lämnar sammanträdet",
        "lämnar lokalen",
        "lämnar sammanträdeslokalen",
        "lämnade sammanträdet",
        "lämnade lokalen",
        "närvarar inte",
    ])
});

/// How somebody declares to be partial in other items of the meeting.
pub static DECLARED_FOR: Wordings = Wordings::new(|| {
    worded(&[
        "under paragraf*",
        "under följande paragrafer",
        "under följande ärenden",
        "i följande ärenden",
        "i följande paragrafer",
        "i paragraf*",
        "vid följande ärenden",
    ])
});

/// How a group of members is named before its party.
pub static PARTY_GROUPS: Wordings = Wordings::new(|| {
    worded(&[
        "ledamöterna från",
        "ledamöterna för",
        "ledamöter från",
        "ledamöter för",
        "ledamöter i",
        "ledamöterna i",
        "representanterna från",
        "representanterna för",
        "företrädarna för",
        "gruppen",
        "gruppen från",
        "partigruppen",
        "samtliga ledamöter från",
        "samtliga ledamöter för",
        "samtliga ledamöter i",
        "partierna",
    ])
});

/// A party's members, behind its letters and a hyphen: `S-gruppen`, `(S)-ledamöterna`.
pub const LETTERED_GROUPS: &[&str] = &["gruppen", "grupperna", "grupp", "ledamöter", "ledamöterna"];

/// Parties by their names, with their letters.
pub const PARTY_NAMES: &[(&str, &str)] = &[
    ("socialdemokraterna", "S"),
    ("moderaterna", "M"),
    ("moderata samlingspartiet", "M"),
    ("sverigedemokraterna", "SD"),
    ("centerpartiet", "C"),
    ("vänsterpartiet", "V"),
    ("kristdemokraterna", "KD"),
    ("liberalerna", "L"),
    ("folkpartiet", "FP"),
    ("miljöpartiet", "MP"),
    ("feministiskt initiativ", "FI"),
];

/// Bodies by the letters that minutes cite them with.
pub const BODY_LETTERS: &[(&str, &str)] = &[
    ("KF", "Kommunfullmäktige"),
    ("KS", "Kommunstyrelsen"),
    ("Kf", "Kommunfullmäktige"),
    ("Ks", "Kommunstyrelsen"),
    ("KSAU", "Kommunstyrelsens arbetsutskott"),
    ("AU", "Arbetsutskottet"),
];

/// How the letters of a body end, and what its name then holds, folded.
pub const LETTER_ENDINGS: &[(&str, &str)] = &[
    ("AU", "utskott"),
    ("N", "namnd"),
    ("S", "styrelse"),
    ("F", "fullmaktige"),
];

/// Offices that act without their holder's name.
pub const OFFICES: &[&str] = &["ordföranden", "ordförande", "vice ordföranden", "ålderspresidenten"];
/// The same, folded.
pub static OFFICES_FOLDED: Phrases = Phrases::new(|| folded(OFFICES));

/// How a sentence begins that ends in a dissent, before who dissents and with what.
pub static AGAINST: Wordings = Wordings::new(|| {
    worded(&[
        "mot beslutet",
        "mot detta beslut",
        "emot beslutet",
        "häremot",
        "häröver",
        "mot fullmäktiges beslut",
    ])
});

/// What one does with a dissent, where its word stands behind that or at the end of the sentence.
pub static DISSENT_VERBS: Wordings = Wordings::new(|| {
    worded(&[
        "anmäler",
        "anmälde",
        "avgav",
        "avgåvo",
        "avger",
        "inlade",
        "inlämnar",
        "inlämnade",
        "lämnar",
        "lämnade",
    ])
});

/// The words for a dissent behind what one does with it.
pub static DISSENT_OBJECTS: Wordings =
    Wordings::new(|| worded(&["reservation", "reservationer", "missnöje", "avvikande mening"]));

/// What somebody has put into the minutes.
pub static NOTES: Wordings = Wordings::new(|| worded(&["protokollsanteckning*"]));

/// How the heads of the columns with members begin, folded, in lists with crosses.
pub const MEMBER_COLUMNS: &[&str] = &["ledamot", "namn", "parti"];

/// How the head of the column begins, folded, with crosses for those present.
pub const PRESENT_COLUMN: &str = "narv";

/// What ends the names behind a verb of motions and dissents.
pub const AFTER_NAMES: &[&str] = &[
    ":",
    ";",
    ". ",
    " till förmån",
    " mot ",
    " reservation",
    " missnöje",
    " skriftlig",
    " enligt ",
];

/// What somebody without a title enters against a decision: `Häremot anmälde Ek missnöje`.
pub const ENTERED: &[&str] = &[" reservation", " missnöje"];
