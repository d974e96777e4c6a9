//! The shelf of content kinds: each reads its own file and composes its own blocks.
//!
//! A kind never imports its sibling. What one says about another goes through the
//! [`Register`](crate::compose::register::Register).

pub mod actions;
pub mod annual_cycle;
pub mod assessments;
pub mod bodies;
pub mod companion;
pub mod csv_table;
pub mod directorates;
pub mod duties;
pub mod glossary;
pub mod governance;
pub mod horizon;
pub mod indicators;
pub mod legislation;
pub mod morile;
pub mod part;
pub mod plans;
pub mod police_and_crime_plan;
pub mod priorities;
pub mod settings;
pub mod sources;
pub mod version_control;
