//! The bundled typefaces: how wide words are and which characters can be printed.
//!
//! Setting text is left to the formats; this is the one room of the font parser.

use std::cell::RefCell;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

use crate::diagnostic::Diagnostic;
use crate::lookup::HashMap;
use crate::source::{Files, Root, Span};

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

impl Weight {
    /// The number by which style sheets know it.
    pub fn number(self) -> u16 {
        match self {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
            Weight::Bold => 700,
        }
    }
}

/// The text faces: those that every character of a text is looked up in first.
const TEXT: [&str; 4] = ["Regular", "SemiBold", "Bold", "Italic"];
/// The faces that stand in for a character that a text face lacks.
const SECOND: [&str; 2] = ["Regular", "Bold"];

/// The measures of the typefaces in `fonts/`; opening them costs a tenth of a millisecond.
#[derive(Clone)]
pub struct Typefaces<'a> {
    text: [Option<Measures<'a>>; 4],
    second: [Option<Measures<'a>>; 2],
    /// Which of the first 128 characters are covered, one bit each.
    ascii: u128,
}

impl<'a> Typefaces<'a> {
    /// Opens the typefaces below `fonts/` in the templates.
    ///
    /// A face that is not there at all measures as if every letter were a square, and covers
    /// nothing; the built-in templates have them all.
    ///
    /// # Errors
    ///
    /// A font file that is damaged; those that are not used for text are looked at too, so that
    /// no format trips over them.
    pub fn load(files: &'a Files) -> Result<Typefaces<'a>, Diagnostic> {
        for id in files.below(Root::Templates, "fonts/").filter(|id| files.path(*id).ends_with(".ttf")) {
            if Face::parse(files.bytes(id), 0).is_err() {
                let message = format!("the font file {} cannot be read", files.shown(id));
                return Err(Diagnostic::error("damaged-font", Span::whole(id), message).help(
                    "put an undamaged TrueType font there, or delete the file so that the built-in one is used",
                ));
            }
        }
        let open = |family: &str, style: &str| {
            let id = files.find(Root::Templates, &format!("fonts/{family}-{style}.ttf"))?;
            Face::parse(files.bytes(id), 0).ok().map(Measures::of)
        };
        let mut typefaces = Typefaces {
            text: TEXT.map(|style| open("AtkinsonHyperlegibleNext", style)),
            second: SECOND.map(|style| open("SourceSans3", style)),
            ascii: 0,
        };
        typefaces.ascii = ('\0'..='\x7f').filter(|c| typefaces.has(*c)).fold(0, |bits, c| bits | 1 << u32::from(c));
        Ok(typefaces)
    }

    /// How wide a line of words is, in points, with the kerning that browsers and Typst apply.
    pub fn width(&self, words: &str, weight: Weight, size: f64) -> f64 {
        let mut line = self.line(weight, size);
        line.add(words);
        line.width()
    }

    /// A line without words, to be measured as it grows.
    pub fn line(&self, weight: Weight, size: f64) -> Line<'_> {
        let (face, stand_in) = match weight {
            Weight::Regular => (&self.text[0], &self.second[0]),
            Weight::SemiBold => (&self.text[1], &self.second[1]),
            Weight::Bold => (&self.text[2], &self.second[1]),
        };
        Line { face: face.as_ref(), stand_in: stand_in.as_ref(), size, ems: 0.0, last: None }
    }

    /// Whether the character can be printed in every style of text.
    ///
    /// It can if all the text faces have it, or else those that stand in for them. Control
    /// characters, line breaks and tabs among them, cannot.
    pub fn covers(&self, character: char) -> bool {
        if character.is_ascii() {
            return self.ascii >> u32::from(character) & 1 == 1;
        }
        self.has(character)
    }

    fn has(&self, character: char) -> bool {
        let all = |faces: &[Option<Measures>]| {
            faces.iter().all(|face| face.as_ref().is_some_and(|face| face.glyph(character).is_some()))
        };
        !character.is_control() && (all(&self.text) || all(&self.second))
    }
}

impl std::fmt::Debug for Typefaces<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typefaces")
    }
}

/// A line of words that grows at its end.
pub struct Line<'t> {
    face: Option<&'t Measures<'t>>,
    stand_in: Option<&'t Measures<'t>>,
    /// The size in points.
    size: f64,
    ems: f64,
    /// The last character, if the next one leans on it.
    last: Option<char>,
}

impl Line<'_> {
    /// Adds words to its end.
    pub fn add(&mut self, words: &str) {
        for character in words.chars() {
            let step = self.face.and_then(|face| face.step(self.last, character));
            let alone = || self.stand_in?.step(None, character);
            self.ems += step.or_else(alone).unwrap_or(1.0);
            self.last = step.map(|_| character);
        }
    }

    /// How wide it is by now, in points.
    pub fn width(&self) -> f64 {
        self.ems * self.size
    }
}

