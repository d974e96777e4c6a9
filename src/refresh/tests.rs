//! What a list says of small sources, and what becomes of one that was written before.

use super::*;
use crate::lint::Circumstances;
use crate::publish::compose;
use crate::source::Root;

const SETTINGS: &str =
    "format: 1\ntitle: Kent Agreement\ndescription: What is done.\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n";
const EDITIONS: &str = "- version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n    - { part: work, note: new }\n\
- version: \"6.0\"\n  date: 2022-04\n  effective: 2022-04-01\n  summary: Refreshed\n";
const BODIES: &str = "bodies:\n  - { id: kcsp, name: Kent Partnership, short: KCSP }\n";

fn list(more: &[(&str, &str)]) -> Worklist {
    let mut files = Files::new();
    crate::templates::add_built_in(&mut files);
    let sound = [("agreement.yaml", SETTINGS), ("version-control.yaml", EDITIONS), ("data/bodies.yaml", BODIES)];
    for (path, text) in sound.iter().chain(more) {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    let (document, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    worklist(&files, &document.expect("a document"), &findings).expect("a list")
}

/// The points of a chapter with this text, without the sentences that they quote.
fn asked(body: &str) -> Vec<String> {
    let text = format!("---\ntitle: Work\n---\n\n1. {body}\n");
    let list = list(&[("chapters/01-work.md", &text)]);
    let section = list.sections.iter().find(|section| section.path.starts_with("chapters/"));
    let points = section.into_iter().flat_map(|section| &section.tasks).flat_map(|task| &task.points);
    points.flat_map(|point| point.reasons.clone()).collect()
}

#[test]
fn a_sentence_of_the_last_edition_is_asked_about() {
    for (text, reason) in [
        ("In 2020-21 they met.", "Bring 2020-21 up to date, or keep it as history."),
        ("The plan for 2021/22 is long.", "Bring 2021/22 up to date, or keep it as history."),
        (
            "The review of April 2021 was long, and 2021 was dry.",
            "Bring April 2021, 2021 up to date, or keep it as history.",
        ),
        ("It is now being renewed.", "Does “is now being renewed” still hold?"),
        ("In the year ahead they meet.", "Does “the year ahead” still hold?"),
        ("It is not yet law and is being looked at.", "Do these still hold: “not yet”, “is being looked at”?"),
        ("It reached about 600 people, 93% of them young, and cost £1,200.", "Confirm or renew: 600, 93%, £1,200."),
        ("See \"Working Together 2018\".", "Is there a newer edition of “Working Together 2018”?"),
        ("See the [guidance of 2019](https://example.org/).", "Is there a newer edition of “guidance of 2019”?"),
    ] {
        assert_eq!(asked(text), [reason], "{text}");
    }
}

#[test]
fn history_and_names_are_left_alone() {
    for text in [
        "In 2019-20 and in 2018 they met.",
        "The plan for 2022-23 and the review of April 2022.",
        "It was brought up to date under Section 17 for the 16 Days of Activism.",
        "They met twelve times, or 12.",
        "They are now commonly called partners.",
        "This edition is of {{ edition.month }}, version {{ edition.version }}.",
    ] {
        assert_eq!(asked(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_the_checks_say_is_said_in_their_words_with_the_sentence() {
    let text = "---\ntitle: Work\n---\n\n1. **Contracts:** All is well. They expire on 25 June 2021. {#contracts}\n";
    let list = list(&[("chapters/01-work.md", text)]);
    let section = list.sections.iter().find(|section| section.path.starts_with("chapters/")).expect("the chapter");
    let [task] = section.tasks.as_slice() else { panic!("{section:?}") };
    assert_eq!(task.label.as_deref(), Some("Paragraph 1.1, Contracts"));
    assert_eq!(task.place, ("chapters/01-work.md".to_owned(), 5));
    let [point] = task.points.as_slice() else { panic!("{task:?}") };
    assert_eq!(point.subject, "“They expire on 25 June 2021.”");
    assert!(
        point.reasons[0].starts_with("“25 June 2021” has passed, ")
            && point.reasons[0].ends_with("take the sentence out."),
        "{point:?}"
    );
}

#[test]
fn all_of_one_paragraph_is_one_thing_to_tick() {
    let text = "---\ntitle: Work\n---\n\n1. **Team:** In 2020-21 they met. It cost £20.\n\n   In 2020-21 they also ate.\n\n1. In 2020-21 they slept.\n";
    let list = list(&[("chapters/01-work.md", text)]);
    let section = list.sections.iter().find(|section| section.path.starts_with("chapters/")).expect("the chapter");
    let subjects: Vec<Vec<&str>> =
        section.tasks.iter().map(|task| task.points.iter().map(|point| point.subject.as_str()).collect()).collect();
    let first = vec!["“In 2020-21 they met.”", "“It cost £20.”", "“In 2020-21 they also ate.”"];
    assert_eq!(subjects, [first, vec!["“In 2020-21 they slept.”"]]);
    assert_eq!(section.remarks, ["Last changed: April 2021, version 5.0."]);
}

#[test]
fn facts_are_asked_of_the_data_and_who_looks_after_a_part_is_said() {
    let bodies = "bodies:\n  - { id: kcsp, name: Kent Partnership, short: KCSP }\n  - { id: police, name: Kent Police }\n  - { id: board, name: Road Board, until: 2022-09-30 }\n  - { id: old, name: Old Board, until: 2020-09-30 }\n";
    let priorities = "priorities:\n  - { id: a, name: Roads, lead: { post: Head of Roads, body: police } }\n  - { id: b, name: Theft, lead: { post: \"Chair of {body}\", body: police } }\n";
    let plans = "plans:\n  - { id: p, name: First Plan, period: 2019-2022 }\n  - { id: q, name: Second Plan, status: draft }\n  - { id: r, name: Third Plan }\n  - { id: s, name: Fourth Plan, revision: Spring 2020, listed: false }\n  - { id: t, name: Fifth Plan, period: 2020-2029 }\n";
    let laws = "legislation:\n  - { id: x, title: Fire Bill, kind: bill }\n  - { id: y, title: Old Act, kind: act, year: 1998 }\n  - { id: z, title: Care duty, kind: duty, status: proposed }\n";
    let chapter = "---\ntitle: Work\nowner: The Team\n---\n\n1. First.\n\n{{ leads }}\n";
    let text = list(&[
        ("data/bodies.yaml", bodies),
        ("data/priorities.yaml", priorities),
        ("data/plans.yaml", plans),
        ("data/legislation.yaml", laws),
        ("data/horizon.yaml", "year: 2021-22\nsections: []\n"),
        ("data/morile.yaml", "year: 2019-20\nissues: [Theft]\n"),
        ("chapters/01-work.md", chapter),
        ("chapters/02-rest.md", "---\ntitle: Rest\n---\n\n1. First of all.\n"),
    ])
    .written();
    for expected in [
        "with its questions.\n   - The Team: Chapter 1. Work\n2. ",
        "## [Chapter 1. Work](chapters/01-work.md)\n\nLooked after by: The Team. Last changed: April 2021, version 5.0.\n\n",
        "- [ ] [data/priorities.yaml, line 2](data/priorities.yaml#L2): Confirm the leads from Kent Police: Roads (Head of Roads); Theft (Chair of Kent Police).\n",
        "“Road Board” ends on 30 September 2022, while this edition is in force. Find out who follows it",
        "“First Plan” ends in 2022, while this edition is in force. Find out what follows it.",
        "“Second Plan” is entered as a draft.",
        "Confirm that the plans without a period are still current: Third Plan.",
        "“Fourth Plan” is the version of Spring 2020. Find out whether there is a newer one.",
        "## [Legislation](data/legislation.yaml)\n\n- [ ] [Line 2](data/legislation.yaml#L2): Look up how far the Fire Bill has come.",
        "Confirm that the results in data/horizon.yaml are those for this edition. They are of 2021-22.",
        "data/morile.yaml is of “2019-20”",
        "Look up how far the Care duty has come. The register says: proposed.",
        "\n## Other parts\n\n- [ ] Read these as well, in which nothing was found: Chapter 2. Rest.\n",
    ] {
        assert!(text.contains(expected), "{expected}\n\n{text}");
    }
    assert!(!text.contains("Fifth Plan") && !text.contains("Old Act") && !text.contains("Old Board"), "{text}");
    assert!(!text.contains("results in data/morile.yaml"), "{text}");
}

const OLD: &str = "---\ntitle: Work\n---\n\n1. They will expire on 25 June 2021.\n\n1. In 2020-21 they met.\n";

#[test]
fn a_list_that_is_there_keeps_every_byte_and_gets_only_what_is_new() {
    let begun = list(&[("chapters/01-work.md", OLD)]);
    let written = begun.written();
    assert_eq!(begun.merged(&written), Merged { text: written.clone(), added: 0 });
    // Ticked, with notes, in another order, with another heading: all of that is the editor's.
    let edited = written
        .replacen("- [ ] **Paragraph 1.1**", "- [x] Mary: **Paragraph 1.1**", 1)
        .replace("## [Chapter 1. Work]", "My own words.\n\n## [Our work]");
    assert_eq!(begun.merged(&edited).text, edited);
    let more = "\n1. They will close on 30 June 2021.\n\n1. In 2020-21 they ate.\n";
    let later = list(&[
        ("chapters/01-work.md", &format!("{OLD}{more}")),
        ("chapters/02-rest.md", "---\ntitle: Rest\n---\n\n1. It will end on 1 May 2021.\n"),
    ]);
    let merged = later.merged(&edited);
    assert_eq!(merged.added, 2);
    let added: Vec<&str> = merged.text.lines().filter(|line| !edited.lines().any(|old| old == *line)).collect();
    let [close, heading, end] = added.as_slice() else { panic!("{added:#?}") };
    assert!(
        close.starts_with("- [ ] **Paragraph 1.3** ([line 9](chapters/01-work.md?plain=1#L9)): “They will close"),
        "{close}"
    );
    assert_eq!(*heading, "## [Chapter 2. Rest](chapters/02-rest.md)");
    assert!(end.contains("“It will end on 1 May 2021.”"), "{end}");
    // It stands at the end of its section.
    let at = |words: &str| merged.text.find(words).expect("there");
    assert!(
        at("In 2020-21 they met") < at("They will close") && at("They will close") < at("Chapter 2. Rest"),
        "{}",
        merged.text
    );
    assert_eq!(later.merged(&merged.text), Merged { text: merged.text.clone(), added: 0 });
}

#[test]
fn a_list_with_the_line_ends_of_windows_keeps_them() {
    let begun = list(&[("chapters/01-work.md", OLD)]);
    let crlf = begun.written().replace('\n', "\r\n");
    let later = list(&[("chapters/01-work.md", &format!("{OLD}\n1. They will close on 30 June 2021.\n"))]);
    let merged = later.merged(&crlf);
    assert_eq!((merged.added, merged.text.replace("\r\n", "").contains('\n')), (1, false));
}

#[test]
fn words_of_the_sources_are_no_marks_of_the_list() {
    let text = "---\ntitle: 'A [b] \\*d'\n---\n\n1. In 2020-21 they wrote \\<b> and a\\_b.\n";
    let written = list(&[("chapters/01-work.md", text)]).written();
    assert!(written.contains("## [Chapter 1. A \\[b\\] \\*d](chapters/01-work.md)"), "{written}");
    assert!(written.contains("“In 2020-21 they wrote \\<b> and a\\_b.”"), "{written}");
}

#[test]
fn a_worklist_is_known_by_its_name() {
    let month = Date { year: 2022, month: 4, day: 1 };
    assert_eq!(file_name(month), "worklist-2022-04.md");
    assert!(is_worklist("worklist-2022-04.md"));
    for other in [
        "worklist-2022-13.md",
        "worklist.md",
        "worklist-2022-4.md",
        "chapters/worklist-2022-04.md",
        "worklist-2022-04.txt",
    ] {
        assert!(!is_worklist(other), "{other}");
    }
}
