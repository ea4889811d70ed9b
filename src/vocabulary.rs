//! The headings and phrases of protocols: all of them, in one place, as data. A new layout is a few new lines here.
//!
//! Phrases are lower case. They are compared with [`matches()`], which forgives what OCR does to letters. `*` in a heading
//! stands for the name of a body (`kommunstyrelsens beslut`, `e-nämnden beslutar`), of one to five words; `~` for one word that
//! names an office or its holder (`förvaltningens förslag`).

pub mod first_page;
mod folding;
mod headings;
pub mod people;
mod phrases;
pub mod politics;
pub mod tables;

pub use folding::{
    FoldedWords, LetterCounts, Phrase, PhraseIndex, Phrases, edits_within, fold, folded, matches, same_letters,
};
pub use headings::{
    FoundHeading, are_letters_of, find_heading, is_body_letters, is_body_name, is_genitive, named_by_letters,
    whole_heading,
};
pub use phrases::{Spoken, Wording, Wordings, contains_phrase, ends_sentence_inside, find_phrase, worded};

use crate::record::{DecisionKind, SectionKind};

/// A heading inside an item.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The words of the heading.
    pub phrase: &'static str,
    /// What stands below it.
    pub kind: SectionKind,
}

const fn heading(kind: SectionKind, phrase: &'static str) -> Heading {
    Heading { phrase, kind }
}

