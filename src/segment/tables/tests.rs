use std::collections::BTreeSet;

use super::*;
use crate::clean;
use crate::scan::Scan;

/// The tables of a text, and the warnings about them.
fn read(lines: &[&str]) -> (Vec<Table>, Vec<Warning>) {
    let scan = Scan::of_lines(lines);
    let text = clean::clean(&scan);
    let reading = Reading {
        scan: &scan,
        text: &text,
        own_headings: &BTreeSet::new(),
    };
    let mut warnings = Vec::new();
    let all: Vec<usize> = (0..text.lines.len()).collect();
    (tables(reading, &all, "§ 1", &mut warnings), warnings)
}

/// A table's cells, with bars between.
fn cells(table: &Table) -> Vec<String> {
    table.rows.iter().map(|row| row.join("|")).collect()
}

#[test]
fn columns_are_aligned_or_parted_by_spaces() {
    let (found, warnings) = read(&[
        "Nämnden har följt upp budgeten.",
        "",
        "Prognos helår, tkr",
        "Nämnd             Budget   Prognos   Avvikelse",
        "Kommunstyrelsen   61 400    60 900         500",
        "Socialnämnden    238 100   241 900      -3 800",
        "Summa            299 500   302 800      -3 300",
        "",
        "Beslutet gäller från och med 2024.",
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].title.as_deref(), Some("Prognos helår, tkr"));
    assert_eq!(found[0].header, ["Nämnd", "Budget", "Prognos", "Avvikelse"]);
    assert_eq!(cells(&found[0])[1], "Socialnämnden|238 100|241 900|-3 800");
    assert_eq!(
        found[0].values[1],
        [None, Some(238_100.0), Some(241_900.0), Some(-3_800.0)]
    );
    assert_eq!(found[0].total_row, Some(2));
    assert!(found[0].totals_check.iter().all(|check| check.adds_up) && found[0].totals_check.len() == 3);
    assert!(warnings.is_empty());
}

#[test]
fn a_sum_that_does_not_come_out_is_a_warning() {
    let (found, warnings) = read(&[
        "Boden 40 000 kr",
        "Kalix 40 000 kr",
        "Piteå 20 000 kr",
        "SUMMA 110 000 kr",
    ]);
    assert_eq!(found[0].values[3], [None, Some(110_000.0)]);
    assert_eq!(found[0].totals_check[0].computed, 100_000.0);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn sums_tell_how_many_numbers_a_line_holds() {
    let (found, _) = read(&[
        "Utfall per nämnd",
        "Kommunstyrelsen 161 400 160 900 500",
        "Socialnämnden 238 100 241 900 -3 800",
        "Tekniska nämnden 100 500 100 100 400",
        "Summa 500 000 502 900 -2 900",
    ]);
    assert_eq!(cells(&found[0])[0], "Kommunstyrelsen|161 400|160 900|500");
    assert!(found[0].totals_check.iter().all(|check| check.adds_up));
}

#[test]
fn a_total_with_fewer_cells_goes_where_it_comes_out() {
    let (found, _) = read(&[
        "Enhet  Elever  Index  Belopp",
        "Ekskolan  642  1,04  56 753",
        "Alskolan  418  0,97  35 530",
        "Lindskolan  96  1,00  8 160",
        "Summa  1 156  100 443",
    ]);
    assert_eq!(cells(&found[0])[3], "Summa|1 156||100 443");
}

#[test]
fn prose_lists_and_votes_are_no_tables() {
    for lines in [
        &[
            "Nämnden beslutade den 3 maj 2021",
            "att anslå 500 000",
            "kronor till skolan under år 2022",
            "och 2023.",
        ][..],
        &["Bilaga 1", "Bilaga 2", "Bilaga 3", "Bilaga 4"],
        &["Ja-röster 25", "Nej-röster 20", "Avstår 16"],
        &["Storgatan 12", "Kyrkogatan 4", "Hamngatan 7"],
        &[
            "Tjänsteskrivelse 2021-03-02",
            "Protokoll § 45",
            "Verksamhetsplan 2022",
            "Budget 2023",
            "Plan 2024",
        ],
    ] {
        assert!(read(lines).0.is_empty(), "{lines:?}");
    }
}

#[test]
fn names_of_columns_stand_above_them_also_with_one_space_between() {
    let (found, _) = read(&[
        "Tabell 3 Överföringar, tkr",
        "",
        "Proj   Benämning                     Effektiv.     Utfall       Kvar Överföring",
        "6104   Skolan, ombyggnad kök            8 500      6 130      2 370      2 370",
        "6118   Gång- och cykelväg               4 200      4 655       -455          0",
        "6120   Reningsverk, etapp 3            22 000      9 870     12 130     12 130",
    ]);
    assert_eq!(found[0].title.as_deref(), Some("Tabell 3 Överföringar, tkr"));
    assert_eq!(
        found[0].header,
        ["Proj", "Benämning", "Effektiv.", "Utfall", "Kvar", "Överföring"]
    );
}

#[test]
fn who_voted_what_is_no_table() {
    let (found, _) = read(&[
        "Namn               Ja    Nej    Avstår",
        "Anna Berg (S)       1",
        "Bo Ek (M)                 1",
        "Ida Lo (V)                         1",
        "Eva By (C)          1",
    ]);
    assert!(found.is_empty());
}
