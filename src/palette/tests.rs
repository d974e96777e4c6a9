//! The contrast of every derived colour.

use proptest::prelude::*;

use super::*;

fn colour(text: &str) -> Colour {
    Colour::parse(text).unwrap()
}

#[test]
fn reads_a_colour_in_six_digits() {
    assert_eq!(Colour::parse("#4b2a7b"), Some(Colour(0x4b, 0x2a, 0x7b)));
    assert_eq!(Colour::parse("#4B2A7B"), Some(Colour(0x4b, 0x2a, 0x7b)));
}

#[test]
fn reads_nothing_else() {
    for text in ["", "#", "4b2a7b", "#4b2a7", "#4b2a7b0", "#fff", "#4b2a7g", "#+b2a7b", "purple", "#é2a7b"] {
        assert_eq!(Colour::parse(text), None, "{text}");
    }
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    assert!((contrast(Colour::WHITE, Colour(0, 0, 0)) - 21.0).abs() < 1e-9);
    assert!((contrast(colour("#767676"), Colour::WHITE) - 4.54).abs() < 0.005);
    assert!((contrast(colour("#4b2a7b"), Colour::WHITE) - 11.0).abs() < 0.05);
}

#[test]
fn the_default_theme_has_the_partners_of_the_design() {
    let palette = Palette::from_theme(colour("#4b2a7b")).unwrap();
    let near = |found: Colour, meant: &str| {
        let meant = colour(meant);
        let step = |a: u8, b: u8| a.abs_diff(b);
        let most = step(found.0, meant.0).max(step(found.1, meant.1)).max(step(found.2, meant.2));
        assert!(most <= 2, "{found} is not {meant}");
    };
    near(palette.tint, "#ece6f5");
    near(palette.dark_theme, "#c3b0ec");
    near(palette.dark_tint, "#32274a");
    near(palette.panel, "#f3f2f4");
}

#[test]
fn a_pale_theme_is_refused_with_one_that_would_do() {
    for pale in ["#ffffff", "#ffd700", "#7a6fae", "#00a0e0", "#ff0000", "#777777"] {
        let refused = Palette::from_theme(colour(pale)).unwrap_err();
        assert!(refused.contrast < TEXT_CONTRAST, "{pale}");
        let found = contrast(refused.suggested, Colour::WHITE);
        assert!((TEXT_CONTRAST..4.7).contains(&found), "{pale}: {} has {found}", refused.suggested);
        assert!(Palette::from_theme(refused.suggested).is_ok());
    }
}

#[test]
fn a_contrast_just_too_low_does_not_print_as_enough() {
    let refused = Palette::from_theme(colour("#0078d7")).unwrap_err();
    assert_eq!(format!("{:.2}", refused.contrast), "4.49");
}

#[test]
fn the_suggestion_keeps_the_hue() {
    let refused = Palette::from_theme(colour("#00a0e0")).unwrap_err();
    let turn = (Oklch::of(colour("#00a0e0")).hue - Oklch::of(refused.suggested).hue).abs();
    assert!(turn < 0.05, "{} turned by {turn}", refused.suggested);
}

#[test]
fn a_theme_without_hue_has_partners_without_hue() {
    let palette = Palette::from_theme(colour("#333333")).unwrap();
    for grey in [palette.tint, palette.dark_theme, palette.dark_tint] {
        assert!(grey.0.abs_diff(grey.1) <= 1 && grey.1.abs_diff(grey.2) <= 1, "{grey}");
    }
}

fn legible(scheme: &Scheme) -> Vec<(&'static str, f64)> {
    let Scheme { page, ink, theme, tint, on_tile, grey_7, grey_5: _, grey_3: _, grey_1 } = *scheme;
    vec![
        ("theme on page", contrast(theme, page)),
        ("theme on tint", contrast(theme, tint)),
        ("theme on panel", contrast(theme, grey_1)),
        ("ink on page", contrast(ink, page)),
        ("ink on tint", contrast(ink, tint)),
        ("ink on panel", contrast(ink, grey_1)),
        ("words on a tile", contrast(on_tile, theme)),
        ("grey 7 on page", contrast(grey_7, page)),
        ("grey 7 on panel", contrast(grey_7, grey_1)),
    ]
}

fn shapes(scheme: &Scheme) -> Vec<(&'static str, f64)> {
    let Scheme { page, theme, tint, grey_7, grey_5, grey_1, .. } = *scheme;
    vec![
        ("tile on page", contrast(theme, page)),
        ("line of a band on its tint", contrast(theme, tint)),
        ("bar on page", contrast(grey_7, page)),
        ("bar on panel", contrast(grey_7, grey_1)),
        ("edge on page", contrast(grey_5, page)),
        ("edge on panel", contrast(grey_5, grey_1)),
    ]
}

fn check(theme: Colour) -> Result<(), TestCaseError> {
    let Ok(palette) = Palette::from_theme(theme) else {
        prop_assert!(contrast(theme, Colour::WHITE) < TEXT_CONTRAST);
        return Ok(());
    };
    for scheme in [palette.light(), palette.dark()] {
        for (pair, found) in legible(&scheme) {
            prop_assert!(found >= TEXT_CONTRAST, "{theme}: {pair} has {found}");
        }
        for (pair, found) in shapes(&scheme) {
            prop_assert!(found >= SHAPE_CONTRAST, "{theme}: {pair} has {found}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]
    #[test]
    fn every_pair_of_every_palette_is_legible(red: u8, green: u8, blue: u8) {
        check(Colour(red, green, blue))?;
    }

    #[test]
    fn so_is_that_of_every_suggestion(red: u8, green: u8, blue: u8) {
        if let Err(refused) = Palette::from_theme(Colour(red, green, blue)) {
            prop_assert!(Palette::from_theme(refused.suggested).is_ok());
            check(refused.suggested)?;
        }
    }
}
