//! Indicators and their files of values: each fault at its place, and the words of a change.

use crate::family::sample::{PLAN, paragraphs, part, places, sound, told};

const FILE: &str = "data/indicators.yaml";
const SOURCES: &str = "sources:\n  - { id: term, publisher: PCC, title: Report, date: 2021-03 }\n";
const INDICATORS: &str = "\
indicators:
  - id: crime
    name: Violent crime
    unit: offences
    area: Kent
    values: data/crime.csv
    source: term
";
const VALUES: &str = "data/crime.csv";

/// A part that shows all that there is to show.
const SHOWN: &str = "It is {{ indicator.crime.change }}.\n\n{{ indicator id=crime }}";

/// What is told of a file of values that is shown.
fn values(text: &str) -> Vec<String> {
    told(&[(FILE, INDICATORS), ("data/sources.yaml", SOURCES), (VALUES, text), (PLAN, &part(SHOWN))])
}

/// What is printed for a fact of the indicator.
#[track_caller]
fn printed(fact: &str, text: &str) -> String {
    let page = part(&format!("It is {{{{ indicator.crime.{fact} }}}}."));
    let more = [(FILE, INDICATORS), ("data/sources.yaml", SOURCES), (VALUES, text), (PLAN, page.as_str())];
    let words = paragraphs(&sound("action-plan", &more));
    words.iter().find_map(|words| words.strip_prefix("It is ")).expect("the sentence").trim_end_matches('.').to_owned()
}

#[test]
fn the_first_row_must_name_the_columns() {
    let help = "Write “period,value” as the first line, then a line such as 2020,83766 for each period.";
    let expected = format!("{VALUES}:1:1 bad-csv: The first row must name the columns “period” and “value” / {help}");
    for text in ["2019,10\n2020,20\n", "value,period\n2019,10\n2020,20\n", "period;value\n2019;10\n", "\n"] {
        assert_eq!(values(text), [expected.as_str()], "{text:?}");
    }
}

