//! What the data knows by name, so that prose and one kind of data can speak of another.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Inline, plain_text};
use crate::parse::times::Times;
use crate::source::{Span, Spanned};

/// A namespace of ids in the data; prose writes it before the id, as in `body.kent-police`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A public body, committee or team.
    Body,
    /// A plan or strategy.
    Plan,
    /// A term of the glossary.
    Term,
    /// A priority of the agreement.
    Priority,
    /// A cross-cutting theme.
    Theme,
    /// An Act, Bill, regulation or duty.
    Legislation,
}

impl Kind {
    const ALL: [Kind; 6] = [Kind::Body, Kind::Plan, Kind::Term, Kind::Priority, Kind::Theme, Kind::Legislation];

    /// The word that stands before the id.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::Plan => "plan",
            Kind::Term => "term",
            Kind::Priority => "priority",
            Kind::Theme => "theme",
            Kind::Legislation => "legislation",
        }
    }

    /// What an entry is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Legislation => "Act or duty",
            Kind::Body | Kind::Plan | Kind::Term | Kind::Priority | Kind::Theme => self.word(),
        }
    }

    /// The file that holds the names of this kind.
    pub fn file(self) -> &'static str {
        match self {
            Kind::Body => "data/bodies.yaml",
            Kind::Plan => "data/plans.yaml",
            Kind::Term => "data/glossary.yaml",
            Kind::Priority | Kind::Theme => "data/priorities.yaml",
            Kind::Legislation => "data/legislation.yaml",
        }
    }
}

/// A thing that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name in full.
    pub long: String,
    /// The short form, if it has one.
    pub short: Option<String>,
    /// Further facts that prose may ask for, such as `period`.
    pub facts: BTreeMap<&'static str, String>,
    /// Where the name is set.
    pub span: Span,
}

impl Name {
    /// The name with its short form in brackets, if it has one.
    pub fn spelled_out(&self) -> String {
        match &self.short {
            Some(short) => format!("{} ({short})", self.long),
            None => self.long.clone(),
        }
    }

    /// The short form, or the name where there is none.
    pub fn short_or_long(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.long)
    }
}

/// A fact that has no first use and no short form.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Words.
    Words(String),
    /// A number that was counted.
    Count(usize),
    /// An address with the words of its link.
    Link {
        /// A `mailto:` or `tel:` address.
        url: String,
        /// What is printed.
        words: String,
    },
    /// Words with their marks, such as the reference of a source.
    Phrase(Vec<Inline>),
}

/// An entry of a list that another kind shows, such as the police priorities in a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id in the data.
    pub id: String,
    /// The name.
    pub name: String,
    /// Where the name is set.
    pub span: Span,
}

/// A list with its title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// What it is a list of, as a title.
    pub title: String,
    /// The same inside a sentence, after "the".
    pub phrase: String,
    /// Its entries in order.
    pub entries: Vec<Listed>,
}

