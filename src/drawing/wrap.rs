//! Breaking a name into lines by measured width.
//!
//! Words are what stands between spaces: a hyphen or a no-break space never ends a line, so
//! "Re-Offending" and "COVID-19" stay whole. Placing the lines is left to each drawing.

use crate::typeface::{Typefaces, Weight};

/// Short words that read on: they stand with the next word where that costs no line.
const READS_ON: [&str; 9] = ["a", "an", "and", "from", "in", "of", "the", "to", "&"];

/// The most words of a text that is balanced; in a longer one nobody would see it.
const MOST_BALANCED: usize = 60;

/// What a line leaves free, in points: a reader's own size of type is rounded a little
/// differently from the one that was measured.
const SLACK: f64 = 0.5;

/// How a text is set: its face and size.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The measures.
    pub typefaces: &'a Typefaces<'a>,
    /// How heavy.
    pub weight: Weight,
    /// The size in points.
    pub size: f64,
}

impl Setting<'_> {
    /// The width of one line of words.
    pub fn width(&self, words: &str) -> f64 {
        self.typefaces.width(words, self.weight, self.size)
    }

    /// The words as balanced lines: as few as fit into `measure`, then as narrow as so many
    /// lines can be.
    ///
    /// # Errors
    ///
    /// The first word that is wider than the measure.
    pub fn wrap(&self, text: &str, measure: f64) -> Result<Vec<String>, String> {
        let (words, measure) = (words(text), measure - SLACK);
        if let Some(word) = words.iter().find(|word| self.width(word) > measure) {
            return Err((*word).to_owned());
        }
        Ok(if words.len() > MOST_BALANCED { self.fill(&words, measure) } else { self.balance(&words, measure) })
    }

    /// Lines that are as full as they can be.
    fn fill(&self, words: &[&str], measure: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= measure => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push((*word).to_owned()),
            }
        }
        lines
    }

    /// As few lines as fit; among these the fewest that end in a word that reads on; among
    /// these the narrowest; among these the most that end where the text pauses.
    fn balance(&self, words: &[&str], measure: f64) -> Vec<String> {
        let lines = self.best(words, measure, f64::max, |_, width| width);
        let widest = lines.iter().map(|line| self.width(line)).fold(0.0, f64::max);
        let runs_on = |last: &str, _| if last.ends_with([',', ':', ';', '.']) { 0.0 } else { 1.0 };
        self.best(words, widest + 0.001, |a, b| a + b, runs_on)
    }

    /// The lines of least cost among the fewest that fit into `measure`.
    ///
    /// `cost` is that of a line with its last word and its width, `join` that of two costs.
    fn best(
        &self,
        words: &[&str],
        measure: f64,
        join: impl Fn(f64, f64) -> f64,
        cost: impl Fn(&str, f64) -> f64,
    ) -> Vec<String> {
        let count = words.len();
        // breaks[start]: for the words from `start` on, the best way to break them for each
        // number of lines.
        let mut breaks: Vec<Vec<Option<Break>>> = vec![vec![None]; count + 1];
        breaks[count] = vec![Some(Break { left: 0, cost: 0.0, end: count })];
        for start in (0..count).rev() {
            let mut best: Vec<Option<Break>> = vec![None; count - start + 1];
            let mut line = self.typefaces.line(self.weight, self.size);
            for (end, last) in (1..).zip(words).skip(start) {
                if end > start + 1 {
                    line.add(" ");
                }
                line.add(last);
                let width = line.width();
                if width > measure {
                    break;
                }
                let left = usize::from(end < count && READS_ON.contains(&last.to_lowercase().as_str()));
                for (lines, rest) in breaks[end].iter().enumerate() {
                    let Some(rest) = rest else { continue };
                    let candidate = Break { left: left + rest.left, cost: join(cost(last, width), rest.cost), end };
                    let slot = &mut best[lines + 1];
                    // At equal merit the later end wins, which fills the first lines.
                    if slot.is_none_or(|held| (candidate.left, candidate.cost) <= (held.left, held.cost)) {
                        *slot = Some(candidate);
                    }
                }
            }
            breaks[start] = best;
        }
        let fewest = breaks[0].iter().position(Option::is_some).unwrap_or(0);
        let (mut lines, mut start) = (Vec::new(), 0);
        for left in (1..=fewest).rev() {
            let Some(Break { end, .. }) = breaks[start].get(left).copied().flatten() else { break };
            lines.push(words[start..end].join(" "));
            start = end;
        }
        lines
    }
}

