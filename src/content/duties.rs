//! What the law asks of the agreement, each duty with the parts that meet it: `data/duties.yaml`.
//!
//! An entry says its duty in the county's own words; the wording of the law stays where it was read.
//! Whether a part does meet a duty is for the editors to say: nothing is judged here.

use std::collections::BTreeMap;

use crate::compose::register::{Kind, Name, Register};
use crate::compose::{Composer, column, words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Inline, Part, Row, plain_text};
use crate::parse::fields::{Fields, Findings, as_text, entries, wrong_type};
use crate::parse::listed::check_ids;
use crate::parse::markdown::refused_page;
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// What stands in the place of a wording that nobody has read.
pub const TO_BE_CONFIRMED: &str = "to be confirmed by the monitoring officer";
/// What stands in the place of parts where none meets a duty whose wording is known.
pub const GAP: &str = "nowhere in the agreement: a gap";
/// What stands there while nobody knows whether the duty is one.
pub const NO_PART: &str = "in no part of the agreement so far";

/// A page on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is called.
    pub page: Text,
    /// Where it is: `https:` or `http:`.
    pub address: Text,
}

/// Whether the wording of the law is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// It was read on this page.
    Read(Page),
    /// It could not be read; the monitoring officer has it.
    ToBeConfirmed,
}

/// How it stands with a duty; each is one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Its wording was read, and parts of the agreement meet it.
    Met,
    /// Its wording was read, and no part of the agreement meets it.
    Gap,
    /// Its wording was not read, so nobody can say yet.
    ToBeConfirmed,
}

/// A part of the agreement that meets a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The id of the part.
    pub part: Text,
    /// How it does so, in a few words.
    pub how: Option<Text>,
}

/// One thing that the law asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its id.
    pub id: Spanned<String>,
    /// The id of the Act or the regulations in `legislation.yaml`.
    pub legislation: Text,
    /// The place in it, such as "section 5(1)".
    pub provision: Text,
    /// What it asks, in one sentence of the county's own.
    pub asks: Text,
    /// The parts that meet it.
    pub met_by: Vec<Meeting>,
    /// Whether the wording of the law is known.
    pub wording: Wording,
    /// A remark for colleagues and the monitoring officer; it is not published.
    pub remark: Option<Text>,
    /// Where the entry stands.
    pub span: Span,
}

/// Every duty, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duties {
    /// The duties.
    pub duties: Vec<Duty>,
    /// Every id of legislation in the file, those of entries with other faults too.
    laws: Vec<Text>,
    /// Every id of a part in the file, likewise.
    parts: Vec<Text>,
}

/// A duty with what it refers to by name, as it is told outside the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// "Crime and Disorder Act 1998, section 5(1)".
    pub provision: String,
    /// For each part that meets it, its name in print ("Chapter 4, Governance") and how.
    pub met: Vec<(String, &'a Meeting)>,
}

impl Duties {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Duties {
        let mut all = Duties::default();
        all.duties = entries(node, "duties", findings, |node, findings| {
            Duty::read(node, &mut all.laws, &mut all.parts, findings)
        });
        check_ids(all.duties.iter().map(|duty| &duty.id), "entries", findings);
        all
    }

    /// Tells legislation that the data does not know; no name of its own is added.
    pub fn register(&self, register: &Register, findings: &mut Findings) {
        for law in &self.laws {
            register.expect(Kind::Legislation, &law.spanned(), findings);
        }
    }

    /// Tells parts that the document does not have, whether or not the duties are published.
    pub fn check_parts(&self, composer: &mut Composer<'_>) {
        // Of a part that could not be read nobody knows the id.
        if composer.incomplete {
            return;
        }
        for part in self.parts.iter().filter(|part| !composer.part_labels.contains_key(&part.words)) {
            let message = format!("this document has no part `{}`", part.words);
            let finding = Diagnostic::error("unknown-part", part.span, message);
            composer.findings.push(match nearest(&part.words, composer.part_labels.keys().map(String::as_str)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(part.span, near, false),
                None => finding.help("write the name of its file without the number before it and the ending"),
            });
        }
    }

