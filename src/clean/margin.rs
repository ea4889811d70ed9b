//! Notes in the margin: many minutes set the number of an item, its case number and often its title in a narrow column to
//! the left of the text, or the headings of its sections. They are read before the text that stands beside them, as a
//! reader's eye does.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::rows;
use crate::scan::{Page, Word};
use crate::vocabulary;

/// A line of a page as the indices of its words, and the column that it stands in, left and right edge.
pub(super) struct PageLine {
    /// Indices of words of the page, from left to right.
    pub words: Vec<usize>,
    /// The column, where the line is a note in the margin or stands beside the margin.
    pub column: Option<[f32; 2]>,
    /// Whether it is part of a note.
    pub in_margin: bool,
}

/// The first line of a note that numbers an item, or says that it goes on.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^(?:\p{Lu}\p{L}{0,5}\s?)?§\s?\d{1,4}[.:]?(?:\s\(?(?i:forts|fortsättning)\.?\)?)?$")
        .expect("the pattern is well-formed")
});

/// The margin takes more and no more of the text's width.
const NARROWEST: f32 = 0.04;
const WIDEST: f32 = 0.35;
/// Of all lines of a page, so many at least begin at the edge of the text.
const LEAST_AT_EDGE: f32 = 0.3;
/// Of the lines that begin at the edge of the text, so many at least have nothing beside them in the margin.
const LEAST_ALONE: f32 = 0.25;
/// The first line of a paragraph stands no further in, in parts of the text's width.
const FIRST_LINE: f32 = 0.1;
/// Between margin and text there is a gap: in heights of a letter on a page image, and in spaces between its words, which a typewriter
/// sets as wide as its letters are high; in characters of a text file.
const GAP: f32 = 1.0;
const GAP_IN_SPACES: f32 = 1.6;
const GAP_IN_TEXT: f32 = 2.0;

