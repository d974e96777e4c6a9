//! What the data knows by name, so that prose and one kind of data can speak of another.

mod look_up;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::document::Inline;
use crate::parse::times::Times;
use crate::source::{Span, Spanned};

pub use look_up::{Found, no_entry};

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
    other_times: BTreeMap<(Kind, String), Vec<(Times, Span)>>,
    /// Files that are not there.
    absent: BTreeSet<String>,
    told_absent: RefCell<BTreeSet<String>>,
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

    /// Whether a file could not be read, or some entry of it has a fault.
    pub fn has_faults(&self, file: &str) -> bool {
        self.is_unread(file) || self.faulty.contains(file)
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
        if !times.is_always() && !times.faulty {
            self.other_times.entry((kind, id.value.clone())).or_default().push((times.clone(), id.span));
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

    /// The reference of a source by its id.
    pub fn source(&self, id: &str) -> Option<&[Inline]> {
        match self.facts.get(&format!("source.{id}")) {
            Some(Fact::Phrase(content)) => Some(content),
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
        // Of a value in braces without quotation marks it is told that it needs them.
        let told = id.value.starts_with("{{") && id.span.end - id.span.start == id.value.len();
        if name.is_none() && !id.value.is_empty() && !told {
            findings.extend(self.unknown_name(kind, &id.value, id.span));
        }
        name
    }
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
