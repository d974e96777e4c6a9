//! Changes for people at a terminal: part by part, with the words that differ.

use agreement::redline::{Change, Kind, Run, Said, told};

use super::Told;
use crate::terminal::{self, safe, wrapped};

/// How many words that are the same are shown on each side of a change.
const AROUND: usize = 6;
/// How many words of something new or gone are shown.
const MOST_WORDS: usize = 40;

const BOLD: &str = "\x1b[1m";
const ADDED: &str = "\x1b[32m";
const REMOVED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";

/// The whole text.
pub fn written(all: &Told<'_>) -> String {
    let comparison = all.comparison;
    let mut text = format!(
        "{BOLD}{}: {} and {}{PLAIN}\n",
        safe(all.title),
        safe(&told::edition(&comparison.old)),
        safe(&told::edition(&comparison.new))
    );
    if comparison.is_empty() {
        return format!("{text}No words have changed.\n");
    }
    text.push_str("[-words that are gone-] {+words that are new+}\n");
    for part in comparison.parts.iter().filter(|part| part.fate.is_some() || !part.changes.is_empty()) {
        text.push_str(&format!("\n{BOLD}{}{PLAIN}\n", safe(&told::part(part))));
        for change in &part.changes {
            text.push_str(&one(change));
        }
        if let Some(rest) = told::rest(part) {
            text.push_str(&format!("  {rest}\n"));
        }
    }
    if let Some(same) = told::unchanged(comparison) {
        text.push_str(&format!("\nThe words are the same in {}.\n", safe(&same)));
    }
    text.push_str(&format!("\n{}.\n", told::counts(comparison)));
    text
}

fn one(change: &Change) -> String {
    let head = format!("  {BOLD}{}{PLAIN} {}\n", safe(&told::thing(change)), safe(&told::fate(change)));
    if change.kind == Kind::Moved {
        return head;
    }
    let words: String = change.words.iter().enumerate().map(|(at, run)| shown(run, at, change.words.len())).collect();
    let lines = match terminal::page().sentence {
        Some(width) => wrapped(words.trim(), width.saturating_sub(6)),
        None => vec![words.trim().to_owned()],
    };
    let lines = lines.into_iter().map(|line| format!("      {line}\n"));
    // Colours come last, so that they are not counted as letters.
    format!("{head}{}", coloured(&lines.collect::<String>()))
}

/// A run with its marks; of what is the same only what stands beside a change.
fn shown(run: &Run, at: usize, count: usize) -> String {
    let text = safe(&run.text);
    match run.said {
        Said::Same => around(&text, at > 0, at + 1 < count),
        Said::Added => marked(&cut(&text), "{+", "+}"),
        Said::Removed => marked(&cut(&text), "[-", "-]"),
    }
}

/// Marks around words, with the space before them outside.
fn marked(text: &str, open: &str, close: &str) -> String {
    let words = text.trim_start();
    format!("{}{open}{words}{close}", &text[..text.len() - words.len()])
}

fn around(text: &str, after: bool, before: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (keep_first, keep_last) = (if after { AROUND } else { 0 }, if before { AROUND } else { 0 });
    if words.len() <= keep_first + keep_last + 3 {
        return text.to_owned();
    }
    let (first, last) = (words[..keep_first].join(" "), words[words.len() - keep_last..].join(" "));
    match (first.is_empty(), last.is_empty()) {
        (_, true) => format!("{first} …"),
        (true, false) => format!("… {last}"),
        (false, false) => format!("{first} … {last}"),
    }
}

fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= MOST_WORDS { text.to_owned() } else { format!("{} …", words[..MOST_WORDS].join(" ")) }
}

fn coloured(text: &str) -> String {
    text.replace("{+", &format!("{ADDED}{{+"))
        .replace("+}", &format!("+}}{PLAIN}"))
        .replace("[-", &format!("{REMOVED}[-"))
        .replace("-]", &format!("-]{PLAIN}"))
}
