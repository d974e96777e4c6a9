//! The visible words of the PDF and of the page, as one line each.

use super::page::{Element, Inside};
use crate::pdf::expected::spaced;
use crate::pdf::tree::{Kid, Node, Pdf};

/// The words of the PDF: pictures with the words drawn in them, footnotes at the end.
pub fn of_pdf(pdf: &Pdf) -> String {
    let mut body = String::new();
    let mut notes = String::new();
    for kid in &pdf.tree {
        if let Kid::Node(node) = kid {
            body.push_str(&drawn(node).words_where(&mut |node| !is_mark(node) && node.role != "Note"));
        }
    }
    for note in pdf.with_role("Note") {
        notes.push('\n');
        notes.push_str(&note.words_where(&mut |node| !is_mark(node)));
    }
    crate::pdf::assertions::without_pages(&level(&(body + "\n" + &notes)))
}

/// A mark of a list item or footnote, or one that leads to a note in a list of notes.
fn is_mark(node: &Node) -> bool {
    match node.role.as_str() {
        "Lbl" => crate::pdf::assertions::is_mark(&node.words()),
        "Link" => node.annotations().any(|link| link.contents == format!("Note {}", node.words())),
        _ => false,
    }
}

/// The element with the words that are drawn in pictures in place of those said for them.
fn drawn(node: &Node) -> Node {
    let mut node = node.clone();
    node.alternative = None;
    node.actual = None;
    for kid in &mut node.kids {
        if let Kid::Node(inner) = kid {
            *inner = drawn(inner);
        }
    }
    node
}

/// The words drawn in the figure that says this name.
pub fn pdf_diagram(pdf: &Pdf, name: &str) -> String {
    let figures = pdf.with_role("Figure").into_iter().map(|figure| level(&drawn(figure).words()));
    figures.into_iter().find(|words| words.contains(name)).unwrap_or_default()
}

/// The first cells of the rows below the header of each table of the PDF.
pub fn pdf_tables(pdf: &Pdf) -> Vec<Vec<String>> {
    let first = |row: &&Node| row.nodes().next().map(|cell| level(&cell.words())).unwrap_or_default();
    pdf.with_role("Table").into_iter().map(|table| table.below("TR").iter().skip(1).map(first).collect()).collect()
}

/// The words of the page's main text, without marks of footnotes.
pub fn of_html(html: &str) -> String {
    let page = Element::parse(html);
    let main = page.all("main").into_iter().next().expect("the page has a main part");
    shown(main)
}

fn shown(element: &Element) -> String {
    let mut words = String::new();
    visible(element, &mut words);
    level(&words)
}

fn visible(element: &Element, words: &mut String) {
    const INLINE: [&str; 14] =
        ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "small", "span", "strong", "time", "wbr"];
    let name = element.name.as_str();
    if matches!(name, "script" | "style" | "title" | "desc" | "sup") || element.attributes.contains_key("hidden") {
        return;
    }
    let apart = !INLINE.contains(&name);
    if apart {
        words.push('\n');
    }
    for inside in &element.inside {
        match inside {
            Inside::Text(text) => words.push_str(text),
            Inside::Element(inner) => visible(inner, words),
        }
    }
    if apart {
        words.push('\n');
    }
}

/// The words of the picture that says this name.
pub fn html_diagram(html: &str, name: &str) -> String {
    let page = Element::parse(html);
    page.all("svg").into_iter().map(shown).find(|words| words.contains(name)).unwrap_or_default()
}

/// The first cells of the rows below the header of each table of the page.
pub fn html_tables(html: &str) -> Vec<Vec<String>> {
    let page = Element::parse(html);
    let first = |row: &&Element| {
        let cells = row.inside.iter().filter_map(|inside| match inside {
            Inside::Element(cell) if matches!(cell.name.as_str(), "th" | "td") => Some(shown(cell)),
            Inside::Element(_) | Inside::Text(_) => None,
        });
        cells.into_iter().next().unwrap_or_default()
    };
    page.all("table")
        .into_iter()
        .map(|table| table.all("tbody").into_iter().flat_map(|body| body.all("tr")).collect::<Vec<_>>())
        .map(|rows| rows.iter().map(first).collect())
        .collect()
}

/// The names that do not follow those before them in a text.
pub fn names_in_order(text: &str, names: &[String]) -> Vec<String> {
    let mut at = 0;
    let mut lost = Vec::new();
    for name in names {
        match text.get(at..).and_then(|rest| rest.find(name.as_str())) {
            Some(found) => at += found + name.len(),
            None => lost.push(name.clone()),
        }
    }
    lost
}

/// Single spaces, and straight quotation marks: editors type those, and curly ones are printed.
pub fn level(text: &str) -> String {
    spaced(text)
        .chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        })
        .collect()
}