/// Headings inside an item. Longer phrases stand before shorter ones that they begin with.
pub const HEADINGS: &[Heading] = &{
    use SectionKind::*;
    [
        heading(Proposal, "* förslag till beslut i kommunfullmäktige"),
        heading(Proposal, "* förslag till beslut"),
        heading(Motions, "förslag till beslut på sammanträdet"),
        heading(Proposal, "förslag till beslut"),
        heading(Proposal, "tjänstemannaförslag"),
        heading(Proposal, "arbetsutskottets förslag"),
        heading(Proposal, "ordförandens förslag"),
        heading(Proposal, "ordförandens förslag till beslut"),
        heading(Proposal, "liggande förslag"),
        heading(Proposal, "förslag till beslut i *"),
        heading(Proposal, "presidiets förslag"),
        heading(Proposal, "utskottets förslag"),
        heading(Proposal, "beredningens förslag"),
        heading(Proposal, "föreslaget beslut"),
        heading(Proposal, "~ förslag till beslut"),
        heading(Proposal, "~ förslag"),
        heading(Proposal, "~ beslutsförslag"),
        heading(Proposal, "förslag till yttrande"),
        heading(Proposal, "* förslag till * beslut"),
        heading(Proposal, "* förslag till *"),
        heading(Proposal, "förslag till *"),
        heading(Proposal, "* förslag"),
        heading(Proposal, "* beslutsförslag"),
        heading(Proposal, "beslutsförslag"),
        heading(Proposal, "förslag"),
        heading(Proposal, "* föreslår * besluta"),
        heading(Proposal, "* föreslår * beslutar"),
        heading(Proposal, "* föreslår *"),
        heading(Decision, "* beslutar för egen del"),
        heading(Decision, "* beslutar följande"),
        heading(Decision, "* beslutar"),
        heading(Decision, "* beslutade"),
        heading(Decision, "* beslöt"),
        heading(Decision, "* beslöto"),
        heading(Decision, "* hade alltså beslutat"),
        heading(Decision, "* hade således beslutat"),
        heading(Decision, "* hade sålunda beslutat"),
        heading(Decision, "* har alltså beslutat"),
        heading(Decision, "* har således beslutat"),
        heading(Decision, "* beslut"),
        heading(Decision, "beslut"),
        heading(Decision, "beslut i *"),
        heading(Decision, "* beslut för egen del"),
        heading(Decision, "beslut för egen del"),
        heading(Decision, "ställningstagande"),
        heading(Decision, "följande beslutas"),
        heading(Summary, "sammanfattning av ärendet"),
        heading(Summary, "ärendet i korthet"),
        heading(Summary, "sammanfattning"),
        heading(Background, "beskrivning av ärendet"),
        heading(Background, "ärendebeskrivning"),
        heading(Background, "bakgrund till ärendet"),
        heading(Background, "beskrivning"),
        heading(Background, "nulägesbeskrivning"),
        heading(Background, "skäl för beslutet"),
        heading(Background, "remissvar"),
        heading(Background, "ekonomiska konsekvenser av beslutet"),
        heading(Background, "risker och konsekvenser"),
        heading(Background, "planförutsättningar"),
        heading(Background, "förutsättningar"),
        heading(Background, "ärendets beskrivning"),
        heading(Background, "kort om ärendet"),
        heading(Background, "ärenderedovisning"),
        heading(Background, "redovisning av ärendet"),
        heading(Background, "tidplan"),
        heading(Background, "tidsplan"),
        heading(Background, "bakgrund och sammanfattning"),
        heading(Background, "bakgrund"),
        heading(Background, "redogörelse för ärendet"),
        heading(Background, "redogörelse"),
        heading(Background, "tidigare beslut"),
        heading(Background, "beslutsärende"),
        heading(Background, "informationsärende"),
        heading(Other, "omedelbar justering"),
        heading(Other, "justering"),
        heading(Background, "information"),
        heading(Background, "ärendet"),
        heading(Background, "ärende"),
        heading(Background, "motivering till beslut"),
        heading(Background, "motivering"),
        heading(Background, "skäl för beslut"),
        heading(Background, "skälen för beslutet"),
        heading(Background, "skäl till beslut"),
        heading(Background, "skäl till beslutet"),
        heading(Background, "motivering till beslutet"),
        heading(Background, "motivering av beslut"),
        heading(Background, "beslutsmotivering"),
        heading(Background, "motiv till beslut"),
        heading(Background, "överväganden"),
        heading(Background, "lagrum"),
        heading(Background, "lagstöd"),
        heading(Background, "gällande regler"),
        heading(Background, "gällande bestämmelser"),
        heading(Background, "tillämpliga bestämmelser"),
        heading(Background, "ärendet i sin helhet"),
        heading(Background, "ärendeinformation"),
        heading(Background, "inledning"),
        heading(Background, "nuläge"),
        heading(Background, "syfte"),
        heading(Background, "finansiering"),
        heading(Background, "ekonomisk påverkan"),
        heading(Background, "kostnader och finansiering"),
        heading(Background, "konsekvenser"),
        heading(Background, "konsekvensbeskrivning"),
        heading(Background, "konsekvensbedömning"),
        heading(Background, "barnets bästa"),
        heading(Background, "barnperspektiv"),
        heading(Background, "barnperspektivet"),
        heading(Background, "barnrättsperspektiv"),
        heading(Background, "barnrättsbedömning"),
        heading(Background, "prövning av barnets bästa"),
        heading(Background, "jämställdhetsperspektiv"),
        heading(Background, "jämställdhetsanalys"),
        heading(Background, "miljökonsekvenser"),
        heading(Background, "hållbarhetsperspektiv"),
        heading(Background, "remissinstanser"),
        heading(Background, "remissyttranden"),
        heading(Background, "samråd"),
        heading(Background, "inkomna synpunkter"),
        heading(Background, "~ bedömning"),
        heading(Background, "* ställningstagande"),
        heading(Background, "~ ställningstagande"),
        heading(Background, "* motivering"),
        heading(Background, "bedömning"),
        heading(Background, "* bedömning"),
        heading(Background, "särskilt skäl"),
        heading(Background, "särskilda skäl"),
        heading(Background, "skäl"),
        heading(Background, "ekonomiska konsekvenser"),
        heading(Background, "barnkonsekvensanalys"),
        heading(Proceedings, "ärendets behandling på sammanträdet"),
        heading(Proceedings, "ärendets behandling"),
        heading(Proceedings, "ärendets gång"),
        heading(Proceedings, "tidigare behandling"),
        heading(Proceedings, "ärendets beredning"),
        heading(Proceedings, "ärendets handläggning"),
        heading(Proceedings, "ärendets tidigare behandling"),
        heading(Proceedings, "beredning"),
        heading(Proceedings, "beredning av ärendet"),
        heading(Proceedings, "tidigare beredning"),
        heading(Proceedings, "handläggning"),
        heading(Proceedings, "behandling av ärendet"),
        heading(Proceedings, "behandling i *"),
        heading(Proceedings, "ärendegång"),
        heading(Proceedings, "överläggning i *"),
        heading(Proceedings, "debatt i *"),
        heading(Proceedings, "inlägg i debatten"),
        heading(Proceedings, "talarlista"),
        heading(Proceedings, "talarordning"),
        heading(Proceedings, "föredragning av ärendet"),
        heading(Proceedings, "information på sammanträdet"),
        heading(Proceedings, "på sammanträdet"),
        heading(Proceedings, "under sammanträdet"),
        heading(Proceedings, "anföranden"),
        heading(Proceedings, "behandling"),
        heading(Proceedings, "ajournering"),
        heading(Proceedings, "föredragning"),
        heading(Proceedings, "föredragande"),
        heading(Proceedings, "diskussion"),
        heading(Proceedings, "deltagande i debatten"),
        heading(Proceedings, "talare"),
        heading(Proceedings, "ordet begärs av"),
        heading(Proceedings, "* överläggning"),
        heading(Proceedings, "* behandling"),
        heading(Proceedings, "* handläggning"),
        heading(Proceedings, "behandling på sammanträdet"),
        heading(Proceedings, "dagens sammanträde"),
        heading(Proceedings, "sammanträdet"),
        heading(Proceedings, "* sammanträde"),
        heading(Proceedings, "överläggning"),
        heading(Proceedings, "överläggningar"),
        heading(Proceedings, "inlägg"),
        heading(Proceedings, "yttranden på sammanträdet"),
        heading(Proceedings, "debatt"),
        heading(Proceedings, "ärendets behandling under mötet"),
        heading(Proceedings, "ärendets behandling under sammanträdet"),
        heading(Proceedings, "ärendets behandling vid mötet"),
        heading(Proceedings, "ärendets behandling vid sammanträdet"),
        heading(Proceedings, "behandling under mötet"),
        heading(Proceedings, "behandling under sammanträdet"),
        heading(Proceedings, "behandling vid sammanträdet"),
        heading(Motions, "förslag på sammanträdet"),
        heading(Motions, "förslag till beslut på mötet"),
        heading(Motions, "yrkanden på sammanträdet"),
        heading(Motions, "yrkanden i *"),
        heading(Motions, "yrkande i *"),
        heading(Motions, "yrkanden under sammanträdet"),
        heading(Motions, "yrkanden under mötet"),
        heading(Motions, "yrkanden vid sammanträdet"),
        heading(Motions, "yrkanden på mötet"),
        heading(Motions, "yrkande på sammanträdet"),
        heading(Motions, "förslag under sammanträdet"),
        heading(Motions, "förslag på mötet"),
        heading(Motions, "ledamöternas förslag"),
        heading(Motions, "inlägg och yrkanden"),
        heading(Motions, "yrkanden och inlägg"),
        heading(Motions, "tilläggsyrkande"),
        heading(Motions, "yrkanden"),
        heading(Motions, "yrkande"),
        heading(Motions, "yrkanden och propositioner"),
        heading(Motions, "yrkanden och propositionsordning"),
        heading(Motions, "yrkanden och proposition"),
        heading(Motions, "yrkanden och förslag"),
        heading(Motions, "förslag och yrkanden"),
        heading(Motions, "förslag till beslut och yrkanden"),
        heading(Motions, "framställda yrkanden"),
        heading(Motions, "framlagda förslag"),
        heading(Motions, "framlagda yrkanden"),
        heading(Motions, "framställda förslag"),
        heading(Motions, "ändringsyrkande"),
        heading(Motions, "ändringsyrkanden"),
        heading(Motions, "tilläggsyrkanden"),
        heading(Motions, "motförslag"),
        heading(Motions, "tilläggsförslag"),
        heading(PropositionOrder, "propositionsordning"),
        heading(PropositionOrder, "proposition"),
        heading(PropositionOrder, "propositioner"),
        heading(PropositionOrder, "propositionsordningar"),
        heading(PropositionOrder, "omröstningsordning"),
        heading(PropositionOrder, "propositionsordning och beslut"),
        heading(PropositionOrder, "proposition på yrkandena"),
        heading(PropositionOrder, "ordförandens proposition"),
        heading(PropositionOrder, "proposition och beslut"),
        heading(PropositionOrder, "proposition och omröstning"),
        heading(PropositionOrder, "propositioner och omröstning"),
        heading(PropositionOrder, "proposition och votering"),
        heading(PropositionOrder, "ställande av proposition"),
        heading(PropositionOrder, "beslutsordning"),
        heading(PropositionOrder, "beslutsgång"),
        heading(Vote, "omröstningsresultat"),
        heading(Vote, "röstningsresultat"),
        heading(Vote, "voteringsordning"),
        heading(Vote, "voteringsresultat"),
        heading(Vote, "voteringslista"),
        heading(Vote, "huvudvotering"),
        heading(Vote, "kontravotering"),
        heading(Vote, "omröstning"),
        heading(Vote, "omröstning och beslut"),
        heading(Vote, "röstning"),
        heading(Vote, "resultat av omröstning"),
        heading(Vote, "omröstningens utfall"),
        heading(Vote, "röstresultat"),
        heading(Vote, "votering"),
        heading(Vote, "voteringsproposition"),
        heading(Vote, "omröstningsproposition"),
        heading(Vote, "voteringsordning och resultat"),
        heading(Vote, "omröstning och resultat"),
        heading(Vote, "omröstningslista"),
        heading(Vote, "namnupprop"),
        heading(Dissent, "skriftlig reservation"),
        heading(Dissent, "reservationer"),
        heading(Dissent, "reservation"),
        heading(Dissent, "muntlig reservation"),
        heading(Dissent, "muntliga reservationer"),
        heading(Dissent, "skriftliga reservationer"),
        heading(Dissent, "blank reservation"),
        heading(Dissent, "reservation mot beslutet"),
        heading(Dissent, "avvikande mening"),
        heading(Statement, "särskilda yttranden"),
        heading(Statement, "särskilt yttrande"),
        heading(Statement, "protokollsanteckningar"),
        heading(Statement, "protokollsanteckning"),
        heading(Statement, "protokollsnotering"),
        heading(Statement, "protokollsnoteringar"),
        heading(Statement, "noteringar till protokollet"),
        heading(Statement, "notering till protokollet"),
        heading(Statement, "anteckningar till protokollet"),
        heading(Statement, "anteckning i protokollet"),
        heading(Statement, "särskilt uttalande"),
        heading(Statement, "särskilda uttalanden"),
        heading(Statement, "ersättaryttrande"),
        heading(Statement, "ersättaryttranden"),
        heading(Statement, "röstförklaring"),
        heading(Statement, "röstförklaringar"),
        heading(Statement, "anteckning till protokollet"),
        heading(Other, "beslutsnivå"),
        heading(Other, "avgift"),
        heading(Other, "avgifter"),
        heading(Other, "upplysning"),
        heading(Other, "upplysningar"),
        heading(Other, "hur man överklagar"),
        heading(Other, "hur man överklagar se bilaga"),
        heading(Other, "överklagande se bilaga"),
        heading(Other, "hur beslutet överklagas"),
        heading(Other, "beslutet kan överklagas"),
        heading(Other, "överklagande"),
        heading(Other, "överklagandehänvisning"),
        heading(Other, "besvärshänvisning"),
        heading(Other, "yttranden"),
        heading(Other, "deltar ej i beslut"),
        heading(Other, "deltar ej i beslutet"),
        heading(Other, "deltar inte i beslut"),
        heading(Other, "deltar inte i beslutet"),
        heading(Other, "ej deltagande i beslut"),
        heading(Other, "ej deltagande i beslutet"),
        heading(Other, "avstår från att delta i beslutet"),
        heading(Other, "upplysning"),
        heading(Other, "upplysningar"),
        heading(Statement, "yttrande"),
        heading(Recusal, "anmälan om jäv"),
        heading(Recusal, "ej deltagande"),
        heading(Recusal, "ej deltagit"),
        heading(Recusal, "jävsanmälan"),
        heading(Recusal, "jäv"),
        heading(Basis, "i ärendet föreligger följande dokument"),
        heading(Basis, "i ärendet föreligger följande handlingar"),
        heading(Basis, "i ärendet finns följande handlingar"),
        heading(Basis, "följande handlingar finns i ärendet"),
        heading(Basis, "handlingar som ingår i beslutet"),
        heading(Basis, "handlingar som ligger till grund för beslutet"),
        heading(Basis, "beslutet grundas på"),
        heading(Basis, "dokument i ärendet"),
        heading(Basis, "underlag för beslut"),
        heading(Basis, "underlag till beslut"),
        heading(Basis, "underlag för beslutet"),
        heading(Basis, "beslutsunderlaget"),
        heading(Basis, "beslutshandlingar"),
        heading(Basis, "ärendehandlingar"),
        heading(Basis, "utskickade handlingar"),
        heading(Basis, "handlingar till ärendet"),
        heading(Basis, "beslutsunderlag och bilagor"),
        heading(Basis, "bifogade handlingar"),
        heading(Basis, "bilagda handlingar"),
        heading(Basis, "aktuella handlingar"),
        heading(Basis, "handlingar till beslutet"),
        heading(Basis, "beslutsunderlag i ärendet"),
        heading(Basis, "inkomna handlingar"),
        heading(Basis, "ärendets underlag"),
        heading(Basis, "underlag i ärendet"),
        heading(Basis, "beslutsunderlag"),
        heading(Basis, "handlingar i ärendet"),
        heading(Basis, "ärendets handlingar"),
        heading(Basis, "handlingar"),
        heading(Basis, "handling"),
        heading(Basis, "bilagor"),
        heading(Basis, "underlag"),
        heading(Basis, "i ärendet föreligger följande dokument"),
        heading(Basis, "i ärendet föreligger följande handlingar"),
        heading(Basis, "i ärendet föreligger"),
        heading(Basis, "följande handlingar föreligger"),
        heading(Basis, "följande handlingar finns i ärendet"),
        heading(Basis, "dokument i ärendet"),
        heading(Basis, "ärendets dokument"),
        heading(Basis, "handlingar som ingår i beslutet"),
        heading(Basis, "handlingar som ingår i ärendet"),
        heading(Basis, "handlingar som ligger till grund för beslutet"),
        heading(Basis, "till grund för beslutet ligger"),
        heading(Basis, "till ärendet hör följande handlingar"),
        heading(Recipients, "protokollsutdrag skickas till"),
        heading(Recipients, "protokollsutdrag till"),
        heading(Recipients, "protokollsutdrag"),
        heading(Recipients, "utdrag skickas till"),
        heading(Recipients, "utdrag till"),
        heading(Recipients, "utdrag härav till"),
        heading(Recipients, "utdrag av protokollet till"),
        heading(Recipients, "utdrag av denna paragraf till"),
        heading(Recipients, "avskrift till"),
        heading(Recipients, "utdrag sänds till"),
        heading(Recipients, "utdrag delges"),
        heading(Recipients, "protokollsutdrag sänds till"),
        heading(Recipients, "protokollsutdrag delges"),
        heading(Recipients, "protokollsutdrag för kännedom till"),
        heading(Recipients, "beslutet sänds till"),
        heading(Recipients, "beslutet ska sändas till"),
        heading(Recipients, "beslutet skall sändas till"),
        heading(Recipients, "beslut sänds till"),
        heading(Recipients, "beslutet delges"),
        heading(Recipients, "beslut delges"),
        heading(Recipients, "beslutet meddelas"),
        heading(Recipients, "beslutet lämnas till"),
        heading(Recipients, "beslutet skickas för åtgärd till"),
        heading(Recipients, "beslutet skickas för kännedom till"),
        heading(Recipients, "beslutet skickas för verkställighet till"),
        heading(Recipients, "beslutet skickas för vidare handläggning till"),
        heading(Recipients, "skickas för åtgärd till"),
        heading(Recipients, "skickas för kännedom till"),
        heading(Recipients, "för åtgärd till"),
        heading(Recipients, "för kännedom till"),
        heading(Recipients, "för åtgärd"),
        heading(Recipients, "för kännedom"),
        heading(Recipients, "för verkställighet"),
        heading(Recipients, "paragrafen skickas till"),
        heading(Recipients, "paragrafen expedieras till"),
        heading(Recipients, "beslutet ska expedieras"),
        heading(Basis, "lista över bilagor"),
        heading(Recipients, "beslutsexpediering"),
        heading(Recipients, "beslutsmottagare"),
        heading(Recipients, "mottagare av beslutet"),
        heading(Recipients, "beslut till"),
        heading(Recipients, "beslutet ska delges"),
        heading(Recipients, "beslut skickas"),
        heading(Recipients, "beslutet meddelas till"),
        heading(Recipients, "expedierat"),
        heading(Recipients, "utdrag ur protokoll till"),
        heading(Recipients, "protokollsutdraget skickas till"),
        heading(Recipients, "beslutet distribueras till"),
        heading(Recipients, "beslutet sändes till"),
        heading(Recipients, "beslut expedieras"),
        heading(Recipients, "kopia av beslutet till"),
        heading(Recipients, "expediering till"),
        heading(Recipients, "expedieras för åtgärd till"),
        heading(Recipients, "expedieras för kännedom till"),
        heading(Recipients, "delges för kännedom"),
        heading(Recipients, "delges med"),
        heading(Recipients, "sändlista för beslutet"),
        heading(Recipients, "sändlista för beslutets expediering"),
        heading(Recipients, "sänds till"),
        heading(Recipients, "sändes till"),
        heading(Recipients, "kopia till kännedom"),
        heading(Recipients, "kopia"),
        heading(Recipients, "underrättelse om beslut"),
        heading(Recipients, "exp till"),
        heading(Recipients, "beslutet ska skickas till"),
        heading(Recipients, "beslutet skall skickas till"),
        heading(Recipients, "beslutet ska expedieras till"),
        heading(Recipients, "beslutet skickas till"),
        heading(Recipients, "beslut skickas till"),
        heading(Recipients, "beslutet expedieras till"),
        heading(Recipients, "beslutet expedieras"),
        heading(Recipients, "beslut expedieras till"),
        heading(Recipients, "expedieras till"),
        heading(Recipients, "expedieras"),
        heading(Recipients, "expediering"),
        heading(Recipients, "expedierat till"),
        heading(Recipients, "skickas till"),
        heading(Recipients, "sändlista"),
        heading(Recipients, "distribution"),
        heading(Recipients, "delges"),
        heading(Recipients, "delgivning"),
        heading(Recipients, "kopia till"),
        heading(Recipients, "utdrag till"),
        heading(Recipients, "utdrag"),
        heading(Recipients, "exp"),
        heading(Recipients, "till"),
    ]
};

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

