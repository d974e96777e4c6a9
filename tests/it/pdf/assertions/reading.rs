//! Checks of what is read out: order, headings, figures, lists, footnotes and contents.

use super::first_difference;
use crate::pdf::expected::{Expected, spaced};
use crate::pdf::tree::{Annotation, Destination, Node, Pdf};

/// One first-level heading, no level left out, and exactly the headings of the document in order
/// (WCAG 1.3.1, 2.4.6).
pub fn headings(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let found: Vec<(usize, String)> =
        pdf.headings().iter().map(|(level, node)| (*level, spaced(&node.words()))).collect();
    let mut before = 0;
    for (level, words) in &found {
        if *level > before + 1 {
            complaints.push(format!("the heading “{words}” is of level {level} after one of level {before}"));
        }
        if words.is_empty() {
            complaints.push(format!("a heading of level {level} has no words"));
        }
        before = *level;
    }
    let first_level = found.iter().filter(|(level, _)| *level == 1).count();
    if first_level != 1 {
        complaints.push(format!("there are {first_level} headings of level 1, not one"));
    }
    let shown = |level: usize, words: &str| format!("H{level} {words};");
    let mut wanted = Vec::new();
    let mut at = 0;
    for heading in &expected.headings {
        let here = found.get(at).is_some_and(|(_, words)| *words == heading.words);
        if !heading.optional || here {
            let level = if heading.optional { found[at].0 } else { heading.level };
            wanted.push(shown(level, &heading.words));
            at += 1;
        }
    }
    let found: Vec<String> = found.iter().map(|(level, words)| shown(*level, words)).collect();
    complaints.extend(first_difference(&found, &wanted).map(|difference| format!("headings: {difference}")));
    complaints
}

/// The parts as the tree tells them: its second-level headings with all that follows each.
fn spoken_parts(pdf: &Pdf) -> Vec<String> {
    let mut parts = vec![String::new()];
    for node in top_level(pdf) {
        if node.heading_level() == Some(2) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push('\n');
            part.push_str(&node.words_where(&mut is_text));
        }
    }
    parts
}

/// The elements of the tree that stand on lines of their own, groups opened.
fn top_level(pdf: &Pdf) -> Vec<&Node> {
    fn open<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
        let group = matches!(node.role.as_str(), "Document" | "Part" | "Sect" | "Art" | "Div");
        if group && node.nodes().count() == node.kids.len() {
            node.nodes().for_each(|inner| open(inner, found));
        } else {
            found.push(node);
        }
    }
    let mut found = Vec::new();
    pdf.tree.iter().for_each(|kid| {
        if let crate::pdf::tree::Kid::Node(node) = kid {
            open(node, &mut found);
        }
    });
    found
}

/// Whether an element says words of the document: pictures, the list of contents and the marks of
/// lists and footnotes are looked at by other checks.
fn is_text(node: &Node) -> bool {
    match node.role.as_str() {
        "Figure" | "TOC" => false,
        "Lbl" => !is_mark(&node.words()),
        _ => true,
    }
}

