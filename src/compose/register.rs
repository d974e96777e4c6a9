//! What the data knows by name, so that prose and one kind of data can speak of another.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Inline;
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// What a value stands for.
#[derive(Debug)]
pub enum Found<'a> {
    /// A name that is spelled out at its first use.
    Name(Kind, &'a str, &'a Name),
    /// Words that are the same everywhere.
    Inline(Inline),
}

impl Register {
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
        if name.is_none() {
            findings.push(self.unknown_name(kind, &id.value, id.span));
        }
        name
    }

    fn unknown_name(&self, kind: Kind, id: &str, span: Span) -> Diagnostic {
        let finding =
            Diagnostic::error("unknown-name", span, format!("{} knows no {} `{id}`", kind.file(), kind.word()));
        let known = self.names.keys().filter(|(k, _)| *k == kind).map(|(_, id)| id.as_str());
        match nearest(id, known) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("add it to {}, or correct the id", kind.file())),
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
                Fact::Link { url, words } => {
                    Found::Inline(Inline::Link { url: url.clone(), content: vec![Inline::Text(words.clone())] })
                }
            });
        }
        let mut parts = path.value.splitn(3, '.');
        let (first, id, fact) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let Some((kind, id)) = Kind::ALL.into_iter().find(|kind| kind.word() == first).zip(id) else {
            return Err(Box::new(self.unknown_value(path)));
        };
        let Some(name) = self.name(kind, id) else { return Err(Box::new(self.unknown_name(kind, id, path.span))) };
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

    fn unknown_value(&self, path: &Spanned<String>) -> Diagnostic {
        let names: Vec<String> = self.names.keys().map(|(kind, id)| format!("{}.{id}", kind.word())).collect();
        let known = self.facts.keys().chain(names.iter()).map(String::as_str);
        let finding =
            Diagnostic::error("unknown-value", path.span, format!("nothing in the data is called `{}`", path.value));
        match nearest(&path.value, known) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(path.span, near, false),
            None => {
                finding.help("the guide lists the values: edition.month, body.…, plan.…, term.…, count.… and others")
            }
        }
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
