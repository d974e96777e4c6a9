//! Recommendations read, checked, proposed and composed.

mod applying;

use super::*;
use crate::compose::register::{Found, Register};
use crate::compose::{Composer, DataBlocks};
use crate::content::priorities::Priorities;
use crate::document::{Block, BlockKind, Figure, Inline, Picture, plain_text};
use crate::drawing::Mark;
use crate::parse::prose::Call;
use crate::parse::yaml;
use crate::source::{FileId, Files, Root};
use crate::typeface::Typefaces;

const LIST: &str = "# The priorities.
priorities:
  - { id: abuse, name: Domestic Abuse, lead: { post: Chair, body: kcc } } # led
  - id: violent
    name: Violent Crime # counted
    # of the county
  - id: asb
    name: \"Anti-Social Behaviour\"
    includes:
      - Nuisance # noise
      - \"Fires: deliberate\"
    lead: { post: Superintendent, body: police }

  # Joined with violence.
  - { id: acquisitive, name: 'Acquisitive Crime' }
  - { id: drugs, name: Drugs }

cross-cutting-themes:
  - { id: health, name: Mental Health }
";

const REVIEW: &str = "effective: 2016-04-01
list:
  - { keep: abuse, reason: It grows. }
  - { merge: [violent, acquisitive], into: { id: organised, name: Serious and Organised Crime }, reason: One gang does both. }
  - { add: { id: safeguarding, name: Safeguarding, includes: [Scams, Victims] }, reason: It is new. }
  - { rename: asb, to: Nuisance, reason: Plainer. }
  - { drop: [drugs], reason: Done. }
themes: no change
";

/// The files of a review: the list of priorities and the recommendations.
struct Review {
    files: Files,
    list: Priorities,
    recommendations: Option<Recommendations>,
    findings: Findings,
    /// The file of the priorities.
    file: FileId,
}

impl Review {
    fn of(list: &str, review: &str) -> Review {
        let mut files = Files::new();
        crate::templates::add_built_in(&mut files);
        let file = files.add(Root::Content, "data/priorities.yaml", "data/priorities.yaml", list.as_bytes());
        let other = files.add(Root::Content, "document.yaml", "document.yaml", review.as_bytes());
        let mut findings = Findings::new();
        let tree = yaml::parse(list, file, 0).0.expect("a tree");
        let list = Priorities::read(&tree, &mut findings).as_at(Date::parse("2015-12-01"));
        let tree = yaml::parse(review, other, 0).0.expect("a tree");
        let day = Date::parse("2015-12-01");
        let recommendations = Recommendations::read(&tree, &mut findings);
        if let Some(recommendations) = &recommendations {
            recommendations.check(&list, day.expect("a day"), &mut findings);
        }
        Review { files, list, recommendations, findings, file }
    }

    fn recommendations(&self) -> &Recommendations {
        self.recommendations.as_ref().expect("recommendations")
    }

    /// Each finding as its code with the words at fault.
    fn told(&self) -> Vec<(&'static str, &str)> {
        self.findings.iter().map(|one| (one.code, self.files.written(one.primary.span))).collect()
    }
}

fn told(review: &str) -> Vec<(&'static str, String)> {
    let review = Review::of(LIST, review);
    review.told().into_iter().map(|(code, words)| (code, words.to_owned())).collect()
}

#[test]
fn the_proposed_list_says_what_is_new() {
    let review = Review::of(LIST, REVIEW);
    assert_eq!(review.told(), []);
    let proposed = review.recommendations().proposed(&review.list);
    let said: Vec<(&str, String)> =
        proposed.iter().map(|one| (one.name.words.as_str(), one.standing.words())).collect();
    let expected = [
        ("Domestic Abuse", "kept"),
        ("Serious and Organised Crime", "merged from Violent Crime and Acquisitive Crime"),
        ("Nuisance", "renamed, was Anti-Social Behaviour"),
        ("Safeguarding", "new"),
    ];
    assert_eq!(said, expected.map(|(name, words)| (name, words.to_owned())));
}