/// One face, opened for measuring.
#[derive(Clone)]
struct Measures<'a> {
    face: Face<'a>,
    /// The lookups that bring pairs of letters nearer to each other, each with its subtables.
    kerning: Vec<Vec<PairAdjustment<'a>>>,
    /// The steps that were measured, since a drawing tries its words again and again.
    steps: RefCell<HashMap<Pair, Option<f64>>>,
}

/// A character and the one before it, if there is one that leans on it.
type Pair = (Option<char>, char);

impl<'a> Measures<'a> {
    fn of(face: Face<'a>) -> Measures<'a> {
        let kerning = face.tables().gpos.map_or_else(Vec::new, |table| {
            let mut indices: Vec<u16> = table
                .features
                .into_iter()
                .filter(|feature| feature.tag == Tag::from_bytes(b"kern"))
                .flat_map(|feature| feature.lookup_indices)
                .collect();
            indices.sort_unstable();
            indices.dedup();
            let pairs = |subtable| match subtable {
                PositioningSubtable::Pair(pair) => Some(pair),
                _ => None,
            };
            let lookups = indices.into_iter().filter_map(|index| table.lookups.get(index));
            lookups.map(|lookup| lookup.subtables.into_iter().filter_map(pairs).collect()).collect()
        });
        Measures { face, kerning, steps: RefCell::default() }
    }

    fn glyph(&self, character: char) -> Option<GlyphId> {
        self.face.glyph_index(character).filter(|glyph| glyph.0 != 0)
    }

    /// How far a character carries on after the one before it, in ems; none if it has no glyph.
    fn step(&self, before: Option<char>, character: char) -> Option<f64> {
        *self.steps.borrow_mut().entry((before, character)).or_insert_with(|| {
            let glyph = self.glyph(character)?;
            let kerning = before.and_then(|before| Some(self.kerning(self.glyph(before)?, glyph)));
            Some(kerning.unwrap_or(0.0) + self.advance(glyph))
        })
    }

    /// The width of a glyph in ems.
    fn advance(&self, glyph: GlyphId) -> f64 {
        f64::from(self.face.glyph_hor_advance(glyph).unwrap_or(self.face.units_per_em())) / self.em()
    }

    /// How much two glyphs stand nearer (below 0) or farther than their widths say, in ems.
    fn kerning(&self, first: GlyphId, second: GlyphId) -> f64 {
        let units: i32 = self.kerning.iter().map(|lookup| pair_adjustment(lookup, first, second)).sum();
        f64::from(units) / self.em()
    }

    fn em(&self) -> f64 {
        f64::from(self.face.units_per_em().max(1))
    }
}

/// What one lookup does to a pair; the first subtable that knows the pair decides.
fn pair_adjustment(subtables: &[PairAdjustment], first: GlyphId, second: GlyphId) -> i32 {
    let found = subtables.iter().find_map(|pair| {
        let covered = pair.coverage().get(first)?;
        let (one, two) = match pair {
            PairAdjustment::Format1 { sets, .. } => sets.get(covered)?.get(second)?,
            PairAdjustment::Format2 { classes, matrix, .. } => {
                matrix.get((classes.0.get(first), classes.1.get(second)))?
            }
        };
        Some(i32::from(one.x_advance) + i32::from(two.x_advance))
    });
    found.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates;

    fn built_in() -> Files {
        let mut files = Files::new();
        templates::add_built_in(&mut files);
        files
    }

    #[test]
    fn a_line_is_as_wide_as_browsers_set_it() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        for (words, weight, size, meant) in MEASURED_IN_CHROMIUM {
            let width = typefaces.width(words, weight, size);
            assert!((width / meant - 1.0).abs() < 0.002, "{words}: {width}, in Chromium {meant}");
        }
    }