/// Letters that are alike in small and large, so that OCR takes one for the other.
pub const ALIKE_IN_BOTH_SIZES: &str = "cikopsuvwxyzåäö";

/// What OCR makes of small words: it is no word, nor the beginning of any, though lists
/// of words that were made of what OCR read may hold it.
pub const MISREAD: [(&str, &str); 8] = [
    ("tili", "till"),
    ("tiil", "till"),
    ("oeh", "och"),
    ("ocn", "och"),
    ("ocb", "och"),
    ("frn", "från"),
    ("ay", "av"),
    ("kt!", "kl"),
];
/// The same, of the beginnings of long words.
pub const MISREAD_BEGINNINGS: [(&str, &str); 2] = [("kimmun", "kommun"), ("Kimmun", "Kommun")];

/// Words that no title ends in.
pub const PREPOSITIONS: [&str; 12] = [
    "i", "på", "av", "för", "till", "från", "vid", "med", "om", "och", "samt", "mellan",
];

/// Words that typewriters set with a space between their letters: what a body does.
pub const SET_SPACED: [&str; 14] = [
    "beslutar",
    "beslutade",
    "beslutat",
    "besluta",
    "beslöt",
    "föreslår",
    "föreslog",
    "hemställer",
    "tillstyrker",
    "avstyrker",
    "godkänner",
    "bordlägger",
    "återremitterar",
    "uppdrar",
];

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
pub static FINDING: Phrases =
    Phrases::new(|| folded(&["finner att", "fann att", "finner därvid att", "fann därvid att"]));

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

