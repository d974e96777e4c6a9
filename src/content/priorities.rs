//! The priorities of the agreement and its cross-cutting themes: `data/priorities.yaml`.
//!
//! The diagram, its caption and legend, the tables of the appendix, the leads and every
//! mention of a priority come from this one list, in one order.

use std::collections::BTreeMap;

use crate::compose::register::{Fact, Kind, List, Name, Register};
use crate::compose::{CHIEF_CONSTABLE, Composer, Setting, column, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline, Motif, Picture, Row};
use crate::drawing::loom::{self, Entry, Loom, Misfit};
use crate::parse::fields::{Fields, Findings, OtherNames};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};
use crate::source::{Span, Spanned};

/// Who leads a priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The post, with `{body}` where the body's name stands in it.
    pub post: Text,
    /// The id of the body.
    pub body: Text,
}

/// A priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Its id, the same when it is renamed.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// What it includes.
    pub includes: Vec<Text>,
    /// Who leads it.
    pub lead: Option<Lead>,
    /// Whether it says who leads it, right or wrong.
    pub has_lead: bool,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
    /// Where its entry stands.
    pub span: Span,
}

/// A cross-cutting theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
}

/// Priorities and themes in their one order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Priorities {
    /// The priorities.
    pub priorities: Vec<Priority>,
    /// The themes.
    pub themes: Vec<Theme>,
}

impl Priorities {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Priorities {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Priorities::default() };
        fields.required("priorities", findings);
        let priorities = fields.list("priorities", findings);
        let priorities = priorities.iter().filter_map(|item| Priority::read(item, findings)).collect();
        let themes = fields.list("cross-cutting-themes", findings);
        let themes = themes.iter().filter_map(|item| Theme::read(item, findings)).collect();
        fields.finish(findings);
        Priorities { priorities, themes }
    }

    /// Makes the names and counts known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        let name =
            |text: &Text| Name { long: text.words.clone(), short: None, facts: BTreeMap::new(), span: text.span };
        for priority in &self.priorities {
            register.add_name(Kind::Priority, &priority.id, name(&priority.name), findings);
        }
        for theme in &self.themes {
            register.add_name(Kind::Theme, &theme.id, name(&theme.name), findings);
        }
        register.add_fact("count.priorities", Fact::Count(self.priorities.len()));
        register.add_fact("count.cross-cutting-themes", Fact::Count(self.themes.len()));
    }

    /// How many threads and bands the cover shows.
    pub fn motif(&self) -> Motif {
        Motif { threads: self.priorities.len(), bands: self.themes.len() }
    }

    /// `{{ leads }}`: who leads each priority.
    pub fn compose_leads(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut rows = Vec::new();
        for priority in &self.priorities {
            let Some(lead) = &priority.lead else {
                if priority.has_lead {
                    continue;
                }
                let message = format!("the priority `{}` has no lead", priority.name.words);
                composer.findings.push(
                    Diagnostic::error("missing-field", priority.name.span, message)
                        .also(call.span, "the table of leads is drawn here")
                        .help("add `lead: { post: …, body: … }` to its entry"),
                );
                continue;
            };
            let register = composer.register;
            let Some(body) = register.expect(Kind::Body, &lead.body.spanned(), &mut composer.findings) else {
                continue;
            };
            let post = if lead.post.words.contains("{body}") {
                lead.post.words.replace("{body}", &body.long)
            } else {
                format!("{}, {}", lead.post.words, body.long)
            };
            let name = composer.plain(BlockKind::Paragraph(words(&priority.name.words)), priority.name.span);
            let post = composer.plain(BlockKind::Paragraph(words(post)), lead.post.span);
            rows.push(Row {
                key: priority.id.value.clone(),
                cells: vec![vec![name], vec![post]],
                origin: priority.span,
            });
        }
        let caption = composer.call_caption(call, |_| words("The lead officer for each priority"));
        let id = composer.call_id(call);
        vec![composer.table(
            id.as_ref(),
            call.span,
            caption,
            vec![column("Priority", 2), column("Lead", 3)],
            true,
            rows,
        )]
    }

    /// `{{ priority-includes }}`: a box with what the broad priorities include.
    pub fn compose_includes(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let broad: Vec<&Priority> = self.priorities.iter().filter(|priority| !priority.includes.is_empty()).collect();
        let items = broad
            .iter()
            .map(|priority| {
                let mut content = vec![Inline::RunIn(words(format!("{}:", priority.name.words)))];
                for (index, include) in priority.includes.iter().enumerate() {
                    content.push(Inline::Text(if index == 0 { " " } else { "; " }.to_owned()));
                    content.extend(composer.text(include, Setting::Running));
                }
                (content, priority.span)
            })
            .collect();
        let list = composer.bullets(items, 1, call.span);
        let title = composer.call_caption(call, |_| words("What the broad priorities include"));
        let id = composer.call_id(call);
        let callout = BlockKind::Callout { title, blocks: vec![list] };
        vec![composer.block(callout, call.span, id.as_ref(), None, Some("what the broad priorities include".into()))]
    }

    /// `{{ priority-tables }}`: the content of the diagram as tables.
    pub fn compose_tables(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let [priorities, themes, police] = self.titles(composer.register);
        let own = |text: &Text, id: &str| (id.to_owned(), text.words.clone(), text.span);
        let groups = [
            (priorities, "Priority", self.priorities.iter().map(|p| own(&p.name, &p.id.value)).collect::<Vec<_>>()),
            (themes, "Cross-cutting theme", self.themes.iter().map(|t| own(&t.name, &t.id.value)).collect()),
            (
                police,
                "Priority",
                police_list(composer.register)
                    .entries
                    .iter()
                    .map(|entry| (entry.id.clone(), entry.name.clone(), entry.span))
                    .collect(),
            ),
        ];
        let mut id = composer.call_id(call);
        let mut blocks = Vec::new();
        for (title, header, entries) in groups {
            if entries.is_empty() {
                continue;
            }
            let rows = entries
                .into_iter()
                .map(|(id, name, span)| {
                    let cell = composer.plain(BlockKind::Paragraph(words(name)), span);
                    Row { key: id, cells: vec![vec![cell]], origin: span }
                })
                .collect();
            blocks.push(composer.table(
                id.take().as_ref(),
                call.span,
                words(title),
                vec![column(header, 1)],
                false,
                rows,
            ));
        }
        blocks
    }

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

    fn titles(&self, register: &Register) -> [String; 3] {
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

impl Priority {
    fn read(node: &Node, findings: &mut Findings) -> Option<Priority> {
        let mut fields = Fields::of(node, "a priority", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let includes = fields.texts("includes", findings);
        let lead = fields.node("lead").and_then(|node| Lead::read(node, findings));
        let has_lead = fields.has("lead");
        let others = fields.other_names(findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Priority { id: id?, name: name?, includes, lead, has_lead, others, span })
    }
}

impl Lead {
    fn read(node: &Node, findings: &mut Findings) -> Option<Lead> {
        let mut fields = Fields::of(node, "a lead", findings)?;
        let post = fields.required_text("post", findings);
        let body = fields.required_text("body", findings);
        fields.finish(findings);
        Some(Lead { post: post?, body: body? })
    }
}

impl Theme {
    fn read(node: &Node, findings: &mut Findings) -> Option<Theme> {
        let mut fields = Fields::of(node, "a cross-cutting theme", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let others = fields.other_names(findings);
        fields.finish(findings);
        Some(Theme { id: id?, name: name?, others })
    }
}

fn police_list(register: &Register) -> List {
    register.list(CHIEF_CONSTABLE).cloned().unwrap_or_default()
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
