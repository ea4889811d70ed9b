//! The labels of the first and the closing pages, and what stands behind them.

use super::{Phrases, folded};
use crate::record::Capacity;

/// What a label on the first or the closing pages announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Plats och tid: where and when it met.
    PlaceAndTime,
    /// Ajournering.
    Adjournment,
    /// A list of persons who took part, in this capacity.
    Participants(Capacity),
    /// Utses att justera: who approves the minutes.
    Approvers,
    /// Justeringens plats och tid.
    Approval,
    /// Paragrafer: the range of items.
    Range,
    /// Underskrifter: signatures follow.
    Signatures,
    /// Sekreterare: the name under the secretary's signature, or a group in a list of participants.
    Secretary,
    /// Ordförande: the same for the chair.
    Chair,
    /// The name under an approver's signature.
    ApproverSignature,
    /// Anslag: the notice follows.
    NoticeHeading,
    /// Anslaget sätts upp.
    Posted,
    /// Anslaget tas ned.
    Removed,
    /// Förvaringsplats.
    KeptAt,
    /// Something that the record does not keep, or keeps from elsewhere (organ, sammanträdesdatum, ärendelista).
    Elsewhere,
}

impl Field {
    /// Whether its value is persons.
    pub fn names_persons(self) -> bool {
        matches!(
            self,
            Self::Participants(_) | Self::Approvers | Self::Secretary | Self::Chair | Self::ApproverSignature
        )
    }
}

/// A label and its field.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// Its words.
    pub phrase: &'static str,
    /// What it announces.
    pub field: Field,
}

const fn label(field: Field, phrase: &'static str) -> Label {
    Label { phrase, field }
}

