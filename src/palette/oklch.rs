//! A perceptual space of colour: lightness, chroma and hue (OKLCH, Björn Ottosson, 2020).
//!
//! Only what deriving a palette needs; colours that sRGB cannot show lose chroma until it can.

use super::Colour;

/// A colour as people see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklch {
    /// 0 (black) to 1 (white).
    pub lightness: f64,
    /// 0 (grey) to about 0.32.
    pub chroma: f64,
    /// The angle, in radians.
    pub hue: f64,
}

impl Oklch {
    /// The colour seen as lightness, chroma and hue.
    pub fn of(colour: Colour) -> Oklch {
        let [red, green, blue] = colour.linear();
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Oklch {
            lightness: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }

    /// The nearest colour of the same lightness and hue that sRGB can show.
    pub fn colour(self) -> Colour {
        let (mut low, mut high) = (0.0, self.chroma);
        if let Some(colour) = self.shown() {
            return colour;
        }
        let mut best = Oklch { chroma: 0.0, ..self };
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            let candidate = Oklch { chroma: middle, ..self };
            if candidate.shown().is_some() {
                (low, best) = (middle, candidate);
            } else {
                high = middle;
            }
        }
        let [red, green, blue] = best.linear().map(encoded);
        Colour(red, green, blue)
    }

    /// The colour, if sRGB has it.
    fn shown(self) -> Option<Colour> {
        const SLACK: f64 = 1e-4;
        let channels = self.linear();
        channels.iter().all(|value| (-SLACK..=1.0 + SLACK).contains(value)).then(|| {
            let [red, green, blue] = channels.map(encoded);
            Colour(red, green, blue)
        })
    }

    /// Amounts of red, green and blue light; outside 0 to 1 where sRGB has no such colour.
    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

/// An amount of light as a channel of a colour.
fn encoded(value: f64) -> u8 {
    let value = value.clamp(0.0, 1.0);
    let channel = if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is between 0 and 255")]
    let channel = (channel * 255.0).round() as u8;
    channel
}
