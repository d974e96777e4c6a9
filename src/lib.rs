//! Publishes a Community Safety Agreement and the documents beside it from Markdown and YAML: for
//! each one tagged PDF and one accessible page.
//!
//! This crate is the core. It is pure: the same files and request give the same bytes. The
//! command line beside it (`src/cli`) is the only part that touches disk, clock, environment
//! and terminal.
//!
//! A value travels down this list, and imports point up it only:
//!
//! 1. [`source`]: every file as bytes, with the name that people know it by. Ground of all.
//! 2. [`date`], [`period`], [`id`], [`joints`], [`tally`]: how times, ids and counts are written, and which words
//!    stay on one line. [`lookup`] finds things fast.
//! 3. [`diagnostic`]: what was found, as data with places. Prints nothing.
//! 4. [`templates`], [`typeface`], [`palette`]: the look that the program carries with it.
//! 5. [`drawing`]: diagrams as shapes and words, laid out once for every format.
//! 6. [`document`]: the neutral document. Names no content kind and no format.
//!    [`typography`] sets its quotation marks.
//! 7. [`parse`]: text into values that know their place. Knows no content kind.
//! 8. [`compose`]: the workbench that numbers, names and resolves.
//! 9. [`kinds`]: a shelf, one file for each kind of document beside the agreement.
//!    [`content`]: a shelf, one file for each kind of data. A kind never imports its sibling.
//! 10. [`agreement`]: all kinds assembled, and composed into one [`document::Document`].
//!     [`family`]: the agreement and the documents beside it, and what one says of another.
//! 11. [`reading`]: the same as its reader meets it, word by word, with the place of each letter.
//! 12. [`lint`]: a shelf, one file for each thing that an editor misses although it builds.
//! 13. [`refresh`]: what there is to do for the next edition, as a list to tick.
//! 14. [`redline`]: two documents, and what has changed from one to the other.
//! 15. [`render`]: a shelf, one folder for each format. A format never imports its sibling,
//!     and knows nothing above [`document`].
//! 16. [`publish`]: the whole way in one call.
//!
//! A content kind composes to a document and a format renders from it, so the two never meet:
//! a new kind is one file and one line in [`agreement`], a new format one folder and one line
//! in [`publish`]. Each heavy library has one room: the YAML crate in [`parse::yaml`],
//! pulldown-cmark in [`parse::markdown`], ttf-parser in [`typeface`], tera in
//! [`render::html`], typst in [`render::pdf`]. An author's mistake is a
//! [`diagnostic::Diagnostic`], and all of them are collected; a panic is a fault of the tool.

pub mod agreement;
pub mod compose;
pub mod content;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod drawing;
pub mod family;
pub mod id;
pub mod joints;
pub mod kinds;
pub mod lint;
pub mod lookup;
pub mod palette;
pub mod parse;
pub mod period;
pub mod publish;
pub mod reading;
pub mod redline;
pub mod refresh;
pub mod render;
pub mod source;
pub mod tally;
pub mod templates;
pub mod typeface;
pub mod typography;
