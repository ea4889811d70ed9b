//! What the PDF library says nothing of: a PDF that breaks off, whose page tree counts wrong, or whose pages hold damaged data. It draws
//! what it can and skips the rest, so a page that has lost half of its text looks as sound as any. Here the file is looked at once
//! more, by another parser, for what may be lost; nothing is read from it, and nothing can fail: there are only warnings.
//!
//! The only file that knows hayro-syntax.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;
use hayro_syntax::{LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

use super::deal::FileRead;
use super::unread_page;
use crate::scan::{Warning, WarningCode};

mod ending;
mod streams;

/// What was found in a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// How many pages its page tree leads to; 0 where there is none.
    pub pages: u32,
    /// Whether it opens only with a password.
    pub is_protected: bool,
    /// What is wrong with the file as a whole.
    pub file_faults: Vec<String>,
    /// What is wrong with single pages, by their number.
    pub page_faults: Vec<(u32, String)>,
    /// The pages that have commands for showing text.
    pub with_text: Vec<u32>,
}

impl Examined {
    /// What there is to say where the file could not be looked at.
    pub fn failed() -> Self {
        Self {
            file_faults: vec!["it could not be searched for damage".to_owned()],
            ..Self::default()
        }
    }

    /// Adds to what was read of the file what may be missing in it. A page of which the PDF library does not know is one that was not
    /// read.
    pub fn tell(self, read: &mut FileRead, wanted: &RangeInclusive<u32>) {
        for number in (read.page_count + 1..=self.pages).filter(|number| wanted.contains(number)) {
            let message = format!(
                "the page could not be read: the file says that it has {} pages, and it has {}; open it in another program and save it anew",
                read.page_count, self.pages
            );
            read.pages
                .push(unread_page(number, WarningCode::PageUnreadable, message));
        }
        read.page_count = read.page_count.max(self.pages);
        for page in &mut read.pages {
            let fault = self.page_faults.iter().find(|(number, _)| *number == page.number);
            let mut faults: Vec<&str> = fault.map(|(_, fault)| fault.as_str()).into_iter().collect();
            if page.words.is_empty() && self.with_text.contains(&page.number) {
                faults.push("it holds text of which nothing could be read");
            }
            if !faults.is_empty() {
                page.warnings.push(Warning {
                    code: WarningCode::PageDamaged,
                    message: format!(
                        "text may be missing, since the page is damaged: {}; {REMEDY}",
                        faults.join(", ")
                    ),
                    page: Some(page.number),
                });
            }
        }
        read.warnings.extend(self.is_protected.then(|| Warning {
            code: WarningCode::Protected,
            message: "the file opens only with a password".to_owned(),
            page: None,
        }));
        read.warnings.extend(self.file_faults.iter().map(|fault| Warning {
            code: WarningCode::FileDamaged,
            message: format!("pages or text may be missing, since the file is damaged: {fault}; {REMEDY}"),
            page: None,
        }));
    }
}

/// What an archivist can do about damage.
const REMEDY: &str = "compare it with the original, or have the file made anew";

/// Files larger than this are not looked at: the whole file is held in memory.
const LARGEST: u64 = 1 << 30;

/// Looks at a PDF, and at those of its pages whose numbers are in `pages`.
pub fn examine(path: &Path, passwords: &[String], pages: RangeInclusive<u32>) -> Examined {
    let only = |fault: &str| Examined {
        file_faults: vec![fault.to_owned()],
        ..Examined::default()
    };
    if fs::metadata(path).is_ok_and(|file| file.len() > LARGEST) {
        return only("it is too large to be searched for damage");
    }
    let Ok(bytes) = fs::read(path) else {
        return Examined::failed();
    };
    let ending = ending::fault(&bytes);
    let (pdf, is_protected) = match open(bytes, passwords) {
        Ok(opened) => opened,
        Err(LoadPdfError::Invalid) => return only("its parts cannot be found"),
        // It is protected in a way that this parser does not know.
        Err(LoadPdfError::Decryption(_)) => return Examined::failed(),
    };
    let mut examined = Examiner::new(pdf.xref()).examine(&pdf, pages);
    examined.is_protected = is_protected;
    if let Some(fault) = ending {
        examined.file_faults.insert(0, fault);
        let unreached = unreached_pages(&pdf, examined.pages);
        if unreached > 0 {
            examined
                .file_faults
                .push(format!("{unreached} of the pages in it are not reached any more"));
        }
    }
    examined
}

