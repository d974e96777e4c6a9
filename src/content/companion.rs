//! A document beside the agreement: its `document.yaml`.
//!
//! What it is follows from its kind, which [`crate::kinds`] describes; the text is in the files
//! beside it, and the data is that of the agreement.

mod blocks;
mod minutes;

pub use blocks::missing;
pub use minutes::MINUTES;

use crate::compose::contact::Contact;
use crate::compose::lengths::check_settings;
use crate::compose::register::{Fact, Register};
use crate::compose::{Composer, Setting, words};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Detail, Edition, Opening};
use crate::kinds::{DocumentKind, HeadField, KINDS};
use crate::parse::fields::{Fields, Findings};
use crate::parse::listed::check_listed;
use crate::parse::yaml::{Node, Text};
use crate::source::{Span, Spanned};

/// The key of what a review recommends for the priorities.
pub const RECOMMENDATIONS: &str = "recommendations";

/// How far a document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Still being written.
    Draft,
    /// Written, and not signed off by all.
    Provisional,
    /// Settled.
    Final,
}

impl Status {
    const ALL: [(&'static str, Status); 3] =
        [("draft", Status::Draft), ("provisional", Status::Provisional), ("final", Status::Final)];

    /// The word that readers are told; none once nothing more is to come.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Status::Draft => Some("Draft"),
            Status::Provisional => Some("Provisional"),
            Status::Final => None,
        }
    }
}

/// What a body is asked to resolve.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// The words before the options, such as "The Committee may resolve to".
    pub lead_in: Text,
    /// What it may choose.
    pub options: Vec<Text>,
}

/// What comes with a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Attachment {
    /// Another document of the family, by its id.
    Document(Spanned<String>),
    /// Something else.
    Other {
        /// What it is called.
        title: Text,
        /// Where it is, or why it is not attached.
        note: Option<Text>,
    },
}

/// Where an item stands on the agenda of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its running number in the minutes.
    pub item: Spanned<u32>,
    /// Its code on the agenda, such as `C1`.
    pub code: Option<Text>,
}

/// The settings of a document beside the agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// What it is; none where its word is not known.
    pub kind: Option<&'static DocumentKind>,
    /// The title.
    pub title: Text,
    /// The title for narrow places.
    pub short_title: Option<Text>,
    /// One sentence that says what it is.
    pub description: Text,
    /// The day as at which it is written.
    pub date: Option<Spanned<Date>>,
    /// How far it has come.
    pub status: Status,
    /// The facts of its head, each with its label.
    pub head: Vec<(&'static str, Text)>,
    /// What is asked of those it is written for.
    pub recommendation: Option<Recommendation>,
    /// What comes with it.
    pub attachments: Vec<Attachment>,
    /// The id of the body that publishes it, if that is not the partnership.
    pub publisher: Option<Text>,
    /// Whom its readers can ask, if not those of the agreement.
    pub contact: Option<Contact>,
    /// Its place on an agenda.
    pub minutes: Option<AgendaItem>,
}

impl Companion {
    /// The settings of a file that says nothing.
    pub fn blank(span: Span) -> Companion {
        Companion {
            kind: None,
            title: Text::blank(span),
            short_title: None,
            description: Text::blank(span),
            date: None,
            status: Status::Draft,
            head: Vec::new(),
            recommendation: None,
            attachments: Vec::new(),
            publisher: None,
            contact: None,
            minutes: None,
        }
    }

    /// Reads the file; what is missing or wrong is told, and blank.
    pub fn read(node: &Node, findings: &mut Findings) -> Companion {
        let blank = || Text::blank(node.span);
        let mut companion = Companion::blank(node.span);
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return companion };
        let known: Vec<(&'static str, &'static DocumentKind)> = KINDS.iter().map(|kind| (kind.word, kind)).collect();
        fields.required("kind", findings);
        companion.kind = fields.choice("kind", &known, findings).map(|kind| kind.value);
        companion.title = fields.required_text("title", findings).unwrap_or_else(blank);
        companion.short_title = fields.text("short-title", findings);
        companion.description = fields.required_text("description", findings).unwrap_or_else(blank);
        check_settings(&companion.title, &mut companion.short_title, &companion.description, findings);
        fields.required("date", findings);
        companion.date = fields.date("date", findings);
        findings.extend(companion.date.as_ref().and_then(too_early));
        fields.required("status", findings);
        companion.status = fields.choice("status", &Status::ALL, findings).map_or(Status::Draft, |status| status.value);
        let head = fields.node("head");
        if let Some(kind) = companion.kind {
            companion.head = read_head(kind, head, &fields, findings);
        }
        companion.recommendation = fields.node("recommendation").and_then(|node| Recommendation::read(node, findings));
        let attachments = fields.list("attachments", findings);
        companion.attachments = attachments.iter().filter_map(|node| Attachment::read(node, findings)).collect();
        let documents = companion.attachments.iter().filter_map(Attachment::document);
        check_listed(documents.map(|id| (id.value.as_str(), id.span)), "the list of attachments", findings);
        companion.publisher = fields.text("publisher", findings);
        companion.contact = fields.node("contact").and_then(|node| Contact::read(node, findings));
        companion.minutes = fields.node("minutes").and_then(|node| AgendaItem::read(node, findings));
        // They are read where the priorities are known.
        fields.node(RECOMMENDATIONS);
        fields.finish(findings);
        companion
    }

    /// Makes its date known, and whom to ask.
    pub fn register(&self, register: &mut Register) {
        register.add_fact("document.title", Fact::Words(self.title.words.clone()));
        if let Some(date) = &self.date {
            register.add_fact("document.date", Fact::Words(date.value.long()));
            register.add_fact("document.year", Fact::Words(date.value.year.to_string()));
        }
    }

    /// Its date in place of an edition; it has no version.
    pub fn edition(&self) -> Option<Edition> {
        let date = self.date.as_ref()?.value;
        Some(Edition { version: String::new(), month: date.month_year(), effective: date.long(), date })
    }

    /// How it opens, with the facts of its head in the order of its kind.
    pub fn opening(&self, composer: &mut Composer<'_>) -> Opening {
        let Some(kind) = self.kind else { return Opening::Cover };
        let mut facts = Vec::new();
        let status = self.status.word();
        for field in kind.head {
            match field {
                HeadField::Date(label) => {
                    if let Some(date) = &self.date {
                        facts.push(Detail { term: words(*label), lines: vec![words(date.value.long())] });
                    }
                    if let Some(status) = status {
                        facts.push(Detail { term: words("Status"), lines: vec![words(status)] });
                    }
                }
                HeadField::Own { label, .. } => {
                    if let Some((_, text)) = self.head.iter().find(|(own, _)| own == label) {
                        let line = composer.text(text, Setting::Running);
                        facts.push(Detail { term: words(*label), lines: vec![line] });
                    }
                }
            }
        }
        if kind.cover { Opening::CoverWith(facts) } else { Opening::Head(facts) }
    }
}