/// A way to break the words from some place on.
#[derive(Clone, Copy)]
struct Break {
    /// Short words left at the ends of lines.
    left: usize,
    /// The cost of all the lines.
    cost: f64,
    /// The end of the first line.
    end: usize,
}

/// The words of a text: what stands between ordinary spaces.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::check::built_in;

    fn wrapped(text: &str, measure: f64) -> Result<Vec<String>, String> {
        let typefaces = Typefaces::load(built_in()).unwrap();
        Setting { typefaces: &typefaces, weight: Weight::Bold, size: 11.0 }.wrap(text, measure)
    }

    #[test]
    fn a_name_that_fits_is_one_line() {
        assert_eq!(wrapped("Road Safety", 90.0).unwrap(), ["Road Safety"]);
    }

    #[test]
    fn short_words_read_on() {
        let name = "Serious Violence and Organised Crime";
        assert_eq!(wrapped(name, 90.0).unwrap(), ["Serious Violence", "and Organised", "Crime"]);
        assert_eq!(wrapped("Preventing Extremism and Hate", 90.0).unwrap(), ["Preventing", "Extremism", "and Hate"]);
    }

    #[test]
    fn a_line_does_not_end_in_a_short_word_to_be_narrower() {
        let lines = wrapped("Fight Crime and Antisocial Behaviour", 150.0).unwrap();
        assert_eq!(lines, ["Fight Crime", "and Antisocial Behaviour"]);
    }

    #[test]
    fn lines_end_where_the_text_pauses() {
        let text =
            "A multi-agency team in one place: Kent Police, Kent Fire and Rescue Service and Kent County Council";
        let lines = wrapped(text, 130.0).unwrap();
        assert_eq!(lines[1..3], ["in one place:", "Kent Police, Kent Fire"], "{lines:?}");
    }

    #[test]
    fn a_short_word_stays_behind_where_moving_it_costs_a_line() {
        assert_eq!(wrapped("Safety of Neighbourhoods", 95.0).unwrap(), ["Safety of", "Neighbourhoods"]);
        assert_eq!(wrapped("Drugs and Neighbourhoods", 90.0).unwrap(), ["Drugs and", "Neighbourhoods"]);
    }

    #[test]
    fn lines_are_balanced() {
        let lines = wrapped("Deliver an Efficient and Accessible Service", 194.5).unwrap();
        assert_eq!(lines, ["Deliver an Efficient", "and Accessible Service"]);
    }

    #[test]
    fn hyphens_and_no_break_spaces_do_not_end_a_line() {
        let lines = wrapped("Reduce Re-Offending: COVID-19 in 27\u{a0}pages", 80.0).unwrap();
        assert!(lines.iter().any(|line| line.contains("Re-Offending:")), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("COVID-19")), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("27\u{a0}pages")), "{lines:?}");
    }

    #[test]
    fn a_word_that_is_too_wide_is_named() {
        assert_eq!(wrapped("Safer Neighbourhoods", 60.0).unwrap_err(), "Neighbourhoods");
    }

    #[test]
    fn a_long_text_loses_no_words() {
        let text = "word and another ".repeat(200);
        let lines = wrapped(&text, 100.0).unwrap();
        assert_eq!(lines.join(" "), text.trim_end());
    }

    #[test]
    fn no_words_are_no_lines() {
        assert!(wrapped(" ", 60.0).unwrap().is_empty());
    }
}
