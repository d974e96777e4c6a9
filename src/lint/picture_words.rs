//! Words for a picture or a logo that are the name of a file, repeat the caption, or begin "Image of".
//!
//! Who cannot see a picture hears these words in its place. A screen reader says "image" itself,
//! reads the caption too, and spells the name of a file out.
//!
//! Before:
//!
//! ```md
//! ![Image of a map of the districts](../images/map.svg "The districts of Kent")
//! ```
//!
//! After:
//!
//! ```md
//! ![The twelve districts, with Dover in the south-east](../images/map.svg "The districts of Kent")
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.1.1 (Non-text Content) and failure F30.

use std::collections::HashMap;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::parse::prose::NodeKind;
use crate::reading::{Form, Passage, words_of};
use crate::source::Span;

/// Words for a picture that tell nothing of what it shows.
pub(super) const LINT: Lint =
    Lint { code: "picture-words", level: Level::Warning, file: include_str!("picture_words.rs"), check };

/// What a screen reader says by itself.
const SAID: [&str; 10] =
    ["image", "picture", "photo", "photograph", "graphic", "icon", "illustration", "pic", "img", "visual"];

/// What follows it where it introduces what is shown.
const INTRODUCING: [&str; 4] = ["of", "showing", "shows", "depicting"];

/// Words that alone say no more than that there is something.
const NOTHING: [&str; 22] = [
    "image",
    "picture",
    "photo",
    "photograph",
    "graphic",
    "icon",
    "illustration",
    "logo",
    "map",
    "chart",
    "graph",
    "diagram",
    "figure",
    "screenshot",
    "scan",
    "untitled",
    "img",
    "pic",
    "dsc",
    "dscn",
    "pxl",
    "alt",
];

/// The endings of names that the build refuses where they are all the words of a picture.
const REFUSED: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"];

/// The endings of the names of picture files.
const ENDINGS: [&str; 12] =
    [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".tif", ".tiff", ".bmp", ".eps", ".heic"];

fn check(case: &Case<'_>, report: &mut Report) {
    let passages = &case.reading.passages;
    let captions: HashMap<Span, &str> = passages
        .iter()
        .filter(|passage| passage.form == Form::Caption)
        .map(|passage| (passage.span, passage.text.as_str()))
        .collect();
    let mut pictures: HashMap<Span, (&str, &str)> = HashMap::new();
    for part in case.agreement.parts() {
        part.prose.for_each_node(&mut |node| {
            if let NodeKind::Picture { path, alternative, caption, decorative: false } = &node.kind {
                let caption = caption.as_ref().and_then(|caption| captions.get(&caption.span)).copied();
                pictures.insert(alternative.span, (&path.value, caption.unwrap_or_default()));
            }
        });
    }
    for logo in case.agreement.settings.iter().flat_map(|data| &data.value.partners) {
        if let (Some(logo), Some(alternative)) = (&logo.logo, &logo.alternative) {
            pictures.insert(alternative.span, (&logo.words, ""));
        }
    }
    for passage in passages.iter().filter(|passage| is_alternative(passage)) {
        let Some((path, caption)) = pictures.get(&passage.span).filter(|_| !passage.text.trim().is_empty()) else {
            continue;
        };
        judge(passage, path, caption, report);
    }
}

fn is_alternative(passage: &Passage<'_>) -> bool {
    passage.form == Form::Alternative || passage.form == Form::Data { file: "agreement.yaml", key: "alt" }
}

fn judge(passage: &Passage<'_>, path: &str, caption: &str, report: &mut Report) {
    let words = passage.text.as_str();
    let whole = 0..words.len();
    // The name of a file that stands alone in the square brackets is refused by the build.
    let lower = words.to_ascii_lowercase();
    let refused = passage.form == Form::Alternative
        && !words.contains(' ')
        && REFUSED.iter().any(|ending| lower.ends_with(ending));
    if refused {
        return;
    }
    if is_file_name(words, path) {
        let message = format!("`{words}` is the name of a file and does not say what the picture shows");
        report.add(passage.place(&whole), message, |finding| finding.help("say in a few words what it shows"));
    } else if says_nothing(words) {
        let message = format!("`{words}` does not say what the picture shows");
        report.add(passage.place(&whole), message, |finding| finding.help("say in a few words what it shows"));
    } else if repeats(words, caption) {
        let message = "these words repeat the caption, so a screen reader says them twice";
        report.add(passage.place(&whole), message, |finding| {
            finding.help("say here what can be seen in the picture, and leave its title to the caption")
        });
    } else if let Some(prefix) = prefix(words) {
        let place = passage.place(&prefix);
        let message =
            format!("a screen reader says that this is an image, so `{}` is heard twice", &words[prefix.clone()]);
        report.add(place, message, |finding| {
            let rest = words[prefix.end..].trim_start();
            let mut letters = rest.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            finding.help("begin with what the picture shows").suggest(
                passage.place(&whole),
                first + letters.as_str(),
                false,
            )
        });
    }
}

