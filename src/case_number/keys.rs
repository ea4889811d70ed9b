//! The keys that case numbers are indexed under and looked up by, so that every spelling of a number finds it.

use crate::record::CaseNumber;

/// The keys that a case number is indexed under: every spelling of it comes down to one of its [`query_keys`]. They are in
/// small letters, without leading zeros; with and without the authority, the document and the class code.
pub fn search_keys(number: &CaseNumber) -> Vec<String> {
    let own = number.normalized.to_lowercase();
    let bare = bare_key(number);
    let mut stems = vec![own];
    if let Some(authority) = &number.authority {
        let all = std::iter::once(authority.as_str()).chain(authority.split(' '));
        stems.extend(all.map(|authority| format!("{} {bare}", authority.to_lowercase())));
    }
    stems.push(bare.clone());
    let mut keys: Vec<String> = stems.iter().flat_map(|stem| with_tails(stem, number)).collect();
    keys.extend(stems);
    if number.authority.is_none() {
        keys.push(of_no_authority(&bare));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The keys to look a case number up by, the most exact first. One that names an authority does not find the same number
/// of another authority, but it does find one that was written without; one without authority finds them all.
pub fn query_keys(number: &CaseNumber) -> Vec<String> {
    let own = number.normalized.to_lowercase();
    let bare = bare_key(number);
    let mut keys = with_tails(&own, number);
    if number.authority.is_some() {
        keys.push(own);
        keys.push(of_no_authority(&bare));
    } else {
        keys.push(of_no_authority(&bare));
        keys.push(bare);
    }
    keys
}

/// The key of a number whose authority is not written.
fn of_no_authority(bare: &str) -> String {
    format!("={bare}")
}

/// Year and serial alone. Where it is not known which of several numbers is the serial (`2011/KS 0206 001`), the first
/// is tried: finding too much is better than too little.
fn bare_key(number: &CaseNumber) -> String {
    let first = || number.raw.split_whitespace().nth(1)?.parse::<u32>().ok();
    match (number.year, number.serial) {
        (Some(year), Some(serial)) => format!("{year}/{serial}"),
        (Some(year), None) => first().map_or(number.normalized.to_lowercase(), |serial| format!("{year}/{serial}")),
        (None, Some(serial)) => serial.to_string(),
        (None, None) => number.normalized.to_lowercase(),
    }
}

/// A key with the number's document, and with its class code.
fn with_tails(stem: &str, number: &CaseNumber) -> Vec<String> {
    let document = number.document.map(|document| format!("{stem}:{document}"));
    let class = number.classification.as_ref().map(|class| format!("{stem}-{class}"));
    document.into_iter().chain(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_number::{parse, parse_query};

    #[test]
    fn every_spelling_finds_the_number() {
        for (written, typed) in [
            (
                "2021/29-2.2.0.1",
                &[
                    "2021/29-2.2.0.1",
                    "2021/29",
                    "Dnr 2021/29",
                    "dnr 2021 29",
                    "2021-29",
                    "0029/21",
                    "29/2021",
                ][..],
            ),
            (
                "SLK-2024-00078",
                &[
                    "SLK-2024-00078",
                    "slk 2024 78",
                    "SLK 2024/78",
                    "2024/78",
                    "slk-2024-00078",
                    "slk/2024:78",
                    "slk2024-78",
                    "SLK:2024:00078",
                    "dnr slk 2024:78",
                    "78/2024",
                ],
            ),
            (
                "SLK-2023-00027:58",
                &["SLK-2023-00027:58", "SLK-2023-00027", "slk 2023 27"],
            ),
            (
                "KS KF/2023:29",
                &["KS KF/2023:29", "KS 2023/29", "kf 2023:29", "2023/29"],
            ),
            ("Dnr 96145", &["96145", "dnr 96145"]),
            (
                "Dnr. 2011/KS 0206 001",
                &["2011/KS 0206 001", "2011/KS 0206", "KS 2011/206", "2011/206"],
            ),
            ("SLK:16342", &["slk:16342", "SLK:16342", "16342"]),
            ("2021/29", &["KS 2021/29"]),
            ("Dnr 312-1871-2000", &["312-1871-2000"]),
            ("1985/17", &["1985/17"]),
        ] {
            let keys = search_keys(&parse(written).unwrap());
            for typed in typed {
                let wanted = query_keys(&parse_query(typed).unwrap_or_else(|| panic!("{typed} is not read")));
                assert!(
                    wanted.iter().any(|key| keys.contains(key)),
                    "{typed} {wanted:?} does not find {written} {keys:?}"
                );
            }
        }
    }

    #[test]
    fn other_numbers_are_not_found() {
        for (written, typed) in [
            ("2021/29", "2021/2"),
            ("2021/2", "2021/29"),
            ("KS 2021/29", "BUN 2021/29"),
            ("2021/29", "2012/29"),
            ("SLK-2024-00078", "SLK-2024-00780"),
        ] {
            let keys = search_keys(&parse(written).unwrap());
            let wanted = query_keys(&parse_query(typed).unwrap());
            assert!(!wanted.iter().any(|key| keys.contains(key)), "{typed} finds {written}");
        }
    }

    #[test]
    fn the_more_exact_match_comes_first() {
        let rank = |typed: &str, written: &str| {
            let keys = search_keys(&parse(written).unwrap());
            query_keys(&parse_query(typed).unwrap())
                .iter()
                .position(|key| keys.contains(key))
                .unwrap()
        };
        assert!(rank("2021/29-2.2.0.1", "2021/29-2.2.0.1") < rank("2021/29-2.2.0.1", "2021/29"));
        assert!(rank("2021/29", "2021/29-2.2.0.1") < rank("2021/29", "KS 2021/29"));
        assert!(rank("KS 2021/29", "KS/2021:29") < rank("KS 2021/29", "2021/29"));
        assert!(rank("SLK-2023-00027:58", "SLK-2023-00027:58") < rank("SLK-2023-00027:58", "SLK-2023-00027:51"));
    }
}
