//! How much room the priority diagram takes, from loose to tight.

/// How much room the parts of the diagram take, in points.
pub(super) struct Density {
    /// Height of a band, and white below it.
    pub band: f64,
    pub band_gap: f64,
    /// Radius of a knot.
    pub knot: f64,
    /// From the top of a heading to what it heads.
    pub heading: f64,
    /// White above and below the words of a tile.
    pub tile_padding: f64,
    /// White between the rows of tiles, and below them.
    pub row_gap: f64,
    /// Height of the heading of the themes, and white below it.
    pub tag: f64,
    pub tag_gap: f64,
    /// How far threads hang out of the last band.
    pub tail: f64,
    /// White above the arrow, its height, white below it.
    pub arrow: [f64; 3],
    /// From the upper edge of the panel to its boxes; white around them.
    pub panel_heading: f64,
    pub panel_padding: f64,
    /// White above and below the words of a box; white between boxes.
    pub box_padding: f64,
    pub box_gap: f64,
    /// The largest type of themes and of the police.
    pub theme_size: f64,
    pub police_size: f64,
}

/// From the loosest to the tightest; the loosest that fits the page is drawn.
pub(super) const DENSITIES: [Density; 4] = [
    Density {
        band: 28.0,
        band_gap: 9.0,
        knot: 2.7,
        heading: 20.0,
        tile_padding: 8.5,
        row_gap: 12.0,
        tag: 23.0,
        tag_gap: 8.0,
        tail: 12.0,
        arrow: [11.0, 28.0, 6.0],
        panel_heading: 32.0,
        panel_padding: 12.0,
        box_padding: 7.5,
        box_gap: 9.0,
        theme_size: 11.5,
        police_size: 11.0,
    },
    Density {
        band: 24.0,
        band_gap: 7.0,
        knot: 2.7,
        heading: 19.0,
        tile_padding: 6.5,
        row_gap: 10.0,
        tag: 22.0,
        tag_gap: 6.0,
        tail: 10.0,
        arrow: [8.0, 26.0, 6.0],
        panel_heading: 29.0,
        panel_padding: 10.0,
        box_padding: 6.0,
        box_gap: 7.0,
        theme_size: 11.0,
        police_size: 10.5,
    },
    Density {
        band: 18.0,
        band_gap: 4.5,
        knot: 2.1,
        heading: 18.0,
        tile_padding: 4.0,
        row_gap: 8.0,
        tag: 21.0,
        tag_gap: 5.0,
        tail: 9.0,
        arrow: [7.0, 24.0, 5.0],
        panel_heading: 26.5,
        panel_padding: 8.0,
        box_padding: 3.25,
        box_gap: 4.5,
        theme_size: 10.0,
        police_size: 10.0,
    },
    Density {
        band: 17.0,
        band_gap: 4.5,
        knot: 2.1,
        heading: 18.0,
        tile_padding: 4.0,
        row_gap: 7.5,
        tag: 20.0,
        tag_gap: 4.5,
        tail: 8.0,
        arrow: [6.0, 22.0, 4.0],
        panel_heading: 25.5,
        panel_padding: 7.0,
        box_padding: 2.75,
        box_gap: 4.0,
        theme_size: 9.5,
        police_size: 9.5,
    },
];
