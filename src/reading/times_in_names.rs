//! Times that are a part of a name of the data, and so not the words of the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::times::{When, times};
use crate::agreement::Named;

/// The names of the data that have a time in them, such as "Strategic Statement 2015–2020".
#[derive(Debug, Default)]
pub struct TimesInNames {
    /// For a time as it is written, what stands before and after it in each name.
    around: BTreeMap<String, Vec<(String, String)>>,
}

impl TimesInNames {
    /// The most names that are kept for one time.
    const MOST: usize = 32;

    /// Looks through the names.
    pub fn of(names: &[Named<'_>]) -> TimesInNames {
        let mut all = TimesInNames::default();
        let others = names.iter().flat_map(|named| named.others.formerly.iter().map(|other| &other.words));
        for name in names.iter().map(|named| &named.name.words).chain(others) {
            for time in times(name).into_iter().filter(|time| !matches!(time.when, When::Year(_))) {
                let (before, after) = (&name[..time.range.start], &name[time.range.end..]);
                let around = all.around.entry(name[time.range.clone()].to_owned()).or_default();
                if around.len() < TimesInNames::MOST && before.len() + after.len() > 0 {
                    around.push((before.to_owned(), after.to_owned()));
                }
            }
        }
        all
    }

    /// Whether a time of a text is a part of one of the names.
    pub fn contain(&self, text: &str, range: &Range<usize>) -> bool {
        let Some(around) = text.get(range.clone()).and_then(|time| self.around.get(time)) else { return false };
        around
            .iter()
            .any(|(before, after)| text[..range.start].ends_with(before) && text[range.end..].starts_with(after))
    }
}