/// Whether words are the name of a file: with its ending, or that of this file with its joints.
fn is_file_name(words: &str, path: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let stem = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem);
    let jointed = |name: &str| name.contains(['_', '-']) || name.chars().any(|c| c.is_ascii_digit());
    ENDINGS.iter().any(|ending| lower.ends_with(ending)) || lower == stem && jointed(stem)
}

/// Whether words are one of those that say nothing, perhaps with a number.
fn says_nothing(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("an ")).unwrap_or(bare);
    NOTHING.contains(&bare.strip_prefix("a ").unwrap_or(bare))
}

/// Whether a caption holds all the words, in their order.
fn repeats(words: &str, caption: &str) -> bool {
    let lower = |text: &str| words_of(text).map(|word| word.text.to_lowercase()).collect::<Vec<_>>().join(" ");
    let (words, caption) = (format!(" {} ", lower(words)), format!(" {} ", lower(caption)));
    words.trim() == caption.trim() && !words.trim().is_empty()
        || words.split_whitespace().nth(2).is_some() && caption.contains(&words)
}

/// The words at the beginning that a screen reader says by itself.
fn prefix(words: &str) -> Option<Range<usize>> {
    let mut first = words_of(words).take(3).peekable();
    let start = first.peek()?.range.start;
    let article = ["a", "an", "the"];
    let mut next = first.next()?;
    if article.contains(&next.text.to_lowercase().as_str()) {
        next = first.next()?;
    }
    if !SAID.contains(&next.text.to_lowercase().as_str()) {
        return None;
    }
    let introducing = first.next()?;
    let joined = words[next.range.end..introducing.range.start].trim().is_empty();
    (joined && INTRODUCING.contains(&introducing.text.to_lowercase().as_str())).then_some(start..introducing.range.end)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{findings, found, found_with};
    use super::{is_file_name, says_nothing};

    const CODE: &str = "picture-words";

    fn told(alternative: &str, caption: &str) -> Vec<String> {
        found(CODE, &format!("![{alternative}](../images/kent-map_2.svg \"{caption}\")"))
    }

    #[test]
    fn the_name_of_a_file_is_found() {
        for words in ["Map of Kent final.png", "kent-map_2", "KENT-MAP_2", "IMG_2041", "Picture 3", "logo", "a map"] {
            assert_eq!(told(words, "Kent"), [words], "{words}");
        }
        assert_eq!(told("map.svg", "Kent"), [""; 0], "the build refuses it");
        assert!(is_file_name("x y.JPG", "") && !is_file_name("Kent", "images/kent.svg"));
        assert!(says_nothing("Image 1.") && !says_nothing("Map of Kent"));
    }

    #[test]
    fn words_that_repeat_the_caption_are_found() {
        assert_eq!(told("The districts of Kent", "The districts of Kent."), ["The districts of Kent"]);
        assert_eq!(told("the districts of Kent", "Map of the districts of Kent"), ["the districts of Kent"]);
        assert_eq!(told("Dover", "Dover"), ["Dover"]);
        assert_eq!(told("Dover", "Dover and Thanet"), [""; 0]);
        assert_eq!(told("Twelve districts on a map", "The districts of Kent"), [""; 0]);
    }

    #[test]
    fn what_a_screen_reader_says_itself_is_found_with_better_words() {
        assert_eq!(told("A picture of two officers", ""), ["A picture of"]);
        let chapter = "---\ntitle: A\n---\n\n![Photo showing two officers](../images/a.svg)\n";
        let (_, findings) = findings(&[("chapters/01-introduction.md", chapter)], None);
        let suggestion = findings.iter().find(|one| one.code == CODE).and_then(|one| one.suggestion.clone());
        assert_eq!(suggestion.expect("better words").replacement, "Two officers");
    }

    #[test]
    fn what_kind_of_picture_it_is_may_be_said() {
        for words in
            ["Map of the districts", "Diagram of seven priorities", "The image that the county has", "Photographs"]
        {
            assert_eq!(told(words, "Kent"), [""; 0], "{words}");
        }
        assert_eq!(found(CODE, "![](../images/line.svg){decorative}"), [""; 0]);
        assert_eq!(found(CODE, "The picture of health is an image of Kent."), [""; 0]);
    }

    #[test]
    fn a_logo_has_words_too() {
        let settings = |alt: &str| {
            format!(
                "format: 1\ntitle: A\ndescription: B\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n\
                 partners:\n  - {{ body: kfrs, logo: images/kfrs.svg, alt: \"{alt}\" }}\n"
            )
        };
        for (alt, expected) in
            [("kfrs logo.svg", true), ("Logo", true), ("Image of a badge", true), ("Kent Fire and Rescue", false)]
        {
            let told = found_with(CODE, &[("agreement.yaml", &settings(alt))], None);
            assert_eq!(!told.is_empty(), expected, "{alt}");
        }
    }
}
