//! Who publishes what: `agreement.yaml`.

use crate::compose::Composer;
use crate::compose::contact::{Contact, email_link, telephone_link};
use crate::compose::images::image;
use crate::compose::lengths::check_settings;
use crate::compose::register::{Fact, Kind, Register};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, Partner};
use crate::palette::{Colour, Palette};
use crate::parse::fields::{Fields, Findings};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Files, Span, Spanned};

/// The newest source format that this tool reads.
pub const FORMAT: u32 = 1;

/// The theme colour where the county chose none.
const PURPLE: Colour = Colour(0x4b, 0x2a, 0x7b);

/// A partner on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerEntry {
    /// The id of the body.
    pub body: Text,
    /// The file of its logo.
    pub logo: Option<Text>,
    /// What the logo shows in words.
    pub alternative: Option<Text>,
}

/// A place in the order of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The cover; it is always first.
    Cover,
    /// The version-control table.
    VersionControl,
    /// The list of contents.
    Contents,
    /// The foreword.
    Foreword,
    /// The chapters.
    Chapters,
    /// The appendices.
    Appendices,
    /// The contact page.
    Contact,
}

const PLACES: [(&str, Place); 7] = [
    ("cover", Place::Cover),
    ("version-control", Place::VersionControl),
    ("contents", Place::Contents),
    ("foreword", Place::Foreword),
    ("chapters", Place::Chapters),
    ("appendices", Place::Appendices),
    ("contact", Place::Contact),
];

/// The settings of an agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The title.
    pub title: Text,
    /// The title for narrow places.
    pub short_title: Option<Text>,
    /// One sentence that says what the document is.
    pub description: Text,
    /// The id of the partnership.
    pub partnership: Text,
    /// The area.
    pub area: Text,
    /// The language tag.
    pub language: Text,
    /// The partners of the cover.
    pub partners: Vec<PartnerEntry>,
    /// The colours; none where the county's choice cannot be used.
    pub palette: Option<Palette>,
    /// Whom readers can ask.
    pub contact: Option<Contact>,
    /// The order of the parts.
    pub order: Vec<Place>,
    /// The levels that the county gives to checks, by their codes.
    pub check: Vec<(Spanned<String>, Text)>,
    /// Where the order is given.
    order_span: Option<Span>,
}

impl Settings {
    /// The order of the parts where the county gives none.
    pub fn usual_order() -> Vec<Place> {
        PLACES.iter().map(|(_, place)| *place).collect()
    }

    /// Settings that say nothing.
    fn blank(node: &Node) -> Settings {
        let blank = || Text::blank(node.span);
        Settings {
            title: blank(),
            short_title: None,
            description: blank(),
            partnership: blank(),
            area: blank(),
            language: blank(),
            partners: Vec::new(),
            palette: None,
            contact: None,
            order: Settings::usual_order(),
            check: Vec::new(),
            order_span: None,
        }
    }