#[test]
fn every_row_with_a_fault_is_told() {
    let text = "period,value\n2017,1\n2018\n2019,1,000\n2020,-4\n2021,many\n2017,2\n,3\n2022,\n";
    let told = values(text);
    let expected = [
        (3, "uneven-row: This row needs a period and a value, and nothing else"),
        (4, "uneven-row: This row needs a period and a value, and nothing else"),
        (5, "bad-value: “-4” is not a number that can be drawn"),
        (6, "bad-value: “many” is not a number that can be drawn"),
        (7, "duplicate-key: Two rows are of the period 2017"),
        (8, "row-without-name: This row does not say of which period it is"),
        (9, "bad-value: “” is not a number that can be drawn"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, (row, words)) in told.iter().zip(expected) {
        assert!(line.starts_with(&format!("{VALUES}:{row}:1 {words} / ")), "{line}");
    }
}

#[test]
fn a_period_before_the_one_above_it_is_told_so_that_no_fall_is_shown_for_a_rise() {
    let help = "Put the oldest first.";
    let expected = format!("{VALUES}:3:1 bad-csv: This period comes before the one above it / {help}");
    for rows in ["2020,2\n2019,1", "2019/20,2\n2018/19,1", "2020-11,2\n2020-10,1", "2019/20,2\n2019,1"] {
        assert_eq!(values(&format!("period,value\n{rows}\n")), [expected.as_str()], "{rows}");
    }
    for rows in ["2018/19,1\n2019/20,2", "2020-11,1\n2020-12,2\n2021-01,3", "2020-11-24,1\n2020-11-25,2"] {
        assert_eq!(values(&format!("period,value\n{rows}\n")), Vec::<String>::new(), "{rows}");
    }
}

#[test]
fn a_period_that_cannot_be_is_told() {
    let help = "Write it as in 2020, 2019/20, 2020-11 or 2020-11-25.";
    for period in ["banana", "2019/21", "2019-20", "20", "2020-13"] {
        let expected = format!("{VALUES}:2:1 bad-date: “{period}” is not a year, a month or a day / {help}");
        assert_eq!(values(&format!("period,value\n {period} ,1\n2021,2\n2022,3\n")), [expected], "{period}");
    }
}

#[test]
fn one_period_alone_has_no_change() {
    let expected = "A change needs the values of at least two periods / Add a row for the period before.";
    for text in ["period,value\n2019,10\n", "period,value\n"] {
        assert_eq!(values(text), [format!("{VALUES}:1:1 bad-csv: {expected}")], "{text:?}");
    }
}

#[test]
fn more_periods_than_a_chart_has_room_for_are_told_and_none_is_left_out_in_silence() {
    let rows =
        |count: usize| (0..count).fold("period,value\n".to_owned(), |text, at| format!("{text}{},1\n", 1900 + at));
    let line = format!("{INDICATORS}    chart: line\n");
    let values = |count: usize| {
        told(&[(FILE, &line), ("data/sources.yaml", SOURCES), (VALUES, &rows(count)), (PLAN, &part(SHOWN))])
    };
    assert_eq!(values(24), Vec::<String>::new());
    let told = values(25);
    assert!(told.len() == 1 && told[0].contains("bad-csv: A chart has room for 24 periods"), "{told:?}");
}

#[test]
fn a_file_or_a_source_that_is_not_there_is_told_where_it_is_named() {
    let page = part(SHOWN);
    let more = [(FILE, INDICATORS), ("data/sources.yaml", SOURCES), (PLAN, page.as_str())];
    let told_of = told(&more);
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    let expected = format!("{FILE}:6:13 missing-file: There is no file “{VALUES}” / Write its path below");
    assert!(told_of[0].starts_with(&expected), "{told_of:?}");

    let other = INDICATORS.replace("source: term", "source: terms");
    let told = told(&[(FILE, &other), more[1], (VALUES, "period,value\n2019,1\n2020,2\n")]);
    let expected = "data/sources.yaml has no source with the id “terms” / Did you mean “term”?";
    assert_eq!(told, [format!("{FILE}:7:13 unknown-name: {expected}")]);
}

#[test]
fn a_source_is_not_also_unknown_where_the_file_of_sources_is_missing_or_has_a_fault() {
    let page = part(SHOWN);
    let told = |sources: &str| {
        let csv = (VALUES, "period,value\n2019,1\n2020,2\n");
        told(&[(FILE, INDICATORS), ("data/sources.yaml", sources), csv, (PLAN, &page)])
    };
    let missing = told("");
    let expected = format!("{FILE}:7:13 missing-file: There is no file data/sources.yaml, and the source “term” is");
    assert!(missing.len() == 1 && missing[0].starts_with(&expected), "{missing:?}");
    for sources in ["sources: []]\n", "sources:\n  - { id: term, publisher: PCC, title: Report }\n"] {
        let told = told(sources);
        assert!(told.len() == 1 && told[0].starts_with("data/sources.yaml:"), "{told:?}");
    }
}

#[test]
fn a_missing_key_and_an_id_given_twice_are_told_together() {
    let text = format!("{INDICATORS}  - {{ id: crime, name: A, unit: b, values: {VALUES}, source: term }}\n");
    let second = format!("{INDICATORS}{}", INDICATORS.replace("indicators:\n", ""));
    let csv = (VALUES, "period,value\n2019,1\n2020,2\n");
    let sources = ("data/sources.yaml", SOURCES);
    assert_eq!(places(&[(FILE, &text), sources, csv]), [format!("{FILE}:8:7 missing-field")]);
    assert_eq!(places(&[(FILE, &second), sources, csv]), [format!("{FILE}:8:9 duplicate-id")]);
}

#[test]
fn an_entry_with_a_fault_is_not_also_said_to_be_unknown() {
    let text = INDICATORS.replace("    unit: offences\n", "");
    let csv = (VALUES, "period,value\n2019,1\n2020,2\n");
    let page = part(SHOWN);
    let more = [(FILE, text.as_str()), ("data/sources.yaml", SOURCES), csv, (PLAN, page.as_str())];
    assert_eq!(places(&more), [format!("{FILE}:2:5 missing-field")]);
    let far = part("{{ indicator id=crimes }}");
    let more = [(FILE, INDICATORS), more[1], csv, (PLAN, far.as_str())];
    assert_eq!(places(&more), [format!("{PLAN}:5:17 unknown-name")]);
}

#[test]
fn a_change_is_told_in_words_from_the_first_period_to_the_last() {
    for (text, words) in [
        ("2019,85187\n2020,83766", "down 1.7% from 85,187 to 83,766"),
        ("2018,5\n2019,100000\n2020,10", "up 100.0% from 5 to 10"),
        ("2019,4955\n2020,3931", "down 20.7% from 4,955 to 3,931"),
        ("2019,12\n2020,12", "the same, 12, as before"),
        ("2019,0\n2020,12", "up from 0 to 12"),
        ("2019,12\n2020,0", "down 100.0% from 12 to 0"),
        ("2019,1.5\n2020,3", "up 100.0% from 1.5 to 3"),
        ("2019,\"85,187\"\n2020,\"83,766\"", "down 1.7% from 85,187 to 83,766"),
    ] {
        assert_eq!(printed("change", &format!("period,value\n{text}\n")), words, "{text}");
    }
}

#[test]
fn the_parts_of_a_change_are_known_by_name() {
    let text = "period,value\n2019,85187\n2020,83766\n";
    let parts = ["first", "last", "percent", "name"].map(|fact| printed(fact, text));
    assert_eq!(parts, ["85,187", "83,766", "1.7%", "Violent crime"]);
}

#[test]
fn percentages_are_rounded_to_one_decimal_and_halves_away_from_nothing() {
    for (first, last, words) in
        [(2000, 2001, "0.1%"), (2000, 1999, "0.1%"), (10_000, 10_004, "0.0%"), (3, 4, "33.3%"), (3, 5, "66.7%")]
    {
        assert_eq!(printed("percent", &format!("period,value\n2019,{first}\n2020,{last}\n")), words, "{first} {last}");
    }
}
