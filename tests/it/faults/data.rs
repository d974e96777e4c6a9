//! Faults of facts: dates, colours, names, counts, and what the data says about other data.

use super::check;
use super::sources::Sources;

const AGREEMENT: &str = "agreement.yaml";
const VERSIONS: &str = "version-control.yaml";
const BODIES: &str = "data/bodies.yaml";
const PRIORITIES: &str = "data/priorities.yaml";
const GOVERNANCE: &str = "data/governance.yaml";
const ASSESSMENTS: &str = "data/assessments.yaml";

fn swap(path: &str, old: &str, new: &str) -> Sources {
    Sources::sound().swap(path, old, new)
}

fn many_priorities(count: usize, name: &str) -> Sources {
    let mut text = "priorities:\n".to_owned();
    for number in 0..count {
        text.push_str(&format!(
            "  - {{ id: p-{number}, name: {name} {number}, lead: {{ post: Chair, body: msp }}, includes: [x] }}\n"
        ));
    }
    Sources::sound().put(PRIORITIES, text)
}

#[test]
fn single_facts() {
    check(
        "facts",
        &[
            ("a day that is in no calendar", swap(VERSIONS, "2031-05-15", "2021-02-30")),
            ("a date as people write it", swap(VERSIONS, "2031-05-15", "15 May 2031")),
            ("a date without a day", swap(BODIES, "until: 2031-06-30", "until: 2031-06")),
            ("a last day before the first", swap(BODIES, "from: 2031-07-01", "from: 2031-07-01, until: 2031-01-01")),
            ("a month with a day", swap(VERSIONS, "date: 2031-05\n", "date: 2031-05-01\n")),
            ("a thirteenth month", swap(VERSIONS, "date: 2031-05\n", "date: 2031-13\n")),
            ("a month in words", swap(VERSIONS, "date: 2031-05\n", "date: May 2031\n")),
            ("a version in words", swap(VERSIONS, "\"2.0\"", "second")),
            ("a version of one number", swap(VERSIONS, "\"2.0\"", "2")),
            ("a version given twice", swap(VERSIONS, "\"2.0\"", "\"1.0\"")),
            ("a period the wrong way round", swap("data/plans.yaml", "2029-2033", "2033-2029")),
            ("a period in words", swap("data/plans.yaml", "\"2029-2033\"", "until further notice")),
            ("a status that is none", swap("data/plans.yaml", "status: draft", "status: drafted")),
            ("a kind that is none", swap("data/legislation.yaml", "kind: act", "kind: law")),
            ("a colour by name", swap(AGREEMENT, "\"#1f5a4c\"", "green")),
            ("a colour of five digits", swap(AGREEMENT, "\"#1f5a4c\"", "\"#1f5a4\"")),
            ("a colour that is too pale", swap(AGREEMENT, "\"#1f5a4c\"", "\"#7fbaac\"")),
            ("a language by name", swap(AGREEMENT, "en-GB", "English")),
            ("a language with an underscore", swap(AGREEMENT, "en-GB", "en_GB")),
            (
                "an e-mail address without an at sign",
                swap(AGREEMENT, "safety@marshland.example", "safety.marshland.example"),
            ),
            (
                "an e-mail address with a command for mail programs",
                swap(AGREEMENT, "safety@marshland.example", "safety@marshland.example?bcc=x@y.z"),
            ),
            ("a telephone number in words", swap(AGREEMENT, "\"01632 960001\"", "ask the front desk")),
            ("a telephone number of three digits", swap(AGREEMENT, "\"01632 960001\"", "999")),
            ("a format of the future", swap(AGREEMENT, "format: 1", "format: 2\nmotto: Safer together")),
            ("a format before the first", swap(AGREEMENT, "format: 1", "format: 0")),
            (
                "an order with an unknown part",
                swap(AGREEMENT, "area: Marshland", "area: Marshland\norder: [cover, contents, forword, chapters]"),
            ),
            (
                "an order with a part twice",
                swap(
                    AGREEMENT,
                    "area: Marshland",
                    "area: Marshland\norder: [cover, contents, contents, foreword, chapters, appendices, contact]",
                ),
            ),
            (
                "an order that leaves chapters out",
                swap(AGREEMENT, "area: Marshland", "area: Marshland\norder: [cover, contents]"),
            ),
            ("contact without a body", swap(AGREEMENT, "  body: marsh-council\n", "")),
            (
                "several faults of one file at once",
                swap(AGREEMENT, "en-GB", "English").swap(AGREEMENT, "\"#1f5a4c\"", "green").swap(
                    AGREEMENT,
                    "short-title",
                    "shortitle",
                ),
            ),
        ],
    );
}

