//! Pictures of the author's: found inside the content folder, measured, and known to be harmless.

mod outside;
mod weight;

use std::io::Cursor;

use image::{ImageDecoder as _, ImageReader};

use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Image;
use crate::parse::markdown::refused_picture;
use crate::source::{FileId, Files, Root, Span, Spanned};

/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 40_000_000;

/// The most bytes that its pixels may take: the most pixels in full colour.
const MAX_PIXEL_BYTES: u64 = MAX_PIXELS * 4;
/// The most bytes of what a PNG carries with it beside its pixels and packs, a colour profile or
/// notes; unpacked they may be a thousand times as large.
const MAX_PACKED: u32 = 64 * 1024;

/// The picture that `path` names, seen from the file that it is written in.
///
/// Anything that stands in the way is a finding at the path.
pub fn image(files: &Files, path: &Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<Image> {
    if let Some(refused) = refused_picture(path) {
        findings.push(refused);
        return None;
    }
    let finding = |message: String, help: &str| Diagnostic::error("bad-picture", path.span, message).help(help);
    let Some(full) = resolve(files.path(path.span.file), &path.value) else {
        findings.push(finding(
            format!("`{}` lies outside the content folder", path.value),
            "put the picture into content/images/ and write its path from this file, such as ../images/map.svg",
        ));
        return None;
    };
    let Some(file) = files.find(Root::Content, &full) else {
        let known: Vec<&str> =
            files.below(Root::Content, "").map(|id| files.path(id)).filter(|path| is_picture(path)).collect();
        let missing = Diagnostic::error("missing-picture", path.span, format!("there is no picture `{full}`"));
        findings.push(match nearest(&full, known.iter().copied()) {
            Some(near) => missing.help(format!("did you mean `{near}`?")),
            None => missing.help("add the file, or correct its name; capital letters count"),
        });
        return None;
    };
    match measure(files, file, &full) {
        Ok((width, height)) => Some(Image { path: full, bytes: files.bytes(file).clone(), width, height }),
        Err(fault) => {
            let mut told = finding(format!("`{full}` cannot be published: {}", fault.what), fault.help);
            if let Some(place) = fault.place {
                told = told.also(place, "in the picture, here");
            }
            findings.push(told);
            None
        }
    }
}

/// A path below the content folder, `..` resolved; `None` if it leads outside.
fn resolve(from: &str, path: &str) -> Option<String> {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop()?;
            }
            name => folders.push(name),
        }
    }
    Some(folders.join("/"))
}

fn is_picture(path: &str) -> bool {
    let lower = path.to_lowercase();
    ["svg", "png", "jpg", "jpeg"].iter().any(|ending| lower.ends_with(&format!(".{ending}")))
}

struct Fault {
    what: String,
    help: &'static str,
    place: Option<Span>,
}

fn measure(files: &Files, file: FileId, path: &str) -> Result<(u32, u32), Fault> {
    let fault = |what: &str, help: &'static str| Fault { what: what.to_owned(), help, place: None };
    if !is_picture(path) {
        return Err(fault("only SVG, PNG and JPEG pictures can", "save it in one of these formats"));
    }
    if path.to_lowercase().ends_with(".svg") {
        return measure_svg(files, file);
    }
    measure_pixels(files.bytes(file))
}

/// Decodes the whole picture, so that no format trips over one that breaks off.
fn measure_pixels(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let fault = |what: &str, help: &'static str| Fault { what: what.to_owned(), help, place: None };
    let damaged = || fault("it is damaged or not a picture", "open it in a picture program and save it again");
    if carries_too_much(bytes) {
        let what = "it carries a colour profile or notes that are larger than any picture needs";
        return Err(fault(what, "save it again from a picture program, without its colour profile and notes"));
    }
    let open = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| damaged());
    let (width, height) = open()?.into_dimensions().map_err(|_| damaged())?;
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(fault("it has more than 40 million pixels", "make it smaller: 2,000 pixels across is plenty"));
    }
    if open()?.into_decoder().map_err(|_| damaged())?.total_bytes() > MAX_PIXEL_BYTES {
        return Err(fault("its colours are finer than anybody can see", "save it again with 8 bits a colour"));
    }
    open()?.decode().map_err(|_| damaged())?;
    Ok((width, height))
}

