//! The list as Markdown, and one that was written before with what is new.
//!
//! What an editor ticked, noted, moved or deleted in a list stays as it is: lines are only added.

use super::{Point, Section, Task, Worklist};
use crate::reading::in_words;

/// A list that was written before, with what is new since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its text.
    pub text: String,
    /// How many tasks were added to it.
    pub added: usize,
}

impl Worklist {
    /// How many tasks there are to tick.
    pub fn tasks(&self) -> usize {
        let others = usize::from(!self.others.is_empty());
        self.sections.iter().map(|section| section.tasks.len()).sum::<usize>() + others
    }

    /// How many parts and files they are in.
    pub fn parts(&self) -> usize {
        self.sections.len()
    }

    /// The whole list, for a file in the content folder that is not there yet.
    pub fn written(&self) -> String {
        let mut text = self.head();
        for section in &self.sections {
            text.push('\n');
            text.push_str(&opened(section));
            section.tasks.iter().for_each(|task| text.push_str(&written(task, section)));
        }
        if !self.others.is_empty() {
            let others = plain(&self.others.join("; "));
            text.push_str(&format!(
                "\n## Other parts\n\n- [ ] Read these as well, in which nothing was found: {others}.\n"
            ));
        }
        text
    }

    /// A list that is there, byte for byte, with what it does not have yet at the ends of its sections.
    ///
    /// A point that it has in any place, ticked or not, is not added again; nor is one that is told
    /// only when a list begins.
    pub fn merged(&self, existing: &str) -> Merged {
        let mut text = existing.to_owned();
        let mut added = 0;
        for section in &self.sections {
            let is_new = |point: &&Point| !point.once && !existing.contains(&plain(&point.subject));
            let new = section.tasks.iter().filter_map(|task| {
                let points: Vec<Point> = task.points.iter().filter(is_new).cloned().collect();
                (!points.is_empty()).then(|| written(&Task { points, ..task.clone() }, section))
            });
            let new: Vec<String> = new.collect();
            if new.is_empty() {
                continue;
            }
            added += new.len();
            let ends = |words: String| if existing.contains("\r\n") { words.replace('\n', "\r\n") } else { words };
            match end_of(&text, section) {
                Some(at) => text.insert_str(at, &ends(format!("\n{}", new.concat().trim_end()))),
                None => {
                    let gap = if text.ends_with('\n') || text.is_empty() { "\n" } else { "\n\n" };
                    text.push_str(&ends(format!("{gap}{}{}", opened(section), new.concat())));
                }
            }
        }
        Merged { text, added }
    }

    fn head(&self) -> String {
        let month = self.month.month_year();
        let follows = match &self.before {
            Some((version, month)) => format!(" follows version {version} of {} and", month.month_year()),
            None => String::new(),
        };
        let tasks = match self.tasks() {
            1 => "There is one thing".to_owned(),
            count => format!("There are {} things", in_words(count)),
        };
        let owners = self.owners();
        format!(
            "# Worklist for the edition of {month}\n\n\
             Version {version}{follows} takes effect on {effective}. Its entry stands at the end of \
             [version-control.yaml](version-control.yaml), and the cover, the page headers, the file names and every \
             {{{{ edition.… }}}} in the text follow from that entry. No sentence and no figure was changed.\n\n\
             {tasks} to do here, part by part. They are what the sources themselves tell; what else \
             has happened since the last edition, only people know.\n\n\
             1. Send each part to whoever looks after it, with its questions.{owners}\n\
             2. Work through the list. Write an x between the brackets of what is done, `- [x]`, and notes \
             wherever you like. What still holds, and what is history, may stay as it is: tick it too.\n\
             3. `agreement check` says what time has still overtaken, as at {effective}.\n\
             4. `agreement changes --write` drafts what version control says of each part.\n\
             5. `agreement build` publishes the edition.\n\n\
             Lines and paragraphs are numbered as they were when they were listed. This file is for colleagues and is \
             not published. `agreement refresh {iso}` may be run again: what stands here stays, and only what is new is added.\n",
            version = self.version,
            effective = self.effective.long(),
            iso = &self.month.iso()[..7],
        )
    }
}

impl Worklist {
    /// Who looks after which parts, in the order in which they come.
    fn owners(&self) -> String {
        let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
        for section in &self.sections {
            let Some(owner) = section.owner.as_deref() else { continue };
            match all.iter_mut().find(|(known, _)| *known == owner) {
                Some((_, titles)) => titles.push(&section.title),
                None => all.push((owner, vec![&section.title])),
            }
        }
        let line =
            |(owner, titles): &(&str, Vec<&str>)| format!("\n   - {}: {}", plain(owner), plain(&titles.join("; ")));
        all.iter().map(line).collect()
    }
}

/// The heading of a section, with what is known of the whole part.
fn opened(section: &Section) -> String {
    let owner = section.owner.iter().map(|owner| format!("Looked after by: {}.", owner.trim_end_matches('.')));
    let remarks = owner.chain(section.remarks.iter().cloned()).map(|remark| plain(&remark));
    let remarks = remarks.collect::<Vec<_>>().join(" ");
    let remarks = if remarks.is_empty() { String::new() } else { format!("{remarks}\n\n") };
    format!("## [{}]({})\n\n{remarks}", plain(&section.title), section.path)
}

/// Where new tasks of a section are put into a list: behind its last letter. It is found by the
/// link in its heading, since titles and numbers change.
fn end_of(text: &str, section: &Section) -> Option<usize> {
    let link = format!("]({})", section.path);
    let is_heading = |line: &str| line.starts_with("## ");
    let mut at = 0;
    let mut begin = None;
    for line in text.split_inclusive('\n') {
        match begin {
            None if is_heading(line) && line.contains(&link) => begin = Some(at),
            Some(_) if is_heading(line) => break,
            _ => {}
        }
        at += line.len();
    }
    begin.map(|begin| begin + text.get(begin..at).unwrap_or_default().trim_end().len())
}

fn written(task: &Task, section: &Section) -> String {
    let said = |point: &Point| {
        let words = std::iter::once(&point.subject).chain(&point.reasons).map(|words| plain(words));
        words.collect::<Vec<_>>().join(" ")
    };
    let (name, link) = place(task, section);
    let head = match &task.label {
        Some(label) => format!("**{}** ([{name}]({link}))", plain(label)),
        None => format!("[{name}]({link})"),
    };
    match task.points.as_slice() {
        [one] => format!("- [ ] {head}: {}\n", said(one)),
        several => {
            let points = several.iter().map(|point| format!("  - {}\n", said(point)));
            format!("- [ ] {head}:\n{}", points.collect::<String>())
        }
    }
}

/// What a place is called, and the link to it. Where Markdown is shown as a page, only its plain text
/// has lines.
fn place(task: &Task, section: &Section) -> (String, String) {
    let (path, line) = &task.place;
    let name = match (*path == section.path, &task.label) {
        (true, Some(_)) => format!("line {line}"),
        (true, None) => format!("Line {line}"),
        (false, _) => format!("{path}, line {line}"),
    };
    let query = if path.ends_with(".md") { "?plain=1" } else { "" };
    (name, format!("{path}{query}#L{line}"))
}

/// Words in which Markdown finds none of its marks.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '\\' | '*' | '_' | '[' | ']' | '<') {
            text.push('\\');
        }
        text.push(if matches!(letter, '\n' | '\r') { ' ' } else { letter });
    }
    text
}
