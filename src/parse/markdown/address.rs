//! Where a link may lead and where a picture may come from.

/// What the address of a link means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A place in this document.
    Here(&'a str),
    /// A place in another document of the same sources: the id of that, then the id of the place.
    Elsewhere(&'a str, &'a str),
    /// Another place: its scheme is http, https, mailto or tel.
    Away,
    /// Nothing that may be published: what is wrong, and what to do.
    Refused(&'static str, String, String),
}

const SCHEMES: &str =
    "Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.";

/// Reads the address of a link as browsers would, after entities and escapes are resolved.
pub(super) fn of_link(url: &str) -> Address<'_> {
    if let Some(id) = url.strip_prefix('#') {
        return Address::Here(id);
    }
    if url.is_empty() {
        return Address::Refused("link-without-address", "This link leads nowhere".to_owned(), SCHEMES.to_owned());
    }
    if url.chars().any(|c| c.is_whitespace() || c == '\\' || super::hidden::refused(c).is_some()) {
        let message = "The address of this link holds a space, a backslash or a hidden character".to_owned();
        return Address::Refused("malformed-address", message, "Copy the address again from the browser.".to_owned());
    }
    let Some((scheme, rest)) = scheme_of(url) else {
        return match url.split_once('#') {
            Some((document, id)) if crate::id::is_id(document) => Address::Elsewhere(document, id),
            _ => relative(url),
        };
    };
    let whole = match scheme.as_str() {
        "http" | "https" => {
            rest.strip_prefix("//").is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        }
        "mailto" => rest.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        "tel" => rest.chars().any(|c| c.is_ascii_digit()),
        _ => {
            let message = format!("Links that start with “{}:” are not published", super::source::brief(&scheme));
            return Address::Refused("link-scheme", message, SCHEMES.to_owned());
        }
    };
    if whole {
        return Address::Away;
    }
    let (message, help) = match scheme.as_str() {
        "mailto" => {
            ("This e-mail address is not whole", "Write mailto: and the address, such as mailto:name@example.org.")
        }
        "tel" => ("This telephone number has no digits", "Write tel: and the number, such as tel:+443000410234."),
        _ => {
            ("The address of this link is not whole", "Write it as in a browser, such as https://www.example.org/page.")
        }
    };
    Address::Refused("malformed-address", message.to_owned(), help.to_owned())
}

/// Folders of texts within a document.
const FOLDERS: [&str; 4] = ["content", "chapters", "appendices", "priorities"];

fn relative(url: &str) -> Address<'static> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    let fragment = url.split_once('#').map(|(_, id)| id).filter(|id| crate::id::is_id(id));
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    let part = stem.split_once('-').filter(|(prefix, _)| prefix.len() <= 2).map_or(stem, |(_, part)| part);
    let id = fragment.unwrap_or(part);
    if (path.ends_with(".md") || fragment.is_some()) && crate::id::is_id(id) {
        let message = "This link leads to a file, which readers of the document do not have".to_owned();
        // The folder of another document is its id.
        let mut folders = path.rsplit('/').skip(1).filter(|one| crate::id::is_id(one) && !FOLDERS.contains(one));
        let document = folders.next().unwrap_or_default();
        let help =
            format!("Lead to the part by its id: []({}#{}).", super::source::brief(document), super::source::brief(id));
        return Address::Refused("link-to-file", message, help);
    }
    let message = if url.starts_with("//") || url.starts_with("www.") {
        "The address of this link does not say how it starts"
    } else {
        "This link leads to a file, which readers of the document do not have"
    };
    let help = if url.starts_with("//") || url.starts_with("www.") {
        format!("Write https://{}.", super::source::brief(url.trim_start_matches('/')))
    } else {
        "Lead to a place in this document by its id, such as [](#introduction), or to the web with https://.".to_owned()
    };
    Address::Refused("link-to-file", message.to_owned(), help)
}