/// Whether a PNG carries packed bytes that whoever shows it would unpack.
fn carries_too_much(bytes: &[u8]) -> bool {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    let Some(mut rest) = bytes.strip_prefix(SIGNATURE) else { return false };
    // Each chunk is its length, its name, that many bytes, and a sum of four bytes.
    while let Some(([a, b, c, d], after)) = rest.split_first_chunk() {
        let length = u32::from_be_bytes([*a, *b, *c, *d]);
        if [b"iCCP", b"zTXt", b"iTXt"].iter().any(|name| after.starts_with(*name)) && length > MAX_PACKED {
            return true;
        }
        let next = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(8);
        rest = after.get(next..).unwrap_or_default();
    }
    false
}

fn measure_svg(files: &Files, file: FileId) -> Result<(u32, u32), Fault> {
    let damaged = "export it again from the drawing program, as plain SVG";
    let text =
        files.text(file).map_err(|_| Fault { what: "it is not UTF-8 text".into(), help: damaged, place: None })?;
    let too_much = |what: &str, place: Span| Fault {
        what: format!("it has {what}"),
        help: "make it simpler in the drawing program, and export it again as plain SVG",
        place: Some(place),
    };
    if let Some(range) = weight::too_many_attributes(text) {
        let start = range.start;
        let end = text[range].find(['=', '\n']).map_or(start, |at| start + at);
        return Err(too_much("an element with hundreds of attributes", Span::new(file, start, end)));
    }
    let tree = roxmltree::Document::parse(text).map_err(|error| {
        let what = match error {
            roxmltree::Error::DtdDetected => "it has a DOCTYPE, which can hide other files in it",
            _ => "it is not a whole SVG drawing",
        };
        Fault { what: what.to_owned(), help: damaged, place: place_of(file, text, error.pos()) }
    })?;
    let root = tree.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
        return Err(Fault {
            what: "it is not an SVG drawing that browsers can show".to_owned(),
            help: damaged,
            place: Some(start_tag(file, text, &root)),
        });
    }
    let reaches = |what: String, place: Span| Fault {
        what: format!("{what} reaches for something outside the picture"),
        help: "put everything into the picture itself",
        place: Some(place),
    };
    if let Some(instruction) = tree.descendants().find(outside::instruction) {
        return Err(reaches("its first line".to_owned(), start_tag(file, text, &instruction)));
    }
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let place = || start_tag(file, text, &node);
        let name = node.tag_name().name().to_lowercase();
        if matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "handler" | "listener")
            || node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml")
        {
            let what = format!("it holds <{}>, which can run a program or show another page", node.tag_name().name());
            return Err(Fault { what, help: damaged, place: Some(place()) });
        }
        if name == "filter" {
            let what = "it holds <filter>, an effect that is printed as a blur of pixels".to_owned();
            let help = "take shadows and other effects out in the drawing program, and export it again";
            return Err(Fault { what, help, place: Some(place()) });
        }
        for attribute in node.attributes() {
            if attribute.name().to_lowercase().starts_with("on") {
                let what = format!("its `{}` would run a program", attribute.name());
                return Err(Fault { what, help: damaged, place: Some(place()) });
            }
            if outside::attribute(&node, &attribute) {
                return Err(reaches(format!("its `{}`", attribute.name()), place()));
            }
        }
        if name == "style" {
            // All of its text, since a remark or another element may stand in the middle of it.
            let css: String =
                node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect();
            if outside::style(&css) {
                return Err(reaches("its style sheet".to_owned(), place()));
            }
        }
    }
    if let Some((what, node)) = weight::excess(&tree) {
        return Err(too_much(what, start_tag(file, text, &node)));
    }
    let number = |name: &str| root.attribute(name).and_then(|value| value.trim_end_matches("px").parse::<f64>().ok());
    let view = root.attribute("viewBox").and_then(|view| {
        let numbers: Vec<f64> =
            view.split(|c: char| c.is_whitespace() || c == ',').filter_map(|part| part.parse().ok()).collect();
        (numbers.len() == 4).then(|| (numbers[2], numbers[3]))
    });
    let size = number("width").zip(number("height")).or(view);
    match size {
        Some((width, height)) if (1.0..100_000.0).contains(&width) && (1.0..100_000.0).contains(&height) =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "kept between 1 and 100,000 just before"
            )]
            Ok((width.round() as u32, height.round() as u32))
        }
        _ => Err(Fault {
            what: "it does not say how large it is".into(),
            help: "export it again from the drawing program with its width and height",
            place: None,
        }),
    }
}

