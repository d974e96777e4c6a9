//! Words that only the colour of something explains: "the yellow boxes", "shown in red".
//!
//! One man in twelve does not tell red from green, a print in black and white has no colours,
//! and who hears the document sees none. The caption of the 2021 diagram told its groups
//! apart by purple and grey, and gave two of the three the same colour.
//!
//! Before:
//!
//! ```md
//! The purple boxes are the priorities, and those of the Chief Constable are shown in grey.
//! ```
//!
//! After:
//!
//! ```md
//! The boxes with round corners are the priorities, and those of the Chief Constable have square ones.
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.4.1 (Use of Colour) and 1.3.3 (Sensory Characteristics).

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Form, Passage, STAND_IN, Word};

/// A meaning that is carried by a colour alone.
pub(super) const LINT: Lint =
    Lint { code: "colour-words", level: Level::Warning, file: include_str!("colour_words.rs"), check };

const COLOURS: [&str; 16] = [
    "red",
    "amber",
    "yellow",
    "green",
    "blue",
    "purple",
    "orange",
    "pink",
    "grey",
    "gray",
    "brown",
    "violet",
    "turquoise",
    "magenta",
    "black",
    "white",
];

/// What may stand before a colour and belongs to it.
const SHADES: [&str; 5] = ["dark", "light", "bright", "pale", "deep"];

/// What something is drawn or written "in" a colour by.
const SHOWN: [&str; 20] = [
    "shown",
    "marked",
    "highlighted",
    "shaded",
    "coloured",
    "colored",
    "displayed",
    "indicated",
    "outlined",
    "circled",
    "written",
    "printed",
    "drawn",
    "identified",
    "presented",
    "underlined",
    "appear",
    "appears",
    "filled",
    "flagged",
];

/// Things that are drawn, and that can hardly have a colour otherwise.
const DRAWN: [&str; 32] = [
    "box",
    "boxes",
    "bar",
    "bars",
    "circle",
    "circles",
    "arrow",
    "arrows",
    "segment",
    "segments",
    "shading",
    "cell",
    "cells",
    "row",
    "rows",
    "column",
    "columns",
    "text",
    "type",
    "shape",
    "shapes",
    "dot",
    "dots",
    "diamond",
    "diamonds",
    "triangle",
    "triangles",
    "bubble",
    "bubbles",
    "slice",
    "slices",
    "highlighting",
];

/// Things that are drawn in a picture and are something else in a street, a park or a saying.
const PERHAPS_DRAWN: [&str; 26] = [
    "area", "areas", "line", "lines", "section", "sections", "part", "parts", "label", "labels", "heading", "headings",
    "item", "items", "entries", "words", "icon", "icons", "square", "squares", "band", "bands", "zone", "zones",
    "button", "buttons",
];

/// Words that say that a picture is spoken of.
const PICTURES: [&str; 16] = [
    "diagram",
    "chart",
    "graph",
    "map",
    "figure",
    "table",
    "picture",
    "image",
    "key",
    "legend",
    "drawing",
    "screenshot",
    "infographic",
    "dashboard",
    "matrix",
    "plot",
];

/// What tells the same without the colour.
const CUES: [&str; 16] = [
    "bold",
    "italic",
    "italics",
    "dashed",
    "dotted",
    "striped",
    "hatched",
    "asterisk",
    "marked",
    "labelled",
    "labeled",
    "underlined",
    "rounded",
    "solid",
    "thick",
    "with",
];

fn check(case: &Case<'_>, report: &mut Report) {
    // In the words for a picture its colours are told to those who cannot see them.
    let passages = case.reading.passages.iter().filter(|one| one.is_language() && one.form != Form::Alternative);
    for passage in passages {
        let lower = passage.text.to_lowercase();
        if !COLOURS.iter().any(|colour| lower.contains(colour)) {
            continue;
        }
        for range in coloured(passage).into_iter().filter(|range| passage.is_typed(range)) {
            let message =
                format!("`{}` means nothing to a reader who does not see the colour", passage.words_of(&range));
            report.add(passage.place(&range), message, |finding| {
                finding.help("say by its name, its place or its shape which one is meant")
            });
        }
    }
}