/// Words that stand together on a line.
struct Piece {
    words: Vec<usize>,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Piece {
    fn text(&self, page: &Page) -> String {
        let words: Vec<&str> = self.words.iter().map(|&word| page.words[word].text.as_str()).collect();
        words.join(" ")
    }
}

/// The lines of a page in the order in which they are to be read.
pub(super) fn lines(page: &Page) -> Vec<PageLine> {
    let lines = rows::rows(page);
    let space = usual_space(page, &lines);
    let pieces_of = |line, edge| pieces(page, line, edge, GAP_IN_SPACES * space);
    let whole: Vec<Piece> = lines.iter().flat_map(|line| pieces_of(line, f32::INFINITY)).collect();
    let found = columns(&lines, &whole, page).map(|columns| {
        let parted = |at: usize| {
            let full = is_of_full_lines(page, &lines, at, columns);
            pieces_of(&lines[at], if full { f32::INFINITY } else { columns[1] })
        };
        let pieces: Vec<Piece> = (0..lines.len()).flat_map(parted).collect();
        let notes = notes(page, &pieces, columns);
        (columns, pieces, notes)
    });
    match found {
        Some((columns, pieces, notes)) if !notes.is_empty() => arranged(page, &lines, &pieces, &notes, columns),
        _ => {
            let whole = lines.into_iter().map(|words| PageLine {
                words,
                column: None,
                in_margin: false,
            });
            whole.collect()
        }
    }
}

/// Whether the line right above or below one runs from the margin over the edge of the text: then so does this one, and a word that ends at
/// the edge does by chance.
fn is_of_full_lines(page: &Page, lines: &[Vec<usize>], at: usize, [outer, edge, right]: [f32; 3]) -> bool {
    // Text whose edge wavers does not run over it.
    let wavers = nearness(page, outer, right);
    let word = |word: usize| extent(&page.words[word]);
    let runs_over = |line: &[usize]| {
        line.iter()
            .any(|&at| word(at)[0] < edge - wavers && word(at)[2] > edge + wavers)
    };
    let in_margin = |line: &[usize]| line.first().is_some_and(|&first| word(first)[0] < edge - wavers);
    let near = |above: &[usize], below: &[usize]| {
        above.first().zip(below.first()).is_some_and(|(&above, &below)| {
            let [_, top, _, bottom] = word(above);
            word(below)[1] - bottom < 0.9 * (bottom - top)
        })
    };
    let here = &lines[at];
    let above = at
        .checked_sub(1)
        .map(|above| &lines[above])
        .filter(|above| near(above, here));
    let below = lines.get(at + 1).filter(|below| near(here, below));
    in_margin(here) && above.into_iter().chain(below).any(|line| runs_over(line))
}

/// How wide the spaces between the words of a page image are; 0 in a text file.
fn usual_space(page: &Page, lines: &[Vec<usize>]) -> f32 {
    let beside = lines.iter().flat_map(|line| line.windows(2));
    let mut spaces: Vec<f32> = beside
        .filter_map(|pair| Some((page.words[pair[0]].bbox?, page.words[pair[1]].bbox?)))
        .map(|(before, after)| after.x0 as f32 - before.x1 as f32)
        .collect();
    spaces.sort_by(f32::total_cmp);
    spaces.get(spaces.len() / 2).copied().unwrap_or(0.0)
}

/// The pieces of a line, parted at gaps that are wide, at least `widest` on a page image, and where a word begins at the edge of the text
/// behind one that ends before it.
fn pieces(page: &Page, line: &[usize], edge: f32, widest: f32) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for &at in line {
        let word = &page.words[at];
        let [left, top, right, bottom] = extent(word);
        let gap = if word.bbox.is_some() {
            (GAP * (bottom - top)).max(widest)
        } else {
            GAP_IN_TEXT
        };
        match pieces.last_mut() {
            Some(piece) if left - piece.right < gap && !(piece.right < edge && (left - edge).abs() < 0.3 * gap) => {
                piece.words.push(at);
                piece.right = right;
                piece.top = piece.top.min(top);
                piece.bottom = piece.bottom.max(bottom);
            }
            _ => pieces.push(Piece {
                words: vec![at],
                left,
                right,
                top,
                bottom,
            }),
        }
    }
    pieces
}

fn extent(word: &Word) -> [f32; 4] {
    match word.bbox {
        Some(b) => [b.x0 as f32, b.y0 as f32, b.x1 as f32, b.y1 as f32],
        None => {
            let (left, top) = (word.column.unwrap_or(0) as f32, word.line as f32);
            [left, top, left + word.text.chars().count() as f32, top + 1.0]
        }
    }
}

/// The outer edge of the margin, the edge of the text and the right edge of both, where many lines begin at an edge that
/// leaves a margin to the left in which something stands.
fn columns(lines: &[Vec<usize>], pieces: &[Piece], page: &Page) -> Option<[f32; 3]> {
    let outer = pieces.iter().map(|piece| piece.left).reduce(f32::min)?;
    let right = pieces.iter().map(|piece| piece.right).reduce(f32::max)?;
    let near = nearness(page, outer, right);
    let long = pieces
        .iter()
        .filter(|piece| piece.right - piece.left > 0.3 * (right - outer));
    let mut lefts: Vec<f32> = pieces.iter().map(|piece| piece.left).collect();
    lefts.sort_by(f32::total_cmp);
    let upto = |place: f32| lefts.partition_point(|left| *left <= place);
    let begins = |edge: f32| upto(edge + near) - lefts.partition_point(|left| *left < edge - near);
    let leaves_margin = |edge: &f32| {
        let margin = (edge - outer) / (right - outer);
        margin > NARROWEST && margin <= WIDEST
    };
    let edges = long.map(|piece| piece.left).filter(leaves_margin);
    let edge = edges.max_by(|a, b| begins(*a).cmp(&begins(*b)).then(b.total_cmp(a)))?;
    let enough = begins(edge) as f32 >= LEAST_AT_EDGE * lines.len() as f32;
    // In a list of matters each title has its number beside it; text goes on below its note.
    let firsts: HashSet<usize> = lines.iter().filter_map(|line| line.first().copied()).collect();
    let goes_on = |piece: &&Piece| firsts.contains(&piece.words[0]) && (piece.left - edge).abs() <= near;
    let alone = pieces.iter().filter(goes_on).count();
    (enough && alone as f32 >= LEAST_ALONE * begins(edge) as f32).then_some([outer, edge, right])
}