/// Verbs, folded, that say what is to be in a sentence among decisions: `Medel förs över`, `Bidraget ska redovisas`.
pub const ORDERING: &[&str] = &[
    "far", "ska", "skall", "fors", "ges", "tas", "gors", "stalls", "sags", "dras", "halls", "satts", "uppdras",
];

/// What joins two headings to one: `Bakgrund och ärendebeskrivning`.
pub const JOINTS: &[&str] = &["och", "samt", "&", "/", "–", "-"];

/// The beginnings, folded, of verbs that say what becomes of a matter only with other words: `läggs till handlingarna`.
pub const PASSIVE_STEMS: &[&str] = &["lagg", "lade", "hansk", "utsag", "utse"];

/// Words, folded, that texts begin with, and titles do not.
pub const TEXT_BEGINNINGS: &[&str] = &["att", "sedan"];

/// Headings of sections, folded, that items also have for a title.
pub const TITLE_HEADINGS: &[&str] = &[
    "information",
    "informationer",
    "informationsarenden",
    "informationsarende",
    "meddelanden",
    "anmalningar",
    "anmalningsarenden",
    "delgivningar",
    "rapporter",
    "ovriga fragor",
    "ajournering",
    "overlaggning",
    "avgifter",
];

/// Words of running text that long titles do not hold.
pub static TOLD_WORDS: Wordings = Wordings::new(|| worded(&["hade", "hava", "hafva"]));

