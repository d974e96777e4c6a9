//! Every defect of the published editions, put back into a copy of `content/`, is told at its
//! exact words, or cannot be put back at all.
//!
//! `guide/defects.md` has a row for each, with the name of the test here that proves it.

use std::collections::BTreeSet;

use agreement::date::Date;
use agreement::document::{BlockKind, Document, Picture, Role, plain_text};
use agreement::lint::Circumstances;
use agreement::publish::compose;

use crate::faults::sources::Sources;
use crate::faults::telling;

const FOREWORD: &str = "foreword.md";
const INTRODUCTION: &str = "chapters/01-introduction.md";
const LEGISLATION: &str = "chapters/02-legislation.md";
const LANDSCAPE: &str = "chapters/03-community-safety-landscape.md";
const GOVERNANCE: &str = "chapters/04-governance.md";
const ACHIEVEMENTS: &str = "chapters/05-key-achievements.md";
const PRIORITIES: &str = "chapters/06-county-priorities.md";
const AUTHORITIES: &str = "chapters/09-responsible-authorities.md";
const APPENDIX_A: &str = "appendices/a-strategic-assessments.md";
const APPENDIX_D: &str = "appendices/d-police-and-crime-plan.md";
const APPENDIX_E: &str = "appendices/e-priorities.md";

/// `content/` with words of a file replaced; `new` has the words at fault between ⟦ and ⟧.
struct Spoiled {
    sources: Sources,
    path: String,
    fault: Option<(usize, usize)>,
}

fn spoil(path: &str, old: &str, new: &str) -> Spoiled {
    spoil_more(Sources::of_the_agreement(), path, old, new)
}

fn spoil_more(sources: Sources, path: &str, old: &str, new: &str) -> Spoiled {
    let plain = new.replace(['⟦', '⟧'], "");
    let marked = sources.clone().swap(path, old, new);
    let text = String::from_utf8(marked.content[path].clone()).expect("a text");
    let start = text.find('⟦');
    let fault = start.map(|start| (start, text.find('⟧').expect("the end of the fault") - '⟦'.len_utf8()));
    Spoiled { sources: sources.swap(path, old, &plain), path: path.to_owned(), fault }
}

impl Spoiled {
    /// The fault is not where the change was, but at `words` after `before`.
    fn with_fault_at(mut self, before: &str, words: &str) -> Spoiled {
        let text = String::from_utf8(self.sources.content[&self.path].clone()).expect("a text");
        let at = text.find(&format!("{before}{words}")).expect("the words") + before.len();
        self.fault = Some((at, at + words.len()));
        self
    }

    /// Asserts that a code is told at the very words at fault, and in good words.
    fn is_told(&self, code: &str) {
        self.is_told_as_at(code, None);
    }

    /// The same as at a later day.
    fn is_told_as_at(&self, code: &str, day: Option<&str>) {
        let files = self.sources.files();
        let as_at = day.map(|day| Date::parse(day).expect("a day"));
        let (_, findings) = compose(&files, &Circumstances { as_at, last_edition: None }, &mut |_| {});
        let place = |finding: &agreement::diagnostic::Diagnostic| {
            let span = finding.primary.span;
            (files.path(span.file) == self.path).then_some((span.start, span.end))
        };
        let of: Vec<_> = findings.iter().filter(|finding| finding.code == code).collect();
        let told: Vec<String> = findings
            .iter()
            .map(|one| format!("{}: {} {:?}", one.code, one.message, files.written(one.primary.span)))
            .collect();
        assert!(
            of.iter().any(|finding| place(finding) == self.fault),
            "{code} at {:?} in {}; told is:\n{}",
            self.fault,
            self.path,
            told.join("\n")
        );
        for finding in of {
            assert!(finding.help.is_some(), "it says what to do: {finding:?}");
        }
    }
}

/// The document that `content/` makes, with something changed.
fn document_of(sources: &Sources) -> Document {
    let files = sources.files();
    let (document, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    document.expect("a document")
}

fn numbers(document: &Document) -> Vec<String> {
    let blocks = document.walk().into_iter();
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Numbered { number, .. } => Some(number.clone()),
            _ => None,
        })
        .collect()
}

