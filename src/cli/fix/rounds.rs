//! Applies suggestions in memory, as long as that makes nothing worse.
//!
//! What overlaps waits for the next round. After each round the files are judged anew. If that
//! shows an error that was not there before, the suggestions are tried by halves until those that
//! bring it are found; they are left alone, and named.

use std::collections::BTreeMap;

use agreement::diagnostic::{Diagnostic, Suggestion};
use agreement::source::{FileId, Files, Root};
use anyhow::Result;

/// The most rounds: a suggestion may make room for another, but not for ever.
const MOST_ROUNDS: usize = 5;
/// The most times that files are judged, so that hostile sources cannot keep the search going.
const MOST_JUDGED: usize = 60;

/// Words that were replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, as people know it.
    pub file: String,
    /// The line that the words began in when they were replaced.
    pub line: usize,
    /// The words that stood there.
    pub old: String,
    /// The words that stand there now.
    pub new: String,
}

/// A change that was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What it would have been.
    pub change: Change,
    /// What would be wrong after it.
    pub error: String,
}

/// The files after all rounds.
#[derive(Debug)]
pub struct Mended {
    /// The files.
    pub files: Files,
    /// What was replaced.
    pub changes: Vec<Change>,
    /// What was not.
    pub refused: Vec<Refused>,
}

/// Applies the certain suggestions among `findings` that are wanted.
///
/// # Errors
///
/// When judging fails.
pub fn mend(
    files: &Files,
    findings: Vec<Diagnostic>,
    wanted: &dyn Fn(&Files, &Diagnostic) -> bool,
    judge: &dyn Fn(&Files) -> Result<Vec<Diagnostic>>,
) -> Result<Mended> {
    let mut search = Search { judge, judged: 0, refused: BTreeMap::new() };
    let mut mended = Mended { files: files.clone(), changes: Vec::new(), refused: Vec::new() };
    let mut findings = findings;
    for _ in 0..MOST_ROUNDS {
        let fixes = certain(&mended.files, &findings, wanted, &search.refused);
        if fixes.is_empty() {
            break;
        }
        let mut state = State { files: mended.files.clone(), findings, taken: Vec::new() };
        search.take(&mended.files, &errors(&state.findings), &fixes, &mut state)?;
        state.taken.sort_by_key(|fix| fix.key());
        mended.changes.extend(state.taken.iter().map(|fix| change(&mended.files, fix)));
        let ended = state.taken.is_empty();
        mended.files = state.files;
        findings = state.findings;
        if ended {
            break;
        }
    }
    mended.changes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    mended.refused = search.refused.into_values().collect();
    Ok(mended)
}

/// The suggestions that can be applied together, in the order of their places.
fn certain(
    files: &Files,
    findings: &[Diagnostic],
    wanted: &dyn Fn(&Files, &Diagnostic) -> bool,
    refused: &BTreeMap<Words, Refused>,
) -> Vec<Suggestion> {
    let fixes =
        findings.iter().filter(|finding| wanted(files, finding)).filter_map(|finding| finding.suggestion.as_ref());
    let fits = |fix: &&Suggestion| {
        let at = fix.span;
        let text = files.text(at.file).ok().filter(|_| files.root(at.file) == Root::Content);
        let old = text.and_then(|text| text.get(at.start..at.end));
        fix.certain && old.is_some_and(|old| old != fix.replacement) && !refused.contains_key(&words(files, fix))
    };
    let mut fixes: Vec<Suggestion> = fixes.filter(fits).cloned().collect();
    fixes.sort_by_key(|fix| fix.key());
    let mut apart: Vec<Suggestion> = Vec::new();
    for fix in fixes {
        let clear = apart.last().is_none_or(|last: &Suggestion| {
            let (last, next) = (last.span, fix.span);
            let touch = last.end == next.start && (last.start == last.end || next.start == next.end);
            last.file != next.file || (last.end <= next.start && !touch)
        });
        if clear {
            apart.push(fix);
        }
    }
    apart
}

/// What tells a suggestion from others although its place moves: the file, the old words, the new.
type Words = (FileId, String, String);

fn words(files: &Files, fix: &Suggestion) -> Words {
    (fix.span.file, files.written(fix.span).to_owned(), fix.replacement.clone())
}