/// How verbs end, folded, that texts begin with, and titles do not: `Föredrogs`, `Upplästes`.
pub const TEXT_VERBS: &[&str] = &["ogs", "des", "stes", "ttes", "ktes"];

/// How minutes say that one item is approved before the others.
pub static APPROVED_AT_ONCE: Wordings = Wordings::new(|| {
    worded(&[
        "justeras omedelbart",
        "omedelbart justerad",
        "omedelbart justerat",
        "omedelbar justering",
        "justeras direkt",
        "direktjusteras",
    ])
});

/// What the first page of minutes begins its fields with.
pub static COVER: Phrases = Phrases::new(|| {
    folded(&[
        "plats och tid",
        "tid och plats",
        "sammanträdesprotokoll",
        "protokoll",
        "beslutande",
        "närvarande",
        "ärendelista",
        "ärendeförteckning",
        "innehållsförteckning",
    ])
});

/// The word for minutes, as a first line begins with it.
pub static MINUTES: Phrases = Phrases::new(|| folded(&["protokoll"]));

/// What stands after the last item and is no part of it.
pub static CLOSING: Phrases = Phrases::new(|| {
    folded(&[
        "anslag/bevis",
        "anslagsbevis",
        "bevis om anslag",
        "bevis om tillkännagivande",
        "tillkännagivande av justering",
        "anslag",
        "underskrifter",
        "digitala underskrifter",
        "signaturer",
        "sammanträdet avslutas",
        "sammanträdet avslutades",
        "mötet avslutas",
        "vid protokollet",
        "in fidem",
        "som ovan",
        "som ofvan",
        "dag som ovan",
        "ut supra",
        "å kommunalfullmäktiges vägnar",
        "å stadsfullmäktiges vägnar",
        "uppläst och justerat",
        "uppläst och godkänt",
        "justerat den",
        "justeradt den",
        "justeringens plats och tid",
        "justeras",
        "protokollet är justerat",
        "rätt utdraget intygar",
        "utdragets riktighet bestyrks",
        "ordföranden förklarade sammanträdet avslutat",
        "ordföranden avslutar sammanträdet",
    ])
});

