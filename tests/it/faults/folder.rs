//! Faults of the content folder: files that are missing, misnamed, stray, too large or no text.

use super::check;
use super::sources::Sources;

const INTRODUCTION: &str = "chapters/01-introduction.md";
const WORK: &str = "chapters/02-how-we-work.md";

#[test]
fn files() {
    check(
        "files",
        &[
            ("an empty folder", Sources::nothing()),
            ("nothing but prose", Sources::nothing().put(INTRODUCTION, "---\ntitle: Introduction\n---\n\n1. Words.\n")),
            ("no settings", Sources::sound().without("agreement.yaml")),
            ("no editions", Sources::sound().without("version-control.yaml")),
            (
                "neither settings nor editions",
                Sources::sound().without("agreement.yaml").without("version-control.yaml"),
            ),
            ("settings with another ending", Sources::sound().rename("agreement.yaml", "agreement.yml")),
            ("no bodies", Sources::sound().without("data/bodies.yaml")),
            ("a chapter left out", Sources::sound().rename(WORK, "chapters/03-how-we-work.md")),
            (
                "an appendix left out",
                Sources::sound().rename("appendices/b-priorities.md", "appendices/c-priorities.md"),
            ),
            ("a chapter without a number", Sources::sound().rename(WORK, "chapters/how-we-work.md")),
            ("a chapter with a capital", Sources::sound().rename(WORK, "chapters/02-How-We-Work.md")),
            ("a chapter with spaces", Sources::sound().rename(WORK, "chapters/02 how we work.md")),
            (
                "two chapters with one number",
                Sources::sound().put("chapters/01-more.md", "---\ntitle: More\n---\n\n1. Words.\n"),
            ),
            (
                "two chapters with one name",
                Sources::sound().put("chapters/03-introduction.md", "---\ntitle: Again\n---\n\n1. Words.\n"),
            ),
            (
                "a chapter with the name of an appendix",
                Sources::sound().put("chapters/03-priorities.md", "---\ntitle: Again\n---\n\n1. Words.\n"),
            ),
            (
                "a chapter with the name of a part that is made",
                Sources::sound().put("chapters/03-contents.md", "---\ntitle: Again\n---\n\n1. Words.\n"),
            ),
            ("a chapter in a folder of its own", Sources::sound().put("chapters/notes/x.md", "Words.\n")),
            ("a data file near a known one", Sources::sound().rename("data/bodies.yaml", "data/bodys.yaml")),
            ("a data file near none", Sources::sound().put("data/weather.yaml", "a: 1\n")),
            ("a data file with another ending", Sources::sound().rename("data/plans.yaml", "data/plans.yml")),
            ("a foreword with another name", Sources::sound().rename("foreword.md", "forward.md")),
            ("a text that nobody asked for", Sources::sound().put("ideas.md", "Words.\n")),
            (
                "a chapter that is not UTF-8",
                Sources::sound().put(INTRODUCTION, b"---\ntitle: Introduction\n---\n\nCaf\xe9.\n"),
            ),
            (
                "a chapter in UTF-16",
                Sources::sound().put(
                    INTRODUCTION,
                    "---\ntitle: Intro\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
                ),
            ),
            (
                "data that is not UTF-8",
                Sources::sound().put("data/plans.yaml", b"plans:\n  - { id: x, name: Caf\xe9 }\n"),
            ),
            (
                "a chapter that is too large",
                Sources::sound()
                    .put(INTRODUCTION, format!("---\ntitle: Introduction\n---\n\n{}", "words ".repeat(400_000))),
            ),
            (
                "data that is too large",
                Sources::sound().put("data/plans.yaml", format!("plans: []\n#{}", "x".repeat(3_000_000))),
            ),
        ],
    );
}

#[test]
fn everything_at_once() {
    let sources = Sources::sound()
        .swap("agreement.yaml", "en-GB", "English")
        .swap("agreement.yaml", "\"#1f5a4c\"", "\"#7fbaac\"")
        .swap("version-control.yaml", "2031-05-15", "2031-02-30")
        .swap("data/bodies.yaml", "short: MSP", "shrot: MSP")
        .swap("data/bodies.yaml", "succeeded-by: water-trust", "succeeded-by: water-rust")
        .put("data/plans.yaml", "plans:\n  - id: calm-waters\n\tname: Calm Waters Plan\n")
        .swap("data/priorities.yaml", "body: water-board", "body: water-bord")
        .swap("chapters/01-introduction.md", "title: Introduction", "titel: Introduction")
        .swap("chapters/01-introduction.md", "#priority-diagram", "#priority-digram")
        .swap("chapters/02-how-we-work.md", "### How the gate works", "##### How the gate works")
        .swap("chapters/02-how-we-work.md", "../images/sluice.svg", "../images/sluise.svg")
        .prose("Well done \u{1f600}, {{ body.marsh-polise }} <b>all</b>.");
    check("everything_at_once", &[("faults in eight files", sources)]);
}
