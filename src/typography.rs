//! Curly quotation marks and apostrophes, which editors type straight.
//!
//! They are set once in the composed document, so that every format prints the same; text
//! whose characters count, such as an address or a file name, is left as it is.

use crate::document::{BlockKind, Document, Inline, Picture, for_each_run};
use crate::drawing::{Drawing, Mark};

/// Sets the quotation marks of a whole document.
pub fn set(document: &mut Document) {
    let meta = &mut document.meta;
    let partners = meta.partners.iter_mut().flat_map(|partner| {
        std::iter::once(&mut partner.name).chain(partner.logo.as_mut().map(|(_, alternative)| alternative))
    });
    [&mut meta.title, &mut meta.short_title, &mut meta.description, &mut meta.area, &mut meta.partnership]
        .into_iter()
        .chain(partners)
        .for_each(line);
    meta.opening.facts_mut().iter_mut().flat_map(|fact| &mut fact.lines).for_each(|line| run(line));
    for part in &mut document.parts {
        run(&mut part.title);
        part.short_title.iter_mut().for_each(|title| run(title));
        for_each_run(&mut part.blocks, &mut |content| run(content));
        part.blocks.iter_mut().for_each(|block| figures(&mut block.kind));
    }
    document.footnotes.iter_mut().for_each(|note| run(&mut note.content));
}

/// The words that stand outside runs of inlines: those of pictures and of who signs.
fn figures(kind: &mut BlockKind) {
    match kind {
        BlockKind::Figure(figure) => {
            figure.alternative.iter_mut().for_each(line);
            line(&mut figure.description);
            if let Picture::Drawing(drawing) = &mut figure.picture {
                words_of(drawing);
            }
        }
        BlockKind::Signature { name, .. } => name.iter_mut().for_each(line),
        other => other.children_mut().into_iter().flatten().for_each(|block| figures(&mut block.kind)),
    }
}

fn words_of(drawing: &mut Drawing) {
    for mark in &mut drawing.marks {
        if let Mark::Text { words, .. } = mark {
            line(words);
        }
    }
    for group in &mut drawing.outline {
        line(&mut group.title);
        line(&mut group.joins_next);
        for member in &mut group.members {
            line(&mut member.name);
            member.duties.iter_mut().chain(&mut member.relations).for_each(line);
        }
    }
}

fn line(text: &mut String) {
    *text = curled(text, None);
}

/// Sets one run of inlines; a mark at the start of an inline looks at the end of the one before.
fn run(content: &mut [Inline]) {
    inlines(content, &mut None);
}

fn inlines(content: &mut [Inline], before: &mut Option<char>) {
    for inline in content {
        match inline {
            Inline::Text(words) => {
                *words = curled(words, *before);
                *before = words.chars().next_back().or(*before);
            }
            Inline::ShortForm { short, long } => {
                line(short);
                line(long);
                *before = short.chars().next_back();
            }
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::RunIn(_)
            | Inline::Link { .. }
            | Inline::Reference { .. }
            | Inline::Elsewhere { .. }
            | Inline::Revised { .. } => inlines(inline.inner_mut(), before),
            Inline::Code(words) => *before = words.chars().next_back(),
            Inline::Sign(sign) => {
                line(&mut sign.words);
                *before = sign.words.chars().next_back().or(*before);
            }
            Inline::FootnoteMark(_) | Inline::Mark { .. } => {}
            Inline::LineBreak => *before = None,
        }
    }
}

/// A text with curly marks; `before` is the character in front of it.
///
/// A mark opens at the start, and after a space, a bracket, a stroke, a dash or an opening
/// mark; all else closes. A single mark before a digit is an apostrophe, as in ’90s.
fn curled(text: &str, before: Option<char>) -> String {
    let mut set = String::with_capacity(text.len());
    let mut last = before;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let opens =
            last.is_none_or(|last| last.is_whitespace() || matches!(last, '(' | '[' | '/' | '–' | '—' | '‘' | '“'));
        let word_follows = rest.peek().is_some_and(|next| !next.is_ascii_digit() && !next.is_whitespace());
        let printed = match character {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens && word_follows => '‘',
            '\'' => '’',
            other => other,
        };
        set.push(printed);
        last = Some(printed);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn apostrophes_and_quotation_marks_are_curled() {
        let printed = curled("the partners' plan, 'Safer in Kent' (\"draft\"), Kent's '90s", None);
        assert_eq!(printed, "the partners’ plan, ‘Safer in Kent’ (“draft”), Kent’s ’90s");
    }

    #[test]
    fn quotation_marks_look_across_inlines() {
        let mut content = vec![text("see \""), Inline::Emphasis(vec![text("Safer in Kent")]), text("\" now")];
        run(&mut content);
        assert_eq!(content[0], text("see “"));
        assert_eq!(content[2], text("” now"));
    }

    #[test]
    fn characters_that_count_are_left_alone() {
        let mut content = vec![Inline::Code("it's".to_owned())];
        run(&mut content);
        assert_eq!(content, [Inline::Code("it's".to_owned())]);
    }
}