/// The opening tag of an element.
fn start_tag(file: FileId, text: &str, node: &roxmltree::Node<'_, '_>) -> Span {
    let range = node.range();
    let end = text[range.clone()].find('>').map_or(range.end, |at| range.start + at + 1);
    Span::new(file, range.start, end)
}

/// The rest of the line from a place on, of which the row and the column are known.
fn place_of(file: FileId, text: &str, at: roxmltree::TextPos) -> Option<Span> {
    let row = usize::try_from(at.row).ok()?.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let line = text.get(start..)?.lines().next()?;
    let column = usize::try_from(at.col).ok()?.saturating_sub(1);
    let skipped: usize = line.chars().take(column).map(char::len_utf8).sum();
    (skipped < line.len()).then(|| Span::new(file, start + skipped, start + line.len()))
}

#[cfg(test)]
mod tests {
    use super::{image, resolve};
    use crate::source::{Files, Root, Span, Spanned};

    /// Whether a drawing with this in it is refused.
    fn is_refused(inside: &str) -> bool {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0\n0\t9 9\">{inside}</svg>"
        );
        is_picture_refused(&svg)
    }

    fn is_picture_refused(svg: &str) -> bool {
        let mut files = Files::new();
        let page = files.add(Root::Content, "foreword.md", "foreword.md", "![x](images/x.svg)".as_bytes());
        files.add(Root::Content, "images/x.svg", "images/x.svg", svg.as_bytes());
        let path = Spanned::new("images/x.svg".to_owned(), Span::new(page, 5, 17));
        image(&files, &path, &mut Vec::new()).is_none()
    }

    #[test]
    fn a_drawing_that_keeps_to_itself_is_published() {
        for inside in [
            "",
            "<use xlink:href=\"#a\"/><rect fill=\"url( '#a' )\" style=\"fill: url(#b)\"/>",
            "<image href=\"data:image/png;base64,AAAA\"/><style>text { fill: red }</style>",
            "<a href=\"https://www.kent.gov.uk/\"><text>Kent (\u{5c}o/)</text></a><g aria-label=\"a \u{5c} (b)\"/>",
            "<animate attributeName=\"opacity\" values=\"0;1\"/>",
        ] {
            assert!(!is_refused(inside), "{inside}");
        }
    }

    #[test]
    fn a_drawing_that_reaches_outside_is_refused() {
        for inside in [
            "<use href=\"http://a.example/x.svg#a\"/>",
            "<image xlink:href=\" HTTPS://a.example/x.png\"/>",
            "<image href=\"//a.example/x.png\"/>",
            "<image href=\"data:image/svg+xml,%3Csvg/%3E\"/>",
            "<feImage href=\"x.png\"/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\"java&#10;script:alert(1)\"/>",
            "<a><set attributeName=\"xlink:href\" to=\"javascript:alert(1)\"/></a>",
            "<rect fill=\"URL(http://a.example/)\"/>",
            "<rect fill=\"url(&#10;'http://a.example/')\"/>",
            "<rect fill=\"u\u{5c}72l(http://a.example/)\"/>",
            "<rect style=\"background: image-set('http://a.example/x.png' 1x)\"/>",
            "<style>@IMPORT 'http://a.example/x.css';</style>",
            "<style>a {}<!-- --> @import 'http://a.example/x.css';</style>",
            "<style>@\u{5c}69mport 'http://a.example/x.css';</style>",
            "<style><![CDATA[a { fill: url(//a.example/x) }]]></style>",
            "<g xml:base=\"http://a.example/\"/>",
            "<img xmlns=\"http://www.w3.org/1999/xhtml\" srcset=\"http://a.example/x.png\"/>",
            "<script/>",
            "<g onclick=\"x\"/>",
        ] {
            assert!(is_refused(inside), "{inside}");
        }
    }

    #[test]
    fn a_drawing_cannot_ask_for_a_style_sheet_or_declare_entities() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
        assert!(!is_picture_refused(&format!("<?xml version=\"1.0\"?><?other a?>{svg}")));
        for before in ["<?xml-stylesheet href=\"http://a.example/x.css\"?>", "<!DOCTYPE svg [<!ENTITY a \"b\">]>"] {
            assert!(is_picture_refused(&format!("{before}{svg}")), "{before}");
        }
    }

    #[test]
    fn a_drawing_that_asks_for_very_much_is_refused() {
        let group =
            |from: usize, to: &str| format!("<g id=\"a{from}\">{}</g>", format!("<use href=\"#{to}\"/>").repeat(10));
        let bomb: String = (1..9).map(|step| group(step, &format!("a{}", step - 1))).collect();
        let chain = |kind: &str, by: &str| -> String {
            let link = |step: usize| format!("<{kind} id=\"m{step}\" {by}=\"url(#m{})\"><rect/></{kind}>", step + 1);
            (0..3_000).map(link).collect()
        };
        for (what, inside) in [
            ("uses of uses", format!("<rect id=\"a0\"/>{bomb}")),
            ("a part in itself", "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>".to_owned()),
            ("masks of masks", chain("mask", "mask")),
            ("paths that cut paths", chain("clipPath", "clip-path")),
            ("depth", format!("{}{}", "<g>".repeat(200), "</g>".repeat(200))),
            ("attributes", format!("<rect {}/>", (0..600).map(|at| format!("a{at}=\">\" ")).collect::<String>())),
            ("words", format!("<text>{}</text>", "word ".repeat(10_000))),
            ("rules", format!("<style>{}</style>{}", "g rect{x:0}".repeat(1_000), "<rect/>".repeat(3_000))),
            ("an effect", "<filter id=\"f\"><feGaussianBlur stdDeviation=\"9\"/></filter>".to_owned()),
            (
                "markers at every point",
                format!(
                    "<marker id=\"m\">{}</marker><g style=\"fill: red; marker-mid: url( '#m' )\"><path d=\"M0 0{}\"/></g>",
                    "<rect/>".repeat(200),
                    "L9 9".repeat(2_000)
                ),
            ),
        ] {
            assert!(is_refused(&inside), "{what}");
        }
        let symbol = "<symbol id=\"s\"><path d=\"M0 0L9 9\"/></symbol>";
        let sound = format!("<!-- don't -->{symbol}{}", "<use href=\"#s\" clip-path=\"url(#c)\"/>".repeat(1_000));
        assert!(!is_refused(&format!("{sound}<clipPath id=\"c\"><rect/></clipPath><a href=\"#top\" id=\"top\"/>")));
    }

    /// A PNG of one pixel, with a chunk that carries so many bytes.
    fn is_carried(name: &[u8], length: u32) -> bool {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0".to_vec();
        bytes.extend(length.to_be_bytes());
        bytes.extend(name);
        !super::carries_too_much(&bytes)
    }

    #[test]
    fn what_a_picture_carries_packed_is_small() {
        assert!(is_carried(b"iCCP", 3_000) && is_carried(b"IDAT", 3_000_000));
        assert!(!is_carried(b"iCCP", 300_000) && !is_carried(b"zTXt", u32::MAX) && !is_carried(b"iTXt", 70_000));
        assert!(!super::carries_too_much(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff") && !super::carries_too_much(b""));
    }

    #[test]
    fn a_path_is_seen_from_the_folder_of_its_file() {
        assert_eq!(resolve("chapters/01-a.md", "../images/x.svg").as_deref(), Some("images/x.svg"));
    }

    #[test]
    fn a_path_cannot_leave_the_content_folder() {
        assert_eq!(resolve("chapters/01-a.md", "../../x.svg"), None);
    }
}