/// All labels. The longest that matches wins.
pub const LABELS: &[Label] = &{
    use Capacity::{Member, Official, Other, ServingSubstitute, Substitute};
    use Field::*;
    [
        label(PlaceAndTime, "plats och tid för sammanträdet"),
        label(PlaceAndTime, "plats och tid för sammanträde"),
        label(PlaceAndTime, "tid och plats för sammanträdet"),
        label(PlaceAndTime, "plats och tid"),
        label(PlaceAndTime, "tid och plats"),
        label(PlaceAndTime, "datum och tid"),
        label(PlaceAndTime, "dag och tid"),
        label(PlaceAndTime, "plats, tid"),
        label(PlaceAndTime, "plats/tid"),
        label(PlaceAndTime, "sammanträdestid"),
        label(PlaceAndTime, "sammanträdesplats"),
        label(PlaceAndTime, "mötesplats"),
        label(PlaceAndTime, "mötestid"),
        label(PlaceAndTime, "lokal"),
        label(PlaceAndTime, "plats"),
        label(PlaceAndTime, "tid"),
        label(Adjournment, "ajournering"),
        label(Adjournment, "ajourneringar"),
        label(Adjournment, "ajournerat"),
        label(Adjournment, "paus"),
        label(Participants(Member), "beslutande ledamöter"),
        label(Participants(Member), "beslutande"),
        label(Participants(Member), "närvarande ledamöter"),
        label(Participants(Member), "närvarande beslutande"),
        label(Participants(Member), "tjänstgörande ledamöter"),
        label(Participants(Member), "ordinarie ledamöter"),
        label(Participants(Member), "ledamöter"),
        label(Participants(Member), "närvarande"),
        label(Participants(Member), "deltagare"),
        label(Participants(Member), "vice ordförande"),
        label(Participants(Member), "närvarande voro"),
        label(Participants(Member), "närvarande var"),
        label(Participants(Member), "närvarande äro"),
        label(Participants(Member), "tillstädes voro"),
        label(Participants(Member), "tillstädesvarande"),
        label(Participants(ServingSubstitute), "tjänstgörande ersättare"),
        label(Participants(ServingSubstitute), "tjänstgörande ers"),
        label(Participants(ServingSubstitute), "tjg ersättare"),
        label(Participants(ServingSubstitute), "beslutande ersättare"),
        label(Participants(Substitute), "ej tjänstgörande ersättare"),
        label(Participants(Substitute), "icke tjänstgörande ersättare"),
        label(Participants(Substitute), "inte tjänstgörande ersättare"),
        label(Participants(Substitute), "ej tjänstgörande"),
        label(Participants(Substitute), "icke tjänstgörande"),
        label(Participants(Substitute), "närvarande ersättare"),
        label(Participants(Substitute), "närvarande ej tjänstgörande ersättare"),
        label(Participants(Substitute), "närvarande ej tjänstgörande"),
        label(Participants(Substitute), "övriga ersättare"),
        label(Participants(Substitute), "ersättare"),
        label(Participants(Other), "närvarorätt"),
        label(Participants(Other), "närvarande med närvarorätt"),
        label(Participants(Other), "insynsplats"),
        label(Participants(Other), "insynsplatser"),
        label(Participants(Other), "adjungerade"),
        label(Participants(Other), "fackliga representanter"),
        label(Participants(Other), "fackliga företrädare"),
        label(Participants(Other), "personalföreträdare"),
        label(Participants(Other), "inbjudna gäster"),
        label(Participants(Other), "gäster"),
        label(Participants(Other), "övriga närvarande"),
        label(Participants(Other), "övriga deltagande"),
        label(Participants(Other), "övriga deltagare"),
        label(Participants(Other), "övriga"),
        label(Participants(Other), "även närvarande"),
        label(Participants(Other), "vidare närvarande"),
        label(Participants(Other), "dessutom närvarande"),
        label(Participants(Other), "dessutom voro närvarande"),
        label(Participants(Other), "tillstädes voro jämväl"),
        label(Participants(Other), "tillstädes voro även"),
        label(Participants(Other), "tillstädes voro dessutom"),
        label(Participants(Other), "närvarande voro jämväl"),
        label(Participants(Other), "närvarande voro även"),
        label(Participants(Official), "tjänstepersoner"),
        label(Participants(Official), "tjänstemän"),
        label(Participants(Official), "närvarande tjänstepersoner"),
        label(Participants(Official), "närvarande tjänstemän"),
        label(Participants(Official), "övriga tjänstepersoner"),
        label(Participants(Official), "föredragande"),
        label(Participants(Official), "förvaltningen"),
        label(Approvers, "utses att justera"),
        label(Approvers, "utsedda att justera"),
        label(Approvers, "utsedd att justera"),
        label(Approvers, "utsedda justerare"),
        label(Approvers, "val av justerare"),
        label(Approvers, "att justera"),
        label(Approvers, "justerare"),
        label(Approvers, "justeringspersoner"),
        label(Approvers, "justeringsmän"),
        label(Approvers, "justeringsman"),
        label(Approvers, "justeringsperson"),
        label(Approvers, "protokollsjusterare"),
        label(ApproverSignature, "justerande"),
        label(ApproverSignature, "justeras"),
        label(ApproverSignature, "justerat"),
        label(Approval, "justeringens plats och tid"),
        label(Approval, "justeringens tid och plats"),
        label(Approval, "justeringens plats och datum"),
        label(Approval, "justeringens plats och dag"),
        label(Approval, "plats och tid för justering"),
        label(Approval, "tid och plats för justering"),
        label(Approval, "plats och tid för justeringen"),
        label(Approval, "justering, plats och tid"),
        label(Approval, "justeringens plats"),
        label(Approval, "justeringens tid"),
        label(Approval, "justeringsplats"),
        label(Approval, "justeringstid"),
        label(Approval, "justeringsdatum"),
        label(Approval, "justeringsdag"),
        label(Approval, "datum för justering"),
        label(Approval, "protokollet justeras"),
        label(Approval, "justering"),
        label(Range, "justerade paragrafer"),
        label(Range, "paragrafer"),
        label(Range, "paragraf"),
        label(Range, "omfattning"),
        label(Range, "omfattar"),
        label(Range, "protokollet omfattar"),
        label(Range, "protokoll omfattar"),
        label(Range, "justerade §§"),
        label(Signatures, "underskrifter"),
        label(Signatures, "underskrift"),
        label(Signatures, "signaturer"),
        label(Secretary, "underskrift sekreterare"),
        label(Secretary, "sekreterarens underskrift"),
        label(Secretary, "sekreterare"),
        label(Secretary, "protokollförare"),
        label(Secretary, "nämndsekreterare"),
        label(Secretary, "kommunsekreterare"),
        label(Secretary, "vid protokollet"),
        label(Secretary, "in fidem"),
        label(Chair, "ordförande"),
        label(Chair, "ordf"),
        label(Chair, "tjänstgörande ordförande"),
        label(Chair, "mötesordförande"),
        label(Chair, "ålderspresident"),
        label(Chair, "underskrift ordförande"),
        label(Chair, "ordförandens underskrift"),
        label(ApproverSignature, "underskrift justerare"),
        label(ApproverSignature, "underskrift justerande"),
        label(ApproverSignature, "justerares underskrift"),
        label(NoticeHeading, "anslag/bevis"),
        label(NoticeHeading, "anslagsbevis"),
        label(NoticeHeading, "bevis om anslag"),
        label(NoticeHeading, "bevis om tillkännagivande"),
        label(NoticeHeading, "bevis om justering"),
        label(NoticeHeading, "tillkännagivande av justering"),
        label(NoticeHeading, "anslag"),
        label(NoticeHeading, "bevis"),
        label(Posted, "datum då anslaget sätts upp"),
        label(Posted, "datum för anslagets uppsättande"),
        label(Posted, "datum för anslags uppsättande"),
        label(Posted, "datum när anslaget sätts upp"),
        label(Posted, "anslaget sätts upp"),
        label(Posted, "anslaget sattes upp"),
        label(Posted, "anslaget uppsättes"),
        label(Posted, "anslaget uppsatt"),
        label(Posted, "anslagets uppsättande"),
        label(Posted, "anslag sätts upp"),
        label(Posted, "anslags uppsättande"),
        label(Posted, "datum för uppsättande"),
        label(Posted, "datum för uppsättandet"),
        label(Posted, "tillkännagivandet uppsatt"),
        label(Posted, "tillkännagivandet uppsatt den"),
        label(Posted, "tillkännagivandet sätts upp"),
        label(Posted, "anslagsdatum"),
        label(Posted, "anslagstid"),
        label(Posted, "anslagsperiod"),
        label(Posted, "anslagsdag"),
        label(Posted, "anslagsdatum från"),
        label(Posted, "anslaget från"),
        label(Posted, "anslaget den"),
        label(Posted, "anslaget har satts upp"),
        label(Posted, "anslaget har uppsatts"),
        label(Posted, "anslaget är uppsatt"),
        label(Posted, "anslaget på kommunens anslagstavla"),
        label(Posted, "anslaget på kommunens digitala anslagstavla"),
        label(Posted, "anslaget på anslagstavlan"),
        label(Posted, "anslaget"),
        label(Posted, "uppsättes"),
        label(Posted, "uppsatt"),
        label(Posted, "sätts upp"),
        label(Posted, "publiceras"),
        label(Posted, "publicerat"),
        label(Posted, "publiceringsdatum"),
        label(Posted, "anslaget publiceras"),
        label(Posted, "anslaget publicerat"),
        label(Posted, "anslaget publicerades"),
        label(Posted, "anslås från"),
        label(Posted, "anslås från och med"),
        label(Posted, "tillkännages"),
        label(Posted, "anslås"),
        label(Removed, "datum då anslaget tas ned"),
        label(Removed, "datum då anslaget tas ner"),
        label(Removed, "datum för anslagets nedtagande"),
        label(Removed, "datum för anslags nedtagande"),
        label(Removed, "datum när anslaget tas ned"),
        label(Removed, "anslaget tas ned"),
        label(Removed, "anslaget tas ner"),
        label(Removed, "anslaget togs ned"),
        label(Removed, "anslaget nedtages"),
        label(Removed, "anslaget nedtaget"),
        label(Removed, "anslagets nedtagande"),
        label(Removed, "anslags nedtagande"),
        label(Removed, "datum för nedtagande"),
        label(Removed, "datum för nedtagandet"),
        label(Removed, "tillkännagivandet nedtas"),
        label(Removed, "tillkännagivandet får nedtas"),
        label(Removed, "tillkännagivandet får nedtas den"),
        label(Removed, "tillkännagivandet tas ned"),
        label(Removed, "tillkännagivandet får tas ned"),
        label(Removed, "anslaget får nedtas"),
        label(Removed, "anslaget får tas ned"),
        label(Removed, "anslag tas ned"),
        label(Removed, "anslag nedtas"),
        label(Removed, "anslag tas ner"),
        label(Removed, "anslaget till"),
        label(Removed, "anslaget tas ned efter"),
        label(Removed, "anslaget tas ner efter"),
        label(Removed, "anslaget tas bort"),
        label(Removed, "anslaget har tagits ned"),
        label(Removed, "anslaget har tagits ner"),
        label(Removed, "tas ned den"),
        label(Removed, "tas ned"),
        label(Removed, "nedtages"),
        label(Removed, "nedtas"),
        label(Removed, "avpubliceras"),
        label(Removed, "avpublicerat"),
        label(Removed, "avpubliceringsdatum"),
        label(Removed, "anslaget avpubliceras"),
        label(Removed, "anslaget avpublicerat"),
        label(Removed, "anslaget avpubliceras tidigast"),
        label(Removed, "anslås till"),
        label(Removed, "anslås till och med"),
        label(KeptAt, "förvaringsplats för protokollet"),
        label(KeptAt, "förvaringsplats av protokollet"),
        label(KeptAt, "protokollets förvaringsplats"),
        label(KeptAt, "protokollet förvaras"),
        label(KeptAt, "protokollet förvaras på"),
        label(KeptAt, "protokollet förvaras hos"),
        label(KeptAt, "protokollet förvaras i"),
        label(KeptAt, "förvaringsplats"),
        label(KeptAt, "förvaras"),
        label(KeptAt, "protokollets förvaring"),
        label(KeptAt, "förvaringsställe"),
        label(Elsewhere, "beslutande organ"),
        label(Elsewhere, "organ"),
        label(Elsewhere, "nämnd e d"),
        label(Elsewhere, "nämnd e.d."),
        label(Elsewhere, "instans"),
        label(Elsewhere, "nämnd"),
        label(Elsewhere, "sammanträdesdatum"),
        label(Elsewhere, "sammanträdesdag"),
        label(Elsewhere, "mötesdatum"),
        label(Elsewhere, "datum"),
        label(Elsewhere, "sista datum för överklagande"),
        label(Elsewhere, "sista dag för överklagande"),
        label(Elsewhere, "överklagandetid"),
        label(Elsewhere, "frånvarande"),
        label(Elsewhere, "frånvarande ledamöter"),
        label(Elsewhere, "frånvarande voro"),
        label(Elsewhere, "frånvarande var"),
        label(Elsewhere, "anmält förhinder"),
        label(Elsewhere, "allmänheten"),
        label(Elsewhere, "ärendelista"),
        label(Elsewhere, "ärendeförteckning"),
        label(Elsewhere, "ärenden"),
        label(Elsewhere, "dagordning"),
        label(Elsewhere, "föredragningslista"),
        label(Elsewhere, "innehåll"),
        label(Elsewhere, "innehållsförteckning"),
        label(Elsewhere, "utdragsbestyrkande"),
        label(Elsewhere, "verifikat"),
    ]
};