#[test]
fn names_of_other_things() {
    check(
        "names",
        &[
            ("an id twice in one file", swap(BODIES, "id: marsh-council", "id: marsh-police")),
            ("an id twice among priorities", swap(PRIORITIES, "id: boat-theft", "id: flooding")),
            ("an id twice among themes", swap(PRIORITIES, "id: clear-words", "id: young-people")),
            (
                "an id twice among terms",
                Sources::sound().add("data/glossary.yaml", "  - { id: msa, name: Other, short: O }\n"),
            ),
            (
                "an id twice among police priorities",
                swap("data/police-and-crime-plan.yaml", "id: answer", "id: patrol"),
            ),
            ("an id twice in the governance diagram", swap(GOVERNANCE, "id: team", "id: local")),
            ("an unknown partnership", swap(AGREEMENT, "partnership: msp", "partnership: mps")),
            ("an unknown partner", swap(AGREEMENT, "- marsh-police", "- marsh-polise")),
            (
                "an unknown body of a partner with a logo",
                swap(AGREEMENT, "body: marsh-council, logo", "body: county, logo"),
            ),
            ("an unknown body of the contact", swap(AGREEMENT, "  body: marsh-council", "  body: marsh-counsil")),
            ("an unknown body of a lead", swap(PRIORITIES, "body: water-board", "body: water-bord")),
            ("an unknown successor", swap(BODIES, "succeeded-by: water-trust", "succeeded-by: water-rust")),
            ("a successor without a last day", swap(BODIES, "until: 2031-06-30, ", "")),
            ("a body that succeeds itself", swap(BODIES, "succeeded-by: water-trust", "succeeded-by: water-board")),
            ("an unknown plan", swap("data/police-and-crime-plan.yaml", "calm-waters", "calm-water")),
            (
                "an unknown body in a sentence of data",
                swap("data/horizon.yaml", "on boats", "\"{{ body.marsh-polise }}\""),
            ),
            ("an unknown term in a sentence of data", swap(VERSIONS, "{{ term.msa }}", "{{ term.mas }}")),
            ("an unknown reference in a sentence of data", swap(VERSIONS, "#steps", "#stairs")),
            ("a block in a sentence of data", swap(VERSIONS, "{{ term.msa }}", "{{ leads style=list }}")),
            ("a block without settings in a sentence of data", swap(VERSIONS, "{{ term.msa }}", "{{ leads }}")),
            ("braces that are not closed in a sentence of data", swap(VERSIONS, "{{ term.msa }}", "{{ term.msa")),
            ("HTML in a sentence of data", swap("data/horizon.yaml", "on boats", "<b>on boats</b>")),
            ("a note in a sentence of data", swap("data/horizon.yaml", "on boats", "\"on boats[^1]\"")),
            ("a picture in a sentence of data", swap("data/horizon.yaml", "on boats", "\"![x](images/sluice.svg)\"")),
            ("an id in a sentence of data", swap("data/horizon.yaml", "on boats", "\"on boats {#boats}\"")),
            ("a change of an unknown part", swap(VERSIONS, "part: how-we-work", "part: how-we-wrok")),
            ("a change of a part that has gone", swap(VERSIONS, "part: how-we-work", "part: chapter-nine")),
            ("a change without a part", swap(VERSIONS, "    - part: how-we-work\n      note", "    - note")),
            (
                "a change with a part and a label",
                swap(VERSIONS, "part: how-we-work", "part: how-we-work\n      label: Ch. 2"),
            ),
            ("editions out of order", swap(VERSIONS, "2030-04-01", "2032-04-01")),
            ("an edition without a summary", swap(VERSIONS, "  summary: New agreement\n", "")),
            (
                "an unknown partnership among the marks",
                swap(ASSESSMENTS, "{ south-group: cross-cutting }", "{ suoth-group: cross-cutting }"),
            ),
            (
                "an unknown partnership in the list of them",
                swap(ASSESSMENTS, "[north-group, south-group]", "[north-group, south-group, est-group]"),
            ),
            (
                "a partnership listed twice",
                swap(ASSESSMENTS, "[north-group, south-group]", "[north-group, south-group, south-group]"),
            ),
            ("an unknown mark", swap(ASSESSMENTS, "south-group: cross-cutting", "south-group: crosscutting")),
            ("a mark that is a list", swap(ASSESSMENTS, "south-group: cross-cutting", "south-group: [main]")),
            ("marks that are words", swap(ASSESSMENTS, "{ south-group: cross-cutting }", "south-group")),
            ("a count that disagrees with the marks", swap(ASSESSMENTS, "note: with oars", "count: 2")),
            ("more counted than there are", swap(ASSESSMENTS, "marks: { south-group: cross-cutting }", "count: 9")),
            ("neither marks nor a count", swap(ASSESSMENTS, "    marks: { south-group: cross-cutting }\n", "")),
            ("a number of partnerships that disagrees", swap(ASSESSMENTS, "year:", "partnership-count: 12\nyear:")),
            (
                "neither partnerships nor their number",
                swap(ASSESSMENTS, "partnerships: [north-group, south-group]\n", ""),
            ),
            ("a priority without a lead", swap(PRIORITIES, ", lead: { post: Chief Engineer, body: water-board }", "")),
            ("a lead without a post", swap(PRIORITIES, "post: Chief Engineer, ", "")),
        ],
    );
}