trait Key {
    fn key(&self) -> (FileId, usize, usize);
}

impl Key for Suggestion {
    fn key(&self) -> (FileId, usize, usize) {
        (self.span.file, self.span.start, self.span.end)
    }
}

/// How often each error is told, wherever it stands: its place may have moved.
type Errors = BTreeMap<(FileId, &'static str, String), usize>;

fn errors(findings: &[Diagnostic]) -> Errors {
    let mut errors = Errors::new();
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        *errors.entry((finding.file(), finding.code, finding.message.clone())).or_default() += 1;
    }
    errors
}

/// Where a round stands.
struct State {
    files: Files,
    findings: Vec<Diagnostic>,
    taken: Vec<Suggestion>,
}

struct Search<'a> {
    judge: &'a dyn Fn(&Files) -> Result<Vec<Diagnostic>>,
    judged: usize,
    refused: BTreeMap<Words, Refused>,
}

impl Search<'_> {
    /// Takes those of `fixes` that bring no error, on top of those taken before; `base` are the
    /// files to which all of them refer.
    fn take(&mut self, base: &Files, known: &Errors, fixes: &[Suggestion], state: &mut State) -> Result<()> {
        if fixes.is_empty() || self.judged == MOST_JUDGED {
            return Ok(());
        }
        let all: Vec<&Suggestion> = state.taken.iter().chain(fixes).collect();
        let files = apply(base, &all);
        let findings = (self.judge)(&files)?;
        self.judged += 1;
        let found = errors(&findings);
        let new = found.iter().find(|(error, count)| known.get(*error).is_none_or(|before| before < *count));
        match (new, fixes) {
            (None, _) => {
                state.taken.extend_from_slice(fixes);
                state.files = files;
                state.findings = findings;
            }
            (Some(((.., error), _)), [fix]) => {
                let refused = Refused { change: change(base, fix), error: error.clone() };
                self.refused.insert(words(base, fix), refused);
            }
            (Some(_), _) => {
                let (first, second) = fixes.split_at(fixes.len() / 2);
                self.take(base, known, first, state)?;
                self.take(base, known, second, state)?;
            }
        }
        Ok(())
    }
}

/// The files with some suggestions applied, which do not overlap.
fn apply(base: &Files, fixes: &[&Suggestion]) -> Files {
    let mut files = base.clone();
    let mut by_file: BTreeMap<FileId, Vec<&Suggestion>> = BTreeMap::new();
    for fix in fixes {
        by_file.entry(fix.span.file).or_default().push(fix);
    }
    for (file, mut fixes) in by_file {
        fixes.sort_by_key(|fix| fix.key());
        let old = base.bytes(file);
        let mut new = Vec::with_capacity(old.len());
        let mut at = 0;
        for fix in fixes {
            new.extend_from_slice(old.get(at..fix.span.start).unwrap_or_default());
            new.extend_from_slice(fix.replacement.as_bytes());
            at = fix.span.end;
        }
        new.extend_from_slice(old.get(at..).unwrap_or_default());
        files.add(base.root(file), base.path(file), base.shown(file), new);
    }
    files
}

fn change(files: &Files, fix: &Suggestion) -> Change {
    Change {
        file: files.shown(fix.span.file).to_owned(),
        line: files.line_column(fix.span.file, fix.span.start).0,
        old: files.written(fix.span).to_owned(),
        new: fix.replacement.clone(),
    }
}

#[cfg(test)]
mod tests {
    use agreement::source::Span;

    use super::*;

    /// Each of these words is to be another, for certain.
    const MEANT: [(&str, &str); 5] =
        [("teh", "the"), ("hte", "teh"), ("cat", "dog"), ("dog", "cat"), ("naïf", "naïve")];

    /// Finds the words of [`MEANT`], and says that "bad the" is an error.
    fn judge(files: &Files) -> Result<Vec<Diagnostic>> {
        let mut findings = Vec::new();
        for file in files.below(Root::Content, "") {
            let text = files.text(file).expect("text");
            for (word, meant) in MEANT {
                for (at, _) in text.match_indices(word) {
                    let span = Span::new(file, at, at + word.len());
                    findings.push(Diagnostic::warning("w", span, word).suggest(span, meant, true));
                }
            }
            for (at, _) in text.match_indices("bad the") {
                findings.push(Diagnostic::error("e", Span::new(file, at, at + 1), "a bad one"));
            }
        }
        Ok(findings)
    }