#[test]
fn every_fault_is_told_at_its_place() {
    let changed = |from: &str, to: &str| {
        assert!(REVIEW.contains(from), "{from}");
        told(&REVIEW.replace(from, to))
    };
    let one = |code, words: &str| vec![(code, words.to_owned())];
    assert_eq!(changed("rename: asb", "rename: abs"), one("unknown-name", "abs"));
    assert_eq!(changed("drop: [drugs]", "drop: [dogs]"), one("unknown-name", "dogs"));
    let undecided = one("undecided-priority", &review_span("  - { drop: [drugs], reason: Done. }\n", ""));
    assert_eq!(changed("  - { drop: [drugs], reason: Done. }\n", ""), undecided);
    assert_eq!(changed("keep: abuse", "keep: abbuse"), one("unknown-name", "abbuse"));
    assert_eq!(changed("keep: abuse", "keep: [abuse, asb]"), one("second-decision", "asb"));
    assert_eq!(changed("id: organised", "id: abuse"), one("duplicate-id", "abuse"));
    assert_eq!(changed("id: organised", "id: safeguarding"), one("duplicate-id", "safeguarding"));
    assert_eq!(changed("id: organised", "id: violent"), []);
    assert_eq!(changed("to: Nuisance", "to: Anti-Social Behaviour"), one("bad-relation", "Anti-Social Behaviour"));
    let merge = "  - { merge: [violent], into: { id: organised, name: Serious and Organised Crime }, reason: One gang does both. }\n  - { drop: acquisitive, reason: x }";
    let line = REVIEW.lines().find(|line| line.contains("merge:")).expect("a line");
    assert_eq!(told(&REVIEW.replace(line, merge))[0].0, "merge-of-one");
    for (from, to) in [
        (", reason: Plainer.", ""),
        ("drop: [drugs], ", ""),
        ("drop: [drugs]", "drop: [drugs], keep: asb"),
        (", to: Nuisance", ""),
        (", into: { id: organised, name: Serious and Organised Crime }", ""),
        ("name: Safeguarding, ", ""),
        ("effective: 2016-04-01\n", ""),
        ("2016-04-01", "2016-04-31"),
        ("drop: [drugs]", "drop: [The Drugs]"),
    ] {
        let found = changed(from, to);
        let known = ["missing-field", "mixed-recommendation", "bad-date", "bad-id", "undecided-priority"];
        assert!(!found.is_empty() && found.iter().all(|(code, _)| known.contains(code)), "{from}: {found:?}");
    }
}

#[test]
fn a_decision_that_is_blank_or_misspelt_is_told_once() {
    for (from, to, code, words) in [
        ("keep: abuse", "keep:", "missing-field", "keep"),
        ("keep: abuse", "keep: []", "missing-field", "[]"),
        ("keep: abuse", "keep: \"\"", "missing-field", "\"\""),
        ("keep: abuse", "keep: The Abuse", "bad-id", "The Abuse"),
        ("keep: abuse", "keep: { id: abuse }", "wrong-type", "{ id: abuse }"),
        ("keep: abuse", "kep: abuse", "unknown-key", "kep"),
        ("rename: asb", "rename:", "missing-field", "rename"),
        ("to: Nuisance", "to:", "missing-field", "to"),
        ("drop: [drugs]", "drop: [\"\"]", "missing-field", "\"\""),
        ("merge: [violent, acquisitive]", "merge: []", "missing-field", "[]"),
        ("merge: [violent, acquisitive]", "merge: [violent, acquisitiv]", "unknown-name", "acquisitiv"),
    ] {
        assert!(REVIEW.contains(from), "{from}");
        assert_eq!(told(&REVIEW.replace(from, to)), [(code, words.to_owned())], "{to}");
    }
}

/// What a review says with a change, each finding as its message with the words at fault.
fn said(list: &str, from: &str, to: &str) -> Vec<(String, String)> {
    assert!(REVIEW.contains(from), "{from}");
    let review = Review::of(list, &REVIEW.replace(from, to));
    let said = |one: &Diagnostic| (one.message.clone(), review.files.written(one.primary.span).to_owned());
    review.findings.iter().map(said).collect()
}

#[test]
fn what_is_proposed_begins_after_the_day_of_the_review() {
    for day in ["2015-12-01", "1990-01-01"] {
        let date = Date::parse(day).expect("a day");
        let message = format!("effective: {} is not after the date of this review, 1 December 2015", date.iso());
        assert_eq!(said(LIST, "2016-04-01", day), [(message, day.to_owned())]);
    }
    assert_eq!(said(LIST, "2016-04-01", "2015-12-02"), []);
}