/// The first cells of the rows of a table.
fn rows(document: &Document, id: &str) -> Vec<String> {
    let blocks = document.walk();
    let table = blocks.iter().find(|block| block.id == id).map(|block| &block.kind);
    let Some(BlockKind::Table(table)) = table else { panic!("there is no table {id}") };
    table.rows.iter().map(|row| text_of(&row.cells[0])).collect()
}

fn text_of(blocks: &[agreement::document::Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if let BlockKind::Paragraph(content) = &block.kind {
            text.push_str(&plain_text(content));
        }
    }
    text
}

#[test]
fn the_guide_has_a_row_for_every_defect_and_a_test_for_every_row() {
    let guide = include_str!("../../guide/defects.md");
    let tests = include_str!("defects.rs");
    let mut seen = BTreeSet::new();
    for line in guide.lines().filter(|line| line.starts_with("| 20")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, number, what, how, test, _] = cells[..] else { panic!("a row has four cells: {line}") };
        assert!(!what.is_empty() && !how.is_empty(), "{line}");
        assert!(seen.insert(number.to_owned()), "{number} stands twice");
        for name in test.split(',').map(|name| name.trim().trim_matches('`')) {
            let there = tests.contains(&format!("#[test]\nfn {name}()"));
            assert!(there, "{number}: there is no test {name}");
        }
        for code in how.split('`').skip(1).step_by(2) {
            let known = agreement::lint::LINTS.iter().any(|lint| lint.code == code);
            assert!(known, "{number}: there is no lint {code}");
        }
    }
    let wanted = (1..=36).map(|n| format!("2021-{n}")).chain((1..=23).map(|n| format!("2017-{n}")));
    let missing: Vec<String> = wanted.filter(|number| !seen.contains(number)).collect();
    assert!(missing.is_empty(), "the guide says nothing of {missing:?}");
}

#[test]
fn both_editions_check_clean() {
    let files = Sources::of_the_agreement().files();
    let (_, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn paragraphs_are_numbered_without_gap_or_repeat_whatever_is_typed() {
    // The editor types 7 where 1 is usual, and nothing comes of it.
    let sources = Sources::of_the_agreement().swap(PRIORITIES, "\n1. The 2018 review", "\n7. The 2018 review");
    let numbers = numbers(&document_of(&sources));
    let mut expected = Vec::new();
    for (chapter, paragraphs) in [(1, 5), (2, 5), (3, 9), (4, 4), (6, 12)] {
        expected.extend((1..=paragraphs).map(|paragraph| format!("{chapter}.{paragraph}")));
    }
    assert_eq!(numbers, expected);
}

#[test]
fn a_paragraph_number_typed_by_hand_is_told() {
    spoil(LANDSCAPE, "1. **Violence Reduction:** In", "\n⟦3.6⟧ **Violence Reduction:** In").is_told("typed-number");
}

#[test]
fn another_date_in_the_foreword_is_told() {
    spoil(FOREWORD, "takes effect on {{ edition.effective }}", "takes effect on ⟦1 April 2022⟧")
        .is_told("edition-date");
}

#[test]
fn the_header_is_of_this_edition() {
    let document = document_of(&Sources::of_the_agreement());
    assert_eq!(document.meta.edition.month, "April 2021");
    spoil(
        "agreement.yaml",
        "title: Kent Community Safety Agreement",
        "title: Kent Community Safety Agreement (⟦April 2017⟧)",
    )
    .is_told("edition-date");
}

#[test]
fn another_count_of_partnerships_is_told() {
    spoil(PRIORITIES, "the {{ count.local-partnerships | words }} {{ body.csps }}", "the ⟦eleven⟧ {{ body.csps }}")
        .is_told("wrong-count");
    spoil("data/assessments.yaml", "    count: 12\n", "    count: ⟦13⟧\n").is_told("wrong-total");
}

#[test]
fn the_names_of_the_diagram_come_from_one_list() {
    let sources = Sources::of_the_agreement().swap(
        "data/police-and-crime-plan.yaml",
        "Deliver an efficient and accessible service",
        "Deliver a good service",
    );
    let document = document_of(&sources);
    let blocks = document.walk();
    let drawn = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Figure(figure) if block.id == "priority-diagram" => Some(figure),
        _ => None,
    });
    let drawn = drawn.expect("the diagram");
    assert!(matches!(drawn.picture, Picture::Drawing(_)));
    assert!(drawn.description.contains("Deliver a good service"), "{}", drawn.description);
    let tables = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let cells: Vec<String> = tables.flat_map(|table| &table.rows).map(|row| text_of(&row.cells[0])).collect();
    assert!(cells.iter().any(|cell| cell == "Deliver a good service"), "{cells:?}");
}