/// The file, and whether it needed a password.
fn open(bytes: Vec<u8>, passwords: &[String]) -> Result<(Pdf, bool), LoadPdfError> {
    let data = Arc::new(bytes);
    let mut opened = Pdf::new(data.clone());
    let mut is_protected = false;
    for password in passwords {
        if !matches!(opened, Err(LoadPdfError::Decryption(_))) {
            break;
        }
        is_protected = true;
        opened = Pdf::new_with_password(data.clone(), password);
    }
    opened.map(|pdf| (pdf, is_protected))
}

/// How many objects of the file are pages, beyond those in the page tree. In a sound file they are pages that were removed.
fn unreached_pages(pdf: &Pdf, reached: u32) -> u32 {
    let is_page = |object: Object<'_>| {
        let dict = object.into_dict()?;
        (dict.get::<Name<'_>>("Type")?.as_str() == "Page").then_some(())
    };
    let pages = pdf.objects().into_iter().filter_map(is_page).count();
    u32::try_from(pages).unwrap_or(u32::MAX).saturating_sub(reached)
}

/// A page of the page tree: nothing where the tree names one that is not there.
struct Leaf<'a> {
    dict: Option<Dict<'a>>,
    resources: Dict<'a>,
}

struct Examiner<'a> {
    xref: &'a XRef,
    /// The streams that were looked at: pages share fonts and images.
    streams: HashMap<ObjectIdentifier, Option<&'static str>>,
}

impl<'a> Examiner<'a> {
    fn new(xref: &'a XRef) -> Self {
        Self {
            xref,
            streams: HashMap::new(),
        }
    }

    fn examine(&mut self, pdf: &Pdf, pages: RangeInclusive<u32>) -> Examined {
        let leaves = self.leaves();
        let reached = if leaves.is_empty() {
            pdf.pages().len()
        } else {
            leaves.len()
        };
        let mut examined = Examined {
            pages: u32::try_from(reached).unwrap_or(u32::MAX),
            ..Examined::default()
        };
        if leaves.is_empty() {
            examined.file_faults.push("it has no page tree".to_owned());
        }
        for (number, leaf) in (1..).zip(&leaves).filter(|(number, _)| pages.contains(number)) {
            let mut found = PageFaults::default();
            match &leaf.dict {
                Some(dict) => self.page(dict, &leaf.resources, &mut found),
                None => drop(found.faults.insert("its description is missing")),
            }
            if found.shows_text {
                examined.with_text.push(number);
            }
            if !found.faults.is_empty() {
                let faults: Vec<&str> = found.faults.into_iter().collect();
                examined.page_faults.push((number, faults.join(", ")));
            }
        }
        examined
    }

    /// The pages of the page tree in their order, whatever it says of their number.
    fn leaves(&self) -> Vec<Leaf<'a>> {
        let root = self
            .xref
            .get::<Dict<'a>>(self.xref.root_id())
            .and_then(|catalogue| catalogue.get::<Dict<'a>>("Pages"));
        let Some(root) = root else {
            return Vec::new();
        };
        let mut seen: HashSet<ObjectIdentifier> = root.obj_id().into_iter().collect();
        let mut leaves = Vec::new();
        let mut nodes = vec![(kids(&root), inherited(&root, Dict::empty()))];
        while let Some((kids, resources)) = nodes.last_mut() {
            let Some(kid) = kids.next() else {
                nodes.pop();
                continue;
            };
            let resources = resources.clone();
            if let MaybeRef::Ref(reference) = &kid
                && !seen.insert((*reference).into())
            {
                continue;
            }
            match self.resolved(kid).and_then(Object::into_dict) {
                Some(node) if node.contains_key("Kids") => {
                    let resources = inherited(&node, resources);
                    nodes.push((self::kids(&node), resources));
                }
                dict => {
                    let resources = dict
                        .as_ref()
                        .map_or_else(Dict::empty, |page| inherited(page, resources));
                    leaves.push(Leaf { dict, resources });
                }
            }
        }
        leaves
    }