/// The finding that a document is of a day before the Act that community safety agreements rest on.
fn too_early(date: &Spanned<Date>) -> Option<Diagnostic> {
    /// The year of the Crime and Disorder Act 1998.
    const FIRST: i32 = 1998;
    let message = format!("{} is before the Crime and Disorder Act 1998", date.value.long());
    let finding = Diagnostic::error("bad-date", date.span, message);
    (date.value.year < FIRST).then(|| finding.help("write the day of the document with the four digits of its year"))
}

/// The fields below `head:` that a kind has.
fn read_head(
    kind: &'static DocumentKind,
    node: Option<&Node>,
    whole: &Fields<'_>,
    findings: &mut Findings,
) -> Vec<(&'static str, Text)> {
    let needed: Vec<&str> = kind
        .head
        .iter()
        .filter_map(|field| match field {
            HeadField::Own { key, required: true, .. } => Some(*key),
            HeadField::Own { .. } | HeadField::Date(_) => None,
        })
        .collect();
    let Some(node) = node else {
        if !needed.is_empty() && !whole.has("head") {
            let span = whole.start();
            let message = format!("{} needs a `head` with {}", kind.noun, needed.join(", "));
            findings.push(
                Diagnostic::error("missing-field", span, message)
                    .help("write `head:` and below it, set in by two spaces, a line for each"),
            );
        }
        return Vec::new();
    };
    let Some(mut fields) = Fields::of(node, "the head", findings) else { return Vec::new() };
    let mut head = Vec::new();
    for field in kind.head {
        if let HeadField::Own { key, label, required } = field {
            let text = if *required { fields.required_text(key, findings) } else { fields.text(key, findings) };
            head.extend(text.map(|text| (*label, text)));
        }
    }
    fields.finish(findings);
    head
}

impl Recommendation {
    fn read(node: &Node, findings: &mut Findings) -> Option<Recommendation> {
        let mut fields = Fields::of(node, "the recommendation", findings)?;
        let lead_in = fields.required_text("lead-in", findings);
        fields.required("options", findings);
        let options = fields.texts("options", findings);
        fields.finish(findings);
        Some(Recommendation { lead_in: lead_in?, options })
    }
}

impl Attachment {
    /// The id of the document that it is, if it is one.
    pub fn document(&self) -> Option<&Spanned<String>> {
        match self {
            Attachment::Document(id) => Some(id),
            Attachment::Other { .. } => None,
        }
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Attachment> {
        let mut fields = Fields::of(node, "an attachment", findings)?;
        let document = fields.text("document", findings);
        let (title, note) = (fields.text("title", findings), fields.text("note", findings));
        let (given, span) = (fields.has("document") || fields.has("title"), fields.span);
        fields.finish(findings);
        match (document, title) {
            (Some(document), None) => Some(Attachment::Document(document.spanned())),
            (None, Some(title)) => Some(Attachment::Other { title, note }),
            (Some(document), Some(_)) => {
                findings.push(
                    Diagnostic::error("too-many-fields", document.span, "this attachment has a document and a title")
                        .help("keep `document:`, whose title is known, or `title:` for what is not made here"),
                );
                None
            }
            (None, None) => {
                if !given {
                    findings.push(
                        Diagnostic::error("missing-field", span, "an attachment needs `document` or `title`")
                            .help("write `document: agreement`, or `title:` for what is not made here"),
                    );
                }
                None
            }
        }
    }
}

impl AgendaItem {
    fn read(node: &Node, findings: &mut Findings) -> Option<AgendaItem> {
        let mut fields = Fields::of(node, "the item for the minutes", findings)?;
        fields.required("item", findings);
        let item = fields.number("item", findings);
        let code = fields.text("code", findings);
        fields.finish(findings);
        Some(AgendaItem { item: item?, code })
    }
}

/// The finding that no document has an id.
pub fn unknown_document<'k>(id: &Spanned<String>, known: impl IntoIterator<Item = &'k str> + Clone) -> Diagnostic {
    let finding =
        Diagnostic::error("unknown-document", id.span, format!("there is no document with the id `{}`", id.value));
    match nearest(&id.value, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(id.span, near, false),
        None => {
            let known: Vec<&str> = known.into_iter().collect();
            finding.help(format!("the documents of these sources are {}", known.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests;
