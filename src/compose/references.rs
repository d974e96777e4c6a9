//! References to places, once every place has its name.

use super::names::Namer;
use super::{Anchor, Composer, MOST_COPIED};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Detail, Footnote, Part, for_each_run};
use crate::source::Spanned;

/// A reference to a place.
pub(super) struct Asked {
    /// The id of the place.
    pub target: Spanned<String>,
    /// Whether it prints the name of the place.
    pub by_name: bool,
}

/// The most references that are told to lead nowhere.
const MOST_LOST: usize = 500;

impl Composer<'_> {
    /// Ends the document: names references, and reports those that lead nowhere.
    pub fn finish(mut self, parts: &mut [Part], facts: &mut [Detail]) -> (Vec<Footnote>, Vec<Diagnostic>) {
        let mut lost = 0;
        let mut known: Option<Vec<String>> = None;
        for Asked { target, by_name } in std::mem::take(&mut self.references) {
            let name = self.anchors.get(&target.value).and_then(|anchor| anchor.name.as_ref());
            let letters = name.filter(|_| by_name).map_or(0, String::len);
            if !self.has_room(letters, target.span) {
                break;
            }
            match self.anchors.get(&target.value) {
                Some(Anchor { name: None, span }) if by_name => self.findings.push(
                    Diagnostic::error(
                        "nameless-reference",
                        target.span,
                        format!("`#{}` has no number or title to print", target.value),
                    )
                    .also(*span, "it is this")
                    .help(format!("write the words of the link yourself: [the words](#{})", target.value)),
                ),
                Some(_) => {}
                None if self.incomplete || lost > MOST_LOST => {}
                None if lost == MOST_LOST => {
                    lost += 1;
                    let message =
                        format!("more than {MOST_LOST} references lead nowhere; those after this one are not told");
                    self.findings.push(
                        Diagnostic::error("unknown-reference", target.span, message)
                            .help("put those before right first"),
                    );
                }
                None => {
                    lost += 1;
                    let finding = Diagnostic::error(
                        "unknown-reference",
                        target.span,
                        format!("nothing in this document has the id `{}`", target.value),
                    );
                    let known = known
                        .get_or_insert_with(|| self.anchors.keys().filter(|id| !id.contains("--")).cloned().collect());
                    self.findings.push(match nearest(&target.value, known.iter().map(String::as_str)) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(target.span, near, false),
                        None => finding.help("write the id of a part, or give the place an id with {#id} at its end"),
                    });
                }
            }
        }
        if self.copied > MOST_COPIED {
            return (self.footnotes, self.findings);
        }
        let namer = Namer { anchors: &self.anchors };
        for part in parts.iter_mut() {
            namer.inlines(&mut part.title);
            part.short_title.iter_mut().for_each(|title| namer.inlines(title));
            for_each_run(&mut part.blocks, &mut |run| namer.inlines(run));
        }
        facts.iter_mut().flat_map(|fact| &mut fact.lines).for_each(|line| namer.inlines(line));
        for note in &mut self.footnotes {
            namer.inlines(&mut note.content);
        }
        (self.footnotes, self.findings)
    }
}
