//! No-break spaces between words that stay on one line.

use crate::joints::belong_together;

/// The text with a no-break space (U+00A0) wherever a line must not end.
pub(super) fn glue(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        glued.push_str(word);
        if let Some(next) = words.peek() {
            glued.push(if belong_together(word, next) { '\u{a0}' } else { ' ' });
        }
    }
    glued
}

#[cfg(test)]
mod tests {
    use super::glue;

    fn shown(text: &str) -> String {
        glue(text).replace('\u{a0}', "~")
    }

    #[test]
    fn dates_stay_whole() {
        assert_eq!(shown("from 1 April 2021, and in May 2018."), "from 1~April~2021, and in May~2018.");
        assert_eq!(shown("In May 12 people came"), "In May 12 people came");
    }

    #[test]
    fn names_stay_with_their_numbers() {
        assert_eq!(
            shown("see Appendix E (page 26), paragraph 2.5 of 27 pages"),
            "see Appendix~E (page~26), paragraph~2.5 of 27~pages"
        );
        assert_eq!(shown("the part A plays, the table here"), "the part~A plays, the table here");
    }

    #[test]
    fn telephone_numbers_and_postcodes_stay_whole() {
        assert_eq!(shown("ring 03000 410234, ME15 9QB"), "ring 03000~410234, ME15~9QB");
        assert_eq!(shown("in 2020 400 people"), "in 2020 400 people");
    }
}
