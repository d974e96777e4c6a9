//! What a user of the whole program relies on, from the sources to the published files.

mod command;
mod pdf;
mod published;
mod tidy;
mod words;
