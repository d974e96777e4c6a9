//! Whom readers can ask: a body with its address, e-mail address and telephone number.

use super::register::{Fact, Kind};
use super::{Composer, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Detail, Inline};
use crate::parse::fields::{Fields, Findings};
use crate::parse::yaml::{Node, Text};

/// Whom readers can ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The id of the body that answers.
    pub body: Option<Text>,
    /// The lines of its address.
    pub address: Vec<Text>,
    /// Its e-mail address.
    pub email: Option<Text>,
    /// Its telephone number.
    pub telephone: Option<Text>,
}

impl Contact {
    /// Reads it; every fault is told.
    pub fn read(node: &Node, findings: &mut Findings) -> Option<Contact> {
        let mut fields = Fields::of(node, "the contact", findings)?;
        let body = fields.required_text("body", findings);
        let address = fields.texts("address", findings);
        let email = fields.text("email", findings).filter(|email| {
            let good = is_email(&email.words);
            if !good {
                findings.push(
                    Diagnostic::error("bad-address", email.span, format!("`{}` is not an e-mail address", email.words))
                        .help("write it as in name@kent.gov.uk"),
                );
            }
            good
        });
        let telephone = fields.text("telephone", findings).filter(|telephone| {
            let good = telephone.words.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-'))
                && telephone.words.chars().filter(char::is_ascii_digit).count() >= 6;
            if !good {
                findings.push(
                    Diagnostic::error(
                        "bad-address",
                        telephone.span,
                        "this is not a telephone number that can be called",
                    )
                    .help("write at least six digits, with spaces between them, such as 03000 410234"),
                );
            }
            good
        });
        fields.finish(findings);
        Some(Contact { body, address, email, telephone })
    }

    /// Who answers, where and how.
    pub fn compose(&self, composer: &mut Composer<'_>) -> Vec<Block> {
        let register = composer.register;
        let Some(body) = &self.body else { return Vec::new() };
        let name = register
            .expect(Kind::Body, &body.spanned(), &mut composer.findings)
            .map_or_else(|| body.words.clone(), |name| name.spelled_out());
        let detail = |term: &str, lines: Vec<Vec<Inline>>| Detail { term: words(term), lines };
        let link = |fact: Fact| match fact {
            Fact::Link { url, words: text } => vec![Inline::Link { url, content: words(text) }],
            Fact::Words(text) => words(text),
            Fact::Count(count) => words(count.to_string()),
            Fact::Phrase(content) => content,
        };
        let lines = std::iter::once(name.as_str()).chain(self.address.iter().map(|line| line.words.as_str()));
        let mut details = vec![detail("Address", lines.map(words).collect())];
        if let Some(email) = &self.email {
            details.push(detail("Email", vec![link(email_link(email))]));
        }
        if let Some(telephone) = &self.telephone {
            details.push(detail("Telephone", vec![link(telephone_link(telephone))]));
        }
        vec![composer.plain(BlockKind::Details(details), body.span)]
    }
}

/// The link that writes to an address.
pub fn email_link(email: &Text) -> Fact {
    Fact::Link { url: format!("mailto:{}", email.words), words: email.words.clone() }
}

/// The link that calls a number, which is dialled as from abroad.
pub fn telephone_link(telephone: &Text) -> Fact {
    // The zero in brackets is dialled only without the number of the country before it.
    let words =
        if telephone.words.starts_with(['+']) { telephone.words.replace("(0)", "") } else { telephone.words.clone() };
    let digits: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let number = match (digits.strip_prefix("00"), digits.strip_prefix('0')) {
        (Some(abroad), _) => format!("+{abroad}"),
        (None, Some(rest)) => format!("+44{rest}"),
        (None, None) => digits,
    };
    Fact::Link { url: format!("tel:{number}"), words: telephone.words.clone() }
}

/// Whether an address can stand in a link as it is: letters, digits and a few signs, one @.
fn is_email(address: &str) -> bool {
    let plain = |part: &str, signs: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
    };
    address.split_once('@').is_some_and(|(name, host)| {
        plain(name, "._+-'")
            && plain(host, ".-")
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_address_can_give_no_commands() {
        assert!(is_email("community.safety@kent.gov.uk"));
        for address in ["kent.gov.uk", "a@b", "@b.c", "a b@c.d", "a@b.c?bcc=d@e.f", "a@b.c,d@e.f", "a@b."] {
            assert!(!is_email(address), "{address}");
        }
    }
}
