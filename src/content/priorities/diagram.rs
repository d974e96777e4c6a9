//! The loom of priorities and themes, with the priorities of the police.

use super::{Priorities, police_list};
use crate::compose::register::{List, Register};
use crate::compose::{Composer, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Inline, Picture};
use crate::drawing::loom::{self, Entry, Loom, Misfit};
use crate::parse::prose::Call;
use crate::source::{Span, Spanned};

impl Priorities {
    /// `{{ priority-diagram }}`: the loom of priorities and themes, with the police priorities.
    pub fn compose_diagram(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let titles = self.titles(composer.register);
        let police = police_list(composer.register);
        let entry = |id: &str, name: &str| Entry { id: id.to_owned(), name: name.to_owned() };
        let priorities: Vec<Entry> = self.priorities.iter().map(|p| entry(&p.id.value, &p.name.words)).collect();
        let themes: Vec<Entry> = self.themes.iter().map(|t| entry(&t.id.value, &t.name.words)).collect();
        let constable: Vec<Entry> = police.entries.iter().map(|e| entry(&e.id, &e.name)).collect();
        let loom = Loom {
            headings: [&titles[0], &titles[1], &titles[2]],
            priorities: &priorities,
            themes: &themes,
            police: &constable,
            between: "Due regard for each other\u{2019}s priorities",
        };
        let drawing = match loom::draw(&loom, composer.typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                // Three headings are made of one title: a title that is too long is one fault.
                let mut heading = false;
                for misfit in misfits {
                    if matches!(misfit, Misfit::Heading { .. }) && std::mem::replace(&mut heading, true) {
                        continue;
                    }
                    let finding = self.misfit(&misfit, &police, call.span);
                    composer.findings.push(finding);
                }
                return Vec::new();
            }
        };
        let caption = composer.call_caption(call, |composer| {
            let mut caption = self.legend(&police);
            if let Some(part) = composer.part_with("priority-tables") {
                caption.push(Inline::Text(" The same lists are in tables in ".to_owned()));
                let target = Spanned::new(part, call.span);
                caption.push(composer.reference(&target, Vec::new()));
                caption.push(Inline::Text(".".to_owned()));
            }
            caption
        });
        let alternative = self.alternative(&police);
        let description = describe(&titles, &priorities, &themes, &constable);
        let picture = Picture::Drawing(Box::new(drawing));
        let id = composer.call_id(call);
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), description)]
    }

    pub(super) fn titles(&self, register: &Register) -> [String; 3] {
        let short = register.words("agreement.short-title").unwrap_or_default();
        [format!("{short} priorities"), format!("{short} cross-cutting themes"), police_list(register).title]
    }

    fn legend(&self, police: &List) -> Vec<Inline> {
        let mut text = "The priorities of this agreement are solid boxes with rounded corners.".to_owned();
        if !self.themes.is_empty() {
            text.push_str(" Its cross-cutting themes are bars that a thread from every priority runs through.");
        }
        if !police.entries.is_empty() {
            text.push_str(&format!(" The square boxes are the {}.", police.phrase));
        }
        words(text)
    }

    fn alternative(&self, police: &List) -> String {
        let mut text = format!("Diagram of {}", counted(self.priorities.len(), "priority", "priorities"));
        if !self.themes.is_empty() {
            text.push_str(&format!(
                ", each joined to {}",
                counted(self.themes.len(), "cross-cutting theme", "cross-cutting themes")
            ));
        }
        if !police.entries.is_empty() {
            let several = counted(police.entries.len(), "priority", "priorities");
            text.push_str(&format!(", and of {several} of the Chief Constable"));
        }
        text.push('.');
        text
    }

    fn misfit(&self, misfit: &Misfit, police: &List, call: Span) -> Diagnostic {
        let name = |part: loom::Part, index: usize| match part {
            loom::Part::Priorities => self.priorities.get(index).map(|priority| &priority.name),
            loom::Part::Themes => self.themes.get(index).map(|theme| &theme.name),
            loom::Part::Police => None,
        };
        let at = |part: loom::Part, index: usize, word: &str| match part {
            loom::Part::Police => police.entries.get(index).map_or(call, |entry| entry.span),
            _ => name(part, index).map_or(call, |name| if word.is_empty() { name.span } else { name.place_of(word) }),
        };
        match misfit {
            Misfit::Count { part, found, least, most } => {
                let what = match part {
                    loom::Part::Priorities => "priorities",
                    loom::Part::Themes => "cross-cutting themes",
                    loom::Part::Police => "priorities of the police",
                };
                // The first that is too many, or the first of those that are too few.
                let place = at(*part, if found > most { *most } else { 0 }, "");
                let message = format!("the diagram shows {least} to {most} {what}, and there are {found}");
                let finding = Diagnostic::error("diagram-does-not-fit", place, message);
                let finding = if place == call { finding } else { finding.also(call, "the diagram is drawn here") };
                finding.help("bring the list to a number that can be read on one page")
            }
            Misfit::Name { part, index, word } => {
                let message = match word {
                    Some(_) => "this word is too long for its box in the diagram",
                    None => "this name is too long for its box in the diagram",
                };
                let place = at(*part, *index, word.as_deref().unwrap_or(""));
                Diagnostic::error("diagram-does-not-fit", place, message)
                    .also(call, "the diagram is drawn here")
                    .help("shorten the name; letters below 9 pt could not be read in print")
            }
            Misfit::Heading { words } => Diagnostic::error(
                "diagram-does-not-fit",
                call,
                format!(
                    "the heading \u{2018}{}…\u{2019} is wider than the diagram",
                    words.chars().take(40).collect::<String>()
                ),
            )
            .help("give a shorter `short-title:` in agreement.yaml, or a `short:` to the plan"),
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::compose::register::in_words(count), if count == 1 { one } else { many })
}

/// The whole content of the diagram in sentences.
fn describe(titles: &[String; 3], priorities: &[Entry], themes: &[Entry], police: &[Entry]) -> String {
    let list = |title: &str, entries: &[Entry]| {
        let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{title}: {}.", names.join("; ")))
    };
    let groups = [list(&titles[0], priorities), list(&titles[1], themes), list(&titles[2], police)];
    groups.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
