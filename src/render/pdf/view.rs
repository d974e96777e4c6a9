//! The one contract between Rust and the templates: the document as the JSON that they walk.
//!
//! A run of text is a plain string; anything else is an object with its `kind`. Nothing here
//! decides a size, a colour beyond the palette, or a place on the page.

use std::collections::{BTreeMap, HashSet};

use typst::foundations::Bytes;

use crate::date::Date;
use crate::document::{
    Block, BlockKind, ChangeMark, Detail, Document, Figure, Image, Inline, Opening, Pages, Part, Picture, Role, Sign,
    SignShape, Table, Tone, plain_text,
};
use crate::palette::Palette;

use super::glue::glue;

mod estimate;
mod shape;
mod signs;

use estimate::{HALF_A_PAGE, TEXT_LINE, is_short, lines, row_lines};
use shape::{
    Colours, ColumnView, DetailView, ItemView, Kind, Mark, Motif, PartView, Partner, PictureView, Piece, RowView, Run,
    TableView, Text, View,
};

/// Lines of an item that reads like a paragraph.
const LONG_ITEM: usize = 3;
/// Lines of a list that is not worth breaking.
const SHORT_LIST: usize = 9;
/// One pixel of a picture in points (96 to the inch).
const PIXEL: f64 = 0.75;

/// The view of a document with the virtual files that it names, the JSON itself among them.
///
/// # Errors
///
/// Only if the document cannot be written as JSON, which no document is known to do.
pub(super) fn files(document: &Document, pages: &Pages, date: Date) -> Result<Vec<(String, Bytes)>, serde_json::Error> {
    let mut maker = Maker::new(document, pages);
    let view = maker.document(document, date);
    let json = serde_json::to_vec(&view)?;
    let mut files = maker.files;
    files.push(("document.json".to_owned(), Bytes::new(json)));
    Ok(files)
}

struct Maker<'p> {
    pages: &'p Pages,
    palette: Palette,
    targets: BTreeMap<String, bool>,
    seen_notes: HashSet<usize>,
    /// The level of the heading that a block stands below; 1 is the title of its part.
    level: u8,
    /// Whether it has been said that all of this was removed.
    removed: bool,
    files: Vec<(String, Bytes)>,
    /// The pictures of the signs so far.
    signs: BTreeMap<(SignShape, Option<char>), String>,
}

