//! Answers what checks there are, and what a code means.

use agreement::diagnostic::{CODES, Severity, nearest};
use agreement::lint::{LINTS, Level, Lint};
use anyhow::{Result, bail};

use crate::terminal::{Width, safe, style, wrapped};

/// The width of a page that does not go to a terminal.
const USUAL_WIDTH: usize = 80;
/// The least room for what a check finds beside its name and level.
const LEAST_ROOM: usize = 30;
/// How far a block of example words is moved in.
const INDENT: &str = "    ";
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

/// Every check with its level and what it finds; in a file each on one line.
pub fn list(width: Width) -> String {
    let name = LINTS.iter().map(|lint| lint.code.len()).max().unwrap_or(0);
    let level = Level::ALL.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
    let margin = name + level + 4;
    let room = width.sentence.map_or(usize::MAX, |most| most.saturating_sub(margin).max(LEAST_ROOM));
    let mut text = String::new();
    for lint in LINTS {
        let word = lint.level.word();
        let (start, end) = coloured(lint.level);
        let found = wrapped(&plain(&lint.summary()), room).join(&format!("\n{}", " ".repeat(margin)));
        text.push_str(&format!("{BOLD}{:name$}{PLAIN}  {start}{word:level$}{end}  {found}\n", lint.code));
    }
    let errors = CODES.iter().filter(|(_, weights)| weights.contains(&Severity::Error)).count();
    let last = format!(
        "agreement check --explain CODE says more of each. Beside these, {errors} kinds of fault always stop \
         publication; what is told of them says what to do."
    );
    text.push('\n');
    for line in wrapped(&last, width.sentence.unwrap_or(usize::MAX)) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What a code means.
///
/// # Errors
///
/// When there is no such code.
pub fn explain(code: &str, width: Width) -> Result<String> {
    let width = width.sentence.unwrap_or(USUAL_WIDTH);
    if let Some(lint) = LINTS.iter().find(|lint| lint.code == code) {
        return Ok(page(lint, width));
    }
    if let Some((code, weights)) = CODES.iter().find(|(known, _)| *known == code) {
        return Ok(format!("{BOLD}{code}{PLAIN}\n\n{}\n", wrapped(&built_in(weights), width).join("\n")));
    }
    let known = LINTS.iter().map(|lint| lint.code).chain(CODES.iter().map(|(code, _)| *code));
    match nearest(code, known) {
        Some(near) => bail!("there is no check called “{}”; did you mean {near}?", safe(code)),
        None => bail!("there is no check called “{}”; agreement check --list shows them all", safe(code)),
    }
}

/// What there is to say of a code that has no page.
fn built_in(weights: &[Severity]) -> String {
    let weight = match weights {
        [Severity::Error] => "This always stops publication, at no level that a county could change.",
        [Severity::Warning] => "This is a warning at all times: it never stops publication by itself.",
        [Severity::Hint] => "This is a hint at all times: it never stops publication.",
        _ => "This stops publication where a reader would miss something, and is a warning elsewhere.",
    };
    format!("{weight} It has no page: what is told of it names the file, the line and the words, and says what to do.")
}

/// The page of a check, and how to give it another level or an exception.
fn page(lint: &Lint, width: usize) -> String {
    let (code, (start, end)) = (lint.code, coloured(lint.level));
    let mut text = format!("{BOLD}{code}{PLAIN} ({start}{}{end})\n\n", lint.level.word());
    text.push_str(&printed(&lint.page(), width));
    let other = if lint.level == Level::Off { "warning" } else { "off" };
    let after = format!(
        "To give it another level (off, hint, warning or error), write in agreement.yaml:\n\n\
         ```\ncheck:\n  {code}: {other}\n```\n\n\
         Where what it finds is right, write in the lines at the head of that part:\n\n\
         ```\nallow:\n  {code}: why it is right here\n```"
    );
    text.push('\n');
    text.push_str(&printed(&after, width));
    text
}

/// Markdown as plain words: paragraphs on lines of that width, examples moved in, each under the
/// name of its file.
fn printed(markdown: &str, width: usize) -> String {
    let mut text = String::new();
    let mut paragraph = String::new();
    let mut inside = false;
    for line in markdown.lines() {
        if let Some(info) = line.trim_start().strip_prefix("```") {
            flush(&mut paragraph, width, &mut text);
            if let Some((_, file)) = info.split_once(' ').filter(|_| !inside) {
                text.push_str(&format!("{INDENT}{file}\n\n"));
            }
            inside = !inside;
        } else if inside {
            text.push_str(format!("{INDENT}{line}").trim_end());
            text.push('\n');
        } else if line.trim().is_empty() {
            flush(&mut paragraph, width, &mut text);
            text.push('\n');
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    flush(&mut paragraph, width, &mut text);
    text
}

fn flush(paragraph: &mut String, width: usize, text: &mut String) {
    if !paragraph.is_empty() {
        text.push_str(&wrapped(&plain(&std::mem::take(paragraph)), width).join("\n"));
        text.push('\n');
    }
}

/// Markdown words without the marks that a terminal does not need.
fn plain(words: &str) -> String {
    words.replace('`', "")
}

fn coloured(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Off => ("", ""),
        Level::Hint => (style(Severity::Hint), PLAIN),
        Level::Warning => (style(Severity::Warning), PLAIN),
        Level::Error => (style(Severity::Error), PLAIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Width = Width { excerpt: 100, sentence: None };

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn every_check_is_listed_on_a_line_of_a_file_and_fits_a_terminal() {
        let text = bare(&list(FILE));
        for lint in LINTS {
            let line = text.lines().find(|line| line.starts_with(lint.code)).expect(lint.code);
            assert!(line.contains(lint.level.word()) && line.ends_with(&plain(&lint.summary())), "{line}");
        }
        let text = bare(&list(Width { excerpt: 70, sentence: Some(80) }));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let column = |line: &str| line.len() - line.trim_start().len();
        assert!(text.lines().any(|line| column(line) > 10), "what does not fit goes on under its column: {text}");
    }

    #[test]
    fn every_page_is_explained_in_plain_words_that_fit() {
        for lint in LINTS {
            let text = bare(&explain(lint.code, FILE).expect(lint.code));
            assert!(text.starts_with(&format!("{} ({})\n\n", lint.code, lint.level.word())), "{text}");
            assert!(!text.contains("```"), "{text}");
            for word in plain(&lint.page()).split_whitespace().filter(|word| !word.starts_with("md")) {
                let is_fence = lint.page().lines().any(|line| line.starts_with("```") && line.contains(word));
                assert!(is_fence || text.contains(word), "{} lost {word}", lint.code);
            }
            let prose = text.lines().filter(|line| !line.starts_with(INDENT));
            for line in prose.filter(|line| line.contains(' ')) {
                assert!(line.chars().count() <= USUAL_WIDTH, "{line}");
            }
            assert!(text.contains(&format!("check:\n      {}: ", lint.code)), "{text}");
        }
    }

    #[test]
    fn every_other_code_is_explained_and_an_unknown_one_is_not() {
        for (code, weights) in CODES {
            let text = explain(code, FILE).expect(code);
            assert_eq!(text.contains("always stops publication"), *weights == [Severity::Error], "{text}");
        }
        let error = explain("typed-numbers", FILE).expect_err("unknown").to_string();
        assert!(error.ends_with("did you mean typed-number?"), "{error}");
        let error = explain("unknwon-key", FILE).expect_err("unknown").to_string();
        assert!(error.ends_with("did you mean unknown-key?"), "{error}");
        let error = explain("zzz", FILE).expect_err("unknown").to_string();
        assert!(error.ends_with("--list shows them all"), "{error}");
    }

    #[test]
    fn an_example_stands_under_the_name_of_its_file() {
        let text = printed("Before:\n\n```yaml data/x.yaml\na:\n  - b\n\n  - c\n```\n\nSome `more`\nwords.", 80);
        assert_eq!(text, "Before:\n\n    data/x.yaml\n\n    a:\n      - b\n\n      - c\n\nSome more words.\n");
    }
}
