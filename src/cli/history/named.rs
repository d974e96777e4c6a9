//! Finds the commit that a person means by a version, a month, or any name that git knows.

use std::collections::HashSet;
use std::path::Path;

use agreement::date::{Date, MONTHS};
use agreement::diagnostic::nearest;
use agreement::tally::listed;
use anyhow::{Result, bail};

use super::{DEEPEN, Edition, History, Revision};
use crate::folder::shown;
use crate::terminal::brief;

/// How many editions are named to somebody who asked for one that is not there.
const MOST_NAMED: usize = 12;
/// The fewest letters of a commit id that stand for it.
const LEAST_ID: usize = 4;

/// What came of asking git for a name.
enum Asked {
    Commit(gix::ObjectId),
    /// The ids of more than one thing begin so: those of these commits.
    Several(Vec<gix::ObjectId>),
    /// It names something, but no commit.
    NoCommit,
    Nothing,
}

impl History {
    /// The commit that a version ("1.0"), a month ("2021-04", "April 2021"), or a tag, a branch,
    /// the id of a commit or any other revision of git names, in this order.
    ///
    /// # Errors
    ///
    /// When it names none or more than one; what there is, is said.
    pub fn named(&self, name: &str) -> Result<Revision<'_>> {
        let name = name.trim();
        if name.is_empty() {
            bail!("no edition is named; write its version, its month, a tag or a commit ({LIST})");
        }
        if name.starts_with('-') {
            bail!("“{}” begins with a dash, so it cannot be the name of an edition; {LIST}", brief(name));
        }
        let editions = self.editions()?;
        let asked = self.ask(name);
        if let Some(edition) = wanted(name, &editions)? {
            let mut revision = Revision::new(self, edition.id, edition.version.clone());
            if let Asked::Commit(other) = asked
                && other != edition.id
            {
                let (this, other) = (&edition.short, self.short(other));
                revision.note = Some(format!(
                    "“{}” is also the name of a tag or a branch, at the commit {other}; taken is the edition {}, \
                     at the commit {this}. To take the other, name its commit",
                    brief(name),
                    edition.version,
                ));
            }
            return Ok(revision);
        }
        match asked {
            Asked::Commit(commit) => {
                let label =
                    if commit.to_string().starts_with(&name.to_lowercase()) { self.short(commit) } else { brief(name) };
                Ok(Revision::new(self, commit, label))
            }
            Asked::Several(commits) => {
                let shown: Vec<String> = commits.iter().take(MOST_NAMED).map(|commit| self.short(*commit)).collect();
                let shown = listed(&shown).map(|shown| format!(", of these commits: {shown}")).unwrap_or_default();
                bail!("more than one id begins with “{}”{shown}; write more of the id", brief(name))
            }
            Asked::NoCommit => bail!("“{}” is in the history, but is no commit; {LIST}", brief(name)),
            Asked::Nothing => Err(self.unknown(name, &editions)?),
        }
    }

    fn ask(&self, name: &str) -> Asked {
        let Ok(id) = self.repo.rev_parse_single(name) else { return self.beginning(name) };
        match id.object().ok().and_then(|object| object.peel_to_commit().ok()) {
            Some(commit) => Asked::Commit(commit.id),
            None => Asked::NoCommit,
        }
    }

    /// What the beginning of an id stands for, where it is that of more than one: the only commit.
    fn beginning(&self, name: &str) -> Asked {
        let prefix = (name.len() >= LEAST_ID).then(|| gix::hash::Prefix::from_hex(name).ok()).flatten();
        let Some(prefix) = prefix else { return Asked::Nothing };
        let mut ids = HashSet::new();
        let found = self.repo.objects.lookup_prefix(prefix, Some(&mut ids));
        if !matches!(found, Ok(Some(Err(())))) {
            return Asked::Nothing;
        }
        let kind = |id: &gix::ObjectId| self.repo.find_header(*id).map(|header| header.kind());
        let commits = ids.into_iter().filter(|id| kind(id).is_ok_and(|kind| kind == gix::object::Kind::Commit));
        let mut commits: Vec<gix::ObjectId> = commits.collect();
        commits.sort();
        match commits[..] {
            [commit] => Asked::Commit(commit),
            _ => Asked::Several(commits),
        }
    }

    /// The failure that says what there is in place of what was asked for.
    fn unknown(&self, name: &str, editions: &[Edition]) -> Result<anyhow::Error> {
        let said = brief(name);
        let mut words = match month(name) {
            Some(month) => format!("the history of {} has no edition of {month}", shown(&self.content)),
            None => format!(
                "the history of {} has no edition “{said}”, and no tag, branch or commit of that name",
                shown(&self.content)
            ),
        };
        let names = editions.iter().flat_map(|edition| [edition.version.as_str(), edition.month.as_str()]);
        let near = nearest(name, names).map(str::to_owned).or_else(|| self.near_tag_or_branch(name));
        if let Some(near) = near {
            words.push_str(&format!("; did you mean {near}?"));
        } else {
            words.push('.');
        }
        match known(editions) {
            Some(known) => words.push_str(&format!(" Its editions are {known}")),
            None => words.push_str(" There is no edition in it"),
        }
        if self.is_cut_short()? {
            words.push_str(&format!("; but this copy has only the newest part of the history, and {DEEPEN}"));
        }
        if Path::new(name).is_dir() {
            words.push_str(&format!(". {said} is a folder; to read the sources in it: --content {said}"));
        }
        Ok(anyhow::anyhow!("{words}"))
    }

    fn near_tag_or_branch(&self, name: &str) -> Option<String> {
        let names = self.repo.references().ok()?;
        let all = names.all().ok()?.filter_map(Result::ok);
        let all: Vec<String> = all.map(|one| one.name().shorten().to_string()).collect();
        nearest(name, all.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// Where the names are.
const LIST: &str = "agreement editions lists the names";

/// The edition of a version or a month.
fn wanted<'e>(name: &str, editions: &'e [Edition]) -> Result<Option<&'e Edition>> {
    if let Some(edition) = editions.iter().find(|edition| edition.version == name) {
        return Ok(Some(edition));
    }
    let Some(month) = month(name) else { return Ok(None) };
    let mut of_month = editions.iter().filter(|edition| edition.month == month);
    match (of_month.next(), of_month.next()) {
        (Some(newer), Some(older)) => bail!(
            "more than one edition is of {month}: {} and {}; name it by its version",
            newer.version,
            older.version
        ),
        (one, _) => Ok(one),
    }
}

