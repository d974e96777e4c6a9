//! The two thresholds, held against new editions that are made so that the truth is known.
//!
//! `cargo test --release --lib likeness -- --nocapture` prints what is found.

mod made;
mod measure;

use std::sync::LazyLock;

use made::{Fate, case, parts_of};
use measure::{Compared, Counts};

use super::{ELSEWHERE, IN_PLACE, Thresholds};

/// The paragraphs and items of the editions of 2017 and 2021, as they were when this was measured.
const EDITIONS: [&str; 2] =
    [include_str!("../../../tests/cases/likeness/2017.txt"), include_str!("../../../tests/cases/likeness/2021.txt")];
/// How many new editions are made of each, for each strength of edit.
const SEEDS: u64 = 6;
/// The strengths of edit: how many of ten words are touched, up to this.
const STRONGEST: usize = 7;

const EDITED: &[Fate] = &[Fate::Edited];
const MOVED: &[Fate] = &[Fate::Shifted, Fate::Sent];
const PARTED: &[Fate] = &[Fate::Split, Fate::Merged];

/// For each strength, how many of a hundred are found at least: edited in their place, moved,
/// and split or merged.
const LEAST: [[usize; 3]; STRONGEST + 1] =
    [[100, 100, 88], [99, 97, 84], [98, 97, 93], [98, 95, 79], [98, 89, 55], [97, 70, 53], [96, 44, 38], [92, 22, 34]];
/// The most pairs in place of what has nothing to do with each other, in all cases.
const MOST_FALSE_PAIRS: usize = 8;

/// The thresholds that hold, then those beside them: each lower, each higher.
const NEARBY: [(f64, f64); 5] = [
    (IN_PLACE, ELSEWHERE),
    (IN_PLACE - 0.1, ELSEWHERE),
    (IN_PLACE + 0.1, ELSEWHERE),
    (IN_PLACE, ELSEWHERE - 0.05),
    (IN_PLACE, ELSEWHERE + 0.05),
];

/// What those find at each strength.
static FOUND: LazyLock<Vec<[Counts; 5]>> =
    LazyLock::new(|| (0..=STRONGEST).map(|tenths| counted(&cases(tenths), &NEARBY)).collect());

fn cases(tenths: usize) -> Vec<Compared> {
    let editions = EDITIONS.map(parts_of);
    let seeds = (0..SEEDS).flat_map(|seed| editions.iter().map(move |edition| (edition, seed)));
    seeds.map(|(edition, seed)| Compared::of(case(edition, tenths, seed * 100 + tenths as u64))).collect()
}

fn counted<const N: usize>(cases: &[Compared], thresholds: &[(f64, f64); N]) -> [Counts; N] {
    let mut counts = [const { Counts::NONE }; N];
    let thresholds = thresholds.map(|(in_place, elsewhere)| Thresholds { in_place, elsewhere });
    cases.iter().for_each(|case| case.count(thresholds.into_iter().zip(&mut counts)));
    counts
}

/// What one of the nearby thresholds finds at every strength together.
fn together(which: usize) -> Counts {
    let mut sum = Counts::NONE;
    FOUND.iter().for_each(|counts| sum.add(&counts[which]));
    sum
}

/// What is found, in one line.
fn line(counts: &Counts) -> String {
    let [edited, moved, parted] = [EDITED, MOVED, PARTED].map(|fates| counts.found(fates).percent());
    let Counts { told, false_pairs, false_moves, false_parts, .. } = counts;
    format!(
        "found edited {edited} %, moved {moved} %, split or merged {parted} %; false pairs {false_pairs}; told as moved, \
         split or merged {told}, false {false_moves} + {false_parts}"
    )
}

#[test]
fn likeness_tells_no_move_that_is_none() {
    let counts = together(0);
    let lies: Vec<&String> = counts.lies.iter().filter(|lie| !lie.starts_with("false pair")).collect();
    assert_eq!((counts.false_moves, counts.false_parts), (0, 0), "{lies:#?}");
    assert!(counts.told > 800, "moves are told at all: {}", counts.told);
}

#[test]
fn likeness_finds_again_what_was_edited_moved_or_parted() {
    for (tenths, (counts, least)) in FOUND.iter().zip(LEAST).enumerate() {
        let found = [EDITED, MOVED, PARTED].map(|fates| counts[0].found(fates).percent());
        assert!(
            found.iter().zip(least).all(|(found, least)| *found >= least),
            "{tenths} of ten: {found:?} {least:?}; {}",
            line(&counts[0])
        );
    }
}

#[test]
fn likeness_pairs_little_that_has_nothing_in_common() {
    let counts = together(0);
    assert!(counts.false_pairs <= MOST_FALSE_PAIRS, "{}: {:#?}", counts.false_pairs, counts.lies);
}

/// No other threshold does better: a lower one tells what is not true, a higher one finds less.
#[test]
fn likeness_is_measured_where_it_tells_most_without_a_lie() {
    let [now, lower_in_place, higher_in_place, lower_elsewhere, higher_elsewhere] = std::array::from_fn(together);
    let measured = NEARBY.iter().enumerate().map(|(which, (in_place, elsewhere))| {
        format!("in place {in_place:.2}, elsewhere {elsewhere:.2}: {}", line(&together(which)))
    });
    let measured = measured.collect::<Vec<_>>().join("\n");
    assert!(lower_elsewhere.false_moves > 0, "{measured}");
    assert!(higher_elsewhere.found(MOVED).percent() + 3 <= now.found(MOVED).percent(), "{measured}");
    assert!(lower_in_place.false_pairs >= 2 * now.false_pairs, "{measured}");
    assert!(higher_in_place.found(EDITED).percent() + 3 <= now.found(EDITED).percent(), "{measured}");
}
