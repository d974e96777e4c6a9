//! Pictures and drawings in the page.
//!
//! A drawing stands in the page twice, as SVG and as an outline of words. The outline is inside
//! `<details>`: closed on a wide screen, where the SVG is shown and whoever wants the words opens
//! it; in place of the SVG on a narrow one. Its shapes are left to [`crate::drawing`].

use super::assets;
use super::blocks::Writer;
use super::inlines::{self, Html, escape};
use super::joints::Join;
use super::view::{DrawingView, FigureView, GroupView, ImageView, MemberView};
use crate::document::{Block, Figure, Image, Inline, Picture, plain_text};
use crate::drawing::{Drawing, GroupShape, svg};

impl Writer<'_> {
    /// A picture or drawing with its caption.
    pub(super) fn figure(&mut self, block: &Block, figure: &Figure) -> Html {
        let id = self.notes.names.give(&block.id);
        let (mut image, mut drawing) = (None, None);
        match &figure.picture {
            Picture::Image(file) => image = Some(image_view(file, figure.alternative.as_deref().unwrap_or_default())),
            Picture::Drawing(shapes) => drawing = Some(self.drawing(shapes, figure)),
        }
        let caption = self.text(&figure.caption);
        // A drawing has its outline instead.
        let description = if drawing.is_none() { words(&figure.description) } else { Html::default() };
        self.fill(FigureView { id, number: figure.number, caption, image, drawing, description })
    }

    fn drawing(&mut self, drawing: &Drawing, figure: &Figure) -> DrawingView {
        let outline = drawing.outline.iter().map(|group| GroupView {
            shape: shape(group.shape).to_owned(),
            title: title(&group.title),
            members: group
                .members
                .iter()
                .map(|member| MemberView {
                    name: title(&member.name),
                    duties: member.duties.iter().map(|duty| words(duty)).collect(),
                    relations: member.relations.iter().map(|relation| words(relation)).collect(),
                })
                .collect(),
            joins_next: words(&group.joins_next),
        });
        let outline = outline.collect();
        let alternative = figure.alternative.clone().unwrap_or_else(|| plain_text(&figure.caption));
        let svg = labelled(&svg::to_svg(drawing, &self.document.meta.palette), &alternative);
        DrawingView { style: drawing.style.to_owned(), svg, outline }
    }
}

/// A picture that is carried inside the page.
pub(super) fn image_view(image: &Image, alternative: &str) -> ImageView {
    ImageView {
        address: Html(assets::data_address(media_type(&image.path), &image.bytes)),
        alternative: alternative.to_owned(),
        width: image.width as usize,
        height: image.height as usize,
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The drawing as one picture with a short alternative text (ARIA `img`): what is inside it
/// is then not read out, and the outline says it instead.
fn labelled(svg: &str, alternative: &str) -> Html {
    let role = format!("<svg role=\"img\" aria-label=\"{}\"", escape(alternative));
    Html(svg.replacen("<svg", &role, 1))
}

fn title(text: &str) -> Html {
    inlines::words(&[Inline::Text(text.to_owned())], Join::Title)
}

fn words(text: &str) -> Html {
    inlines::words(&[Inline::Text(text.to_owned())], Join::Text)
}

fn shape(shape: GroupShape) -> &'static str {
    match shape {
        GroupShape::Tile => "tile",
        GroupShape::Band => "band",
        GroupShape::Panel => "panel",
        GroupShape::Double => "double",
        GroupShape::Soft => "soft",
        GroupShape::Square => "square",
        GroupShape::Plain => "plain",
    }
}