#[test]
fn a_missing_apostrophe_is_told() {
    spoil(APPENDIX_D, "## The Chief Constable's priorities", "## The Chief ⟦Constables priorities⟧")
        .is_told("missing-apostrophe");
}

#[test]
fn a_page_typed_by_hand_is_told() {
    spoil(INTRODUCTION, "see [version control](#version-control)", "see version control (⟦page 4⟧)")
        .is_told("typed-number");
    spoil(APPENDIX_D, "appear in [the diagram](#priority-diagram)", "appear in the diagram on ⟦p.18⟧")
        .is_told("typed-number");
}

#[test]
fn over_the_page_is_told() {
    spoil(PRIORITIES, "1. [](#priority-diagram) shows", "1. ⟦The diagram over the page⟧ shows")
        .is_told("vague-reference");
}

#[test]
fn the_appendix_without_its_letter_is_told() {
    spoil(PRIORITIES, "are in [](#strategic-assessments).", "are in ⟦the appendix⟧.").is_told("vague-reference");
}

#[test]
fn see_below_is_told() {
    spoil(GOVERNANCE, "are listed in [](#responsible-authorities)", "are listed (⟦see below⟧)")
        .is_told("vague-reference");
}

#[test]
fn another_form_of_a_name_is_told() {
    spoil(
        LANDSCAPE,
        "1 April 2020: {{ body.kent-and-medway-ccg }}",
        "1 April 2020: ⟦Kent and Medway Clinical Commissioning Group⟧",
    )
    .is_told("old-name");
}

#[test]
fn the_authorities_typed_a_second_time_are_told() {
    let typed = "The responsible authorities are:\n\n⟦- Kent Police\n- District and Borough Councils\n- Kent County Council\n\
                 - NHS Kent and Medway Clinical Commissioning Group\n- Kent Fire and Rescue Service⟧\n";
    spoil(
        AUTHORITIES,
        "The responsible authorities are:\n\n{{ bodies role=responsible-authority style=list }}\n",
        typed,
    )
    .is_told("repeated-list");
}

#[test]
fn a_wrong_short_form_is_told() {
    spoil(LANDSCAPE, "the {{ body.nps }} and the {{ body.kss-crc }}", "the {{ body.nps }} and the ⟦KSS RC⟧")
        .is_told("near-name");
}

#[test]
fn a_letter_in_a_number_is_told() {
    spoil(LANDSCAPE, "During 2020-21 the", "During ⟦2020-2I⟧ the").is_told("letter-in-number");
}

#[test]
fn another_lead_in_the_text_is_told() {
    spoil(
        PRIORITIES,
        "Work on it is co-ordinated by a multi-agency group, the {{ body.rcrp }}",
        "It is led by the ⟦{{ body.rcrp }}⟧",
    )
    .is_told("other-lead");
}

#[test]
fn a_mark_after_a_name_is_told() {
    spoil("data/bodies.yaml", "name: Kent Fire and Rescue Service", "name: Kent Fire and Rescue Service⟦;⟧")
        .is_told("loose-punctuation");
}

#[test]
fn a_lead_without_a_body_is_refused() {
    spoil(
        "data/priorities.yaml",
        "lead: { post: Superintendent of Partnerships and Child Centred Policing, body: kent-police }",
        "lead: { ⟦post: Superintendent of Partnerships and Child Centred Policing⟧ }",
    )
    .is_told("missing-field");
}

#[test]
fn an_and_sign_in_the_name_of_a_priority_is_told() {
    spoil(ACHIEVEMENTS, "{{ priority.extremism-and-hate }}", "⟦Preventing Extremism & Hate⟧").is_told("near-name");
    spoil(ACHIEVEMENTS, "{{ priority.asb }}", "⟦Antisocial Behaviour⟧").is_told("near-name");
}

