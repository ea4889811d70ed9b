//! What members do in an item, as minutes word it: motions, the putting of motions, votes, dissents, statements and
//! recusals. Phrases are looked for with [`super::find_phrase`]; `*` ends the beginning of a word.

use crate::record::{BallotVote, MotionKind};

/// Words with a full stop that end no sentence.
pub const ABBREVIATIONS: &[&str] = &[
    "bl.a.", "ca.", "dnr.", "dvs.", "f.d.", "fl.", "fast.", "kap.", "kl.", "m.fl.", "m.m.", "mm.", "nr.", "osv.",
    "p.g.a.", "resp.", "s.k.", "sid.", "st.", "t.ex.", "t.o.m.", "tf.", "tj.", "v.",
];

/// What a member does who makes a motion.
pub const MOVES: &[&str] = &["yrkar", "yrkade", "yrkat", "tilläggsyrkar", "yrkas"];

/// What a member may do instead, where a heading says that proposals follow.
pub const PROPOSES: &[&str] = &[
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
];

/// How a member joins the motion that stands before.
pub const AGREES: &[&str] = &["instämmer", "instämde", "ansluter sig", "anslöt sig"];

/// How a sentence tells of a break in the meeting.
pub const ADJOURNS: &[&str] = &["ajourner*"];

/// What a motion asks for, by the phrase that stands first.
pub const MOTION_KINDS: &[(MotionKind, &[&str])] = &[
    (MotionKind::ReferredBack, &["återremi*", "visas åter"]),
    (MotionKind::Postponed, &["bordlägg*", "skjuts upp", "skjuta upp"]),
    (
        MotionKind::Addition,
        &["som tillägg", "tilläggsyrkar", "följande tillägg", "att lägga till"],
    ),
    (
        MotionKind::Rejection,
        &["avslag", "avslå*", "avstyrk*", "afslag", "afslå*", "afstyrk*"],
    ),
    (
        MotionKind::Approval,
        &[
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
        ],
    ),
];

/// What makes an addition of a motion that begins with approval: `bifall till förslaget med tillägget att`.
pub const WITH_ADDITION: &[&str] = &["med tillägg*", "med följande tillägg", "och som tillägg"];

/// How a sentence says that the chair puts the motions.
pub const PUTTING: &[&str] = &[
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
];

/// What says that a motion was made, though it could perhaps not be read.
pub const MOTION_WORDS: &[&str] = &[
    "yrkar",
    "yrkade",
    "yrkat",
    "yrkande",
    "yrkandet",
    "yrkanden",
    "yrkandena",
];

/// What says that somebody dissents.
pub const DISSENT_WORDS: &[&str] = &[
    "reserverar sig",
    "reserverade sig",
    "reservation",
    "reservationer",
    "reserverat sig",
];

/// A vote in which nobody may see how others vote.
pub const SECRET_VOTE: &[&str] = &["sluten omröstning", "slutna sedlar", "sluten votering"];

/// What says that a vote was held, or asked for.
pub const VOTE_HELD: &[&str] = &[
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
];

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
pub const MEANING_WORDS: &[&str] = &[
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
];

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
pub const DISSENTS: &[&str] = &[
    "reserverar sig",
    "reserverade sig",
    "reserverat sig",
    "reservation anmäl*",
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
];

/// How a sentence begins that ends in a dissent, before who dissents and with what.
pub const AGAINST: &[&str] = &[
    "mot beslutet",
    "mot detta beslut",
    "emot beslutet",
    "häremot",
    "häröver",
    "mot fullmäktiges beslut",
];

/// What one does with a dissent, where its word stands at the end of the sentence.
pub const DISSENT_VERBS: &[&str] = &["anmäler", "anmälde", "avgav", "avgåvo", "avger", "inlade"];

/// The words for a dissent at the end of a sentence.
pub const DISSENT_OBJECTS: &[&str] = &["reservation", "reservationer", "missnöje", "avvikande mening"];

/// How a sentence says that somebody has words put into the minutes.
pub const STATES: &[&str] = &[
    "särskilt yttrande",
    "särskilda yttranden",
    "protokollsanteckning",
    "antecknar",
    "antecknade",
    "till protokollet",
    "antecknat som yttrande",
    "antecknas som yttrande",
    "röstförklaring",
];

/// How a sentence says that somebody leaves the matter for partiality.
pub const RECUSED: &[&str] = &[
    "jäv",
    "jävig*",
    "anmäler jäv",
    "anmälde jäv",
    "anmäler sig jävig*",
    "anmälde sig jävig*",
];

/// What somebody has put into the minutes.
pub const NOTES: &[&str] = &["protokollsanteckning*"];

/// What makes of a sentence about one who takes no part that it is for partiality.
pub const HANDLING: &[&str] = &[
    "i handläggningen",
    "i ärendets handläggning",
    "i ärendets behandling",
    "i överläggning*",
    "i öfverläggning*",
    "i behandlingen",
];

/// How a sentence below the heading "Jäv" may say so without the word.
pub const LEAVES: &[&str] = &[
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
];

/// How somebody declares to be partial in other items of the meeting.
pub const DECLARED_FOR: &[&str] = &[
    "under paragraf*",
    "under följande paragrafer",
    "under följande ärenden",
    "i följande ärenden",
    "i följande paragrafer",
    "i paragraf*",
    "vid följande ärenden",
];

/// How a group of members is named before its party.
pub const PARTY_GROUPS: &[&str] = &[
    "ledamöterna från",
    "ledamöterna för",
    "ledamöter från",
    "representanterna från",
    "representanterna för",
    "företrädarna för",
    "gruppen",
    "gruppen från",
    "partigruppen",
    "samtliga ledamöter från",
    "partierna",
];

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

/// Offices that act without their holder's name.
pub const OFFICES: &[&str] = &["ordföranden", "ordförande", "vice ordföranden", "ålderspresidenten"];