#[test]
fn diagrams() {
    check(
        "diagrams",
        &[
            ("thirteen priorities", many_priorities(13, "Priority")),
            ("two priorities", many_priorities(2, "Priority")),
            ("a word that is too long", many_priorities(3, "Hochwasserschutzverordnungsdurchsetzungsbehörde")),
            (
                "a name that is too long",
                many_priorities(
                    12,
                    "A priority with very many words in its name that nobody can read in so small a box on any page of the agreement",
                ),
            ),
            ("a theme with a word that is too long", swap(PRIORITIES, "Write in Clear Words", &"W".repeat(200))),
            (
                "eleven themes",
                Sources::sound().put(
                    PRIORITIES,
                    format!(
                        "priorities:\n{}cross-cutting-themes:\n{}",
                        (0..3)
                            .map(|n| format!("  - {{ id: p-{n}, name: P {n}, lead: {{ post: x, body: msp }} }}\n"))
                            .collect::<String>(),
                        (0..11).map(|n| format!("  - {{ id: t-{n}, name: T {n} }}\n")).collect::<String>()
                    ),
                ),
            ),
            (
                "a short title that is too long",
                swap(
                    AGREEMENT,
                    "short-title: Marshland Agreement",
                    &format!("short-title: {}", "Marshland Agreement ".repeat(20)),
                ),
            ),
            ("a relation to nobody", swap(GOVERNANCE, "supports: msp", "supports: mps")),
            ("a relation to itself", swap(GOVERNANCE, "supports: msp", "supports: team")),
            ("a relation that is empty", swap(GOVERNANCE, "supports: msp", "supports: []")),
            (
                "a relation with an unknown key",
                swap(GOVERNANCE, "supports: msp", "supports: { node: msp, word: helps }"),
            ),
            ("an unknown relation", swap(GOVERNANCE, "supports: msp", "suports: msp")),
            ("neither body nor name", swap(GOVERNANCE, "name: Safety Team, ", "")),
            ("both body and name", swap(GOVERNANCE, "name: Safety Team", "name: Safety Team, body: msp")),
            ("an unknown body", swap(GOVERNANCE, "body: msp", "body: mps")),
            ("an unknown role", swap(GOVERNANCE, "many: local-partnership", "many: local-partnerships")),
            ("a word that is too long for its box", swap(GOVERNANCE, "Safety Team", &"Safety".repeat(30))),
            (
                "more words than a page holds",
                swap(GOVERNANCE, "Delivers the agreement", &"Delivers the agreement ".repeat(400)),
            ),
            ("nobody at all", Sources::sound().put(GOVERNANCE, "nodes: []\n")),
        ],
    );
}
