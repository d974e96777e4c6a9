//! Which edition a refresh is for: a new one, or the one that a refresh began before.

use agreement::content::version_control::{Entry, VersionControl};
use agreement::date::Date;
use agreement::refresh::entry::{self, NewEdition};
use agreement::source::Files;
use anyhow::{Context as _, Result, bail};

use crate::control::{self, FILE, Grown, Said};
use crate::terminal::brief;

/// The edition that is meant.
#[derive(Debug, PartialEq, Eq)]
pub enum Meant {
    /// One that version control does not have yet.
    New(NewEdition),
    /// The newest one of version control, with this version.
    There(String),
}

/// Reads a month written as `2022-04`; the answer is its first day.
///
/// # Errors
///
/// When it is not a month of the calendar.
pub fn parse_month(text: &str) -> Result<Date, String> {
    let first = format!("{text}-01");
    if !Date::has_shape(&first) {
        return Err("write it as year-month, such as 2022-04".to_owned());
    }
    Date::parse(&first).ok_or_else(|| "a year has the months 01 to 12".to_owned())
}

/// The edition of a month and perhaps a version; `begun` is whether it has a worklist already.
///
/// # Errors
///
/// When it would not be the newest one, with what to do instead.
pub fn meant(control: &VersionControl, month: Date, version: Option<&str>, begun: bool) -> Result<Meant> {
    let newest = control.last().with_context(|| format!("{FILE} has no entry that could be followed"))?;
    if let Some(there) = control.entries.iter().find(|entry| entry.month.value == month) {
        return there_already(there, newest, version, begun);
    }
    let named = &newest.version.words;
    if month <= newest.effective.value || month < newest.month.value {
        bail!(
            "the newest edition, version {named}, is of {} and takes effect on {}; name a later month",
            newest.month.value.month_year(),
            newest.effective.value.long()
        );
    }
    let version = match version {
        None => entry::next_version(named).with_context(|| format!("there is no number after version {named}"))?,
        Some(version) => asked(control, newest, version)?.to_owned(),
    };
    Ok(Meant::New(NewEdition { version, month, effective: month }))
}

/// The edition of a month that version control has.
fn there_already(there: &Entry, newest: &Entry, version: Option<&str>, begun: bool) -> Result<Meant> {
    let (month, words) = (there.month.value.month_year(), &there.version.words);
    if there.version.span != newest.version.span {
        bail!(
            "version control has an edition of {month}, version {words}, and newer ones after it; name a month after {}",
            newest.month.value.month_year()
        );
    }
    match version {
        Some(version) if version != words => bail!(
            "the edition of {month} has the version {words} in {FILE}; name a later month for another edition, or change the \
             version there"
        ),
        None if !begun => bail!(
            "version control has an edition of {month}, version {words}; name a later month to begin the next one, or \
             write --version {words} for a worklist of that edition"
        ),
        _ => Ok(Meant::There(words.clone())),
    }
}

/// A version that somebody asked for, if it can be that of the next edition.
fn asked<'v>(control: &VersionControl, newest: &Entry, version: &'v str) -> Result<&'v str> {
    let named = &newest.version.words;
    if let Some(other) = control.entries.iter().find(|entry| entry.version.words == version) {
        bail!(
            "version {version} is the edition of {}; give this one a number after {named}",
            other.month.value.month_year()
        );
    }
    match entry::is_later(version, named) {
        None => bail!("“{}” is not a version; write two numbers with a point, such as 6.0", brief(version)),
        Some(false) => bail!("version {version} does not come after {named}, the newest one; give it a higher number"),
        Some(true) => Ok(version),
    }
}

/// The sources with the entry of an edition.
///
/// # Errors
///
/// When the file is written in a way that cannot be continued; the entry to write by hand is in the
/// message.
pub fn added(files: &Files, control: &VersionControl, edition: &NewEdition) -> Result<Grown> {
    let draft = control::text(files).and_then(|text| entry::draft(text, control, edition));
    let grown = draft.and_then(|draft| {
        let mut expected = control::said(control);
        expected.push(Said {
            version: edition.version.clone(),
            month: edition.month,
            effective: edition.effective,
            summary: draft.summary,
            changes: Vec::new(),
        });
        control::grown(files, &draft.text, &expected)
    });
    grown.with_context(|| {
        format!(
            "the entry cannot be added to {FILE} in the way that its last one is written; add it by hand, with version: \
             \"{}\", date: {}, effective: {} and a summary, then run agreement refresh again with --version {}",
            edition.version,
            &edition.month.iso()[..7],
            edition.effective.iso(),
            edition.version
        )
    })
}
