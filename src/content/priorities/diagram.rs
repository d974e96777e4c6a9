//! The loom of priorities and themes, with the priorities of the police.

use super::{Priorities, police_list};
use crate::compose::register::{List, Register};
use crate::compose::{Composer, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Inline, Picture};
use crate::drawing::loom::{self, Entry, Loom, Misfit, Remark};
use crate::parse::prose::Call;
use crate::parse::yaml::Text;
use crate::source::{Span, Spanned};

/// How the list is shown: as it is, or beside what is proposed.
pub(super) struct View<'a> {
    /// The priorities, each with its name in the data.
    pub priorities: Vec<(Entry, &'a Text)>,
    /// What stands before "priorities" in sentences, such as "proposed"; empty for those in force.
    pub adjective: &'static str,
    /// The same before the heading.
    pub heading: &'static str,
    /// What the caption says first; may be empty.
    pub opening: String,
}

/// A priority as the diagram shows it.
pub(super) fn entry(id: &str, name: &str, remark: Option<Remark>) -> Entry {
    Entry { id: id.to_owned(), name: name.to_owned(), remark }
}

impl Priorities {
    /// `{{ priority-diagram }}`: the loom of priorities and themes, with the police priorities.
    pub fn compose_diagram(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let priorities = self.priorities.iter().map(|p| (entry(&p.id.value, &p.name.words, None), &p.name)).collect();
        let view = View { priorities, adjective: "", heading: "", opening: String::new() };
        self.compose_view(&view, call, composer)
    }

    /// The loom with the priorities of a view in place of its own.
    pub(super) fn compose_view(&self, view: &View<'_>, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut titles = self.titles(composer.register);
        if !view.heading.is_empty() {
            titles[0] = format!("{} {}", view.heading, titles[0].trim_start());
        }
        let police = police_list(composer.register);
        let priorities: Vec<Entry> = view.priorities.iter().map(|(entry, _)| entry.clone()).collect();
        let themes: Vec<Entry> = self.themes.iter().map(|t| entry(&t.id.value, &t.name.words, None)).collect();
        let constable: Vec<Entry> = police.entries.iter().map(|e| entry(&e.id, &e.name, None)).collect();
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
                    let finding = self.misfit(&misfit, view, &police, call.span);
                    composer.findings.push(finding);
                }
                return Vec::new();
            }
        };
        let caption = composer.call_caption(call, |composer| {
            let mut caption = self.legend(view, &police);
            if let Some(part) = composer.part_with("priority-tables") {
                caption.push(Inline::Text(" The same lists are in tables in ".to_owned()));
                let target = Spanned::new(part, call.span);
                caption.push(composer.reference(&target, Vec::new()));
                caption.push(Inline::Text(".".to_owned()));
            }
            caption
        });
        let alternative = self.alternative(view, &police);
        let description = describe(&titles, &priorities, &themes, &constable);
        let picture = Picture::Drawing(Box::new(drawing));
        let id = composer.call_id(call);
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), description)]
    }

    pub(super) fn titles(&self, register: &Register) -> [String; 3] {
        let short = register.words("agreement.short-title").unwrap_or_default();
        [format!("{short} priorities"), format!("{short} cross-cutting themes"), police_list(register).title]
    }

    fn legend(&self, view: &View<'_>, police: &List) -> Vec<Inline> {
        let (subject, own) = match view.adjective {
            "" => ("priorities of this agreement".to_owned(), "Its"),
            adjective => (format!("{adjective} priorities"), "The"),
        };
        let mut text = format!("{}The {subject} are solid boxes with rounded corners.", view.opening);
        if view.priorities.iter().any(|(entry, _)| entry.remark.is_some()) {
            text.push_str(" Words under a name say what is new about it.");
        }
        if !self.themes.is_empty() {
            text.push_str(&format!(
                " {own} cross-cutting themes are bars that a thread from every priority runs through."
            ));
        }
        if !police.entries.is_empty() {
            text.push_str(&format!(" The square boxes are the {}.", police.phrase));
        }
        words(text)
    }

    fn alternative(&self, view: &View<'_>, police: &List) -> String {
        let named = |noun: &str| format!("{} {noun}", view.adjective).trim_start().to_owned();
        let several = counted(view.priorities.len(), &named("priority"), &named("priorities"));
        let mut text = format!("Diagram of {several}");
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

    fn misfit(&self, misfit: &Misfit, view: &View<'_>, police: &List, call: Span) -> Diagnostic {
        let name = |part: loom::Part, index: usize| match part {
            loom::Part::Priorities => view.priorities.get(index).map(|(_, name)| *name),
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
        let name = |entry: &Entry| match &entry.remark {
            Some(remark) => format!("{} ({})", entry.name, remark.full),
            None => entry.name.clone(),
        };
        let names: Vec<String> = entries.iter().map(name).collect();
        (!names.is_empty()).then(|| format!("{title}: {}.", names.join("; ")))
    };
    let groups = [list(&titles[0], priorities), list(&titles[1], themes), list(&titles[2], police)];
    groups.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