/// Over the column of members in a roll.
pub static HEADS_OF_MEMBERS: Phrases = Phrases::new(|| {
    folded(&[
        "ordinarie",
        "ordinarie ledamot",
        "ordinarie ledamöter",
        "ledamot",
        "ledamöter",
        "namn",
    ])
});

/// Over the column of their parties.
pub static HEADS_OF_PARTIES: Phrases = Phrases::new(|| folded(&["parti"]));

/// Over the column of those who serve in their places.
pub static HEADS_OF_SUBSTITUTES: Phrases = Phrases::new(|| {
    folded(&[
        "ersättare",
        "tjänstgörande ersättare",
        "tjg ersättare",
        "tj ersättare",
        "tjänstgörande",
        "ersättare som tjänstgör",
        "ersättare som tjänstgjort",
    ])
});

/// Over the column that says who was there, in a roll: `Ja`, `Nej, §§ 4–6`, `X`.
pub static HEADS_OF_PRESENCE: Phrases = Phrases::new(|| folded(&["närvarande", "närvaro", "närv", "närv."]));

/// What stands below them for those who were not there.
pub const ABSENT: &[&str] = &["nej", "-", "–", "frånvarande", "frånv", "frånv."];

/// Over the column of those for whom substitutes serve.
pub static HEADS_OF_REPLACED: Phrases = Phrases::new(|| {
    folded(&[
        "ersätter",
        "ersätter ledamot",
        "tjänstgör för",
        "ersättare för",
        "i stället för",
    ])
});

