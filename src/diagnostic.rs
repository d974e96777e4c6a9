//! What the tool found in the sources, as data that any printer can show.
//!
//! Nothing is printed here: the terminal, JSON and annotations are shelves of the shell.

mod codes;
mod nearest;

pub use codes::CODES;
pub use nearest::nearest;

use crate::source::{FileId, Span};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A remark that an editor may ignore.
    Hint,
    /// Something a reader would trip over; it can still be published.
    Warning,
    /// Something that cannot be published.
    Error,
}

/// A place in a source with a few words about its part in the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words at fault, or those that explain it.
    pub span: Span,
    /// What these words have to do with it; may be empty.
    pub text: String,
}

/// Words that would put a finding right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace.
    pub span: Span,
    /// What to write there.
    pub replacement: String,
    /// Whether a tool may apply it without asking.
    pub certain: bool,
}

/// One finding: what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A short name in kebab case that completes "allow …", such as `unknown-key`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence without a full stop, in words that an officer would use.
    pub message: String,
    /// The place at fault.
    pub primary: Label,
    /// Other places that explain it.
    pub others: Vec<Label>,
    /// What to do, as a sentence.
    pub help: Option<String>,
    /// A replacement, where one is known.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A finding that stops publication.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// A finding that is printed and does not stop publication.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    fn new(code: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity,
            message: sentence(&one_line(message.into()), false),
            primary: Label { span, text: String::new() },
            others: Vec::new(),
            help: None,
            suggestion: None,
        }
    }

    /// Says a few words beside the place at fault.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = quoted(&text.into());
        self
    }

    /// Shows another place that explains the finding.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label { span, text: quoted(&text.into()) });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(sentence(&one_line(text.into()), true));
        self
    }

    /// Offers words to put in the place of those at fault.
    #[must_use]
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>, certain: bool) -> Self {
        self.suggestion = Some(Suggestion { span, replacement: replacement.into(), certain });
        self
    }

    /// The file that the finding is about.
    pub fn file(&self) -> FileId {
        self.primary.span.file
    }

    /// Whether it stops publication.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Words on one line, since they may quote what an author wrote on several, and not too many.
fn one_line(words: String) -> String {
    const MOST: usize = 600;
    let words = if words.contains(['\n', '\r']) { words.replace(['\n', '\r'], " ") } else { words };
    match words.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

/// A sentence as every finding prints it: a capital, quotation marks, and perhaps a full stop.
fn sentence(words: &str, stop: bool) -> String {
    let mut sentence = quoted(words);
    let first = sentence.split(' ').next().unwrap_or("");
    // A file name keeps its small letter.
    if first.bytes().all(|byte| byte.is_ascii_lowercase())
        && let Some(letter) = sentence.get_mut(..1)
    {
        letter.make_ascii_uppercase();
    }
    if stop && !sentence.ends_with(['.', '?', '!', '\u{2026}']) {
        sentence.push('.');
    }
    sentence
}

/// Words that an author typed stand between grave accents in the code, and in quotation marks
/// in print, since few officers know what a grave accent means.
fn quoted(words: &str) -> String {
    let mut open = false;
    words
        .chars()
        .map(|character| match character {
            '`' => {
                open = !open;
                if open { '\u{201c}' } else { '\u{201d}' }
            }
            other => other,
        })
        .collect()
}

/// Puts findings into the order in which they are printed, and drops repeats.
///
/// The order is by file, place, weight (errors first), code and words: the same findings
/// come out in the same order however they were collected.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.primary.span.file, d.primary.span.start, std::cmp::Reverse(d.severity), d.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup_by(|next, kept| {
        next.primary.span == kept.primary.span && next.code == kept.code && next.message == kept.message
    });
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn findings_are_sentences_with_quotation_marks() {
        assert_eq!(sentence("did you mean `asb`?", true), "Did you mean “asb”?");
        assert_eq!(sentence("write a word, then a colon", true), "Write a word, then a colon.");
        assert_eq!(sentence("data/bodies.yaml has no body", false), "data/bodies.yaml has no body");
        assert_eq!(sentence("`asb` is given twice", false), "“asb” is given twice");
    }
}