    fn mended(texts: &[&str]) -> (Vec<String>, Vec<Change>, Vec<Refused>) {
        let mut files = Files::new();
        for (at, text) in texts.iter().enumerate() {
            files.add(Root::Content, &format!("{at}.md"), &format!("content/{at}.md"), text.as_bytes());
        }
        let findings = judge(&files).expect("judged");
        let mended = mend(&files, findings, &|_, _| true, &judge).expect("mended");
        let text = |file| mended.files.text(file).expect("text").to_owned();
        (mended.files.below(Root::Content, "").map(text).collect(), mended.changes, mended.refused)
    }

    #[test]
    fn what_a_change_brings_up_is_put_right_in_the_next_round() {
        let (texts, changes, refused) = mended(&["hte été\nteh", "naïf, teh"]);
        assert_eq!(texts, ["the été\nthe", "naïve, the"]);
        assert_eq!(refused, []);
        let told: Vec<_> = changes.iter().map(|one| (one.file.as_str(), one.line, one.old.as_str())).collect();
        assert_eq!(
            told,
            [
                ("content/0.md", 1, "hte"),
                ("content/0.md", 1, "teh"),
                ("content/0.md", 2, "teh"),
                ("content/1.md", 1, "naïf"),
                ("content/1.md", 1, "teh")
            ]
        );
    }

    #[test]
    fn what_would_bring_an_error_is_left_alone_and_the_rest_is_not() {
        let many = "teh ".repeat(200);
        let (texts, changes, refused) = mended(&[&many, "bad teh", "teh"]);
        assert_eq!(texts, ["the ".repeat(200), "bad teh".to_owned(), "the".to_owned()]);
        assert_eq!(changes.len(), 201);
        let [Refused { change, error }] = refused.as_slice() else { panic!("{refused:?}") };
        assert_eq!((change.file.as_str(), change.line, error.as_str()), ("content/1.md", 1, "A bad one"));
    }

    #[test]
    fn an_error_that_was_there_before_stops_nothing() {
        assert_eq!(mended(&["bad the, teh"]).0, ["bad the, the"]);
    }

    #[test]
    fn two_that_undo_each_other_come_to_an_end() {
        let (texts, changes, _) = mended(&["cat"]);
        assert_eq!((texts, changes.len()), (vec!["dog".to_owned()], 5));
    }

    #[test]
    fn suggestions_that_overlap_wait_for_each_other() {
        let mut files = Files::new();
        let file = files.add(Root::Content, "a.md", "a.md", "abcdef".as_bytes());
        let fix = |start, end, words: &str| Suggestion {
            span: Span::new(file, start, end),
            replacement: words.to_owned(),
            certain: true,
        };
        let finding =
            |fix: Suggestion| Diagnostic { suggestion: Some(fix), ..Diagnostic::warning("w", Span::whole(file), "x") };
        let all = [fix(0, 3, "x"), fix(2, 4, "y"), fix(3, 3, "z"), fix(4, 5, "e"), fix(5, 6, "")].map(finding);
        let apart = certain(&files, &all, &|_, _| true, &BTreeMap::new());
        // The first, the insertion that touches it not; what stands there already is no change.
        assert_eq!(apart, [fix(0, 3, "x"), fix(5, 6, "")]);
        let unfit = [fix(0, 99, "x"), fix(9, 9, "x"), Suggestion { certain: false, ..fix(0, 1, "x") }].map(finding);
        assert_eq!(certain(&files, &unfit, &|_, _| true, &BTreeMap::new()), []);
    }

    #[test]
    fn hostile_sources_do_not_keep_it_going() {
        let judged = std::cell::Cell::new(0);
        let mut files = Files::new();
        let file = files.add(Root::Content, "a.md", "a.md", "bad teh ".repeat(500).as_bytes());
        let findings = judge(&files).expect("judged");
        let counting = |files: &Files| {
            judged.set(judged.get() + 1);
            judge(files)
        };
        let mended = mend(&files, findings, &|_, _| true, &counting).expect("mended");
        assert!(judged.get() <= 60, "{}", judged.get());
        assert_eq!(mended.files.bytes(file), files.bytes(file));
    }
}
