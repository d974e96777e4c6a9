//! A drawing as SVG, the same for the page and the PDF.
//!
//! Colours are attributes, those of the light scheme, so that the picture stands alone; each
//! mark also has a class, so that a style sheet can give it the dark scheme. Words are `text`.
//! There are no ids, so that any number of drawings may stand in one page. Alternative texts
//! are left to the format that shows the drawing.

use std::fmt::Write;

use super::{Drawing, Mark, Paint};
use crate::palette::{Palette, Scheme};

/// The faces of the words, quoted since a name with a digit is no CSS identifier; those that follow for characters that the first lacks.
pub const FAMILIES: &str = "'Atkinson Hyperlegible Next', 'Source Sans 3', sans-serif";

/// The drawing as one `svg` element, without an XML prologue, lengths in points.
pub fn to_svg(drawing: &Drawing, palette: &Palette) -> String {
    let scheme = palette.light();
    let (width, height) = (Length(drawing.width), Length(drawing.height));
    let mut svg = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="drawing {}" viewBox="0 0 {} {}" "#,
            r#"width="{}pt" height="{}pt" font-family="{}">"#,
            "\n"
        ),
        drawing.style, width, height, width, height, FAMILIES
    );
    for mark in &drawing.marks {
        // Writing to a String cannot fail.
        let _ = write_mark(&mut svg, mark, &scheme);
    }
    svg.push_str("</svg>\n");
    svg
}