/// Kinds of documents that are attached to minutes, as their first lines name them.
pub static DOCUMENT_KINDS: Phrases = Phrases::new(|| {
    folded(&[
        "bilaga",
        "bilagor",
        "tjänsteskrivelse",
        "tjänsteutlåtande",
        "skrivelse",
        "missiv",
        "promemoria",
        "pm",
        "protokollsutdrag",
        "protokollsanteckning",
        "reservation",
        "särskilt yttrande",
        "yttrande",
        "remiss",
        "remissvar",
        "remissyttrande",
        "motion",
        "interpellation",
        "interpellationssvar",
        "enkel fråga",
        "medborgarförslag",
        "ansökan",
        "kallelse",
        "närvarolista",
        "voteringslista",
        "omröstningslista",
        "avtal",
        "samverkansavtal",
        "överenskommelse",
        "reglemente",
        "arbetsordning",
        "delegationsordning",
        "policy",
        "riktlinje",
        "riktlinjer",
        "rutin",
        "taxa",
        "handlingsplan",
        "verksamhetsplan",
        "verksamhetsberättelse",
        "internkontrollplan",
        "rapport",
        "granskningsrapport",
        "revisionsrapport",
        "revisionsberättelse",
        "delårsrapport",
        "årsredovisning",
        "månadsuppföljning",
        "riskbedömning",
        "risk- och konsekvensbedömning",
        "konsekvensbeskrivning",
        "direktiv",
        "uppdragsdirektiv",
        "projektdirektiv",
        "ägardirektiv",
        "bolagsordning",
        "stadgar",
        "planbeskrivning",
        "dokumenttyp",
    ])
});