    fn resolved(&self, object: MaybeRef<Object<'a>>) -> Option<Object<'a>> {
        match object {
            MaybeRef::Ref(reference) => self.xref.get::<Object<'a>>(reference.into()),
            MaybeRef::NotRef(object) => Some(object),
        }
    }

    fn page(&mut self, page: &Dict<'a>, resources: &Dict<'a>, found: &mut PageFaults) {
        let mut commands = Vec::new();
        let Some(contents) = page.get_raw::<Object<'a>>("Contents") else {
            return;
        };
        let parts = match self.resolved(contents) {
            Some(Object::Array(parts)) => parts.raw_iter().map(|part| self.resolved(part)).collect(),
            part => vec![part],
        };
        for part in parts {
            match part {
                Some(Object::Stream(stream)) => {
                    self.stream(&stream, found);
                    if let Ok(more) = stream.decoded_data() {
                        commands.extend_from_slice(&more);
                        commands.push(b'\n');
                    }
                }
                Some(Object::Null(_)) => {}
                _ => drop(found.faults.insert("a part of its commands is missing")),
            }
        }
        let used = Used::of(&commands);
        if used.is_damaged {
            found.faults.insert("its commands are damaged");
        }
        found.shows_text |= used.shows_text;
        self.resources(resources, Some(&used.forms_and_images), found, &mut HashSet::new());
    }

    /// Looks at the fonts, and at the forms and images: all, or those of certain names.
    fn resources(
        &mut self,
        resources: &Dict<'a>,
        used: Option<&BTreeSet<Vec<u8>>>,
        found: &mut PageFaults,
        seen: &mut HashSet<ObjectIdentifier>,
    ) {
        let fonts = resources.get::<Dict<'a>>("Font").unwrap_or_default();
        for (_, font) in fonts.entries() {
            match self.resolved(font).and_then(Object::into_dict) {
                Some(font) => self.font(&font, found),
                None => drop(found.faults.insert("a font is missing")),
            }
        }
        let forms_and_images = resources.get::<Dict<'a>>("XObject").unwrap_or_default();
        for (name, object) in forms_and_images.entries() {
            if used.is_some_and(|used| !used.contains(name.as_ref())) {
                continue;
            }
            let Some(stream) = self.resolved(object).and_then(Object::into_stream) else {
                found.faults.insert("an image or a drawing is missing");
                continue;
            };
            if !seen.insert(stream.obj_id()) {
                continue;
            }
            self.stream(&stream, found);
            let is_form = stream
                .dict()
                .get::<Name<'_>>("Subtype")
                .is_some_and(|kind| kind.as_str() == "Form");
            if is_form && let Some(more) = stream.dict().get::<Dict<'a>>("Resources") {
                self.resources(&more, None, found, seen);
            }
        }
    }

    fn font(&mut self, font: &Dict<'a>, found: &mut PageFaults) {
        let below = font.get::<Array<'a>>("DescendantFonts");
        let below = below.and_then(|fonts| fonts.iter::<Dict<'a>>().next());
        for font in below.iter().chain([font]) {
            let described = font.get::<Dict<'a>>("FontDescriptor");
            let files = ["FontFile", "FontFile2", "FontFile3"].map(|key| (described.as_ref(), key));
            for (dict, key) in files.into_iter().chain([(Some(font), "ToUnicode")]) {
                if let Some(stream) = dict.and_then(|dict| dict.get::<Stream<'a>>(key)) {
                    self.stream(&stream, found);
                }
            }
        }
    }

    fn stream(&mut self, stream: &Stream<'a>, found: &mut PageFaults) {
        let known = self.streams.entry(stream.obj_id());
        found.faults.extend(*known.or_insert_with(|| streams::fault(stream)));
    }
}