/// Every name, fact and list of the data.
#[derive(Debug, Default)]
pub struct Register {
    names: BTreeMap<(Kind, String), Name>,
    facts: BTreeMap<String, Fact>,
    lists: BTreeMap<&'static str, List>,
    /// Files that could not be read; what is said of their names would only repeat that.
    unread: BTreeSet<String>,
    /// Files with a fault of some entry.
    faulty: BTreeSet<String>,
    /// Ids that stand in a file, though their entries have faults.
    written: BTreeSet<(String, String)>,
    /// Entries of other days than the document's: when they hold, and where their ids stand.
    other_times: BTreeMap<(Kind, String), (String, Span)>,
    /// Files that are not there.
    absent: BTreeSet<String>,
    told_absent: RefCell<BTreeSet<String>>,
}

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
    /// Remembers that a file could not be read, which is told already.
    pub fn unread(&mut self, file: &str) {
        self.unread.insert(file.to_owned());
    }

    /// Remembers that some entry of a file has a fault, which is told already.
    pub fn faulty(&mut self, file: &str) {
        self.faulty.insert(file.to_owned());
    }

    /// Remembers an id that stands in a file, whether or not its entry has faults.
    pub fn written(&mut self, file: &str, id: &str) {
        self.written.insert((file.to_owned(), id.to_owned()));
    }

    /// Remembers that there is no such file.
    pub fn absent(&mut self, file: &str) {
        self.absent.insert(file.to_owned());
    }

    /// Whether nothing was told so far of a file of data that is missing or has faults.
    pub fn is_sound(&self) -> bool {
        self.unread.is_empty() && self.faulty.is_empty() && self.told_absent.borrow().is_empty()
    }

    /// Whether a file could not be read, so that nothing more need be told about it.
    pub fn is_unread(&self, file: &str) -> bool {
        self.unread.contains(file)
    }

    /// Whether an id stands in a file whose faults are told, so that it need not be said to be unknown.
    pub fn is_written(&self, file: &str, id: &str) -> bool {
        self.is_unread(file) || self.written.contains(&(file.to_owned(), id.to_owned()))
    }

    /// The finding that a file is missing, the first time that somebody asks for it.
    pub fn missing_file(&self, file: &str, span: Span, wanted: &str) -> Option<Diagnostic> {
        self.told_absent.borrow_mut().insert(file.to_owned()).then(|| {
            Diagnostic::error("missing-file", span, format!("there is no file {file}, and {wanted} is looked up in it"))
                .help(format!("add {file}; if it is there under another name, rename it"))
        })
    }

    /// Adds a name; a second one with the same id is a finding.
    pub fn add_name(&mut self, kind: Kind, id: &Spanned<String>, name: Name, findings: &mut Vec<Diagnostic>) {
        if let Some(first) = self.names.get(&(kind, id.value.clone())) {
            findings.push(
                Diagnostic::error("duplicate-id", id.span, format!("two entries have the id `{}`", id.value))
                    .label("a second time here")
                    .also(first.span, "first used here")
                    .help("give one of them another id"),
            );
            return;
        }
        self.names.insert((kind, id.value.clone()), name);
    }

    /// Adds an entry that the data has at some time; it matters where no entry of the day has its id.
    pub fn add_other_time(&mut self, kind: Kind, id: &Spanned<String>, times: &Times) {
        if let Some(said) = times.said().filter(|_| !times.faulty) {
            self.other_times.insert((kind, id.value.clone()), (said, id.span));
        }
    }

    /// Adds a fact under its whole path, such as `edition.month`.
    pub fn add_fact(&mut self, path: impl Into<String>, fact: Fact) {
        self.facts.insert(path.into(), fact);
    }

    /// Adds a list.
    pub fn add_list(&mut self, key: &'static str, list: List) {
        self.lists.insert(key, list);
    }

    /// A list, empty if the data has none.
    pub fn list(&self, key: &str) -> Option<&List> {
        self.lists.get(key)
    }

    /// A counted fact.
    pub fn count(&self, path: &str) -> Option<usize> {
        match self.facts.get(path) {
            Some(Fact::Count(count)) => Some(*count),
            _ => None,
        }
    }

    /// Every counted fact by its path.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.facts.iter().filter_map(|(path, fact)| match fact {
            Fact::Count(count) => Some((path.as_str(), *count)),
            Fact::Words(_) | Fact::Link { .. } | Fact::Phrase(_) => None,
        })
    }

    /// The words of a fact.
    pub fn words(&self, path: &str) -> Option<&str> {
        match self.facts.get(path) {
            Some(Fact::Words(words)) => Some(words),
            _ => None,
        }
    }

    /// A name by its id.
    pub fn name(&self, kind: Kind, id: &str) -> Option<&Name> {
        self.names.get(&(kind, id.to_owned()))
    }

    /// A name that an entry of the data refers to; an unknown one is a finding.
    pub fn expect(&self, kind: Kind, id: &Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<&Name> {
        let name = self.name(kind, &id.value);
        if name.is_none() && !id.value.is_empty() {
            findings.extend(self.unknown_name(kind, &id.value, id.span));
        }
        name
    }

    /// The finding that nothing of a kind has an id; `None` where the cause is told already.
    fn unknown_name(&self, kind: Kind, id: &str, span: Span) -> Option<Diagnostic> {
        let file = kind.file();
        // Of `body.kent-police` only the id is at fault.
        let at = span.end - span.start;
        let prefix = kind.word().len() + 1;
        let span = if at == prefix + id.len() { Span::new(span.file, span.start + prefix, span.end) } else { span };
        if let Some((said, place)) = self.other_times.get(&(kind, id.to_owned())) {
            let message = format!("the {} `{id}` holds {said}, and not at the date of this document", kind.noun());
            return Some(
                Diagnostic::error("unknown-name", span, message)
                    .also(*place, "its record is here")
                    .help(format!("name one of that date, or correct `from:` and `until:` in {file}")),
            );
        }
        if self.is_written(file, id) {
            return None;
        }
        if self.absent.contains(file) {
            return self.missing_file(file, span, &format!("the {} `{id}`", kind.noun()));
        }
        let finding =
            Diagnostic::error("unknown-name", span, format!("{file} has no {} with the id `{id}`", kind.noun()));
        let known = self.names.keys().filter(|(k, _)| *k == kind).map(|(_, id)| id.as_str());
        Some(match nearest(id, known) {
            Some(near) => {
                let finding = finding.help(format!("did you mean `{near}`?"));
                if span.end - span.start == id.len() { finding.suggest(span, near, false) } else { finding }
            }
            None => finding.help(format!("add it to {file}, or correct the id")),
        })
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
            if self.unread.contains(file) || self.faulty.contains(file) {
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

/// A number in words from one to twenty, in digits beyond.
pub fn in_words(number: usize) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