    /// `{{ duties }}`: a table of the duties, with references to the parts that meet them.
    pub fn compose_duties(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let rows = self.duties.iter().map(|duty| duty.row(composer)).collect();
        let caption = composer.call_caption(call, |_| words("What the law asks, and where it is met"));
        let columns =
            vec![column("Duty", 3), column("What it asks", 5), column("Where it is met", 4), column("Wording", 3)];
        let id = composer.call_id(call);
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    /// The duties with what they refer to by name, in the order of the file.
    pub fn told<'a>(&'a self, register: &Register, parts: &[Part]) -> Vec<Told<'a>> {
        let name = |id: &str| parts.iter().find(|part| part.id == id).map_or_else(|| id.to_owned(), name_and_title);
        let met = |duty: &'a Duty| duty.met_by.iter().map(|meeting| (name(&meeting.part.words), meeting)).collect();
        let told = |duty: &'a Duty| Told { duty, provision: duty.name(register), met: met(duty) };
        self.duties.iter().map(told).collect()
    }
}

/// "Chapter 4, Governance"; of a part without a number its title.
fn name_and_title(part: &Part) -> String {
    let (name, title) = (part.name(), plain_text(&part.title));
    if name == title { name } else { format!("{name}, {title}") }
}

impl Duty {
    /// How it stands with it.
    pub fn verdict(&self) -> Verdict {
        match self.wording {
            Wording::ToBeConfirmed => Verdict::ToBeConfirmed,
            Wording::Read(_) if self.met_by.is_empty() => Verdict::Gap,
            Wording::Read(_) => Verdict::Met,
        }
    }

    /// What stands in the place of the parts that meet it, where there are none.
    pub fn without_parts(&self) -> Option<&'static str> {
        let words = if self.verdict() == Verdict::Gap { GAP } else { NO_PART };
        self.met_by.is_empty().then_some(words)
    }

    /// The Act with the place in it.
    fn name(&self, register: &Register) -> String {
        let law = register.name(Kind::Legislation, &self.legislation.words);
        format!("{}, {}", law.map_or(self.legislation.words.as_str(), |law: &Name| &law.long), self.provision.words)
    }

    fn row(&self, composer: &mut Composer<'_>) -> Row {
        let mut paragraph = |content: Vec<Inline>, span| composer.plain(BlockKind::Paragraph(content), span);
        let asks = paragraph(words(&self.asks.words), self.asks.span);
        let wording = match &self.wording {
            Wording::Read(page) => {
                let link = Inline::Link { url: page.address.words.clone(), content: words(&page.page.words) };
                paragraph(vec![link], page.page.span)
            }
            Wording::ToBeConfirmed => paragraph(words(sentence(TO_BE_CONFIRMED)), self.span),
        };
        let none = self.without_parts().map(|none| paragraph(words(sentence(none)), self.span));
        let mut met: Vec<Block> = none.into_iter().collect();
        for meeting in &self.met_by {
            // One that is not there is told by `check_parts`, which looks at all of them.
            if !composer.part_labels.contains_key(&meeting.part.words) {
                continue;
            }
            let mut content = vec![composer.reference(&meeting.part.spanned(), Vec::new())];
            content.extend(meeting.how.iter().map(|how| Inline::Text(format!(": {}", how.words))));
            met.push(composer.plain(BlockKind::Paragraph(content), meeting.part.span));
        }
        let name = self.name(composer.register);
        let name = composer.plain(BlockKind::Paragraph(words(name)), self.provision.span);
        let cells = vec![vec![name], vec![asks], met, vec![wording]];
        Row { key: self.id.value.clone(), cells, origin: self.span }
    }

    fn read(node: &Node, laws: &mut Vec<Text>, parts: &mut Vec<Text>, findings: &mut Findings) -> Option<Duty> {
        let mut fields = Fields::of(node, "a duty", findings)?;
        let id = fields.id(findings);
        let legislation = fields.required_text("legislation", findings);
        let provision = fields.required_text("provision", findings);
        let asks = fields.required_text("asks", findings);
        fields.required("met-by", findings);
        let met_by = fields.list("met-by", findings);
        let met_by: Vec<Meeting> = met_by.iter().filter_map(|item| Meeting::read(item, findings)).collect();
        let wording = Wording::read(&mut fields, id.as_ref(), findings);
        let remark = fields.text("remark", findings);
        let span = fields.span;
        fields.finish(findings);
        laws.extend(legislation.clone());
        let mut met: BTreeMap<&str, Span> = BTreeMap::new();
        for Meeting { part, .. } in &met_by {
            match met.insert(&part.words, part.span) {
                None => parts.push(part.clone()),
                Some(first) => {
                    let message = format!("`{}` stands twice among the parts that meet this duty", part.words);
                    findings.push(
                        Diagnostic::error("duplicate-id", part.span, message)
                            .also(first, "the first one")
                            .help("delete one of the two"),
                    );
                }
            }
        }
        let id = id?;
        let (legislation, provision, asks, wording) = (legislation?, provision?, asks?, wording?);
        Some(Duty { id, legislation, provision, asks, met_by, wording, remark, span })
    }
}

