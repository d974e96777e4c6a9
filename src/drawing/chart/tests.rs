//! Charts of many amounts.

use proptest::prelude::*;

use super::*;
use crate::drawing::check::{self, WORDS, built_in};
use crate::drawing::{Drawing, Mark};

fn typefaces() -> Typefaces<'static> {
    Typefaces::load(built_in()).unwrap()
}

fn amount(amount: f64) -> Amount {
    Amount { amount, words: format!("{amount}") }
}

fn periods<'a>(all: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<Period> {
    let period = |(index, (label, value)): (usize, (&str, f64))| Period {
        id: format!("period-{index}"),
        label: label.to_owned(),
        value: amount(value),
    };
    all.into_iter().enumerate().map(period).collect()
}

fn years(amounts: &[f64]) -> Vec<Period> {
    let labels: Vec<String> = (0..amounts.len()).map(|year| format!("{}/{:02}", 2001 + year, 2 + year)).collect();
    periods(labels.iter().map(String::as_str).zip(amounts.iter().copied()))
}

fn statuses(count: usize) -> Vec<Status> {
    let names = ["Done", "In progress", "Provisional", "To come", "Paused", "Given up"];
    let status = |(name, pattern): (&str, Pattern)| Status { name: name.to_owned(), pattern };
    names.into_iter().zip(Pattern::ALL).take(count).map(status).collect()
}

fn category(name: &str, counts: &[f64]) -> Category {
    Category { id: String::new(), name: name.to_owned(), counts: counts.iter().copied().map(amount).collect() }
}

fn solid(drawing: &Drawing) -> Vec<Area> {
    let rects = check::rects(drawing).into_iter().filter(|(_, _, paint)| *paint == Paint::Solid);
    rects.map(|(_, area, _)| area).collect()
}

fn pictured(drawing: &Drawing) -> Vec<&str> {
    fn words(mark: &Mark) -> Option<&str> {
        if let Mark::Text { words, .. } = mark { Some(words) } else { None }
    }
    drawing.marks.iter().filter_map(words).collect()
}

#[test]
fn bars_are_as_long_as_their_amounts() {
    let periods = years(&[40.0, 0.0, 80.0]);
    let drawing = bars(&Bars { heading: "Crimes", periods: &periods }, &typefaces()).unwrap();
    let bars = solid(&drawing);
    assert_eq!(bars.len(), 2, "nothing has no bar");
    assert!((bars[1].width - 2.0 * bars[0].width).abs() < 0.01);
    assert!((bars[0].x - bars[1].x).abs() < 0.01);
    assert_eq!(pictured(&drawing), ["Crimes", "2001/02", "40", "2002/03", "0", "2003/04", "80"]);
}

#[test]
fn nothing_at_all_is_drawn_as_nothing() {
    let periods = years(&[0.0, 0.0]);
    let typefaces = typefaces();
    assert!(solid(&bars(&Bars { heading: "", periods: &periods }, &typefaces).unwrap()).is_empty());
    let drawing = line(&Line { heading: "", periods: &periods }, &typefaces).unwrap();
    check::check(&drawing, &typefaces).unwrap();
}

#[test]
fn amounts_that_no_length_can_show_are_refused_together() {
    let periods = years(&[-1.0, 2.0, f64::NAN]);
    let misfits = [Misfit::Amount { index: 0, status: 0 }, Misfit::Amount { index: 2, status: 0 }];
    assert_eq!(bars(&Bars { heading: "", periods: &periods }, &typefaces()).unwrap_err(), misfits);
    assert_eq!(line(&Line { heading: "", periods: &periods }, &typefaces()).unwrap_err(), misfits);
}

#[test]
fn too_few_and_too_many_periods_are_refused() {
    let (one, many) = (years(&[1.0]), years(&[1.0; 25]));
    let count = |found, most| [Misfit::Count { part: Part::Periods, found, least: 2, most }];
    for (periods, found) in [(&one, 1), (&many, 25)] {
        assert_eq!(bars(&Bars { heading: "", periods }, &typefaces()).unwrap_err(), count(found, 12));
        assert_eq!(line(&Line { heading: "", periods }, &typefaces()).unwrap_err(), count(found, 24));
    }
}

#[test]
fn a_line_says_its_first_last_and_highest_number() {
    let periods = years(&[10.0, 30.0, 20.0, 30.0, 15.0]);
    let drawing = line(&Line { heading: "Crimes", periods: &periods }, &typefaces()).unwrap();
    assert_eq!(pictured(&drawing)[..5], ["Crimes", "0", "10", "30", "15"]);
    let relations: Vec<bool> = drawing.outline[0].members.iter().map(|member| !member.relations.is_empty()).collect();
    assert_eq!(relations, [false, true, false, false, false]);
}

#[test]
fn a_line_that_rises_has_no_third_number() {
    let periods = years(&[10.0, 20.0, 30.0]);
    let drawing = line(&Line { heading: "", periods: &periods }, &typefaces()).unwrap();
    assert_eq!(pictured(&drawing)[..3], ["0", "10", "30"]);
}

