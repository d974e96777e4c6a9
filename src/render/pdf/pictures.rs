//! Which of the author's pictures cannot be printed, asked only once a compilation has failed.

use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document, Image, Picture};
use crate::source::{Files, Root, Span};

/// A finding for each picture that is damaged, at the place that shows it or at its file.
pub(super) fn damaged(document: &Document, files: &Files) -> Vec<Diagnostic> {
    let shown = document.walk().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => match &figure.picture {
            Picture::Image(image) => Some((image, Some(block.origin))),
            Picture::Drawing(_) => None,
        },
        _ => None,
    });
    let logos =
        document.meta.partners.iter().filter_map(|partner| partner.logo.as_ref()).map(|(image, _)| (image, None));
    shown
        .chain(logos)
        .filter_map(|(image, origin)| {
            let reason = fault(image)?;
            let at = origin.or_else(|| files.find(Root::Content, &image.path).map(Span::whole))?;
            Some(
                Diagnostic::error("bad-picture", at, format!("`{}` cannot be printed: {reason}", image.path))
                    .help("open the picture and save it again; it may be damaged"),
            )
        })
        .collect()
}

fn fault(image: &Image) -> Option<String> {
    let bytes = Bytes::new(image.bytes.clone());
    let path = image.path.to_ascii_lowercase();
    let format = if path.ends_with(".svg") {
        return SvgImage::new(bytes).err().map(|_| "it is not a complete SVG picture".to_owned());
    } else if path.ends_with(".png") {
        ExchangeFormat::Png
    } else if path.ends_with(".gif") {
        ExchangeFormat::Gif
    } else if path.ends_with(".webp") {
        ExchangeFormat::Webp
    } else {
        ExchangeFormat::Jpg
    };
    RasterImage::new(bytes, format, Smart::Auto).err().map(|_| "it is not a complete picture of its kind".to_owned())
}