/// Words as a sentence of their own.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

impl Meeting {
    /// The id of a part, or that with how it meets the duty.
    fn read(node: &Node, findings: &mut Findings) -> Option<Meeting> {
        match &node.value {
            Value::Text(_) => Some(Meeting { part: as_text(node, "an item of `met-by`", findings)?, how: None }),
            Value::Map(_) => {
                let mut fields = Fields::of(node, "a part that meets a duty", findings)?;
                let part = fields.required_text("part", findings);
                let how = fields.text("how", findings);
                fields.finish(findings);
                Some(Meeting { part: part?, how })
            }
            Value::Empty | Value::List(_) => {
                let wanted = "must be the id of a part, or `{ part: …, how: … }`";
                findings.push(wrong_type(node, "an item of `met-by`", wanted));
                None
            }
        }
    }
}

impl Wording {
    /// Where the wording was read, or that it is to be confirmed; neither or both is a fault.
    fn read(fields: &mut Fields<'_>, id: Option<&Spanned<String>>, findings: &mut Findings) -> Option<Wording> {
        let read = fields.node("read");
        let confirm = fields.node("to-be-confirmed");
        let to_be_confirmed = fields.flag("to-be-confirmed", false, findings);
        let page = read.and_then(|node| Page::read(node, findings));
        match (read, confirm) {
            (Some(_), Some(confirm)) if to_be_confirmed => {
                let message = "this duty says where its wording was read, and that it is to be confirmed";
                findings.push(
                    Diagnostic::error("too-many-fields", confirm.span, message).help(
                        "keep `read:` if that page has the wording of this provision, or else `to-be-confirmed:`",
                    ),
                );
                None
            }
            (Some(_), _) => page.map(Wording::Read),
            (None, Some(_)) if to_be_confirmed => Some(Wording::ToBeConfirmed),
            // A value that is neither true nor false is told already.
            (None, Some(Node { value: Value::Text(text), .. })) if text.words != "false" => None,
            (None, _) => {
                let place = id.map_or(fields.span, |id| id.span);
                findings.push(
                    Diagnostic::error("missing-field", place, "a duty needs `read` or `to-be-confirmed`").help(
                        "write `read:` with the page and the address at which you read its wording, or \
                         `to-be-confirmed: true` if you did not",
                    ),
                );
                None
            }
        }
    }
}

impl Page {
    fn read(node: &Node, findings: &mut Findings) -> Option<Page> {
        let mut fields = Fields::of(node, "`read`", findings)?;
        let page = fields.required_text("page", findings);
        let address = fields.required_text("address", findings);
        fields.finish(findings);
        let address = address.filter(|address| {
            let refused = refused_page(&address.spanned());
            let good = refused.is_none();
            findings.extend(refused);
            good
        });
        Some(Page { page: page?, address: address? })
    }
}

#[cfg(test)]
mod tests;