#[test]
fn labels_of_many_periods_are_thinned_evenly() {
    let amounts: Vec<f64> = (1..=24).map(f64::from).collect();
    let periods = years(&amounts);
    let drawing = line(&Line { heading: "", periods: &periods }, &typefaces()).unwrap();
    let words = pictured(&drawing);
    assert_eq!(words[3], "2001/02");
    assert_eq!(words.last(), Some(&"2024/25"));
    assert!(words.len() < 16, "{words:?}");
    assert_eq!(drawing.outline[0].members.len(), 24);
}

#[test]
fn segments_carry_their_counts_or_these_stand_below() {
    let categories = [category("Domestic Abuse", &[90.0, 1.0, 9.0]), category("Road Safety", &[0.0, 0.0, 0.0])];
    let statuses = statuses(3);
    let drawing =
        stacked(&Stacked { heading: "Actions", statuses: &statuses, categories: &categories }, &typefaces()).unwrap();
    let words = pictured(&drawing);
    let after = &words[words.iter().position(|word| *word == "Domestic Abuse").unwrap()..];
    assert_eq!(after, ["Domestic Abuse", "90", "9", "In progress: 1", "Road Safety", "None"]);
    let duties: Vec<_> = drawing.outline[0].members.iter().map(|member| member.duties.join("; ")).collect();
    assert_eq!(duties, ["Done: 90; In progress: 1; Provisional: 9", "None"]);
}

#[test]
fn what_is_wrong_with_statuses_is_said() {
    let mut statuses = statuses(2);
    statuses[1].pattern = Pattern::Solid;
    let categories = [category("Domestic Abuse", &[1.0])];
    let chart = Stacked { heading: "", statuses: &statuses, categories: &categories };
    assert_eq!(
        stacked(&chart, &typefaces()).unwrap_err(),
        [Misfit::SamePattern { index: 1 }, Misfit::Counts { index: 0 }]
    );
}

#[test]
fn a_word_that_is_too_wide_is_named() {
    let word = "Neighbourhoodwatchcoordinationsubcommittees";
    let words = |part, index| [Misfit::Words { part, index, words: word.to_owned() }];
    let periods = periods([("2001", 1.0), (word, 2.0)]);
    let drawn = bars(&Bars { heading: "", periods: &periods }, &typefaces());
    assert_eq!(drawn.unwrap_err(), words(Part::Periods, 1));
    let (statuses, categories) = (statuses(1), [category(word, &[1.0])]);
    let drawn = stacked(&Stacked { heading: "", statuses: &statuses, categories: &categories }, &typefaces());
    assert_eq!(drawn.unwrap_err(), words(Part::Categories, 0));
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most).prop_map(|words| words.join(" "))
}

fn any_amount() -> impl Strategy<Value = Amount> {
    prop_oneof![Just(0.0), (1..9_u32).prop_map(f64::from), (0..2_000_000_u32).prop_map(f64::from)].prop_map(amount)
}

prop_compose! {
    fn any_period()(
        label in prop_oneof![(1990..2030_u32).prop_map(|year| year.to_string()), words(3)], value in any_amount(),
    ) -> Period {
        Period { id: String::new(), label, value }
    }
}

prop_compose! {
    fn any_stack()(statuses_count in 1..=6_usize)(
        categories in prop::collection::vec(
            (words(6), prop::collection::vec(any_amount(), statuses_count)), 1..=12,
        ),
        statuses_count in Just(statuses_count),
    ) -> (Vec<Status>, Vec<Category>) {
        let category = |(name, counts)| Category { id: String::new(), name, counts };
        (statuses(statuses_count), categories.into_iter().map(category).collect())
    }
}

/// Drawn soundly, or refused for the reasons that may be.
fn sound(drawn: Result<Drawing, Vec<Misfit>>, may_be: fn(&Misfit) -> bool) -> Result<(), TestCaseError> {
    match drawn {
        Ok(drawing) => {
            if let Err(broken) = check::check(&drawing, &typefaces()) {
                prop_assert!(false, "{broken}");
            }
            prop_assert!(drawing.height <= PAGE);
        }
        Err(misfits) => prop_assert!(!misfits.is_empty() && misfits.iter().all(may_be), "{misfits:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_bars_are_drawn_soundly(heading in words(16), periods in prop::collection::vec(any_period(), 2..=12)) {
        sound(bars(&Bars { heading: &heading, periods: &periods }, &typefaces()), |_| false)?;
    }

    #[test]
    fn any_line_is_drawn_soundly(heading in words(16), periods in prop::collection::vec(any_period(), 2..=24)) {
        sound(line(&Line { heading: &heading, periods: &periods }, &typefaces()), |_| false)?;
    }

    #[test]
    fn any_stack_is_drawn_soundly(heading in words(16), (statuses, categories) in any_stack()) {
        let chart = Stacked { heading: &heading, statuses: &statuses, categories: &categories };
        let drawn = stacked(&chart, &typefaces());
        if let Ok(drawing) = &drawn {
            // Every count is somewhere in the picture.
            let picture = pictured(drawing).join(" ");
            for count in categories.iter().flat_map(|category| &category.counts).filter(|count| count.amount > 0.0) {
                prop_assert!(picture.contains(&count.words), "{} is not in {}", count.words, picture);
            }
        }
        sound(drawn, |misfit| *misfit == Misfit::TooTall)?;
    }
}