/// How far apart words may begin that begin at one edge.
fn nearness(page: &Page, outer: f32, right: f32) -> f32 {
    if page.width > 0 { 0.012 * (right - outer) } else { 0.5 }
}

/// Whether a note begins with the number of an item.
fn numbers(page: &Page, pieces: &[Piece], note: &[usize]) -> bool {
    NUMBER.is_match(&pieces[note[0]].text(page))
}

/// Whether a piece is the heading of a section, and nothing else.
fn is_heading(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    text.starts_with(char::is_uppercase) && vocabulary::whole_heading(&words).is_some()
}

/// The notes in the margin, each as the pieces of its rows; the first is the number of an item or a heading, which may stand on two
/// rows (`Utskottets` above `förslag`).
fn notes(page: &Page, pieces: &[Piece], [outer, edge, right]: [f32; 3]) -> Vec<Vec<usize>> {
    let mut inside: Vec<usize> = (0..pieces.len()).filter(|&at| pieces[at].right < edge).collect();
    inside.sort_by(|&a, &b| pieces[a].top.total_cmp(&pieces[b].top));
    let mut notes: Vec<Vec<usize>> = Vec::new();
    let right_below = |above: &Piece, piece: &Piece| piece.top - above.bottom < 0.9 * (above.bottom - above.top);
    let mut inside = inside.into_iter().peekable();
    while let Some(at) = inside.next() {
        let piece = &pieces[at];
        let text = piece.text(page);
        if NUMBER.is_match(&text) || is_heading(&text) {
            notes.push(vec![at]);
            continue;
        }
        let goes_on = |&below: &usize| {
            let below = &pieces[below];
            right_below(piece, below) && is_heading(&format!("{text} {}", below.text(page)))
        };
        if let Some(below) = inside.next_if(goes_on) {
            notes.push(vec![at, below]);
            continue;
        }
        let note = notes.last_mut().filter(|note| {
            let above = &pieces[note[note.len() - 1]];
            numbers(page, pieces, note) && right_below(above, piece)
        });
        if let Some(note) = note {
            note.push(at);
        }
    }
    // A number alone beside its text stands where it is read anyway; only what shares a line with text must be parted.
    // A case number at the right of a head is no text beside it.
    let beside = edge - nearness(page, outer, right)..edge + FIRST_LINE * (right - outer);
    let mut text: Vec<&Piece> = pieces.iter().filter(|piece| beside.contains(&piece.left)).collect();
    text.sort_by(|a, b| a.top.total_cmp(&b.top));
    let highest = text.iter().map(|piece| piece.bottom - piece.top).fold(0.0, f32::max);
    let shares = |note: &Vec<usize>| {
        note.iter().any(|&at| {
            let note = &pieces[at];
            let from = text.partition_point(|other| other.top + highest <= note.top);
            let mut near = text[from..].iter().take_while(|other| other.top < note.bottom);
            near.any(|other| note.top < other.bottom)
        })
    };
    notes.retain(shares);
    notes
}