/// Labels before a case number.
pub static CASE_LABELS: Phrases = Phrases::new(|| {
    folded(&[
        "diarienummer",
        "diarienr",
        "dnr",
        "ärendenummer",
        "ärendenr",
        "ärende nr",
        "änr",
        "ärendebeteckning",
        "ärendeid",
    ])
});

/// Names of the file of a matter, which gets a copy of what was decided, folded.
const FILE_COPIES: &[&str] = &["akten", "akt", "arendeakten", "diariet", "arkivet"];

/// Whether a recipient is the file of the matter.
pub fn is_file_copy(recipient: &str) -> bool {
    FILE_COPIES.contains(&fold(recipient).as_str())
}

/// What stands before the number that a matter has in the list of matters, folded: `Ärende 7`.
pub const MATTER_LABELS: &[&str] = &["arende", "arende nr", "punkt", "nr"];

/// Words before the title of a matter in lists of votes and other forms, folded: `Ärendemening: …`
pub const TITLE_LABELS: &[&str] = &["arendemening", "arenderubrik", "rubrik"];

/// What may stand before the number of an item instead of the sign, folded.
pub const NUMBER_LABELS: &[&str] = &["paragraf", "paragraf nr", "par", "arende", "arende nr", "punkt", "nr"];

/// Words over the columns of an item's heading.
pub static ITEM_LABELS: Phrases = Phrases::new(|| {
    folded(&[
        "paragraf",
        "paragrafnr",
        "diarienummer",
        "diarienr",
        "dnr",
        "ärendenummer",
        "ärendenr",
        "ärende",
        "beteckning",
    ])
});

/// Words that stand in the running head or foot of a page, and nowhere else on a line of their own.
pub static RUNNING_PHRASES: Phrases = Phrases::new(|| {
    folded(&[
        "sammanträdesprotokoll",
        "protokollsutdrag",
        "protokoll nr",
        "protokoll",
        "sammanträdesdatum",
        "nämnd e d",
        "justerandes signatur",
        "justerandes sign",
        "justerandes signatur beslutandes underskrift",
        "justerarnas signaturer",
        "justerarsignaturer",
        "justerares signatur",
        "ordförandens signatur",
        "utdragsbestyrkande",
        "utdraget bestyrks",
        "sida",
        "sid",
        "blad",
        "bladnr",
        "sidnr",
        "datum",
        "protokollet har justerats digitalt",
        "detta dokument är digitalt signerat",
        "signerat",
    ])
});

/// Words of a printed form that stand above or beside the name of the body, folded; a body's own name is definite.
pub const BODY_LABELS: &[&str] = &["namnd", "styrelse", "utskott", "organ"];