/// Labels above the name of who wrote the minutes, which are no office.
const WRITERS: &[&str] = &["vid protokollet", "in fidem"];

/// Whether a label stands above the name of who wrote the minutes.
pub fn is_writers(label: &str) -> bool {
    WRITERS.iter().any(|known| super::matches(label, known))
}

/// What stands in the place of a list of persons, and says that it stands elsewhere.
pub const LISTED_ELSEWHERE: &[&str] = &[
    "se nästa sida",
    "se sida",
    "se sidan",
    "se nedan",
    "se bilaga",
    "se närvarolista",
    "se särskild",
    "enligt",
    "närvarolista",
];

/// How labels begin, folded, that may stand as a heading before a narrower one: `Beslutande  Ledamöter`.
pub const LEADING_LABELS: &[&str] = &["beslutande", "narvarande", "ovriga", "deltagare"];

/// Words of a role that does not end with them, folded: `förste vice`.
pub const OPEN_ROLES: &[&str] = &[
    "vice",
    "forste",
    "forsta",
    "andre",
    "andra",
    "tredje",
    "1 e",
    "2 e",
    "1 a",
    "2 a",
    "tf",
    "bitr",
    "bitradande",
];

/// What lists of votes are called, folded: a first page may say that the members stand there.
pub const VOTE_LISTS: &[&str] = &[
    "omrostning",
    "votering",
    "upprop",
    "narvarolista",
    "nedanstaende lista",
    "lista nedan",
];

