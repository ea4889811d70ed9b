//! Whether a PDF has its end, and whether its table of contents leads to its parts. Libraries make up a table of their own where it does
//! not, of what they find.

/// What is wrong with how the file ends.
pub fn fault(bytes: &[u8]) -> Option<String> {
    const END: &[u8] = b"%%EOF";
    let Some(end) = last(bytes, END) else {
        return Some("its end is missing".to_owned());
    };
    if find(&bytes[end..], b" obj").is_some() {
        return Some("its end is missing: it breaks off in a later change".to_owned());
    }
    let place = last(&bytes[..end], b"startxref").and_then(|at| number(&bytes[at + b"startxref".len()..]));
    let header = find(&bytes[..bytes.len().min(1024)], b"%PDF-").unwrap_or(0);
    let Some(table) = place.and_then(|(place, _)| bytes.get(header + place..)) else {
        return Some("its table of contents is missing".to_owned());
    };
    if let Some(entries) = skip_white(table).strip_prefix(b"xref") {
        let wrong = wrong_entries(&bytes[header..], entries);
        return (wrong > 0).then(|| format!("{wrong} entries of its table of contents lead nowhere"));
    }
    // Newer files have it in an object.
    (!begins_object(skip_white(table), None)).then(|| "its table of contents is missing".to_owned())
}

/// How many entries of a table do not lead to the object that they name.
fn wrong_entries(file: &[u8], mut table: &[u8]) -> usize {
    let mut wrong = 0;
    while let Some((first, rest)) = number(table) {
        let Some((count, rest)) = number(rest) else {
            return wrong + 1;
        };
        table = rest;
        for object in first..first.saturating_add(count) {
            let Some((place, rest)) = number(table) else {
                return wrong + 1;
            };
            let Some((_, rest)) = number(rest) else {
                return wrong + 1;
            };
            let rest = skip_white(rest);
            let is_used = rest.first() == Some(&b'n');
            // Programs that count from 1 what is to be counted from 0 are understood by all libraries.
            let leads = |object| {
                file.get(place..)
                    .is_some_and(|at| begins_object(skip_white(at), Some(object)))
            };
            wrong += usize::from(is_used && place > 0 && !leads(object) && !(object > 0 && leads(object - 1)));
            table = rest.get(1..).unwrap_or_default();
        }
    }
    wrong
}

/// True for `12 0 obj`, with this number where it is to have one.
fn begins_object(bytes: &[u8], wanted: Option<usize>) -> bool {
    number(bytes)
        .filter(|(found, _)| wanted.is_none_or(|wanted| wanted == *found))
        .and_then(|(_, rest)| number(rest))
        .is_some_and(|(_, rest)| skip_white(rest).starts_with(b"obj"))
}

/// The number that the bytes begin with after white space, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let bytes = skip_white(bytes);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, &bytes[digits..]))
}

fn skip_white(bytes: &[u8]) -> &[u8] {
    let white = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace() || **byte == 0)
        .count();
    &bytes[white..]
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
