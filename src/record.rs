//! The record: what a source file says, as structured data. It is the JSON of the contract, and `paragraf schema`
//! prints its JSON Schema.
//!
//! # Glossary
//!
//! | Swedish | here | meaning |
//! |---|---|---|
//! | ajournering | adjournment | the meeting pauses |
//! | anslag | notice | public notice that the minutes are approved |
//! | beslutsunderlag, handlingar | basis, documents | what the decision rests on |
//! | bordläggning | postponed | the matter waits for a later meeting (never "tabled") |
//! | diarienummer, ärendenummer | case number | names one case in the register of a body |
//! | ersättare | substitute | |
//! | expedieras till, skickas till | recipients | |
//! | jäv | recusal | a member leaves the matter for partiality |
//! | justering, justerare | approval, approver | who checks and signs the minutes |
//! | omröstning, votering | vote | |
//! | organ, nämnd | body | the assembly, board or committee that meets |
//! | paragraf (§) | item | one matter of the meeting, with its number |
//! | propositionsordning | proposition order | the order in which the chair puts the motions |
//! | protokollsanteckning, särskilt yttrande | statement | |
//! | reservation | dissent | |
//! | återremiss | referred back | |
//! | yrkande | motion | a proposal made at the meeting |
//!
//! Keys are English and fixed; values are Swedish, word for word as cleaned. A missing value is `null` or an empty list,
//! never a guess.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scan::{BoundingBox, SourceFile, TextFrom, Warning};

/// Version of the record's form. The first number changes when a reader of an older form would misread it.
pub const SCHEMA_VERSION: &str = "1.0";

/// All that was read in one source file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Version of this form, [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// SHA-256 of the source file, 64 lower-case hex digits.
    pub id: String,
    /// The file that was read.
    pub source_file: SourceFile,
    /// One entry a page of the file, in order, also for pages that gave nothing.
    pub pages: Vec<PageRecord>,
    /// The meetings whose minutes, or extracts of them, the file holds; in order of the file.
    pub meetings: Vec<Meeting>,
    /// What stands in the file beside the minutes (bilagor).
    pub attachments: Vec<Attachment>,
    /// What could not be read or decided.
    pub warnings: Vec<Warning>,
}

impl Record {
    /// The § items of all meetings, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.meetings.iter().flat_map(|meeting| &meeting.items)
    }

    /// True where text is missing, of a page or of the file.
    pub fn misses_text(&self) -> bool {
        self.warnings.iter().any(|warning| warning.code.loses_text())
    }

    /// The pages whose text is missing, wholly or in part.
    pub fn pages_missing_text(&self) -> impl Iterator<Item = &PageRecord> {
        let misses_text = |page: &&PageRecord| page.warnings.iter().any(|warning| warning.code.loses_text());
        self.pages.iter().filter(misses_text)
    }
}

/// What is known of one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageRecord {
    /// Position in the file, from 1.
    pub number: u32,
    /// The page number that is printed on the page, word for word: `Sida 6 av 17`.
    pub label: Option<String>,
    /// Width of the upright page image in pixels; 0 for plain text.
    pub width: u32,
    /// Height of the upright page image in pixels; 0 for plain text.
    pub height: u32,
    /// Resolution that all boxes on this page are counted in, dots per inch; 0 for plain text.
    pub dpi: u32,
    /// Degrees clockwise that the page was turned by to be upright.
    pub rotation: u16,
    /// Where the words come from.
    pub text_from: TextFrom,
    /// Why they were taken from there.
    pub text_from_reason: String,
    /// What kind of text it is (OCR in the wrong language, Swedish OCR, clean), which decides how it was restored.
    pub text_condition: TextCondition,
    /// Why it was taken for that.
    pub text_condition_reason: String,
    /// The engine that gave the words, with its version.
    pub engine: String,
    /// The language model, with the start of its SHA-256, and the one that read doubtful words again; empty where none was used.
    pub model: String,
    /// Mean confidence of the page's words, 0 to 1; absent where the engine states none.
    pub confidence: Option<f32>,
    /// What went wrong on this page.
    pub warnings: Vec<Warning>,
}

/// What OCR did to the Swedish letters of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextCondition {
    /// Read with a model that has no å, ä and ö: they are lost, often to other letters.
    WrongLanguage,
    /// Read with a Swedish model: its errors are few and of another kind.
    SwedishOcr,
    /// Not OCR, or without any sign of its errors.
    Clean,
}