/// The lines with each note before the first line of the text that stands beside it.
fn arranged(
    page: &Page,
    lines: &[Vec<usize>],
    pieces: &[Piece],
    notes: &[Vec<usize>],
    [outer, edge, right]: [f32; 3],
) -> Vec<PageLine> {
    let noted: HashSet<usize> = notes.iter().flatten().copied().collect();
    let of_word: HashMap<usize, usize> = (0..pieces.len())
        .flat_map(|at| pieces[at].words.iter().map(move |&word| (word, at)))
        .collect();
    let in_note = |word: &usize| noted.contains(&of_word[word]);
    // A heading is one line, however many rows its note has.
    let of_note = |note: &Vec<usize>| -> Vec<PageLine> {
        let in_margin = numbers(page, pieces, note);
        let rows: Vec<&[usize]> = if in_margin {
            note.chunks(1).collect()
        } else {
            vec![note]
        };
        let line = |row: &[usize]| PageLine {
            words: row.iter().flat_map(|&at| pieces[at].words.iter().copied()).collect(),
            column: Some([outer, edge]),
            in_margin,
        };
        rows.into_iter().map(line).collect()
    };
    let near = nearness(page, outer, right);
    let mut pending = notes.iter().peekable();
    let mut all: Vec<PageLine> = Vec::new();
    for line in lines {
        let rest: Vec<usize> = line.iter().copied().filter(|word| !in_note(word)).collect();
        let bottom = rest.iter().map(|word| pieces[of_word[word]].bottom).reduce(f32::max);
        // Where a line holds nothing but a note, what stands beside the note comes later.
        let Some(bottom) = bottom else { continue };
        while let Some(note) = pending.next_if(|note| pieces[note[0]].top < bottom) {
            all.extend(of_note(note));
        }
        let beside = rest.iter().all(|word| pieces[of_word[word]].left >= edge - near);
        all.push(PageLine {
            words: rest,
            column: beside.then_some([edge, right]),
            in_margin: false,
        });
    }
    all.extend(pending.flat_map(of_note));
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::scan::Scan;

    proptest! {
        #[test]
        fn no_word_is_lost_or_read_twice(lines in prop::collection::vec("( {0,12}(§ [0-9]{1,3}|Beslut|[A-Öa-ö]{1,9})){0,6}", 0..30)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let page = Scan::of_lines(&lines).pages.remove(0);
            let mut words: Vec<usize> = super::lines(&page).into_iter().flat_map(|line| line.words).collect();
            words.sort_unstable();
            prop_assert_eq!(words, (0..page.words.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_typewriter_sets_spaces_as_wide_as_its_letters_are_high() {
        let mut scan = Scan::of_lines(&[
            "            Nämndens ordförande har lagt fram ett förslag till plan.",
            "Kn § 262    Nämnden har upprättat förslag till plan enligt lagen om",
            "Dnr 143/77  barnomsorg. Planen innebär att antalet platser ökar.",
            "            Nämnden föreslår fullmäktige att anta planen.",
        ])
        .on_image();
        let page = &mut scan.pages[0];
        page.width = 1600;
        for word in &mut page.words {
            let left = 20 * word.column.unwrap_or(0);
            word.bbox = Some(crate::scan::BoundingBox {
                x0: left,
                x1: left + 20 * u32::try_from(word.text.chars().count()).unwrap() - 1,
                y0: 30 * word.line,
                y1: 30 * word.line + 20,
            });
        }
        let lines = super::lines(page);
        let read = |line: &super::PageLine| {
            let words: Vec<&str> = line.words.iter().map(|&word| page.words[word].text.as_str()).collect();
            words.join(" ")
        };
        let notes: Vec<String> = lines.iter().filter(|line| line.in_margin).map(read).collect();
        assert_eq!(notes, ["Kn § 262", "Dnr 143/77"]);
    }

    #[test]
    fn a_word_that_ends_at_the_edge_of_the_text_is_no_note() {
        let record = crate::read(&Scan::of_lines(&[
            "§ 86",
            "Svar på motion – Gratis bussar för",
            "kommunens pensionärer",
            "",
            "                 Ida Lo (V) har lämnat en motion om att kommunen ska bekosta",
            "                 busskort för alla som fyllt 70 år. Kostnaden är hög.",
            "",
            "Beslutsunderlag  Motion, 2010-10-25",
            "",
            "Protokollsutdrag Lo kulturförening, ordföranden",
            "",
            "Beslut           Kommunstyrelsen avslår motionen.",
        ]));
        let item = &record.meetings[0].items[0];
        assert_eq!(
            item.title.as_deref(),
            Some("Svar på motion – Gratis bussar för kommunens pensionärer")
        );
        assert_eq!(item.recipients, ["Lo kulturförening", "ordföranden"]);
    }

    #[test]
    fn a_heading_in_the_margin_may_stand_on_two_rows() {
        let record = crate::read(&Scan::of_lines(&[
            "Ks § 140                                    Dnr 98/08-253",
            "",
            "Försäljning av fastigheten",
            "",
            "Bakgrund           Den tidigare bostaden står tom sedan 2005. Två",
            "                   anbud har inkommit på lika stora belopp. Båda",
            "                   vill att köpet sker före hösten.",
            "",
            "Utskottets         Allmänna utskottet föreslår nämnden att godkänna",
            "förslag            försäljning till högstbjudande.",
            "",
            "Kommunstyrelsens   Fastigheten säljs till högstbjudande.",
            "beslut",
            "",
            "Utdrag till        Fastighetskontoret",
        ]));
        let item = &record.meetings[0].items[0];
        let headings: Vec<&str> = item
            .sections
            .iter()
            .filter_map(|part| part.heading.as_deref())
            .collect();
        assert_eq!(
            headings,
            [
                "Bakgrund",
                "Utskottets förslag",
                "Kommunstyrelsens beslut",
                "Utdrag till"
            ]
        );
        assert_eq!(item.decisions[0].text, "Fastigheten säljs till högstbjudande.");
        assert_eq!(item.case_numbers[0].raw, "98/08-253");
    }

    #[test]
    fn what_stands_at_the_right_of_a_head_is_no_text_beside_a_note() {
        let record = crate::read(&Scan::of_lines(&[
            "KF § 59                                          Dnr KS 333/2022",
            "Nya motioner",
            "",
            "Beslut             Kommunfullmäktige beslutar att motionerna remitteras",
            "                   till kommunstyrelsen för beredning.",
            "",
            "Utdrag till        Kommunstyrelsen",
        ]));
        let item = &record.meetings[0].items[0];
        assert_eq!(item.title.as_deref(), Some("Nya motioner"));
        assert_eq!(item.case_numbers[0].raw, "KS 333/2022");
    }

    #[test]
    fn notes_are_read_before_the_text_beside_them() {
        let record = crate::read(&Scan::of_lines(&[
            "            Protokoll, fört vid sammanträde med drätselkammaren i Ekvik",
            "            tisdagen den 13 mars 1951 å rådhuset.",
            "",
            "§ 42.       I skrivelse den 2 februari 1951 har Ekviks fotbollsklubb anhållit",
            "Dnr 112/51  om ett bidrag av 2 000 kronor för anskaffande av omklädningsrum vid",
            "Bidrag till idrottsplatsen. Idrottsstyrelsen har tillstyrkt framställningen.",
            "fotbolls-",
            "klubben.    Drätselkammaren beslöt att bevilja ett bidrag av 1 500 kronor.",
            "",
            "§ 43.       Gatuingenjören har inkommit med förslag till ombyggnad av trappan",
            "Trappan.    vid Kvarngatan. Kostnaden beräknas till 4 300 kronor.",
            "",
            "            Drätselkammaren beslöt att bifalla förslaget.",
        ]));
        let items = &record.meetings[0].items;
        let titles: Vec<Option<&str>> = items.iter().map(|item| item.title.as_deref()).collect();
        assert_eq!(titles, [Some("Bidrag till fotbollsklubben."), Some("Trappan.")]);
        assert_eq!(items[0].case_numbers[0].raw, "112/51");
        let texts: Vec<&str> = items.iter().map(|item| item.decisions[0].text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Drätselkammaren beslöt att bevilja ett bidrag av 1 500 kronor.",
                "Drätselkammaren beslöt att bifalla förslaget."
            ]
        );
    }
}