#[test]
fn two_proposed_priorities_of_one_name_are_told_at_both() {
    for (from, to, name) in [
        ("to: Nuisance", "to: Domestic Abuse", "Domestic Abuse"),
        ("name: Safeguarding,", "name: Nuisance,", "Nuisance"),
        ("name: Safeguarding,", "name: Serious and Organised Crime,", "Serious and Organised Crime"),
    ] {
        let review = Review::of(LIST, &REVIEW.replace(from, to));
        let [finding] = review.findings.as_slice() else { panic!("{:?}", review.findings) };
        assert_eq!(finding.message, format!("Two priorities are called “{name}” from 1 April 2016"));
        assert_eq!(review.files.written(finding.primary.span), name);
        assert_eq!(review.files.written(finding.others[0].span).trim_matches('"'), name);
    }
    // What is dropped gives its name free.
    assert_eq!(told(&REVIEW.replace("to: Nuisance", "to: Drugs")), []);
}

#[test]
fn a_record_that_was_applied_has_the_name_of_the_review() {
    let applied = LIST.replace(
        "\ncross-cutting-themes",
        "  - { id: safeguarding, name: Safeguarding, from: 2016-04-01 }\n  - { id: asb, name: Nuisance, from: 2016-04-01 }\n\ncross-cutting-themes",
    );
    let applied =
        applied.replace("name: \"Anti-Social Behaviour\"", "name: \"Anti-Social Behaviour\"\n    until: 2016-03-31");
    assert_eq!(said(&applied, "name: Safeguarding,", "name: Safeguarding,"), []);
    let message = "data/priorities.yaml calls “safeguarding” “Safeguarding” from 1 April 2016, and this review “Road \
                   Safety”";
    let expected = [(message.to_owned(), "Road Safety".to_owned())];
    assert_eq!(said(&applied, "name: Safeguarding,", "name: Road Safety,"), expected);
    assert_eq!(said(&applied, "name: Safeguarding,", "name: Domestic Abuse,").len(), 1);
    let message =
        "data/priorities.yaml has “Safeguarding” from 1 April 2016, and this review from 1 April 2017".to_owned();
    assert_eq!(said(&applied, "2016-04-01", "2017-04-01"), [(message, "2017-04-01".to_owned())]);
    // What was a priority before may be one again.
    let ended = LIST.replace(
        "\ncross-cutting-themes",
        "  - { id: safeguarding, name: Safeguarding, from: 2010-04-01, until: 2011-03-31 }\n\ncross-cutting-themes",
    );
    assert_eq!(said(&ended, "name: Safeguarding,", "name: Safeguarding,"), []);
    let message = "data/priorities.yaml calls “asb” “Nuisance” from 1 April 2016, and this review “Noise”".to_owned();
    assert_eq!(said(&applied, "to: Nuisance", "to: Noise"), [(message, "Noise".to_owned())]);
}

/// The words of the whole review with a change, as a finding about all of it shows them.
fn review_span(from: &str, to: &str) -> String {
    REVIEW.replace(from, to).trim_end().to_owned()
}

#[test]
fn the_text_of_the_review_can_name_what_is_proposed() {
    let review = Review::of(LIST, REVIEW);
    let (mut register, mut findings) = (Register::default(), Findings::new());
    review.list.register(&mut register, &mut findings);
    review.recommendations().register(&mut register, &mut findings);
    assert_eq!(findings, []);
    let span = Span::whole(review.file);
    for (path, expected) in [
        ("priority.organised", "Serious and Organised Crime"),
        ("priority.asb", "Anti-Social Behaviour"),
        ("priority.asb.proposed", "Nuisance"),
    ] {
        let path = Spanned::new(path.to_owned(), span);
        match register.look_up(&path).expect("a value") {
            Found::Inline(Inline::Text(words)) => assert_eq!(words, expected),
            other => panic!("{other:?}"),
        }
    }
}

struct NoBlocks;