/// How minutes say that they are approved without paper.
pub const DIGITAL: &[&str] = &["digital", "elektronisk", "e-signer", "e-justering"];

/// Where minutes are posted that may have been approved on paper.
pub const DIGITAL_BOARD: &str = "digitala anslagstavla";

/// How words for signing and approving begin, folded.
pub const SIGNED: &[&str] = &["juster", "underteckna", "underskriv", "signera"];

/// Words behind `digitalt` where it tells the place of a meeting: `digitalt via Teams`.
pub const MEANS: &[&str] = &["via", "genom"];

/// Words of a date or time, which are no part of a place.
pub const TIME_WORDS: &[&str] = &[
    "måndag",
    "måndagen",
    "tisdag",
    "tisdagen",
    "onsdag",
    "onsdagen",
    "torsdag",
    "torsdagen",
    "fredag",
    "fredagen",
    "lördag",
    "lördagen",
    "söndag",
    "söndagen",
    "den",
    "kl",
    "kl.",
    "klockan",
    "tid",
    "tid:",
    "plats",
    "plats:",
    "mellan",
    "omedelbart",
    "direkt",
    "efter",
    "sammanträdet",
    "sammanträdets",
    "mötet",
    "mötets",
    "slut",
    "digital",
    "digitalt",
    "digitalt,",
    "elektronisk",
    "elektroniskt",
    "justering",
    "justeras",
    "datum",
    "datum:",
    "från",
    "till",
];
