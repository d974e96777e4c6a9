//! Documents beside each other: their folders, their dates, and what one says of another.

mod settings;

use super::sample::{ACTION_PLAN, PLAN, PRIORITIES, REPORT, SECTION, files, paragraphs, part, places, sound, told};
use crate::document::{BlockKind, Document, plain_text};
use crate::lint::Circumstances;
use crate::publish::compose_all;
use crate::render::html;

fn titles(document: &Document) -> Vec<String> {
    document.parts.iter().map(|part| plain_text(&part.title)).collect()
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(told(&[]), Vec::<String>::new());
}

/// What the report says where it has a reference.
#[track_caller]
fn printed(reference: &str) -> String {
    let document = sound("report", &[(SECTION, &part(&format!("1. See {reference}.")))]);
    paragraphs(&document)[0].clone()
}

#[test]
fn a_place_of_another_document_is_printed_by_its_name() {
    for (reference, words) in [
        ("[](agreement#introduction)", "See Chapter 1 of the agreement."),
        ("[](agreement#lists)", "See Appendix A of the agreement."),
        ("[](agreement#work)", "See paragraph 1.1 of the agreement."),
        ("[](action-plan#crime)", "See Serious Violence of the action plan."),
        ("[the list](agreement#lists)", "See the list."),
        ("[those words](agreement#words)", "See those words."),
    ] {
        assert_eq!(printed(reference), words, "{reference}");
    }
    let plan = sound("action-plan", &[(PLAN, &part("See [](report#background)."))]);
    assert!(paragraphs(&plan).contains(&"See section 1 of the committee report.".to_owned()));
}