/// Whether a label is the mark of a list item or footnote, such as `•`, `2.` or `b)`, and not the
/// number of a paragraph, such as `3.1`, or a word, such as "Address".
pub fn is_mark(label: &str) -> bool {
    let paragraph = label.trim_end_matches('.').split_once('.').is_some_and(|(chapter, number)| {
        [chapter, number].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    !paragraph && label.chars().filter(|c| c.is_alphabetic()).count() < 2
}

/// Takes out each "(page 18)", and in brackets each ", page 18", that the format has added after a reference.
pub fn without_pages(text: &str) -> String {
    without(&without(text, " (page ", ")"), ", page ", "")
}

/// Takes out each number with these words before and after it.
pub fn without(text: &str, before: &str, after: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((earlier, inside)) = rest.split_once(before) {
        out.push_str(earlier);
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        match inside[digits..].strip_prefix(after) {
            Some(later) if digits > 0 => rest = later,
            _ => {
                out.push_str(before);
                rest = inside;
            }
        }
    }
    out + rest
}

/// The words in the order in which they are read out are those of the document (WCAG 1.3.2).
pub fn order(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let spoken = spoken_parts(pdf);
    let parts = spoken.get(1..).unwrap_or_default();
    if parts.len() != expected.parts.len() {
        complaints.push(format!("the tree has {} parts and should have {}", parts.len(), expected.parts.len()));
    }
    for (found, (part, wanted)) in parts.iter().zip(&expected.parts) {
        let found: Vec<String> = without_pages(&spaced(found)).split(' ').map(str::to_owned).collect();
        complaints.extend(first_difference(&found, wanted).map(|difference| format!("{part}: {difference}")));
    }
    complaints
}

/// The cover, or the head of the first page, says in this order what the document is, which
/// edition or with which facts, and by whom.
pub fn cover(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let words = without_pages(&spaced(spoken_parts(pdf).first().map_or("", String::as_str)));
    let mut complaints = Vec::new();
    let mut at = 0;
    for piece in &expected.cover {
        match words[at..].find(piece.as_str()) {
            Some(found) => at += found + piece.len(),
            None => complaints.push(format!("the cover does not say “{piece}” in its place: “{words}”")),
        }
    }
    complaints
}

/// Every word on a page belongs to the tree or is marked as no part of the text (ISO 14289-1, 7.1).
pub fn dropped(pdf: &Pdf, _: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    for (index, page) in pdf.pages.iter().enumerate() {
        let number = index + 1;
        complaints.extend(page.unclaimed.iter().map(|words| format!("page {number}: no element holds “{words}”")));
        complaints.extend(page.unmarked.iter().map(|words| format!("page {number}: “{words}” is not marked")));
    }
    complaints
}

/// The list of contents names every part, and the page printed beside each is the one it is on.
pub fn contents(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let items = pdf.with_role("TOCI");
    let headings = pdf.headings();
    let named: Vec<&String> = expected.contents.iter().collect();
    if items.len() != named.len() {
        complaints.push(format!("the contents have {} entries and should have {}", items.len(), named.len()));
    }
    for (item, name) in items.into_iter().zip(named) {
        let words = spaced(&item.words());
        let page = headings
            .iter()
            .find(|(level, heading)| *level == 2 && spaced(&heading.words()) == **name)
            .and_then(|(_, heading)| heading.page);
        let Some(page) = page else {
            complaints.push(format!("the contents name “{name}”, which is no heading"));
            continue;
        };
        // The heading "Appendix A" with its title may be shortened to the letter under "Appendices".
        let shown = [name.to_string(), name.replacen("Appendix ", "", 1)];
        if !shown.iter().any(|name| words == format!("{name} {page}")) {
            complaints.push(format!("the contents say “{words}” and should say “{name} {page}”"));
        }
        let links: Vec<&Annotation> = item.all().iter().flat_map(|node| node.annotations()).collect();
        if links.is_empty() || links.iter().any(|link| link.destination != Destination::Page(page)) {
            complaints.push(format!("the entry “{words}” does not lead to page {page}"));
        }
    }
    complaints
}

/// Every picture says what it shows: not nothing, not the name of its file, not its caption once
/// more (WCAG 1.1.1).
pub fn figures(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let figures = pdf.with_role("Figure");
    if figures.len() != expected.figures.len() {
        complaints.push(format!("the tree has {} figures and should have {}", figures.len(), expected.figures.len()));
    }
    let captions: Vec<String> =
        pdf.with_role("Caption").iter().map(|node| without_pages(&spaced(&node.words()))).collect();
    for (index, figure) in figures.into_iter().enumerate() {
        let page = figure.page.unwrap_or_default();
        let alternative = spaced(figure.alternative.as_deref().unwrap_or_default());
        if alternative.is_empty() {
            complaints.push(format!("a figure on page {page} has no alternative text"));
            continue;
        }
        if looks_like_a_file(&alternative) {
            complaints.push(format!("a figure on page {page} has a file name as alternative text: “{alternative}”"));
        }
        if captions.iter().any(|caption| caption.ends_with(&alternative)) {
            complaints.push(format!("a figure on page {page} only repeats its caption: “{alternative}”"));
        }
        if let Some(wanted) = expected.figures.get(index) {
            if !alternative.starts_with(&wanted.alternative) {
                complaints.push(format!(
                    "a figure on page {page} says “{alternative}” and should say “{}”",
                    wanted.alternative
                ));
            }
            if !wanted.caption.is_empty() && !captions.contains(&wanted.caption) {
                complaints.push(format!("the caption “{}” of a figure is missing", wanted.caption));
            }
        }
    }
    complaints
}

fn looks_like_a_file(text: &str) -> bool {
    let lower = text.to_lowercase();
    [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"].iter().any(|ending| lower.ends_with(ending))
}

/// Lists are lists of items, each with its body; those with numbers say so and count.
pub fn lists(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut found = Vec::new();
    for list in pdf.with_role("L") {
        let items: Vec<&Node> = list.nodes().filter(|node| node.role == "LI").collect();
        let page = list.page.unwrap_or_default();
        for node in list.nodes().filter(|node| !matches!(node.role.as_str(), "LI" | "L" | "Caption")) {
            complaints.push(format!("a list on page {page} has a {} in it that is no item", node.role));
        }
        let mut first = None;
        for (index, item) in items.iter().enumerate() {
            let words = item.words();
            if item.nodes().filter(|node| node.role == "LBody").count() != 1 {
                complaints.push(format!("an item of a list on page {page} has no body: “{words}”"));
            }
            let label = item.nodes().find(|node| node.role == "Lbl").map(Node::words).unwrap_or_default();
            let number: Option<u64> = label.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
            match (index, first, number) {
                (0, _, _) => first = number,
                (_, Some(first), Some(number)) if number != first + index as u64 => {
                    complaints.push(format!("an item of a list on page {page} has the wrong number: “{words}”"));
                }
                (_, first, number) if first.is_some() != number.is_some() => {
                    complaints.push(format!("an item of a list on page {page} has the label “{label}”: “{words}”"));
                }
                _ => {}
            }
        }
        let numbering = list.attributes.get("ListNumbering").map_or("None", String::as_str);
        if first.is_some() != (numbering == "Decimal") {
            complaints.push(format!("a list on page {page} has the numbering “{numbering}”"));
        }
        found.push(format!("{} from {first:?};", items.len()));
    }
    let wanted: Vec<String> = expected.lists.iter().map(|(items, first)| format!("{items} from {first:?};")).collect();
    complaints.extend(first_difference(&found, &wanted).map(|difference| format!("lists: {difference}")));
    complaints
}

/// Every footnote is a `Note` with its number, in the place where its mark stands.
pub fn footnotes(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let notes = pdf.with_role("Note");
    let mut found = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        let number = (index + 1).to_string();
        let label = note.nodes().find(|node| node.role == "Lbl").map(Node::words).unwrap_or_default();
        if label != number {
            complaints.push(format!("footnote {number} has the label “{label}”"));
        }
        if note.id.is_none() {
            complaints.push(format!("footnote {number} has no id"));
        }
        found.push(spaced(&note.words_where(&mut |node| node.role != "Lbl")));
    }
    let wanted: Vec<String> = expected.footnotes.iter().map(|words| without_pages(words)).collect();
    let found: Vec<String> = found.iter().map(|words| without_pages(words)).collect();
    complaints.extend(first_difference(&found, &wanted).map(|difference| format!("footnotes: {difference}")));
    complaints
}