    /// Reads the file; what is missing or wrong is told, and blank.
    ///
    /// A file without `format` has the first one. Of a file in a format that is not known only that is
    /// told: what else it says may be right there.
    pub fn read(node: &Node, findings: &mut Findings) -> Settings {
        let blank = || Text::blank(node.span);
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Settings::blank(node) };
        if let Some(format) = fields.number("format", findings).filter(|format| format.value != FORMAT) {
            let message =
                format!("these sources are in format {}, and this program reads format {FORMAT}", format.value);
            let help = if format.value > FORMAT {
                format!("use a newer version of the program; if the number is a slip, write `format: {FORMAT}`")
            } else {
                format!("write `format: {FORMAT}`, or take the line out")
            };
            findings.push(Diagnostic::error("unknown-format", format.span, message).help(help));
            return Settings::blank(node);
        }
        let title = fields.required_text("title", findings);
        let mut short_title = fields.text("short-title", findings);
        let description = fields.required_text("description", findings);
        let partnership = fields.required_text("partnership", findings);
        let area = fields.required_text("area", findings);
        let language = fields.required_text("language", findings);
        let partners = fields.list("partners", findings);
        let partners = partners.iter().filter_map(|item| PartnerEntry::read(item, findings)).collect();
        let palette = match fields.node("look") {
            Some(node) => read_look(node, findings),
            None => Palette::from_theme(PURPLE).ok(),
        };
        let contact = fields.node("contact").and_then(|node| Contact::read(node, findings));
        let order_span = fields.node("order").map(|node| node.span);
        let order = read_order(&mut fields, findings);
        let check = fields.pairs("check", findings);
        fields.finish(findings);
        if let Some(language) = language.as_ref().filter(|language| !is_language(&language.words)) {
            let message = format!("`{}` is not the code of a language", language.words);
            findings.push(
                Diagnostic::error("bad-language", language.span, message)
                    .help("write en-GB for British English, cy-GB for Welsh"),
            );
        }
        let (title, description) = (title.unwrap_or_else(blank), description.unwrap_or_else(blank));
        check_settings(&title, &mut short_title, &description, findings);
        Settings {
            title,
            short_title,
            description,
            partnership: partnership.unwrap_or_else(blank),
            area: area.unwrap_or_else(blank),
            language: language.unwrap_or_else(blank),
            partners,
            palette,
            contact,
            order,
            check,
            order_span,
        }
    }

    /// Reports parts that are written and have no place in the order.
    pub fn check_order(&self, written: impl Iterator<Item = Place>, findings: &mut Findings) {
        let Some(span) = self.order_span else { return };
        let left_out: Vec<&str> = written
            .filter(|place| !self.order.contains(place))
            .filter_map(|place| PLACES.iter().find(|(_, other)| *other == place).map(|(word, _)| *word))
            .collect();
        if !left_out.is_empty() {
            let message = format!("this order leaves out {}, which would not be published", left_out.join(", "));
            findings.push(
                Diagnostic::error("left-out", span, message)
                    .help("add the word where the part belongs, or move its files out of the content folder"),
            );
        }
    }

    /// Makes title, area and contact known.
    pub fn register(&self, register: &mut Register) {
        let short = self.short_title.as_ref().unwrap_or(&self.title);
        register.add_fact("agreement.title", Fact::Words(self.title.words.clone()));
        register.add_fact("agreement.short-title", Fact::Words(short.words.clone()));
        register.add_fact("agreement.area", Fact::Words(self.area.words.clone()));
        let Some(contact) = &self.contact else { return };
        if let Some(email) = &contact.email {
            register.add_fact("contact.email", email_link(email));
        }
        if let Some(telephone) = &contact.telephone {
            register.add_fact("contact.telephone", telephone_link(telephone));
        }
    }

    /// The partners of the cover, with their logos.
    pub fn partners(&self, register: &Register, files: &Files, findings: &mut Findings) -> Vec<Partner> {
        let mut partners = Vec::new();
        for entry in &self.partners {
            let Some(name) = register.expect(Kind::Body, &entry.body.spanned(), findings) else { continue };
            let logo = entry.logo.as_ref().and_then(|logo| image(files, &logo.spanned(), findings));
            let alternative = entry.alternative.as_ref().map_or_else(|| name.long.clone(), |text| text.words.clone());
            partners.push(Partner { name: name.long.clone(), logo: logo.map(|logo| (logo, alternative)) });
        }
        partners
    }

    /// `{{ contact }}`: who answers, where and how.
    pub fn compose_contact(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let Some(contact) = &self.contact else {
            if composer.register.is_unread("agreement.yaml") {
                return Vec::new();
            }
            composer.findings.push(
                Diagnostic::error("missing-field", call.span, "agreement.yaml has no `contact`")
                    .help("add `contact:` with body, address, email and telephone to agreement.yaml"),
            );
            return Vec::new();
        };
        contact.compose(composer)
    }
}