#[test]
fn priorities_in_another_order_are_told() {
    spoil(
        ACHIEVEMENTS,
        "{{ priority.domestic-abuse }}, {{ priority.asb }}, {{ priority.safeguarding }}",
        "{{ priority.domestic-abuse }}, {{ priority.safeguarding }}, ⟦{{ priority.asb }}⟧",
    )
    .is_told("other-order");
    let document = document_of(&Sources::of_the_agreement());
    let leads = rows(&document, "lead-officers");
    assert_eq!(leads, rows(&document, "priority-tables"));
}

#[test]
fn the_name_of_a_plan_typed_by_hand_is_told() {
    spoil(
        PRIORITIES,
        "for {{ plan.safer-in-kent.period }}, {{ plan.safer-in-kent }},",
        "for {{ plan.safer-in-kent.period }}, the ⟦Safer In Kent plan⟧,",
    )
    .is_told("near-name");
}

#[test]
fn the_diagram_says_whose_priorities_it_shows() {
    let document = document_of(&Sources::of_the_agreement());
    let blocks = document.walk();
    let captions: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Figure(figure) if block.id == "priority-diagram" => {
                Some(format!("{} {}", plain_text(&figure.caption), figure.description))
            }
            BlockKind::Table(table) => Some(plain_text(&table.caption)),
            _ => None,
        })
        .collect();
    let of_the_police = captions.iter().filter(|caption| caption.contains("Chief Constable\u{2019}s")).count();
    assert_eq!(of_the_police, 2, "the diagram and its table say so: {captions:?}");
    assert!(!captions.iter().any(|caption| caption.contains("Commissioner")), "{captions:?}");
}

#[test]
fn colours_alone_tell_nothing() {
    spoil(
        APPENDIX_E,
        "There is one table for each of the three groups in the diagram:",
        "There is one table for each of the three groups in the diagram, and the ⟦purple boxes⟧ are ours:",
    )
    .is_told("colour-words");
}

#[test]
fn the_year_of_the_assessments_is_the_one_before_the_edition() {
    spoil("data/assessments.yaml", "year: \"2020-21\"", "year: ⟦\"2018-19\"⟧").is_told("stale-year");
    spoil(
        PRIORITIES,
        "The results for the new financial year are",
        "The results for the new financial year (⟦2020-21⟧) are",
    )
    .is_told("current-year");
}

#[test]
fn a_list_with_more_items_than_it_announces_is_told() {
    spoil(
        ACHIEVEMENTS,
        "  - two women's breakfast clubs, funded as one project;\n",
        "  - a women's breakfast club;\n  - another women's breakfast club;\n",
    )
    .with_fault_at("funding from the {{ body.pcc }} paid for ", "ten projects")
    .is_told("announced-count");
}

#[test]
fn a_change_that_version_control_does_not_log_is_told() {
    // As published, but for the item of Appendix A, which had changed.
    let before = Sources::of_the_agreement().cut("version-control.yaml", "- version: \"5.0\"").swap(
        "data/assessments.yaml",
        "count: 7",
        "count: 6",
    );
    let before_it = "note: named responsible authorities changed\n    - part: strategic-assessments\n";
    let item = format!("{before_it}      note: outcomes of the strategic assessments updated\n");
    let sources = Sources::of_the_agreement().swap(
        "version-control.yaml",
        &item,
        "note: named responsible authorities changed\n",
    );
    let (files, last) = (sources.files(), before.files());
    let (_, findings) = compose(&files, &Circumstances { as_at: None, last_edition: Some(&last) }, &mut |_| {});
    let told: Vec<(&str, &str, &str)> = findings
        .iter()
        // All else is as published, so that no other item is needed.
        .filter(|finding| finding.code != "unchanged-item")
        .map(|finding| (finding.code, files.path(finding.file()), files.written(finding.primary.span)))
        .collect();
    assert_eq!(told, [("unlogged-change", APPENDIX_A, "\"Strategic Assessments ({{ assessments.year }})\"")]);
}