impl DataBlocks for NoBlocks {
    fn compose(&self, _: &Call, _: &mut Composer<'_>) -> Option<Vec<Block>> {
        None
    }
    fn names(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

type Compose = fn(&Recommendations, &Priorities, &Call, &mut Composer<'_>) -> Vec<Block>;

fn composed(review: &Review, name: &str, compose: Compose) -> Vec<Block> {
    let register = Register::default();
    let typefaces = Typefaces::load(&review.files).expect("typefaces");
    let mut composer =
        Composer::new(&register, &typefaces, &review.files, &NoBlocks, std::collections::BTreeMap::new());
    let span = Span::whole(review.file);
    let name = Spanned::new(name.to_owned(), span);
    let call = Call { span, name, words: Vec::new(), options: Vec::new(), id: None, caption: None };
    let blocks = compose(review.recommendations(), &review.list, &call, &mut composer);
    assert_eq!(composer.findings, []);
    blocks
}

fn paragraph(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) => plain_text(content),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_recommendation_has_a_row_with_its_reason() {
    let review = Review::of(LIST, REVIEW);
    let blocks = composed(&review, "recommendations", Recommendations::compose_table);
    let BlockKind::Table(table) = &blocks[0].kind else { panic!("{blocks:?}") };
    let rows: Vec<[String; 2]> =
        table.rows.iter().map(|row| [paragraph(&row.cells[0][0]), paragraph(&row.cells[1][0])]).collect();
    let expected = [
        ["Keep Domestic Abuse as a priority", "It grows."],
        [
            "Merge Violent Crime and Acquisitive Crime into one priority, Serious and Organised Crime",
            "One gang does both.",
        ],
        ["Add Safeguarding as a priority, to include Scams and Victims", "It is new."],
        ["Rename Anti-Social Behaviour as Nuisance", "Plainer."],
        ["Drop Drugs as a priority", "Done."],
    ];
    assert_eq!(rows, expected.map(|row| row.map(str::to_owned)));
    assert_eq!(plain_text(&table.caption), "Recommendations on the priorities from 1 April 2016");
    assert_eq!(paragraph(&blocks[1]), "Cross-cutting themes: no change.");
    let several =
        REVIEW.replace("keep: abuse", "keep: [abuse, drugs]").replace("  - { drop: [drugs], reason: Done. }\n", "");
    let review = Review::of(LIST, &several);
    let blocks = composed(&review, "recommendations", Recommendations::compose_table);
    let BlockKind::Table(table) = &blocks[0].kind else { panic!("{blocks:?}") };
    assert_eq!(paragraph(&table.rows[0].cells[0][0]), "Keep Domestic Abuse and Drugs as priorities");
}

fn figure(blocks: &[Block]) -> &Figure {
    match blocks {
        [Block { kind: BlockKind::Figure(figure), .. }] => figure,
        other => panic!("{other:?}"),
    }
}

/// The words of a picture, in the order of its marks.
fn pictured(figure: &Figure) -> String {
    let Picture::Drawing(drawing) = &figure.picture else { panic!("a drawing") };
    let words = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Text { words, .. } => Some(words.as_str()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_diagram_before_has_no_news_and_the_one_after_tells_them_in_words() {
    let review = Review::of(LIST, REVIEW);
    let blocks = composed(&review, "priorities-before", Recommendations::compose_before);
    let before = figure(&blocks);
    assert!(plain_text(&before.caption).starts_with("The priorities until 31 March 2016. The present priorities are"));
    assert_eq!(
        before.alternative.as_deref(),
        Some("Diagram of five present priorities, each joined to one cross-cutting theme.")
    );
    assert!(!pictured(before).contains("merged") && !plain_text(&before.caption).contains("new"));
    let blocks = composed(&review, "priorities-after", Recommendations::compose_after);
    let after = figure(&blocks);
    let caption = plain_text(&after.caption);
    assert!(caption.starts_with("The priorities proposed from 1 April 2016. The proposed priorities are"), "{caption}");
    assert!(caption.contains("Words under a name say what is new about it."));
    assert_eq!(
        after.alternative.as_deref(),
        Some("Diagram of four proposed priorities, each joined to one cross-cutting theme.")
    );
    let words = pictured(after);
    for expected in ["Proposed", "Crime merged", "Nuisance renamed", "Safeguarding new"] {
        assert!(words.contains(expected), "{words}");
    }
    let expected = "Domestic Abuse; Serious and Organised Crime (merged from Violent Crime and Acquisitive Crime); \
                    Nuisance (renamed, was Anti-Social Behaviour); Safeguarding (new).";
    assert!(after.description.contains(expected), "{}", after.description);
    assert!(matches!(after.caption.first(), Some(Inline::Text(_))));
}

#[test]
fn names_with_an_and_of_their_own_are_told_apart() {
    use super::proposed::listed;
    assert_eq!(listed(&["A", "B", "C"]), "A, B and C");
    assert_eq!(listed(&["Extremism and Hate", "B", "C"]), "Extremism and Hate; B; and C");
    assert_eq!(listed(&["A"]), "A");
}