/// The minutes of one meeting, or an extract of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// `<first 12 digits of the file's SHA-256>.<position of the meeting in the file>`.
    pub id: String,
    /// The municipality or federation that the body belongs to.
    pub organisation: Option<String>,
    /// Organ: the assembly, board or committee that met.
    pub body: Option<String>,
    /// The day of the meeting (the first, if it lasted several).
    pub date: Option<Date>,
    /// Plats: where it met.
    pub place: Option<String>,
    /// When it began, `HH:MM`.
    pub opened: Option<String>,
    /// When it ended, `HH:MM`.
    pub closed: Option<String>,
    /// Adjournments (ajournering), word for word.
    pub adjournments: Vec<String>,
    /// The items that the first page says the minutes hold: `§§ 35–43`, word for word.
    pub paragraph_range: Option<String>,
    /// Ordförande.
    pub chair: Vec<Person>,
    /// Sekreterare.
    pub secretary: Vec<Person>,
    /// Justerare: who approves the minutes.
    pub approvers: Vec<Person>,
    /// Everybody who took part.
    pub participants: Vec<Participant>,
    /// Justering.
    pub approval: Option<Approval>,
    /// Anslag.
    pub notice: Option<Notice>,
    /// Paragrafer: the matters, in order.
    pub items: Vec<Item>,
    /// Seals, signature fields and signatures that belong to these minutes.
    pub signatures: Vec<Signature>,
    /// What the law asks of minutes, and whether it is here.
    pub completeness: Vec<Completeness>,
    /// Where body and date stand.
    pub source: Option<Source>,
}

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Name, as written.
    pub name: String,
    /// Party letters, as written.
    pub party: Option<String>,
    /// Role or title, as written.
    pub role: Option<String>,
}

/// Somebody who took part in a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// Name, as written.
    pub name: String,
    /// Party letters, as written.
    pub party: Option<String>,
    /// Role or title, as written: `ordförande`, `kommundirektör`.
    pub role: Option<String>,
    /// In what capacity.
    pub capacity: Capacity,
    /// Whom a serving substitute replaced.
    pub replaces: Option<String>,
    /// For which items, word for word (`§§ 2–3`); `null`: for all.
    pub items: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// In what capacity somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// Ledamot.
    Member,
    /// Ej tjänstgörande ersättare.
    Substitute,
    /// Tjänstgörande ersättare.
    ServingSubstitute,
    /// Tjänsteperson: secretary, director, rapporteur.
    Official,
    /// Anybody else.
    Other,
}

/// Justering: the approval of the minutes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Approval {
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// True where the minutes say that they were approved digitally.
    pub digital: bool,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Anslag: the public notice that the minutes are approved.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Anslaget sätts upp.
    pub posted: Option<Date>,
    /// Anslaget tas ned.
    pub removed: Option<Date>,
    /// Förvaringsplats: where the minutes are kept.
    pub kept_at: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Paragraf: one matter of a meeting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// `<meeting id>.<number>`; a second item of the same number gets a further `.2`.
    pub id: String,
    /// The § number, as written but without the sign.
    pub number: String,
    /// Ärendemening: the title, its lines joined.
    pub title: Option<String>,
    /// Where number and title stand.
    pub title_source: Option<Source>,
    /// Diarienummer, ärendenummer.
    pub case_numbers: Vec<CaseNumber>,
    /// All of the item's text, in order, under its headings.
    pub sections: Vec<Section>,
    /// Beslut: what was decided, one by one.
    pub decisions: Vec<Decision>,
    /// Yrkanden.
    pub motions: Vec<Motion>,
    /// Propositionsordning.
    pub proposition_order: Option<String>,
    /// Omröstningar.
    pub votes: Vec<Vote>,
    /// Reservationer.
    pub dissents: Vec<Dissent>,
    /// Särskilda yttranden, protokollsanteckningar.
    pub statements: Vec<Statement>,
    /// Jäv: who left the matter.
    pub recusals: Vec<Person>,
    /// Beslutsunderlag, handlingar.
    pub documents: Vec<Document>,
    /// Beslutet skickas till, expedieras till.
    pub recipients: Vec<String>,
    /// What the text refers to.
    pub references: Vec<Reference>,
    /// Tables in the text.
    pub tables: Vec<Table>,
    /// All of the item.
    pub source: Option<Source>,
}