fn write_mark(svg: &mut String, mark: &Mark, scheme: &Scheme) -> std::fmt::Result {
    match mark {
        Mark::Rect { x, y, width, height, radius, line, paint } => {
            write!(svg, r#"<rect class="{}" x="{}" y="{}""#, class(*paint), Length(*x), Length(*y))?;
            write!(svg, r#" width="{}" height="{}""#, Length(*width), Length(*height))?;
            if *radius > 0.0 {
                write!(svg, r#" rx="{}""#, Length(*radius))?;
            }
            write_colours(svg, *paint, *line, scheme)?;
            svg.write_str("/>\n")
        }
        Mark::Circle { x, y, radius, line, paint } => {
            let (x, y, radius) = (Length(*x), Length(*y), Length(*radius));
            write!(svg, r#"<circle class="{}" cx="{x}" cy="{y}" r="{radius}""#, class(*paint))?;
            write_colours(svg, *paint, *line, scheme)?;
            svg.write_str("/>\n")
        }
        Mark::Line { points, line, paint } => {
            write!(svg, r#"<polyline class="{}" points=""#, class(*paint))?;
            write_points(svg, points)?;
            svg.write_char('"')?;
            write_colours(svg, *paint, *line, scheme)?;
            svg.write_str(r#" stroke-linecap="round" stroke-linejoin="round"/>"#)?;
            svg.write_char('\n')
        }
        Mark::Polygon { points, paint } => {
            write!(svg, r#"<polygon class="{}" points=""#, class(*paint))?;
            write_points(svg, points)?;
            svg.write_char('"')?;
            write_colours(svg, *paint, 0.0, scheme)?;
            svg.write_str("/>\n")
        }
        Mark::Text { x, y, size, weight, words, paint } => {
            write!(svg, r#"<text class="{}" x="{}" y="{}""#, class(*paint), Length(*x), Length(*y))?;
            write!(svg, r#" font-size="{}" font-weight="{}""#, Length(*size), weight.number())?;
            write_colours(svg, *paint, 0.0, scheme)?;
            svg.write_char('>')?;
            write_escaped(svg, words)?;
            svg.write_str("</text>\n")
        }
    }
}

/// The class by which a style sheet knows a paint.
fn class(paint: Paint) -> &'static str {
    match paint {
        Paint::Tile => "f-tile",
        Paint::OnTile => "t-tile",
        Paint::Solid => "f-solid",
        Paint::OnSolid => "t-solid",
        Paint::Band => "f-band",
        Paint::Tag => "f-tag",
        Paint::Knot => "f-knot",
        Paint::Panel => "f-panel",
        Paint::Box => "f-box",
        Paint::Grey => "f-grey",
        Paint::Thread => "s-acc",
        Paint::Connector => "s-ink",
        Paint::Ink => "f-ink",
        Paint::Words => "t-ink",
        Paint::Accent => "t-acc",
    }
}

/// The colours of a paint as attributes; a line without thickness has none.
fn write_colours(svg: &mut String, paint: Paint, line: f64, scheme: &Scheme) -> std::fmt::Result {
    let (fill, stroke) = match paint {
        Paint::Tile | Paint::Solid | Paint::Accent => (Some(scheme.theme), None),
        Paint::OnTile | Paint::OnSolid => (Some(scheme.on_tile), None),
        Paint::Band => (Some(scheme.tint), Some(scheme.theme)),
        Paint::Tag | Paint::Knot => (Some(scheme.page), Some(scheme.theme)),
        Paint::Panel => (Some(scheme.grey_1), Some(scheme.grey_5)),
        Paint::Box => (Some(scheme.page), Some(scheme.grey_7)),
        Paint::Grey => (Some(scheme.grey_7), None),
        Paint::Thread => (None, Some(scheme.theme)),
        Paint::Connector => (None, Some(scheme.ink)),
        Paint::Ink | Paint::Words => (Some(scheme.ink), None),
    };
    match fill {
        Some(colour) => write!(svg, r#" fill="{colour}""#)?,
        None => svg.write_str(r#" fill="none""#)?,
    }
    if let Some(colour) = stroke.filter(|_| line > 0.0) {
        write!(svg, r#" stroke="{colour}" stroke-width="{}""#, Length(line))?;
    }
    Ok(())
}

fn write_points(svg: &mut String, points: &[(f64, f64)]) -> std::fmt::Result {
    for (index, (x, y)) in points.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        write!(svg, "{space}{},{}", Length(*x), Length(*y))?;
    }
    Ok(())
}

/// Words as XML text; characters that XML cannot hold are left out.
pub(super) fn write_escaped(svg: &mut String, words: &str) -> std::fmt::Result {
    for character in words.chars() {
        match character {
            '&' => svg.write_str("&amp;")?,
            '<' => svg.write_str("&lt;")?,
            '>' => svg.write_str("&gt;")?,
            '"' => svg.write_str("&quot;")?,
            '\t' | '\n' | '\r' => svg.write_char(' ')?,
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => svg.write_char(character)?,
        }
    }
    Ok(())
}

/// A length with at most two decimals, the same on every machine: `7`, `0.6`, `143.27`.
struct Length(f64);

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.2}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Colour;
    use crate::typeface::Weight;

    fn svg(marks: Vec<Mark>) -> String {
        let drawing = Drawing { style: "loom", width: 470.0, height: 20.5, marks, outline: Vec::new() };
        to_svg(&drawing, &Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).unwrap())
    }

    fn text(words: &str) -> Mark {
        let (weight, paint) = (Weight::SemiBold, Paint::Words);
        Mark::Text { x: 1.0, y: 2.005, size: 11.5, weight, words: words.to_owned(), paint }
    }

    #[test]
    fn the_frame_has_the_size_of_the_drawing() {
        insta::assert_snapshot!(svg(Vec::new()), @r#"
        <svg xmlns="http://www.w3.org/2000/svg" class="drawing loom" viewBox="0 0 470 20.5" width="470pt" height="20.5pt" font-family="'Atkinson Hyperlegible Next', 'Source Sans 3', sans-serif">
        </svg>
        "#);
    }

    #[test]
    fn words_cannot_become_markup() {
        let svg = svg(vec![text(r#"<script>&"]]>"#), text("a\u{7}b\nc")]);
        assert!(svg.contains(">&lt;script&gt;&amp;&quot;]]&gt;</text>"), "{svg}");
        assert!(svg.contains(">ab c</text>"), "{svg}");
    }

    #[test]
    fn words_have_their_weight_and_ink() {
        let svg = svg(vec![text("Road Safety")]);
        let line =
            r##"<text class="t-ink" x="1" y="2" font-size="11.5" font-weight="600" fill="#1d1924">Road Safety</text>"##;
        assert!(svg.contains(line), "{svg}");
    }

    #[test]
    fn a_line_without_thickness_is_not_drawn() {
        let rect =
            |line| Mark::Rect { x: 0.0, y: -0.001, width: 10.0, height: 5.0, radius: 0.0, line, paint: Paint::Box };
        let svg = svg(vec![rect(0.0), rect(1.0)]);
        assert!(svg.contains(r##"<rect class="f-box" x="0" y="0" width="10" height="5" fill="#ffffff"/>"##), "{svg}");
        assert!(svg.contains(r##"fill="#ffffff" stroke="#57525e" stroke-width="1"/>"##), "{svg}");
    }
}