#[derive(Default)]
struct PageFaults {
    faults: BTreeSet<&'static str>,
    shows_text: bool,
}

fn kids<'a>(node: &Dict<'a>) -> impl Iterator<Item = MaybeRef<Object<'a>>> + use<'a> {
    node.get::<Array<'a>>("Kids")
        .into_iter()
        .flat_map(|kids| kids.raw_iter())
}

fn inherited<'a>(node: &Dict<'a>, above: Dict<'a>) -> Dict<'a> {
    node.get::<Dict<'a>>("Resources").unwrap_or(above)
}

/// What the commands of a page do, as far as it matters here.
#[derive(Default)]
struct Used {
    forms_and_images: BTreeSet<Vec<u8>>,
    shows_text: bool,
    is_damaged: bool,
}

impl Used {
    fn of(commands: &[u8]) -> Self {
        /// No command: it tells whether the last of the bytes were understood.
        const END: &[u8] = b"\nEND";
        /// White space that no program writes, but disks and networks do.
        const ZEROES: usize = 16;
        /// As many as a few words have.
        const SIGNS: usize = 24;
        let mut used = Self {
            is_damaged: commands
                .windows(ZEROES)
                .any(|window| window.iter().all(|&byte| byte == 0)),
            ..Self::default()
        };
        let marked = [commands, END].concat();
        let mut iterator = UntypedIter::new(&marked);
        let (mut ends, mut signs) = (false, 0);
        while let Some(command) = iterator.next() {
            let operator: &[u8] = command.operator;
            ends = operator == b"END";
            match operator {
                b"Do" => {
                    let names = command.operands().filter_map(|name| name.clone().into_name());
                    used.forms_and_images.extend(names.map(|name| name.as_ref().to_vec()));
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => signs += command.operands().map(signs_in).sum::<usize>(),
                _ => {}
            }
            used.is_damaged |= !ends && !COMMANDS.contains(&operator);
        }
        used.is_damaged |= !ends;
        used.shows_text = signs >= SIGNS;
        used
    }
}

/// How many bytes of a text stand for signs; in most fonts these are none of them, but spaces.
fn signs_in(text: &Object<'_>) -> usize {
    match text {
        Object::String(text) => text
            .as_ref()
            .iter()
            .filter(|byte| !matches!(byte, 0 | 3 | b' '))
            .count(),
        Object::Array(parts) => parts.iter::<Object<'_>>().map(|part| signs_in(&part)).sum(),
        _ => 0,
    }
}

/// All commands of page contents (ISO 32000-1, annex A).
const COMMANDS: [&[u8]; 73] = [
    b"b", b"B", b"b*", b"B*", b"BDC", b"BI", b"BMC", b"BT", b"BX", b"c", b"cm", b"CS", b"cs", b"d", b"d0", b"d1",
    b"Do", b"DP", b"EI", b"EMC", b"ET", b"EX", b"f", b"F", b"f*", b"G", b"g", b"gs", b"h", b"i", b"ID", b"j", b"J",
    b"K", b"k", b"l", b"m", b"M", b"MP", b"n", b"q", b"Q", b"re", b"RG", b"rg", b"ri", b"s", b"S", b"SC", b"sc",
    b"SCN", b"scn", b"sh", b"T*", b"Tc", b"Td", b"TD", b"Tf", b"Tj", b"TJ", b"TL", b"Tm", b"Tr", b"Ts", b"Tw", b"Tz",
    b"v", b"w", b"W", b"W*", b"y", b"'", b"\"",
];