/// Diarienummer: the number of a case in the register of a body. There is no national form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CaseNumber {
    /// As written.
    pub raw: String,
    /// The same number in one form for all the ways it is written: `2021/25`, `SLK 2024/78`.
    pub normalized: String,
    /// The register that it belongs to: `SLK`, `KS`.
    pub authority: Option<String>,
    /// The year it was opened.
    pub year: Option<i16>,
    /// Its number in the register of that year.
    pub serial: Option<u32>,
    /// Number of a document in the case.
    pub document: Option<u32>,
    /// Klassificering: the code of the archive's plan, `2.2.0.1`.
    pub classification: Option<String>,
}

/// A part of an item under its own heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// What the part is.
    pub kind: SectionKind,
    /// The heading, as written; `null` for text before the first heading.
    pub heading: Option<String>,
    /// The text, a paragraph or list item a line.
    pub text: String,
    /// Where it stands, heading and text.
    pub source: Option<Source>,
}

/// What a [`Section`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Beslut.
    Decision,
    /// Förslag till beslut.
    Proposal,
    /// Sammanfattning av ärendet.
    Summary,
    /// Bakgrund, ärendebeskrivning, tidigare behandling.
    Background,
    /// Sammanträdet, ärendets behandling, överläggning.
    Proceedings,
    /// Yrkanden.
    Motions,
    /// Propositionsordning, beslutsgång.
    PropositionOrder,
    /// Omröstning.
    Vote,
    /// Reservation.
    Dissent,
    /// Särskilt yttrande, protokollsanteckning.
    Statement,
    /// Jäv.
    Recusal,
    /// Beslutsunderlag, handlingar.
    Basis,
    /// Beslutet skickas till, expedieras till.
    Recipients,
    /// Anything else.
    Other,
}

/// Beslut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The words that decide.
    pub text: String,
    /// What kind of decision it is.
    pub kind: DecisionKind,
    /// The body that decided, as written, or as the meeting's body.
    pub body: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a decision does with its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    /// Godkänns, bifalls, accepteras.
    Approved,
    /// Antas, fastställs.
    Adopted,
    /// Avslås.
    Rejected,
    /// Läggs till handlingarna, antecknas, tar del av.
    Noted,
    /// Återremitteras.
    ReferredBack,
    /// Bordläggs.
    Postponed,
    /// Utses, väljs.
    Elected,
    /// Ger i uppdrag.
    Tasked,
    /// Föreslår, hemställer, tillstyrker: another body decides.
    Proposed,
    /// Anses besvarad.
    Answered,
    /// Anything else.
    Other,
}

/// Yrkande.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Motion {
    /// Who made it.
    pub by: Vec<Person>,
    /// What was moved.
    pub text: String,
    /// What it asks for; `null` where the text does not say.
    pub kind: Option<MotionKind>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a [`Motion`] asks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MotionKind {
    /// Bifall: that a proposal be carried.
    Approval,
    /// Avslag.
    Rejection,
    /// Ändringsyrkande: another decision than the one proposed.
    Amendment,
    /// Tilläggsyrkande: something beside what is proposed.
    Addition,
    /// Återremiss.
    ReferredBack,
    /// Bordläggning.
    Postponed,
}

/// Omröstning, votering.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Vote {
    /// The stated number of Ja.
    pub yes: Option<u32>,
    /// The stated number of Nej.
    pub no: Option<u32>,
    /// The stated number who abstained (avstår).
    pub abstain: Option<u32>,
    /// The stated number who were absent (frånvarande).
    pub absent: Option<u32>,
    /// What Ja meant.
    pub yes_means: Option<String>,
    /// What Nej meant.
    pub no_means: Option<String>,
    /// Who voted what.
    pub ballots: Vec<Ballot>,
    /// Whether the ballots add up to the stated count; `null` where one of them is missing.
    pub verified: Option<bool>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// One member's vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ballot {
    /// Name, as written.
    pub name: String,
    /// Party letters, as written.
    pub party: Option<String>,
    /// What was voted.
    pub vote: BallotVote,
}

/// What a member voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BallotVote {
    /// Ja.
    Yes,
    /// Nej.
    No,
    /// Avstår.
    Abstain,
    /// Frånvarande, kvittad.
    Absent,
}

