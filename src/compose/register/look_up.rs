//! What a value in prose stands for, or what is wrong with it.

use super::{Fact, Kind, Name, Register};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Inline, plain_text};
use crate::parse::times::Times;
use crate::source::{Span, Spanned};
use crate::tally::listed;

/// What a value stands for.
#[derive(Debug)]
pub enum Found<'a> {
    /// A name that is spelled out at its first use.
    Name(Kind, &'a str, &'a Name),
    /// Words that are the same everywhere.
    Inline(Inline),
    /// Words with marks that are the same everywhere.
    Phrase(&'a [Inline]),
}

impl Found<'_> {
    /// How many bytes it prints at most.
    pub fn letters(&self) -> usize {
        match self {
            Found::Name(_, _, name) => name.long.len() + name.short.as_ref().map_or(0, String::len),
            Found::Inline(Inline::ShortForm { short, long }) => short.len() + long.len(),
            Found::Inline(inline) => plain_text(std::slice::from_ref(inline)).len(),
            Found::Phrase(content) => plain_text(content).len(),
        }
    }
}

impl Register {
    /// The finding that nothing of a kind has an id; `None` where the cause is told already.
    pub(super) fn unknown_name(&self, kind: Kind, id: &str, span: Span) -> Option<Diagnostic> {
        let file = kind.file();
        // Of `body.kent-police` only the id is at fault.
        let at = span.end - span.start;
        let prefix = kind.word().len() + 1;
        let span = if at == prefix + id.len() { Span::new(span.file, span.start + prefix, span.end) } else { span };
        if self.is_unread(file) {
            return None;
        }
        if let Some(records) = self.other_times.get(&(kind, id.to_owned())) {
            return Some(of_other_times(kind, id, records, span));
        }
        if self.is_written(file, id) {
            return None;
        }
        if self.absent.contains(file) {
            return self.missing_file(file, span, &format!("the {} `{id}`", kind.noun()));
        }
        let known = self.names.keys().filter(|(k, _)| *k == kind).map(|(_, id)| id.as_str());
        Some(no_entry(file, kind.noun(), id, span, known))
    }

    /// Refuses the id of a source that nobody knows.
    pub fn expect_source(&self, id: &Spanned<String>, findings: &mut Vec<Diagnostic>) {
        let file = "data/sources.yaml";
        if self.source(&id.value).is_some() || self.is_written(file, &id.value) {
            return;
        }
        if self.absent.contains(file) {
            findings.extend(self.missing_file(file, id.span, &format!("the source `{}`", id.value)));
        } else {
            let known = self.facts.keys().filter_map(|path| path.strip_prefix("source."));
            findings.push(no_entry(file, "source", &id.value, id.span, known));
        }
    }

    /// What the path of a value stands for.
    ///
    /// # Errors
    ///
    /// A finding at the path: an unknown name, an unknown fact of a known name, or a short
    /// form that is asked for and not given.
    pub fn look_up<'a>(&'a self, path: &'a Spanned<String>) -> Result<Found<'a>, Box<Diagnostic>> {
        let words = |words: &str| Found::Inline(Inline::Text(words.to_owned()));
        if let Some(fact) = self.facts.get(&path.value) {
            return Ok(match fact {
                Fact::Words(text) => words(text),
                Fact::Count(count) => words(&count.to_string()),
                Fact::Phrase(content) => Found::Phrase(content),
                Fact::Link { url, words } => {
                    Found::Inline(Inline::Link { url: url.clone(), content: vec![Inline::Text(words.clone())] })
                }
            });
        }
        let mut parts = path.value.splitn(3, '.');
        let (first, id, fact) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let Some((kind, id)) = Kind::ALL.into_iter().find(|kind| kind.word() == first).zip(id) else {
            return self.unknown_value(path).map_or_else(|| Ok(words("")), |finding| Err(Box::new(finding)));
        };
        let Some(name) = self.name(kind, id) else {
            let cut = if path.span.end - path.span.start == path.value.len() {
                Span::new(path.span.file, path.span.start, path.span.start + kind.word().len() + 1 + id.len())
            } else {
                path.span
            };
            let finding = self.unknown_name(kind, id, cut);
            return finding.map_or_else(|| Ok(words("")), |finding| Err(Box::new(finding)));
        };
        match fact {
            None if name.short.is_none() => Ok(words(&name.long)),
            None => Ok(Found::Name(kind, id, name)),
            Some("name") => Ok(words(&name.long)),
            Some("short") => match &name.short {
                Some(short) => Ok(Found::Inline(Inline::ShortForm { short: short.clone(), long: name.long.clone() })),
                None => Err(Box::new(
                    Diagnostic::error("unknown-value", path.span, format!("`{id}` has no short form"))
                        .also(name.span, "its name is set here")
                        .help(format!("add `short:` to its entry in {}, or leave out `.short`", kind.file())),
                )),
            },
            Some(fact) => match name.facts.get(fact) {
                Some(text) => Ok(words(text)),
                None => {
                    let known: Vec<&str> = ["name", "short"].into_iter().chain(name.facts.keys().copied()).collect();
                    Err(Box::new(
                        Diagnostic::error("unknown-value", path.span, format!("`{id}` has no `{fact}`"))
                            .also(name.span, "its entry is here")
                            .help(format!("it has {}", known.join(", "))),
                    ))
                }
            },
        }
    }