/// What lines at the foot of a letter or of minutes hold: addresses of the sender, the word of a signing service.
pub static FOOT_MARKS: Phrases = Phrases::new(|| {
    folded(&[
        "www",
        "e post",
        "epost",
        "telefon",
        "tel",
        "fax",
        "postadress",
        "besöksadress",
        "org nr",
        "bankgiro",
        "plusgiro",
        "signerats genom",
        "digitalt signerat",
        "signerat digitalt",
        "elektroniskt underskrivet",
        "elektroniskt signerat",
        "digitalt justerat",
    ])
});

/// Fields for a signature: the label that stands at the line or box.
pub static SIGNATURE_FIELDS: Phrases = Phrases::new(|| {
    folded(&[
        "justerandes signatur/beslutandes underskrift",
        "justerandes signatur",
        "justerandes sign",
        "just sign",
        "just signatur",
        "justeringsmännens signaturer",
        "justeringsmännens signatur",
        "justerarnas signaturer",
        "justerarsignaturer",
        "justerares signatur",
        "ordförandens signatur",
        "utdragsbestyrkande",
        "utdraget bestyrks",
    ])
});

/// Beside or over a line on which somebody signs.
pub const SIGNING_LABELS: &[&str] = &[
    "sekreterare",
    "protokollförare",
    "vid protokollet",
    "ordförande",
    "justerande",
    "justerare",
    "justeras",
    "justerat",
    "underskrift",
    "underskrifter",
    "namnteckning",
    "rätt utdraget intygar",
    "utdragets riktighet intygar",
    "utdragets riktighet bestyrks",
    "intygas",
];

/// Services that sign documents, as they name themselves.
pub const SIGNING_SERVICES: &[&str] = &[
    "getaccept",
    "scrive",
    "comfact",
    "visma addo",
    "visma",
    "assently",
    "egreement",
    "penneo",
    "adobe sign",
    "docusign",
    "signicat",
    "edlevo",
];

/// How the last word of a body's name ends, in the forms that a name can take.
pub static BODY_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "fullmäktige",
        "kammaren",
        "stämman",
        "stämma",
        "styrelsen",
        "styrelse",
        "nämnden",
        "nämnd",
        "utskottet",
        "utskott",
        "beredningen",
        "beredning",
        "direktionen",
        "direktion",
        "presidiet",
        "presidium",
        "kommittén",
        "kommitté",
        "rådet",
        "delegationen",
        "revisorerna",
        "revisionen",
        "gruppen",
    ])
});

/// How the names of offices and their holders end, in the genitive.
pub static OFFICE_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "förvaltningens",
        "kontorets",
        "kansliets",
        "avdelningens",
        "enhetens",
        "stabens",
        "direktörens",
        "chefens",
        "ordförandens",
        "presidiets",
        "valberedningens",
        "bolagets",
    ])
});

/// What the name of an organisation ends with.
pub static ORGANISATION_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "kommun",
        "stad",
        "kommunalförbund",
        "kommunförbund",
        "landsting",
        "samordningsförbund",
        "räddningstjänstförbund",
    ])
});

/// What the name of an organisation begins with, where it does not end with such a word.
pub static ORGANISATION_BEGINNINGS: Phrases = Phrases::new(|| {
    folded(&[
        "kommunalförbundet",
        "kommunförbundet",
        "region",
        "samordningsförbundet",
        "räddningstjänstförbundet",
        "gymnasieförbundet",
    ])
});

/// Verbs of old that stand before the body that decides: `På begäran medgåvo stadsfullmäktige, att …`.
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
        "besvärshänvisning",
        "hur man överklagar",
    ])
});

/// How a line says that a list of what has come in or been reported follows.
pub static NOTIFIED: Wordings = Wordings::new(|| {
    worded(&[
        "anmäls",
        "anmäldes",
        "anmälts",
        "har inkommit",
        "har kommit in",
        "inkommit",
        "delges",
        "delgavs",
        "delgivits",
        "redovisas",
        "föreligger",
        "föredras",
    ])
});

/// The verbs by which a sentence of running text surely decides.
pub static SURE_VERBS: Phrases = Phrases::new(|| folded(&["beslutar", "beslutade", "beslöt", "beslöto", "beslutat"]));

/// What a sentence ends in that opens the clauses of a decision, without saying whose.
pub static DECIDED: Wordings = Wordings::new(|| worded(&["beslöts", "beslutades", "beslutas"]));

/// Notes on who is at the meeting, and when it rests.
pub static ATTENDANCE: Wordings = Wordings::new(|| {
    worded(&[
        "lämnar sammanträdet",
        "lämnade sammanträdet",
        "lämnar mötet",
        "lämnade mötet",
        "inträder i tjänstgöring",
        "tjänstgör från",
        "ajournering",
        "ajourneras",
        "ajournerades",
        "sammanträdet ajourn*",
    ])
});