/// A month as it is printed, of "2021-04" or "april 2021".
fn month(name: &str) -> Option<String> {
    if let Some(day) = Date::parse(&format!("{name}-01")) {
        return Some(day.month_year());
    }
    let (month, year) = name.split_once(char::is_whitespace)?;
    let number = MONTHS.iter().position(|known| known.eq_ignore_ascii_case(month))? + 1;
    Some(Date::new(year.trim_start().parse().ok()?, u8::try_from(number).ok()?, 1)?.month_year())
}

/// "5.0 (April 2021) and 1.0 (April 2017)"; `None` if there is none.
fn known(editions: &[Edition]) -> Option<String> {
    let one = |edition: &Edition| format!("{} ({})", edition.version, edition.month);
    let mut words: Vec<String> = editions.iter().take(MOST_NAMED).map(one).collect();
    if editions.len() > MOST_NAMED {
        words.push(format!("{} older ones", editions.len() - MOST_NAMED));
    }
    listed(&words)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn a_month_is_written_as_in_the_sources_or_as_on_the_page() {
        for name in ["2021-04", "April 2021", "april  2021"] {
            assert_eq!(month(name).as_deref(), Some("April 2021"), "{name}");
        }
        for name in ["2021-13", "2021-4", "2021-04-01", "April", "Apr 2021", "April 0", "5.0", ""] {
            assert_eq!(month(name), None, "{name}");
        }
    }
}
