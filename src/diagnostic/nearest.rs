//! The name that an author most likely meant, among those that there are.

/// The known name that the author most likely meant, if one is near enough.
///
/// Near is measured as Damerau-Levenshtein distance: at most a third of the letters. Only the
/// names that can be near at all are measured, and not more than a few dozen of them, so
/// that thousands of unknown names among thousands of known ones are told in good time.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > MOST_LETTERS {
        return None;
    }
    let lower = written.to_lowercase();
    let letters = Letters::of(&lower);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .take(MOST_NAMES)
        .filter(|name| name.len() <= MOST_LETTERS)
        .filter_map(|name| {
            let (least, longer) = letters.least_distance(name);
            (least <= longer / 3).then_some((least, name))
        })
        .collect();
    if near.len() > MOST_MEASURED {
        near.select_nth_unstable(MOST_MEASURED);
        near.truncate(MOST_MEASURED);
    }
    near.into_iter()
        .map(|(_, name)| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= name.chars().count().max(lower.chars().count()) / 3)
        .min()
        .map(|(_, name)| name)
}

/// The most bytes of a word that is compared with others.
const MOST_LETTERS: usize = 200;
/// The most names that a word is compared with.
const MOST_NAMES: usize = 2_000;
/// The most names whose distance is measured.
const MOST_MEASURED: usize = 64;
/// How many kinds of letter are told apart before that.
const KINDS: usize = 64;

/// How often each letter stands in a word.
struct Letters {
    counts: [u8; KINDS],
    length: usize,
}

impl Letters {
    fn of(lower: &str) -> Letters {
        let mut letters = Letters { counts: [0; KINDS], length: 0 };
        for c in lower.chars() {
            letters.counts[kind(c)] = letters.counts[kind(c)].saturating_add(1);
            letters.length += 1;
        }
        letters
    }

    /// The least that the distance to a name can be, and the length of the longer of the two.
    fn least_distance(&self, name: &str) -> (usize, usize) {
        let mut left = self.counts;
        let (mut common, mut length) = (0, 0);
        for c in name.chars().flat_map(char::to_lowercase) {
            length += 1;
            let left = &mut left[kind(c)];
            common += usize::from(*left > 0);
            *left = left.saturating_sub(1);
        }
        let longer = self.length.max(length);
        (longer - common.min(longer), longer)
    }
}

fn kind(c: char) -> usize {
    u32::from(c) as usize % KINDS
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered_and_none_that_is_far() {
        assert_eq!(nearest("intorduction", ["introduction", "priorities"]), Some("introduction"));
        assert_eq!(nearest("Émile", ["émilie"]), Some("émilie"));
        assert_eq!(nearest("leads", ["plans", "contact"]), None);
    }

    #[test]
    fn the_nearest_of_many_alike_is_offered() {
        let names: Vec<String> = (0..2_000).map(|number| format!("body-{number:04}")).collect();
        assert_eq!(nearest("bdoy-1845", names.iter().map(String::as_str)), Some("body-1845"));
    }
}
