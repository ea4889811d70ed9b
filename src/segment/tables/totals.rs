//! Rows that state totals, and whether the columns add up to them.

use crate::record::TotalsCheck;
use crate::vocabulary::{self, tables::TOTALS};

/// Whether the label of a row says that it states a total.
pub(super) fn states_total(label: &str) -> bool {
    let folded = vocabulary::fold(label);
    TOTALS.iter().any(|word| {
        let rest = folded.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && folded.split(' ').count() <= 4)
    })
}

/// For each column with a stated total, whether the rows above add up to it.
///
/// A table may hold several totals. Each counts the rows since the one before; the last may also count all rows, or the
/// totals before it, and the one that fits is taken.
pub(super) fn check(rows: &[Vec<String>], values: &[Vec<Option<f64>>]) -> Vec<TotalsCheck> {
    let totals: Vec<usize> = (0..rows.len())
        .filter(|&row| row > 0 && rows[row].first().is_some_and(|label| states_total(label)))
        .collect();
    let Some(&total) = totals.last() else {
        return Vec::new();
    };
    let columns = 1..values[total].len();
    columns
        .filter_map(|column| check_column(values, &totals, total, column, |row| is_share(&rows[row][column])))
        .collect()
}

/// Percentages and other ratios are not added.
fn is_share(cell: &str) -> bool {
    cell.contains('%')
}

fn check_column(
    values: &[Vec<Option<f64>>],
    totals: &[usize],
    total: usize,
    column: usize,
    is_share: impl Fn(usize) -> bool,
) -> Option<TotalsCheck> {
    let stated = values[total][column]?;
    let sum = |rows: &mut dyn Iterator<Item = usize>| -> Option<f64> {
        let found: Vec<f64> = rows.filter_map(|row| values[row][column]).collect();
        (!found.is_empty() && !is_share(total)).then(|| found.iter().sum())
    };
    let before = totals.len().checked_sub(2).map_or(0, |at| totals[at] + 1);
    let since = sum(&mut (before..total));
    let all = sum(&mut (0..total).filter(|row| !totals.contains(row)));
    let of_totals = sum(&mut totals.iter().copied().filter(|&row| row < total));
    let sums: Vec<f64> = [since, all, of_totals].into_iter().flatten().collect();
    let computed = *sums.iter().find(|sum| agrees(**sum, stated)).or(sums.first())?;
    Some(TotalsCheck {
        column,
        stated,
        computed: (computed * 1000.0).round() / 1000.0,
        adds_up: agrees(computed, stated),
    })
}

fn agrees(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.005
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(rows: &[(&str, f64)]) -> Vec<(f64, bool)> {
        let labels: Vec<Vec<String>> = rows
            .iter()
            .map(|(label, _)| vec![(*label).to_owned(), String::new()])
            .collect();
        let values: Vec<Vec<Option<f64>>> = rows.iter().map(|(_, value)| vec![None, Some(*value)]).collect();
        check(&labels, &values)
            .iter()
            .map(|check| (check.computed, check.adds_up))
            .collect()
    }

    #[test]
    fn totals_count_what_stands_above() {
        assert_eq!(checked(&[("A", 1.0), ("B", 2.0), ("Summa", 3.0)]), [(3.0, true)]);
        assert_eq!(checked(&[("A", 1.0), ("B", 2.0), ("Summa", 4.0)]), [(3.0, false)]);
        assert_eq!(checked(&[("A", 1.0), ("B", 2.0)]), []);
    }

    #[test]
    fn totals_of_groups_are_counted_by_themselves() {
        let groups = [
            ("A", 1.0),
            ("Summa intäkter", 1.0),
            ("B", 2.0),
            ("C", 3.0),
            ("Summa kostnader", 5.0),
        ];
        assert_eq!(checked(&groups), [(5.0, true)]);
        let all = [
            ("A", 1.0),
            ("Delsumma", 1.0),
            ("B", 2.0),
            ("Delsumma", 2.0),
            ("Totalt", 3.0),
        ];
        assert_eq!(checked(&all), [(3.0, true)]);
    }

    #[test]
    fn words_that_only_begin_so_are_no_totals() {
        assert!(states_total("SUMMA:") && states_total("Summa kostnader"));
        assert!(!states_total("Totalförsvaret") && !states_total("Summa summarum kan det sägas att"));
    }
}