#[test]
fn a_link_into_another_document_leads_to_its_file_and_place() {
    let more = [(SECTION, part("1. See [](agreement#lists)."))];
    let more = [(more[0].0, more[0].1.as_str())];
    let document = sound("report", &more);
    let page = html::render(&document, &files(&more), None).expect("a page");
    let link = "<a href=\"./safety-agreement-april-2021.html#lists\">Appendix A of the agreement</a>";
    assert!(page.replace('\u{a0}', " ").contains(link), "{}", &page[page.find("See").unwrap_or_default()..][..300]);
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_the_nearest() {
    let at = |reference: &str| told(&[(SECTION, &part(&format!("1. See {reference}.")))]);
    assert_eq!(
        at("[](agrement#lists)"),
        [format!(
            "{SECTION}:5:11 unknown-document: There is no document with the id “agrement” / Did you mean “agreement”?"
        )]
    );
    assert_eq!(
        at("[](agreement#list)"),
        [format!(
            "{SECTION}:5:21 unknown-reference: Nothing in the agreement has the id “list” / Did you mean “lists”?"
        )]
    );
    let far = at("[](weather#lists)");
    assert!(
        far.len() == 1 && far[0].ends_with("documents of these sources are action-plan, agreement, report."),
        "{far:?}"
    );
}

#[test]
fn a_reference_to_a_place_of_another_document_is_told_which_has_it() {
    assert_eq!(
        told(&[(SECTION, &part("1. See [](#lists)."))]),
        [format!(
            "{SECTION}:5:12 unknown-reference: Nothing in this document has the id “lists” / The agreement has it: \
             write agreement#lists."
        )]
    );
}

#[test]
fn a_place_without_a_name_needs_words_of_its_own() {
    assert_eq!(
        told(&[(SECTION, &part("1. See [](agreement#words)."))]),
        [format!(
            "{SECTION}:5:21 nameless-reference: “words” has no number or title to print / Write the words of the link \
             yourself, between its square brackets."
        )]
    );
}

#[test]
fn nothing_is_attached_to_itself_and_nothing_that_is_not_there() {
    let at = |id: &str| {
        let text = format!("{REPORT}attachments:\n  - {{ document: {id} }}\n");
        told(&[("report/document.yaml", &text), (SECTION, &part("1. Words.\n\n   {{ attachments }}"))])
    };
    let file = "report/document.yaml:12:17 unknown-document: There is no document with the id";
    let own = "report/document.yaml:12:17 bad-relation: A document cannot be its own appendix / Take it out, or name \
               another one: action-plan and agreement.";
    assert_eq!(at("report"), [own]);
    assert_eq!(at("action-plans"), [format!("{file} “action-plans” / Did you mean “action-plan”?")]);
}

#[test]
fn sections_and_paragraphs_have_the_numbers_of_their_kind() {
    let second = [("report/02-more.md", "---\ntitle: More\n---\n\n1. One.\n1. Two.\n")];
    let numbers = |document: &Document| -> Vec<String> {
        let sections = document.parts.iter().filter_map(|part| part.number.clone());
        let paragraphs = document.walk().into_iter().filter_map(|block| match &block.kind {
            BlockKind::Numbered { number, .. } => Some(number.clone()),
            _ => None,
        });
        sections.chain(paragraphs).collect()
    };
    assert_eq!(numbers(&sound("report", &second)), ["1", "2", "1.1", "2.1", "2.2"]);
    let update = REPORT.replace("committee-report", "update-report");
    let update = [second[0], ("report/document.yaml", update.as_str())];
    assert_eq!(numbers(&sound("report", &update)), ["1.0", "2.0", "1.1", "2.1", "2.2"]);
    assert_eq!(numbers(&sound("action-plan", &[])), Vec::<String>::new());
}

#[test]
fn files_out_of_place_in_the_folder_of_a_document_are_told() {
    let page = part("Words.");
    for (path, expected) in [
        ("report/03-more.md", "misnamed-file"),
        ("report/more.md", "misnamed-file"),
        ("report/data.yaml", "stray-file"),
        ("report/deep/er/01-more.md", "stray-file"),
        ("report/priorities/abuse.md", "stray-file"),
        ("report/annex/01-more.md", "stray-file"),
        ("nobody/01-more.md", "stray-file"),
    ] {
        let text = if path.ends_with(".yaml") { "a: b\n" } else { page.as_str() };
        assert_eq!(places(&[(path, text)]), [format!("{path}:1:1 {expected}")], "{path}");
    }
    assert_eq!(
        places(&[
            ("report/README.md", "For colleagues."),
            ("chapters/README.md", "For colleagues."),
            ("report/data/README.md", "x")
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn a_document_without_text_is_told() {
    assert_eq!(places(&[(SECTION, "")]), ["report/document.yaml:1:1 missing-file".to_owned()]);
}

#[test]
fn a_folder_whose_name_is_no_id_is_told() {
    for folder in ["The Report", "2021-report", "agreement", "report--two"] {
        let path = format!("{folder}/document.yaml");
        let text = format!("{folder}/01-background.md");
        let told = told(&[(&path, REPORT), (&text, &part("1. Words."))]);
        let why = if folder == "agreement" { ", which is that of the agreement itself" } else { "" };
        let expected = format!("{path}:1:1 bad-id: The folder “{folder}” cannot be the id of a document{why} / ");
        assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
    }
}

#[test]
fn a_document_whose_settings_cannot_be_read_is_told_once() {
    let page =
        part("1. It is {{ priority.crime }}. {{ document.date }}, {{ body.kent-police }}\n\n{{ recommendations }}");
    let chapter = "---\ntitle: Introduction\n---\n\n1. See [](report#background). {#work}\n";
    let control = "- version: \"1.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: First edition\n  changes:\n    - \
                   { part: introduction, note: Added }\n";
    let more = [(SECTION, page.as_str()), ("chapters/01-introduction.md", chapter), ("version-control.yaml", control)];
    let broken = REVIEW.replace("keep: abuse", "keep: [, abuse]");
    let files = files(&[more[0], more[1], more[2], ("report/document.yaml", &broken)]);
    let (_, findings) = compose_all(&files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<&str> = findings.iter().filter(|one| one.is_error()).map(|one| one.code).collect();
    assert_eq!(errors, ["yaml-syntax"]);
    // What its text refers to is not said to be unused.
    assert!(findings.iter().all(|one| one.code != "unused-name"), "{findings:?}");
}

#[test]
fn two_folders_of_one_name_are_told_though_they_lie_apart() {
    let more = [("old/report/document.yaml", REPORT), ("old/report/01-background.md", &part("1. Words."))];
    let told = told(&more);
    let message = "duplicate-id: Two documents have the id “report” / Give one of the folders another name.";
    assert_eq!(told, [format!("report/document.yaml:1:1 {message}")]);
}

#[test]
fn two_documents_whose_files_would_have_one_name_are_told() {
    let settings = "format: 1\ntitle: Report\ndescription: A\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n";
    let june = "- version: \"1.0\"\n  date: 2021-06\n  effective: 2021-06-01\n  summary: First edition\n";
    let told = told(&[("agreement.yaml", settings), ("version-control.yaml", june)]);
    let message = "Another document would have files of the same name, report-june-2021";
    let expected = format!("report/document.yaml:1:1 duplicate-id: {message} / ");
    assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
}

#[test]
fn an_action_plan_has_a_section_for_each_priority_and_for_nothing_else() {
    let document = sound("action-plan", &[]);
    assert_eq!(titles(&document), ["Contents", "Introduction", "Domestic Abuse", "Serious Violence"]);
    assert_eq!(
        told(&[("action-plan/priorities/abused.md", &part("Words."))]),
        [
            "action-plan/priorities/abused.md:1:1 unknown-name: No priority has the id “abused”, which this file is named \
          by / Rename it to action-plan/priorities/abuse.md."
        ]
    );
    let missing = told(&[("action-plan/priorities/crime.md", "")]);
    let expected = "data/priorities.yaml:4:24 missing-file: The action plan has no section on the priority “Serious \
                    Violence” / Add the file action-plan/priorities/crime.md, whose title is “{{ priority.crime }}”.";
    assert_eq!(missing, [expected]);
}

#[test]
fn each_document_has_the_names_of_its_own_date() {
    let before = ACTION_PLAN.replace("2021-06-09", "2020-03-31");
    let page = part("1. It is {{ priority.crime }}.");
    let more = [("action-plan/document.yaml", before.as_str()), (SECTION, page.as_str())];
    assert_eq!(titles(&sound("action-plan", &more)), ["Contents", "Introduction", "Domestic Abuse", "Organised Crime"]);
    assert_eq!(paragraphs(&sound("report", &more)), ["It is Serious Violence."]);
}

#[test]
fn a_priority_of_another_time_is_told_in_the_document_that_names_it() {
    let ended = PRIORITIES.replace("name: Domestic Abuse", "name: Domestic Abuse, until: 2021-05-31");
    let page = part("1. It is {{ priority.abuse }}.");
    let chapter = "---\ntitle: Introduction\n---\n\n1. It is {{ priority.abuse }}. {#work}\n";
    let more = [
        ("data/priorities.yaml", ended.as_str()),
        ("action-plan/priorities/abuse.md", ""),
        (SECTION, page.as_str()),
        ("chapters/01-introduction.md", chapter),
    ];
    let told = told(&more);
    let expected =
        format!("{SECTION}:5:22 unknown-name: The priority “abuse” holds until 31 May 2021, and not at the ");
    assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
}

#[test]
fn a_priority_of_several_other_times_is_told_with_all_of_them() {
    let times = "priorities:
  - { id: abuse, name: Domestic Abuse }
  - { id: crime, name: Serious Violence, from: 2020-04-01 }
  - { id: crime, name: Organised Crime, from: 2019-04-01, until: 2020-03-31 }
";
    let before = REPORT.replace("2021-06-09", "2012-06-09");
    let page = part("1. It is {{ priority.crime }}.");
    let told = told(&[("data/priorities.yaml", times), ("report/document.yaml", &before), (SECTION, &page)]);
    let expected = format!(
        "{SECTION}:5:22 unknown-name: The priority “crime” holds from 1 April 2019 until 31 March 2020 and from 1 April \
         2020, and not at the "
    );
    assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
}

#[test]
fn a_document_of_a_day_before_every_priority_is_told_once_at_its_date() {
    let priorities = PRIORITIES.replace("name: Domestic Abuse", "name: Domestic Abuse, from: 2010-01-01");
    let priorities = priorities.replace("until:", "from: 2010-01-01, until:");
    let actions = "actions:
  - id: reviews
    priority: abuse
    title: Hold reviews
    owner: kcsp
    years: [2019/20]
    status: complete
    progress:
      - { when: 2019/20, text: Done. }
";
    let more = [("data/priorities.yaml", priorities.as_str()), ("data/actions.yaml", actions)];
    let said = |file: &str, text: &str, page: &str, words: &str| {
        let text = text.replace("2021-06-09", "2005-06-09");
        told(&[more[0], more[1], (file, &text), (page, &part(words))])
    };
    let one = |file: &str, line: usize| {
        vec![format!(
            "{file}:{line}:7 unknown-name: No priority holds on 9 June 2005 / Correct the date, or give the records of \
             that time “from” and “until” in data/priorities.yaml."
        )]
    };
    let words = "{{ priority-diagram }}\n\n{{ leads }}\n\n{{ action-totals }}\n\n{{ action-chart }}\n\n{{ actions priority=abuse }}\n\n{{ priority.abuse }}, {{ count.priorities | words }}";
    let plan = "action-plan/document.yaml";
    assert_eq!(said(plan, ACTION_PLAN, PLAN, words), one(plan, 4));
    let report = "report/document.yaml";
    assert_eq!(said(report, REPORT, SECTION, &format!("1. See below.\n\n{words}")), one(report, 4));
    // A framework shows no priorities.
    let framework = "kind: framework\ntitle: F\ndescription: D\ndate: 2021-06-09\nstatus: final\n";
    assert_eq!(said(report, framework, SECTION, "1. Words."), Vec::<String>::new());
}

const REVIEW: &str = "kind: annual-review
title: Annual Review
description: What is recommended.
date: 2021-06-09
status: final
head:
  under-review: Agreement
recommendations:
  effective: 2022-04-01
  list:
    - { keep: abuse, reason: It grows. }
    - { merge: [crime, theft], into: { id: organised, name: Organised Crime }, reason: One gang does both. }
    - { add: { id: safety, name: Safety }, reason: It is new. }
";

#[test]
fn a_review_that_would_take_effect_before_its_day_is_told_once() {
    let priorities = format!(
        "{PRIORITIES}  - {{ id: theft, name: Theft, until: 2022-03-31 }}\n  - {{ id: safety, name: Safety, from: 2022-04-01 }}\n"
    );
    let page =
        part("{{ recommendations }}\n\n{{ priorities-before }}\n\n{{ priorities-after }}\n\n{{ priority.organised }}");
    let told = |text: &str| {
        let theft = "---\ntitle: Theft\n---\n\nWords.\n";
        told(&[
            ("data/priorities.yaml", &priorities),
            ("action-plan/priorities/theft.md", theft),
            ("report/document.yaml", text),
            (SECTION, &page),
        ])
    };
    assert_eq!(told(REVIEW), Vec::<String>::new());
    let expected = "report/document.yaml:9:14 bad-date: effective: 2021-06-09 is not after the date of this review, 9 June \
                    2021 / Write the first day on which the proposed priorities hold, or correct “date:”.";
    assert_eq!(told(&REVIEW.replace("2022-04-01", "2021-06-09")), [expected]);
    let day = told(&REVIEW.replace("2022-04-01", "2022-04-31"));
    assert!(day.len() == 1 && day[0].starts_with("report/document.yaml:9:14 bad-date"), "{day:?}");
    let later = REVIEW.replace("2022-04-01", "2023-04-01");
    let expected = "report/document.yaml:9:14 bad-relation: data/priorities.yaml has “Safety” from 1 April 2022, and this \
                    review from 1 April 2023 / Correct the day here or in data/priorities.yaml.";
    assert_eq!(told(&later), [expected]);
    let (without, _) = REVIEW.split_once("recommendations:").expect("recommendations");
    let told = told(without);
    let expected =
        format!("{SECTION}:5:1 missing-field: The document.yaml of this document has no “recommendations” / ");
    assert!(told[0].starts_with(&expected), "{told:?}");
}

#[test]
fn what_is_wrong_with_the_data_is_told_once_though_every_document_sees_it() {
    let bodies = "bodies:\n  - { id: kcsp, name: A }\n  - { id: kcsp, name: B }\n";
    assert_eq!(places(&[("data/bodies.yaml", bodies)]), ["data/bodies.yaml:3:11 duplicate-id".to_owned()]);
}