/// Reservation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dissent {
    /// Who dissented.
    pub by: Vec<Person>,
    /// The words.
    pub text: String,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Särskilt yttrande, protokollsanteckning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Who made it, as written: persons, or parties.
    pub by: Vec<Person>,
    /// The words.
    pub text: String,
    /// Where it stands.
    pub source: Option<Source>,
}

/// A document that a decision rests on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Its own number in the register (`E-NÄMND 2021.82`, `Hid: 2021.88`); never a case number.
    pub reference: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Something that the text refers to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// What it refers to.
    pub kind: ReferenceKind,
    /// The words.
    pub text: String,
    /// What they name, in one form: a case number, `Kommunfullmäktige 2021-09-27 § 197`, `SFS 2017:725`.
    pub target: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a [`Reference`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceKind {
    /// A case.
    Case,
    /// An item of another meeting.
    Item,
    /// A law.
    Law,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// The heading above it.
    pub title: Option<String>,
    /// Column headings.
    pub header: Vec<String>,
    /// Cell texts, a row a list.
    pub rows: Vec<Vec<String>>,
    /// The numbers that the cells hold; `null` where a cell holds none.
    pub values: Vec<Vec<Option<f64>>>,
    /// Index of the row that states totals.
    pub total_row: Option<usize>,
    /// For each column of numbers with a total: whether it adds up.
    pub totals_check: Vec<TotalsCheck>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Whether a column adds up to its stated total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TotalsCheck {
    /// Index of the column.
    pub column: usize,
    /// The total that the table states.
    pub stated: f64,
    /// The sum of the rows above.
    pub computed: f64,
    /// Whether they agree.
    pub adds_up: bool,
}

/// A seal, a place for a signature, or a signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// What it is.
    pub kind: SignatureKind,
    /// The words on the field or the seal.
    pub label: Option<String>,
    /// The signing service.
    pub provider: Option<String>,
    /// The digest's algorithm, `SHA-256`.
    pub algorithm: Option<String>,
    /// The digest, as read.
    pub digest: Option<String>,
    /// Whether the digest is as long as its algorithm asks and all hex digits; OCR mangles digests.
    pub digest_valid: Option<bool>,
    /// Name under the line.
    pub name: Option<String>,
    /// Page, from 1.
    pub page: u32,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a [`Signature`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureKind {
    /// The stamp of a digital signature, with a digest.
    DigitalSeal,
    /// A line or box for a signature.
    SignatureField,
    /// Ink.
    Handwritten,
}

/// Whether something that the law asks of minutes is there (Kommunallagen 5 kap. 65–69 §§).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Completeness {
    /// What is asked: `motions`, `approval-in-time`, ….
    pub rule: String,
    /// Whether it is there.
    pub state: CompletenessState,
    /// The ids of the items that it concerns; empty where it concerns the meeting.
    pub items: Vec<String>,
}

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CompletenessState {
    /// It is there.
    Found,
    /// The text says that there is none, or holds no word of it.
    Absent,
    /// It must be there, or the text speaks of it, but it could not be read; or it contradicts another part.
    NotFound,
}

/// Bilaga: pages of the file that are not minutes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// Its title.
    pub title: Option<String>,
    /// First and last page, from 1.
    pub pages: [u32; 2],
    /// Its text, a paragraph a line.
    pub text: String,
    /// Tables in it.
    pub tables: Vec<Table>,
    /// Seals and signatures on it.
    pub signatures: Vec<Signature>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Where a value was read, and what was corrected in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The pages and boxes that it stands in, a region a page and column.
    pub regions: Vec<Region>,
    /// First and last line of a text file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<[u32; 2]>,
    /// Mean confidence of its words after correction, 0 to 1; absent where nothing states one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// What was corrected.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrections: Vec<Correction>,
    /// What may be wrong, and was left as it was read.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub doubts: Vec<Doubt>,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    /// Page, from 1.
    pub page: u32,
    /// Box on the upright page image; absent for plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BoundingBox>,
}

/// A change that cleaning made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// What stood there.
    pub original: String,
    /// What stands in the record.
    pub text: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// A word that may have been misread. What it could be is not sure enough, so it stands in the record as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Doubt {
    /// What stands there and in the record.
    pub text: String,
    /// What may stand there in truth.
    pub suggestion: String,
    /// How sure that is, 0 to 1: less than a correction asks for.
    pub confidence: f32,
}

/// The JSON Schema (2020-12) of [`Record`].
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Record)
}