impl PartnerEntry {
    fn read(node: &Node, findings: &mut Findings) -> Option<PartnerEntry> {
        if let Value::Text(body) = &node.value {
            return Some(PartnerEntry { body: body.clone(), logo: None, alternative: None });
        }
        let mut fields = Fields::of(node, "a partner", findings)?;
        let body = fields.required_text("body", findings);
        let logo = fields.text("logo", findings);
        let alternative = fields.text("alt", findings);
        if let Some(alternative) = alternative.as_ref().filter(|_| !fields.has("logo")) {
            findings.push(
                Diagnostic::error("missing-field", alternative.span, "these words stand for a logo, and there is none")
                    .help("add `logo:` with the path of the picture, or take `alt` out"),
            );
        }
        fields.finish(findings);
        Some(PartnerEntry { body: body?, logo, alternative })
    }
}

fn read_look(node: &Node, findings: &mut Findings) -> Option<Palette> {
    let mut fields = Fields::of(node, "the look", findings)?;
    let colour = fields.text("colour", findings);
    fields.finish(findings);
    let Some(text) = colour else { return Palette::from_theme(PURPLE).ok() };
    let Some(colour) = Colour::parse(&text.words) else {
        findings.push(
            Diagnostic::error("bad-colour", text.span, format!("`{}` is not a colour", text.words))
                .help("write a # and six digits or letters a to f in quotation marks, such as \"#4b2a7b\""),
        );
        return None;
    };
    Palette::from_theme(colour)
        .map_err(|pale| {
            let message = format!(
                "the colour {} has a contrast of {:.2}:1 with white; text needs 4.5:1 (WCAG 1.4.3)",
                colour.hex(),
                pale.contrast
            );
            let replacement = format!("\"{}\"", pale.suggested.hex());
            findings.push(
                Diagnostic::error("low-contrast", text.span, message)
                    .help(format!("the nearest colour that is dark enough is {}", pale.suggested.hex()))
                    .suggest(text.span, replacement, false),
            );
        })
        .ok()
}

fn read_order(fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<Place> {
    let mut order: Vec<(Place, Span)> = Vec::new();
    let texts = fields.texts("order", findings);
    if texts.is_empty() {
        return Settings::usual_order();
    }
    let before = findings.len();
    for text in &texts {
        let Some((_, place)) = PLACES.iter().find(|(word, _)| *word == text.words) else {
            let known: Vec<&str> = PLACES.iter().map(|(word, _)| *word).collect();
            let finding = Diagnostic::error("unknown-word", text.span, format!("`order` cannot hold `{}`", text.words))
                .help(format!("it can hold {}", known.join(", ")));
            findings.push(match nearest(&text.words, known.iter().copied()) {
                Some(near) => finding.suggest(text.span, near, false),
                None => finding,
            });
            continue;
        };
        if let Some((_, first)) = order.iter().find(|(known, _)| known == place) {
            findings.push(
                Diagnostic::error("duplicate-key", text.span, format!("`{}` stands twice in the order", text.words))
                    .also(*first, "first here")
                    .help("delete one of the two"),
            );
            continue;
        }
        order.push((*place, text.span));
    }
    if findings.len() > before {
        // With a slip in it the order would leave out parts that it means to name.
        return Settings::usual_order();
    }
    order.into_iter().map(|(place, _)| place).collect()
}

/// Whether a tag is a language with an optional region, such as `en-GB` (BCP 47).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    let region = parts.next();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&language.len())
        && letters(language)
        && region.is_none_or(|region| region.len() == 2 && letters(region))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn a_language_tag_has_a_language_and_perhaps_a_region() {
        assert!(is_language("en-GB") && is_language("cy"));
        assert!(!is_language("English") && !is_language("en_GB") && !is_language("en-GB-x"));
    }
}