    fn unknown_value(&self, path: &Spanned<String>) -> Option<Diagnostic> {
        if let Some(file) = home(&path.value) {
            if self.has_faults(file) {
                return None;
            }
            if self.absent.contains(file) {
                return self.missing_file(file, path.span, &format!("`{}`", path.value));
            }
        }
        let finding =
            Diagnostic::error("unknown-value", path.span, format!("nothing in the data is called `{}`", path.value));
        let names: Vec<String> = self.names.keys().map(|(kind, id)| format!("{}.{id}", kind.word())).collect();
        let known: Vec<&str> = self.facts.keys().chain(&names).map(String::as_str).collect();
        if Kind::ALL.iter().any(|kind| kind.word() == path.value) {
            let example = names.iter().find(|name| name.split('.').next() == Some(path.value.as_str()));
            let example = example.map_or_else(|| format!("{}.id", path.value), Clone::clone);
            return Some(finding.help(format!("write a point and the id after it, such as {example}")));
        }
        // Only what differs is compared: `count.boats` is not near `count.plans`.
        let group = path.value.rsplit_once('.').map_or("", |(group, _)| group);
        let fellows: Vec<&str> = known
            .iter()
            .filter_map(|name| name.rsplit_once('.'))
            .filter(|(other, _)| *other == group)
            .map(|(_, last)| last)
            .collect();
        let near = match path.value.rsplit_once('.') {
            Some((_, last)) if !fellows.is_empty() => {
                nearest(last, fellows.iter().copied()).map(|near| format!("{group}.{near}"))
            }
            _ => nearest(&path.value, known.iter().copied()).map(str::to_owned),
        };
        Some(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(path.span, near, false),
            None if (1..=12).contains(&fellows.len()) => {
                finding.help(format!("after `{group}.` there can be {}", fellows.join(", ")))
            }
            None => finding
                .help("values begin with edition, agreement, body, plan, term, priority, theme, legislation, source, indicator, contact or count"),
        })
    }
}

/// The finding that the records of an id are all of other days than the document.
fn of_other_times(kind: Kind, id: &str, records: &[(Times, Span)], span: Span) -> Diagnostic {
    /// As many places as help an editor.
    const MOST: usize = 5;
    let mut records: Vec<&(Times, Span)> = records.iter().collect();
    records.sort_by_key(|(times, _)| times.from.as_ref().map(|from| from.value));
    let said: Vec<String> = records.iter().filter_map(|(times, _)| times.said()).collect();
    let said = listed(&said).unwrap_or_default();
    let message = format!("the {} `{id}` holds {said}, and not at the date of this document", kind.noun());
    let finding = Diagnostic::error("unknown-name", span, message)
        .help(format!("name one of that date, or correct `from:` and `until:` in {}", kind.file()));
    records.into_iter().take(MOST).fold(finding, |finding, (_, place)| finding.also(*place, "its record is here"))
}

/// The finding that a file of data has no entry with an id, with the nearest id that it has.
pub fn no_entry<'k>(
    file: &str,
    noun: &str,
    id: &str,
    span: Span,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let finding = Diagnostic::error("unknown-name", span, format!("{file} has no {noun} with the id `{id}`"));
    match nearest(id, known) {
        Some(near) => {
            let finding = finding.help(format!("did you mean `{near}`?"));
            if span.end - span.start == id.len() { finding.suggest(span, near, false) } else { finding }
        }
        None => finding.help(format!("add it to {file}, or correct the id")),
    }
}

/// The file that the facts of a path come from.
fn home(path: &str) -> Option<&'static str> {
    let mut names = path.split('.');
    Some(match (names.next()?, names.next()) {
        ("edition", _) | ("count", Some("editions")) => "version-control.yaml",
        ("agreement" | "contact", _) => "agreement.yaml",
        ("assessments", _) | ("count", Some("local-partnerships")) => "data/assessments.yaml",
        ("morile", _) | ("count", Some("morile")) => "data/morile.yaml",
        ("horizon", _) => "data/horizon.yaml",
        ("source", _) => "data/sources.yaml",
        ("indicator", _) => "data/indicators.yaml",
        ("count", Some("actions")) => "data/actions.yaml",
        ("count", Some("directorates" | "services")) => "data/directorates.yaml",
        ("count", Some("priorities" | "cross-cutting-themes")) => "data/priorities.yaml",
        ("count", Some("plans")) => "data/plans.yaml",
        ("count", Some("bodies")) => "data/bodies.yaml",
        ("count", Some("chief-constable")) => "data/police-and-crime-plan.yaml",
        _ => return None,
    })
}