fn coloured(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let words: Vec<Word<'_>> = passage.words_in(&sentence).collect();
        let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
        let text = passage.words_of(&sentence);
        let picture =
            text.contains(STAND_IN) || lower.iter().any(|word| PICTURES.contains(&word.trim_end_matches('s')));
        if text.contains('*') {
            continue;
        }
        let mut at = 0;
        while at < lower.len() {
            match coloured_at(&lower, &words, at, picture) {
                Some((first, end)) => {
                    if let (Some(first), Some(last)) = (words.get(first), words.get(end - 1)) {
                        found.push(first.range.start..last.range.end);
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Words about a colour, the first of which that names one is at `at`: their first and the end.
fn coloured_at(lower: &[String], words: &[Word<'_>], at: usize, picture: bool) -> Option<(usize, usize)> {
    let word = |index: usize| lower.get(index).map_or("", String::as_str);
    let is_colour = |index: usize| COLOURS.contains(&word(index));
    if !is_colour(at) || at > 0 && is_colour(at - 1) {
        return None;
    }
    let first = if at > 0 && SHADES.contains(&word(at - 1)) { at - 1 } else { at };
    let before = |back: usize| first.checked_sub(back).map_or("", word);
    // "red, amber and green" is one mention, "black and white" is a print without colours.
    let mut end = at + 1;
    while matches!(word(end), "and" | "or") && is_colour(end + 1) || is_colour(end) {
        end += if is_colour(end) { 1 } else { 2 };
    }
    if (at..end).all(|index| matches!(word(index), "black" | "white" | "and" | "or")) && end - at > 1 {
        return None;
    }
    let cue = |index: usize| CUES.contains(&word(index));
    if (0..3).any(|back| first.checked_sub(back + 1).is_some_and(cue)) && !SHOWN.contains(&before(2)) {
        return None;
    }
    let noun = word(end);
    let capital = |index: usize| words.get(index).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    // Names: "Red Box", "Green Line"; a colour that opens a sentence has a capital as well.
    let is_name = capital(end) && (capital(at) || noun != noun.to_uppercase());
    let drawn = DRAWN.contains(&noun) || picture && PERHAPS_DRAWN.contains(&noun);
    let other =
        matches!(
            (word(at), noun, word(end + 1)),
            ("yellow", "box", "junction" | "junctions")
                | ("black" | "white", "box", _)
                | ("black", "text" | "type" | "boxes", _)
                | ("white" | "red", "cell" | "cells", _)
        ) || matches!((before(1), word(at), noun), ("double" | "single", "yellow" | "red" | "white", "line" | "lines"));
    if drawn && !is_name && !other && !cue(end + 1) && !cue(end + 2) {
        return Some((first, end + 1));
    }
    let shown =
        before(1) == "in" && (SHOWN.contains(&before(2)) || SHOWN.contains(&before(3)) && before(2).ends_with("ly"));
    // "marked in Green Papers": what follows is a thing, and the colour a part of its name.
    let follows =
        words.get(end - 1).zip(words.get(end)).is_some_and(|(last, next)| next.range.start == last.range.end + 1);
    let ends = !follows
        || matches!(
            noun,
            "on" | "in"
                | "and"
                | "or"
                | "are"
                | "is"
                | "have"
                | "has"
                | "need"
                | "needs"
                | "below"
                | "above"
                | "to"
                | "for"
                | "by"
                | "at"
                | "where"
                | "if"
                | "when"
                | "so"
                | "as"
                | "were"
                | "was"
                | "can"
                | "must"
                | "should"
                | "will"
                | "show"
                | "mean"
                | "means"
                | "ink"
        );
    if shown && ends && !capital(at) && !cue(end + 1) && !cue(end) {
        let start = if SHOWN.contains(&before(2)) { first - 2 } else { first - 3 };
        return Some((start, end));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "colour-words";

    #[test]
    fn a_thing_that_is_known_by_its_colour_is_found() {
        assert_eq!(found(CODE, "The yellow boxes are priorities."), ["yellow boxes"]);
        assert_eq!(found(CODE, "Purple boxes and dark grey bars are ours."), ["Purple boxes", "dark grey bars"]);
        assert_eq!(found(CODE, "See the grey area of the diagram."), ["grey area"]);
        assert_eq!(found(CODE, "In [](#introduction) the green lines are plans."), ["green lines"]);
        assert_eq!(found(CODE, "Read the red text."), ["red text"]);
    }

    #[test]
    fn what_is_shown_in_a_colour_is_found() {
        assert_eq!(found(CODE, "New ones are shown in red."), ["shown in red"]);
        assert_eq!(found(CODE, "They are marked in purple on the map."), ["marked in purple"]);
        assert_eq!(
            found(CODE, "They are highlighted in light blue, and old ones in grey."),
            ["highlighted in light blue"]
        );
        assert_eq!(found(CODE, "It appears in red, amber or green if late."), ["appears in red, amber or green"]);
        assert_eq!(found(CODE, "It is shown clearly in red."), ["shown clearly in red"]);
    }

    #[test]
    fn the_caption_of_the_2021_diagram_is_found() {
        let text = "Table: Priorities are shown in purple, those of the police in grey\n\n| A |\n|---|\n| a |";
        assert_eq!(found(CODE, text), ["shown in purple"]);
    }

    #[test]
    fn colours_of_other_things_are_left_alone() {
        for text in [
            "Green spaces, a Blue Badge, red tape, a white paper, a Green Paper and grey literature.",
            "This is a grey area. The green areas of the town are parks.",
            "Park on double yellow lines, stop at the yellow box junction and take the Red Route.",
            "Officers in blue met people dressed in black, and blue lights flashed.",
            "It was printed in black and white, or in black text.",
            "The rating is red, amber or green. The Purple Boxes team is in the Red Box.",
            "White cells and red cells are counted. She was shown in Green Park.",
            "Nobody has to rely on the drawing or on its colours.",
            "Late projects are shown in bold red, and are marked `late` in red with an asterisk.",
            "The dashed green boxes are plans; the reduced boxes are not.",
            "The \\* and the red text show that it is required.",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_words_for_a_picture_may_tell_its_colours() {
        assert_eq!(found(CODE, "![A map with green areas and yellow boxes](../images/a.svg \"Parks\")"), [""; 0]);
        assert_eq!(found(CODE, "![A map](../images/a.svg \"The yellow boxes are parks\")"), ["yellow boxes"]);
    }
}