    const MEASURED_IN_CHROMIUM: [(&str, Weight, f64, f64); 28] = [
        ("Strengthening", Weight::Regular, 11.0, 68.2),
        ("Safeguarding Vulnerable People", Weight::Regular, 11.0, 154.8),
        ("Kent CSA cross-cutting themes", Weight::Regular, 11.0, 150.3),
        ("Improve Quality of Life and Enhance Community Resilience", Weight::Regular, 11.0, 286.7),
        ("AVATAR Town, Ty. To Wales’ 2017–2021", Weight::Regular, 11.0, 188.0),
        ("Response and Recovery from the COVID-19 pandemic", Weight::Regular, 11.0, 260.6),
        ("Tackle Abuse, Exploitation and Violence", Weight::Regular, 11.0, 191.9),
        ("Strengthening", Weight::SemiBold, 11.0, 71.2),
        ("Safeguarding Vulnerable People", Weight::SemiBold, 11.0, 162.2),
        ("Kent CSA cross-cutting themes", Weight::SemiBold, 11.0, 157.3),
        ("Improve Quality of Life and Enhance Community Resilience", Weight::SemiBold, 11.0, 300.3),
        ("AVATAR Town, Ty. To Wales’ 2017–2021", Weight::SemiBold, 11.0, 197.4),
        ("Response and Recovery from the COVID-19 pandemic", Weight::SemiBold, 11.0, 271.5),
        ("Tackle Abuse, Exploitation and Violence", Weight::SemiBold, 11.0, 202.4),
        ("Strengthening", Weight::Bold, 9.0, 59.4),
        ("Safeguarding Vulnerable People", Weight::Bold, 9.0, 135.5),
        ("Kent CSA cross-cutting themes", Weight::Bold, 9.0, 131.2),
        ("Improve Quality of Life and Enhance Community Resilience", Weight::Bold, 9.0, 250.6),
        ("AVATAR Town, Ty. To Wales’ 2017–2021", Weight::Bold, 9.0, 164.9),
        ("Response and Recovery from the COVID-19 pandemic", Weight::Bold, 9.0, 226.0),
        ("Tackle Abuse, Exploitation and Violence", Weight::Bold, 9.0, 169.4),
        ("Strengthening", Weight::Bold, 12.5, 82.5),
        ("Safeguarding Vulnerable People", Weight::Bold, 12.5, 188.1),
        ("Kent CSA cross-cutting themes", Weight::Bold, 12.5, 182.3),
        ("Improve Quality of Life and Enhance Community Resilience", Weight::Bold, 12.5, 348.1),
        ("AVATAR Town, Ty. To Wales’ 2017–2021", Weight::Bold, 12.5, 229.1),
        ("Response and Recovery from the COVID-19 pandemic", Weight::Bold, 12.5, 313.9),
        ("Tackle Abuse, Exploitation and Violence", Weight::Bold, 12.5, 235.2),
    ];

    #[test]
    fn letters_that_lean_on_each_other_are_kerned() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        let width = |words| typefaces.width(words, Weight::Regular, 100.0);
        assert!(width("AV") < width("A") + width("V") - 1.0);
    }

    #[test]
    fn heavier_words_are_wider() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        let width = |weight| typefaces.width("Safeguarding Vulnerable People", weight, 12.0);
        assert!(width(Weight::Regular) < width(Weight::SemiBold));
        assert!(width(Weight::SemiBold) < width(Weight::Bold));
    }

    #[test]
    fn a_character_that_only_the_second_face_has_is_measured_there() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        let width = typefaces.width("✓", Weight::Regular, 100.0);
        assert!((20.0..99.0).contains(&width), "{width}");
    }

    #[test]
    fn what_the_faces_have_is_covered() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        for character in "azAZ09 £€’“”–—…éÿœ✓→☐№‑\u{a0}".chars() {
            assert!(typefaces.covers(character), "{character:?}");
        }
    }

    #[test]
    fn what_no_face_has_is_not() {
        let files = built_in();
        let typefaces = Typefaces::load(&files).unwrap();
        for character in "😀漢ש\u{202e}\0\u{7}\u{85}\n\t\u{7f}".chars() {
            assert!(!typefaces.covers(character), "{character:?}");
        }
    }

    #[test]
    fn a_damaged_font_is_a_finding() {
        for bytes in [&b""[..], b"not a font", b"\0\x01\0\0\0\x10rubbish"] {
            let mut files = built_in();
            let path = "fonts/AtkinsonHyperlegibleNext-Bold.ttf";
            let id = files.add(Root::Templates, path, "templates/fonts/x.ttf", bytes);
            let finding = Typefaces::load(&files).unwrap_err();
            assert_eq!((finding.code, finding.file()), ("damaged-font", id));
        }
    }

    #[test]
    fn a_font_cut_short_anywhere_is_no_panic() {
        let whole = built_in();
        let path = "fonts/AtkinsonHyperlegibleNext-Bold.ttf";
        let bytes = whole.bytes(whole.find(Root::Templates, path).unwrap()).clone();
        for length in (0..bytes.len()).step_by(997) {
            let mut files = built_in();
            files.add(Root::Templates, path, path, &bytes[..length]);
            if let Ok(typefaces) = Typefaces::load(&files) {
                let _ = typefaces.width("AVATAR Town", Weight::Bold, 12.0);
            }
        }
    }

    #[test]
    fn without_fonts_words_still_have_a_width() {
        let files = Files::new();
        let typefaces = Typefaces::load(&files).unwrap();
        assert!((typefaces.width("abc", Weight::Bold, 10.0) - 30.0).abs() < 1e-9);
        assert!(!typefaces.covers('a'));
    }
}