#[test]
fn compounds_written_in_two_ways_are_told() {
    spoil(
        "chapters/07-leads.md",
        "Each priority has a lead officer,",
        "Each priority and crosscutting theme has a lead officer,",
    )
    .with_fault_at("Each priority and ", "crosscutting")
    .is_told("uneven-hyphen");
    let unknown =
        Sources::of_the_agreement().swap("version-control.yaml", "part: effective-date", "part: document-date");
    assert!(unknown.told().0.contains("error[unknown-part]"));
}

#[test]
fn a_name_to_avoid_is_told() {
    spoil(
        GOVERNANCE,
        "1. The {{ term.responsible-authorities }} have a common aim",
        "1. The ⟦statutory partners⟧ have a common aim",
    )
    .is_told("old-name");
}

#[test]
fn the_scrutiny_committee_has_one_name() {
    spoil(LEGISLATION, "by a {{ body.crime-and-disorder-committee }}", "by a ⟦Crime and Disorder Scrutiny Committee⟧")
        .is_told("old-name");
}

#[test]
fn a_short_form_that_nobody_explains_is_told() {
    spoil(LANDSCAPE, "In 2019 the {{ body.opcc }} also", "In 2019 the ⟦MAPPA⟧ also").is_told("unknown-short-form");
}

#[test]
fn a_name_spelled_out_again_by_hand_is_told() {
    spoil(GOVERNANCE, "The multi-agency {{ body.kcst }},", "The multi-agency ⟦Kent Community Safety Team (KCST)⟧,")
        .is_told("typed-name");
}

#[test]
fn a_last_change_before_the_last_is_told() {
    spoil(
        "chapters/08-links-to-plans.md",
        "The priorities of the",
        "The priorities were last updated in ⟦April 2018⟧. The priorities of the",
    )
    .is_told("last-changed");
}

#[test]
fn a_former_name_is_told() {
    spoil(
        "chapters/07-leads.md",
        "Each priority has a lead officer,",
        "Serious and Organised Crime has a lead officer, and each priority has one,",
    )
    .with_fault_at("\n\n", "Serious and Organised Crime")
    .is_told("old-name");
}

#[test]
fn the_title_of_an_act_typed_wrongly_is_told() {
    spoil(
        LEGISLATION,
        "under the {{ legislation.domestic-violence-2004 }}",
        "under the ⟦Domestic Violence, Crime and Victims Act (2004)⟧",
    )
    .is_told("near-name");
    spoil(LEGISLATION, "The {{ legislation.policing-and-crime-2009 }}", "The ⟦Police and Crime Act 2009⟧")
        .is_told("near-name");
    spoil(LANDSCAPE, "the {{ legislation.care-2014 }}", "the ⟦Children Act 2004⟧").is_told("unknown-act");
}

#[test]
fn slips_of_typing_are_told() {
    spoil(LANDSCAPE, "The last 12 months", "The last ⟦12months⟧").is_told("typing-slip");
    spoil(
        ACHIEVEMENTS,
        "Digital options for the future are being looked at.",
        "Digital options are ⟦being exploring⟧.",
    )
    .is_told("doubtful-grammar");
    spoil(
        ACHIEVEMENTS,
        "and Community Safety Information Sessions were held",
        "and ⟦a Community Safety Information Sessions⟧ was held",
    )
    .is_told("doubtful-grammar");
    spoil(FOREWORD, "the Government's proposed", "the ⟦governments introduction⟧ of a proposed")
        .is_told("missing-apostrophe");
}

#[test]
fn years_in_another_style_are_told() {
    spoil(ACHIEVEMENTS, "In 2020-21, {{ count", "In ⟦2020/21⟧, {{ count").is_told("year-style");
}

#[test]
fn what_will_have_passed_is_told_as_at_that_day() {
    spoil(LANDSCAPE, "expire on 25 June 2021", "⟦expire on 25 June 2021⟧")
        .is_told_as_at("passed-date", Some("2022-04-01"));
    spoil(LANDSCAPE, "the {{ body.kss-crc }} continues to", "the ⟦{{ body.kss-crc }} continues⟧ to")
        .is_told_as_at("ended-name", Some("2022-04-01"));
}