/// What is wrong with the path of a picture, and what to do; `None` if it may be looked for.
pub(super) fn of_picture(path: &str) -> Option<(&'static str, String, String)> {
    const HELP: &str =
        "Put the file into content/images/ and write its path from this file, such as ../images/map.svg.";
    let refused = |code, message: &str| Some((code, message.to_owned(), HELP.to_owned()));
    if path.is_empty() {
        return refused("picture-without-file", "This picture names no file");
    }
    if path.chars().any(|c| c == '\\' || super::hidden::refused(c).is_some() || c == '\u{fffd}') {
        return refused("malformed-path", "The path of this picture holds a backslash or a hidden character");
    }
    if let Some((scheme, _)) = scheme_of(path.trim()) {
        return match scheme.len() {
            1 => refused("picture-outside", "This picture is on a drive of one computer"),
            _ => refused("picture-from-network", "This picture would be fetched from somewhere else"),
        };
    }
    if path.starts_with("//") {
        return refused("picture-from-network", "This picture would be fetched from somewhere else");
    }
    if path.starts_with(['/', '~']) {
        return refused("picture-outside", "The path of this picture does not start from this file");
    }
    None
}

/// The scheme in small letters, and what follows its colon (RFC 3986, 3.1).
fn scheme_of(url: &str) -> Option<(String, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let shape = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    shape.then(|| (scheme.to_ascii_lowercase(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(url: &str) -> &'static str {
        match of_link(url) {
            Address::Here(_) => "here",
            Address::Away => "away",
            Address::Elsewhere(..) => "elsewhere",
            Address::Refused(code, ..) => code,
        }
    }

    #[test]
    fn four_schemes_and_ids_are_published() {
        assert_eq!(of_link("#dhr"), Address::Here("dhr"));
        for url in
            ["https://www.kent.gov.uk/a?b=c#d", "HTTP://x.y", "mailto:a@b.c", "tel:+443000410234", "https://[::1]/"]
        {
            assert_eq!(code(url), "away", "{url}");
        }
    }

    #[test]
    fn other_schemes_are_refused_however_they_are_dressed() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://x.y",
            "blob:x",
            "view-source:http://x",
        ] {
            assert_eq!(code(url), "link-scheme", "{url}");
        }
        for url in [
            "java\tscript:x",
            "\u{1}javascript:x",
            " javascript:x",
            "java\nscript:x",
            "https:\\\\evil",
            "https://a b",
            "\u{202e}https://x",
        ] {
            assert_eq!(code(url), "malformed-address", "{url:?}");
        }
        for url in
            ["javascript%3Aalert(1)", "//evil.example", "/etc", "chapters/02.md", "www.kent.gov.uk", "?x", "1a:b"]
        {
            assert_eq!(code(url), "link-to-file", "{url}");
        }
        for url in ["https:", "http:/x", "https:///x", "mailto:", "mailto:a", "tel:", "tel:x"] {
            assert_eq!(code(url), "malformed-address", "{url}");
        }
        assert_eq!(code(""), "link-without-address");
    }

    #[test]
    fn a_link_to_a_chapter_is_shown_as_its_id() {
        let Address::Refused(_, _, help) = of_link("../chapters/02-the-law.md") else { panic!() };
        assert_eq!(help, "Lead to the part by its id: [](#the-law).");
        let Address::Refused(_, _, help) = of_link("02-the-law.md#dhr") else { panic!() };
        assert_eq!(help, "Lead to the part by its id: [](#dhr).");
        let Address::Refused(_, _, help) = of_link("../action-plan/priorities/asb.md") else { panic!() };
        assert_eq!(help, "Lead to the part by its id: [](action-plan#asb).");
    }

    #[test]
    fn pictures_come_from_the_content_folder() {
        assert_eq!(of_picture("../images/x.svg"), None);
        assert_eq!(of_picture("x y.png"), None);
        let code = |path| of_picture(path).map(|(code, ..)| code);
        assert_eq!(code("https://x.y/z.png"), Some("picture-from-network"));
        assert_eq!(code("//x.y/z.png"), Some("picture-from-network"));
        assert_eq!(code("data:image/png;base64,x"), Some("picture-from-network"));
        assert_eq!(code("/etc/x.png"), Some("picture-outside"));
        assert_eq!(code("C:/x.png"), Some("picture-outside"));
        assert_eq!(code("..\\x.png"), Some("malformed-path"));
        assert_eq!(code("x\u{0}.png"), Some("malformed-path"));
        assert_eq!(code("x\u{fffd}.png"), Some("malformed-path"));
        assert_eq!(code(""), Some("picture-without-file"));
    }
}