impl Maker<'_> {
    fn new<'p>(document: &Document, pages: &'p Pages) -> Maker<'p> {
        Maker {
            pages,
            palette: document.meta.palette,
            targets: document.sought.iter().map(|id| (id.clone(), true)).collect(),
            seen_notes: HashSet::new(),
            level: 1,
            removed: false,
            files: Vec::new(),
            signs: BTreeMap::new(),
        }
    }

    fn document(&mut self, document: &Document, date: Date) -> View {
        let meta = &document.meta;
        let colours = meta.palette.light();
        let (language, region) = language(&meta.language);
        let runs = runs(document);
        let parts = document.parts.iter().zip(&runs.of_parts).map(|(part, run)| self.part(part, run.clone())).collect();
        View {
            title: meta.title.clone(),
            short_title: meta.short_title.clone(),
            description: meta.description.clone(),
            keywords: keywords(document),
            language,
            region,
            date: (date.year, date.month, date.day),
            partnership: glue(&meta.partnership),
            partners: meta
                .partners
                .iter()
                .map(|partner| Partner {
                    name: glue(&partner.name),
                    logo: partner.logo.as_ref().map(|(image, alt)| self.image(image, Some(alt.clone()))),
                })
                .collect(),
            version: meta.edition.version.clone(),
            month: glue(&meta.edition.month),
            effective: glue(&meta.edition.effective),
            edition: glue(&meta.edition.line()),
            runs_on: matches!(meta.opening, Opening::Head(_)),
            facts: self.details(meta.opening.facts()),
            colours: Colours {
                theme: colours.theme.hex(),
                pale: meta.palette.dark_theme.hex(),
                tint: colours.tint.hex(),
                ink: colours.ink.hex(),
                grey_7: colours.grey_7.hex(),
                grey_5: colours.grey_5.hex(),
                grey_3: colours.grey_3.hex(),
                grey_1: colours.grey_1.hex(),
            },
            motif: Motif { threads: meta.motif.threads, bands: meta.motif.bands },
            parts,
            contents: runs.all,
            footnotes: document.footnotes.iter().map(|note| self.text(&note.content)).collect(),
            targets: std::mem::take(&mut self.targets),
        }
    }

    fn part(&mut self, part: &Part, run: Option<String>) -> PartView {
        self.level = 1;
        PartView {
            id: part.id.clone(),
            role: role(part.role),
            number: part.number.clone(),
            footer: glue(&plain_text(part.short_title.as_ref().unwrap_or(&part.title))),
            title: self.text(&part.title),
            numbered: part.numbered,
            run,
            blocks: self.blocks(&part.blocks),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Piece> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Piece {
        let kind = match &block.kind {
            BlockKind::Heading { level, content } => {
                self.level = *level;
                Kind::Heading { level: *level, body: self.text(content) }
            }
            BlockKind::Paragraph(content) => Kind::Paragraph { body: self.text(content) },
            BlockKind::Note(content) => Kind::Note { body: self.text(content) },
            BlockKind::Numbered { number, blocks } => {
                Kind::Numbered { number: number.clone(), blocks: self.blocks(blocks) }
            }
            BlockKind::List { start, columns, items } => Kind::List {
                start: *start,
                columns: *columns,
                loose: items.iter().any(|item| lines(&item.blocks, TEXT_LINE) > LONG_ITEM),
                short: items.iter().map(|item| lines(&item.blocks, TEXT_LINE)).sum::<usize>() <= SHORT_LIST,
                items: items
                    .iter()
                    .map(|item| ItemView { id: item.id.clone(), blocks: self.blocks(&item.blocks) })
                    .collect(),
            },
            BlockKind::Table(table) => Kind::Table(self.table(table)),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Callout { title, blocks } => Kind::Callout {
                title: self.text(title),
                tall: lines(blocks, TEXT_LINE) > HALF_A_PAGE,
                blocks: self.blocks(blocks),
            },
            BlockKind::Columns(groups) => {
                Kind::Columns { groups: groups.iter().map(|group| self.blocks(group)).collect() }
            }
            BlockKind::Preformatted(words) => Kind::Preformatted { words: words.clone() },
            BlockKind::Rule => Kind::Rule,
            BlockKind::Signature { name, offices } => Kind::Signature {
                name: name.clone(),
                offices: offices.iter().map(|office| self.text(office)).collect(),
            },
            BlockKind::Details(details) => Kind::Details { details: self.details(details) },
            BlockKind::Contents => Kind::Contents,
            BlockKind::Change { mark, blocks } => self.change(&block.id, mark, blocks),
        };
        Piece { id: block.id.clone(), kind }
    }

    fn details(&mut self, details: &[Detail]) -> Vec<DetailView> {
        let view = |detail: &Detail| DetailView {
            term: self.text(&detail.term),
            lines: detail.lines.iter().map(|line| self.text(line)).collect(),
        };
        details.iter().map(view).collect()
    }

    fn change(&mut self, id: &str, mark: &ChangeMark, blocks: &[Block]) -> Kind {
        let targets = [Some(id), mark.previous.as_deref(), mark.next.as_deref()];
        self.targets.extend(targets.into_iter().flatten().map(|id| (id.to_owned(), true)));
        let level = self.level + 1;
        let before = std::mem::replace(&mut self.removed, mark.tone == Tone::Removed);
        let blocks = self.blocks(blocks);
        self.removed = before;
        Kind::Change {
            tone: mark.tone.word(),
            number: mark.number,
            of: mark.of,
            level,
            words: glue(&mark.words),
            previous: mark.previous.clone(),
            next: mark.next.clone(),
            blocks,
        }
    }

    fn table(&mut self, table: &Table) -> TableView {
        TableView {
            number: table.number,
            caption: self.text(&table.caption),
            columns: table
                .columns
                .iter()
                .map(|column| ColumnView {
                    header: self.text(&column.header),
                    numeric: column.numeric,
                    share: column.share,
                    turned: table.turns(column),
                })
                .collect(),
            row_headers: table.row_headers,
            stacks: table.stacks,
            short: is_short(table),
            wide: table.wide,
            rows: table
                .rows
                .iter()
                .map(|row| RowView {
                    tall: row_lines(table, &row.cells) > HALF_A_PAGE,
                    cells: row.cells.iter().map(|cell| self.blocks(cell)).collect(),
                })
                .collect(),
        }
    }

    fn figure(&mut self, figure: &Figure) -> Kind {
        // A PDF has one text in the place of a picture, so the long one follows the short one.
        let alt =
            figure.alternative.as_ref().map(|short| format!("{short} {}", figure.description).trim_end().to_owned());
        let picture = match &figure.picture {
            Picture::Image(image) => self.image(image, alt),
            Picture::Drawing(drawing) => {
                let svg = crate::drawing::svg::to_svg(drawing, &self.palette);
                let path = self.keep("svg", Bytes::new(svg.into_bytes()));
                PictureView { path, alt, width: drawing.width, height: drawing.height }
            }
        };
        Kind::Figure { number: figure.number, caption: self.text(&figure.caption), picture }
    }

    fn image(&mut self, image: &Image, alt: Option<String>) -> PictureView {
        let ending = image.path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let path = self.keep(&ending, Bytes::new(image.bytes.clone()));
        PictureView { path, alt, width: f64::from(image.width) * PIXEL, height: f64::from(image.height) * PIXEL }
    }

    /// Puts a picture among the virtual files.
    fn keep(&mut self, ending: &str, bytes: Bytes) -> String {
        let name = format!("pictures/{}.{ending}", self.files.len() + 1);
        let path = format!("/{}{name}", super::world::DATA);
        self.files.push((name, bytes));
        path
    }

    fn text(&mut self, content: &[Inline]) -> Vec<Text> {
        let mut open = 0;
        let mut text = self.runs(content, &mut open);
        for run in &mut text {
            if let Text::Words(words) = run {
                *words = glue(words);
            }
        }
        text
    }

    /// `open` counts the brackets that stand open.
    fn runs(&mut self, content: &[Inline], open: &mut usize) -> Vec<Text> {
        let mut runs: Vec<Text> = Vec::with_capacity(content.len());
        for inline in content {
            let mark = match inline {
                Inline::Text(words) => {
                    for letter in words.chars() {
                        match letter {
                            '(' => *open += 1,
                            ')' => *open = open.saturating_sub(1),
                            _ => {}
                        }
                    }
                    push_words(&mut runs, words);
                    continue;
                }
                Inline::ShortForm { short, long: _ } => {
                    push_words(&mut runs, short);
                    continue;
                }
                Inline::Emphasis(body) => Mark::Emphasis { body: self.runs(body, open) },
                Inline::Strong(body) => Mark::Strong { body: self.runs(body, open) },
                Inline::RunIn(body) => Mark::RunIn { body: self.runs(body, open) },
                Inline::Code(words) => Mark::Code { words: words.clone() },
                Inline::Link { url, content } => {
                    Mark::Link { url: url.clone(), words: plain_text(content), body: self.text(content) }
                }
                Inline::Reference { target, content } => {
                    self.targets.insert(target.clone(), true);
                    Mark::Reference {
                        target: target.clone(),
                        words: plain_text(content),
                        bracketed: *open > 0,
                        body: self.text(content),
                    }
                }
                // An empty cell is read out as one; words in it could only stand for a picture.
                Inline::Sign(Sign { shape: SignShape::Nothing, .. }) => continue,
                Inline::Elsewhere { document, target, content } => {
                    let page = self.pages.of(document, target);
                    let place = page.map_or_else(String::new, |page| format!("#page={page}"));
                    Mark::Elsewhere {
                        url: format!("./{document}.pdf{place}"),
                        words: plain_text(content),
                        page,
                        bracketed: *open > 0,
                        body: self.text(content),
                    }
                }
                Inline::Sign(sign) => self.sign(sign),
                Inline::Mark { target, number } => {
                    self.targets.insert(target.clone(), true);
                    Mark::Note { target: target.clone(), number: *number }
                }
                Inline::FootnoteMark(index) => Mark::Footnote { index: *index, again: !self.seen_notes.insert(*index) },
                Inline::LineBreak => Mark::Break,
                Inline::Revised { revision, content } => {
                    let revision = revision.word();
                    let word = if self.removed { "" } else { revision };
                    Mark::Revised { revision, word, body: self.runs(content, open) }
                }
            };
            runs.push(Text::Marked(mark));
        }
        runs
    }
}

fn push_words(runs: &mut Vec<Text>, words: &str) {
    if let Some(Text::Words(last)) = runs.last_mut() {
        last.push_str(words);
    } else {
        runs.push(Text::Words(words.to_owned()));
    }
}

struct Runs {
    all: Vec<Run>,
    of_parts: Vec<Option<String>>,
}

/// Groups the parts of the list of contents by role.
fn runs(document: &Document) -> Runs {
    let mut runs = Runs { all: Vec::new(), of_parts: Vec::new() };
    let mut last = None;
    for part in &document.parts {
        if part.role == Role::Contents {
            runs.of_parts.push(None);
            continue;
        }
        if last != Some(part.role) {
            runs.all.push(Run { name: format!("run-{}", runs.all.len() + 1), role: role(part.role) });
            last = Some(part.role);
        }
        runs.of_parts.push(runs.all.last().map(|run| run.name.clone()));
    }
    runs
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Contents => "contents",
        Role::Front => "front",
        Role::Chapter => "chapter",
        Role::Appendix => "appendix",
        Role::Back => "back",
        Role::Section => "section",
    }
}

/// `en-GB` as language and region.
fn language(tag: &str) -> (String, Option<String>) {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let region = subtags.find(|subtag| subtag.len() == 2).map(str::to_ascii_uppercase);
    (language, region)
}

/// What a search in a folder of PDFs may look for.
fn keywords(document: &Document) -> Vec<String> {
    let meta = &document.meta;
    let mut keywords: Vec<String> = Vec::new();
    for word in ["community safety", &meta.area, &meta.partnership, &meta.edition.month] {
        if !word.is_empty() && !keywords.iter().any(|known| known == word) {
            keywords.push(word.to_owned());
        }
    }
    keywords
}
