//! Signs as pictures in the virtual files.

use typst::foundations::Bytes;

use crate::document::Sign;
use crate::drawing::sign::to_svg;

use super::Maker;
use super::shape::Mark;

impl Maker<'_> {
    /// A sign; each is drawn once, however often it stands in the text.
    pub(super) fn sign(&mut self, sign: &Sign) -> Mark {
        let key = (sign.shape, sign.letter);
        let path = match self.signs.get(&key) {
            Some(path) => path.clone(),
            None => {
                let colours = self.palette.light();
                let (ink, ground) = (colours.theme.hex(), colours.page.hex());
                let path = self.keep("svg", Bytes::new(to_svg(key, &ink, &ground).into_bytes()));
                self.signs.insert(key, path.clone());
                path
            }
        };
        let alt = (!sign.words.is_empty()).then(|| sign.words.clone());
        Mark::Sign { path, alt, lettered: sign.letter.is_some() }
    }
}
