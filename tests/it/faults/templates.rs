//! Faults of the templates with which a county replaces the built-in ones.

use super::check;
use super::sources::Sources;

fn html(text: &str) -> Sources {
    Sources::sound().template("html/callout.html", text)
}

fn built_in(path: &str) -> String {
    let path = format!("{}/templates/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a built-in template")
}

fn typst(spoil: impl Fn(String) -> String) -> Sources {
    Sources::sound().template("pdf/cover.typ", spoil(built_in("pdf/cover.typ")))
}

#[test]
fn templates() {
    check(
        "templates",
        &[
            ("page: a tag that is not closed", html("<aside>\n{% if title %}<p>{{ title }}</p>\n</aside>\n")),
            ("page: braces that are not closed", html("<aside>\n{{ title </aside>\n")),
            ("page: an unknown name", html("<aside>\n<p>{{ titel }}</p>\n</aside>\n")),
            ("page: an unknown filter", html("<aside>\n<p>{{ title | shout }}</p>\n</aside>\n")),
            ("page: an unknown part of a value", html("<aside>\n<p>{{ title.short }}</p>\n</aside>\n")),
            ("page: a template that is missing", html("<aside>\n{% include \"html/box.html\" %}\n</aside>\n")),
            ("page: a template that holds itself", html("<aside>\n{% include \"html/callout.html\" %}\n</aside>\n")),
            ("page: two faulty templates", html("{% if %}").template("html/table.html", "{{ }}")),
            (
                "page: a template that is not UTF-8",
                Sources::sound().template("html/callout.html", b"<aside>\xff</aside>"),
            ),
            ("page: a style sheet that is not UTF-8", Sources::sound().template("html/style.css", b"body { \xff }")),
            ("PDF: a bracket that is not closed", typst(|text| format!("{text}\n#let extra = (1, 2\n"))),
            ("PDF: an unknown name", typst(|text| format!("{text}\n#let extra = shout\n"))),
            ("PDF: the wrong kind of value", typst(|text| format!("{text}\n#let extra = 1pt + \"a\"\n"))),
            ("PDF: a file that is missing", typst(|text| format!("{text}\n#import \"nothing.typ\": x\n"))),
            (
                "PDF: a package of the network",
                typst(|text| format!("{text}\n#import \"@preview/cetz:0.3.0\": canvas\n")),
            ),
            ("PDF: a template that is empty", Sources::sound().template("pdf/cover.typ", "")),
            ("PDF: a template that is not UTF-8", Sources::sound().template("pdf/cover.typ", b"#let x = \"\xff\"")),
            ("PDF: a panic", typst(|text| format!("{text}\n#panic(\"stop\")\n"))),
            (
                "PDF: an unknown font",
                Sources::sound().template(
                    "pdf/look.typ",
                    built_in("pdf/look.typ").replace("Atkinson Hyperlegible Next", "Comic Sans"),
                ),
            ),
            ("a font that is damaged", Sources::sound().template("fonts/SourceSans3-Bold.ttf", "no font")),
        ],
    );
}