#[test]
fn a_status_in_a_name_is_told() {
    spoil("data/plans.yaml", "name: Vision Zero – Road Safety", "name: ⟦Draft⟧ Vision Zero – Road Safety")
        .is_told("status-in-name");
}

#[test]
fn a_paragraph_that_stands_twice_is_told() {
    let again = "Under the {{ legislation.police-reform-2011 }}, every Police Authority in England and Wales was replaced by a \
                 directly elected {{ body.pcc }}. The {{ body.pcc }} must have regard to the priorities of the responsible \
                 authorities in the {{ body.csps }}. Those authorities must in turn have regard to the police and crime \
                 objectives in the Police and Crime Plan. Both are under a duty to co-operate with each other in exercising \
                 their functions.";
    spoil(APPENDIX_D, "What follows is an extract", &format!("⟦{again}⟧\n\nWhat follows is an extract"))
        .is_told("repeated-text");
}

#[test]
fn the_contents_list_every_part() {
    let document = document_of(&Sources::of_the_agreement());
    let listed: Vec<&str> = document.contents().map(|entry| entry.part.id.as_str()).collect();
    let parts: Vec<&str> =
        document.parts.iter().filter(|part| part.role != Role::Contents).map(|part| part.id.as_str()).collect();
    assert_eq!(listed, parts);
    assert!(listed.contains(&"priorities") && listed.contains(&"police-and-crime-plan"), "{listed:?}");
}

#[test]
fn another_period_of_a_plan_is_told() {
    spoil(
        PRIORITIES,
        "for {{ plan.safer-in-kent.period }}, {{ plan.safer-in-kent }},",
        "for {{ plan.safer-in-kent }} ⟦2017-2020⟧,",
    )
    .is_told("other-period");
}

#[test]
fn proposals_in_a_published_edition_are_told() {
    spoil(PRIORITIES, "the broader themes of the April 2017 {{ term.csa }},", "the ⟦proposed themes⟧,")
        .is_told("draft-wording");
}

#[test]
fn what_should_have_begun_is_told() {
    spoil(
        ACHIEVEMENTS,
        "A section for professionals is planned.",
        "A section for professionals ⟦will start in 2019-20⟧.",
    )
    .is_told("passed-date");
}

#[test]
fn lists_are_punctuated_and_numbered_by_the_program() {
    // Items of the horizon scan have no marks of their own; the second list of Appendix D begins with 1.
    let document = document_of(&Sources::of_the_agreement());
    let starts: Vec<Option<u64>> = document
        .parts
        .iter()
        .filter(|part| part.id == "police-and-crime-plan")
        .flat_map(|part| &part.blocks)
        .filter_map(|block| match &block.kind {
            BlockKind::List { start, .. } => Some(*start),
            _ => None,
        })
        .collect();
    assert_eq!(starts, [None, Some(1), Some(1)]);
    spoil("data/horizon.yaml", "          - domestic abuse\n", "          - \"domestic abuse⟦:⟧\"\n")
        .is_told("loose-punctuation");
}

#[test]
fn a_period_is_two_years() {
    spoil("data/plans.yaml", "period: \"2012-2022\"", "period: ⟦\"2012 2022\"⟧").is_told("bad-period");
}

#[test]
fn letters_of_another_script_are_told() {
    spoil(APPENDIX_E, "This appendix is here", "This ⟦аррendix⟧ is here").is_told("mixed-script");
}

#[test]
fn the_diagram_can_be_checked_in_its_tables() {
    let document = document_of(&Sources::of_the_agreement());
    let names = rows(&document, "priority-tables");
    assert_eq!(names.len(), 7);
}

#[test]
fn findings_of_defects_keep_to_the_rules_of_telling() {
    let sources = Sources::of_the_agreement()
        .swap(PRIORITIES, "the {{ count.local-partnerships | words }} {{ body.csps }}", "the eleven {{ body.csps }}")
        .swap(FOREWORD, "{{ edition.effective }}", "1 April 2022")
        .swap(LANDSCAPE, "During 2020-21 the", "During 2020-2I the");
    let files = sources.files();
    telling::check(&files, &sources.publish(&files, false));
}
