//! The command line of `agreement`: the only part that touches disk, environment and terminal.

mod archive;
mod assessments;
mod build;
mod catalogue;
mod changes;
mod check;
mod control;
mod counts;
mod date;
mod diff;
mod disk;
mod duties;
mod editions;
mod fault;
mod filesystem;
mod fix;
mod folder;
mod formats;
mod handover;
mod history;
mod intake;
mod plain;
mod publication;
mod refresh;
mod review;
mod scope;
mod side;
mod sources;
mod terminal;

use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Setting a PDF asks for much memory in small pieces; this allocator takes an eighth off its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publish a Community Safety Agreement from Markdown and YAML.
#[derive(Debug, Parser)]
#[command(name = "agreement", version, arg_required_else_help = true, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Archive(archive::Archive),
    Assessments(assessments::Assessments),
    Build(build::Build),
    Changes(changes::Changes),
    Check(check::Check),
    Diff(diff::Diff),
    Duties(duties::Duties),
    Editions(editions::Editions),
    Refresh(refresh::Refresh),
    Review(review::Review),
}

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// What was asked for is done.
    Done,
    /// The sources have errors, which were shown, or warnings where none are allowed.
    SourcesHaveErrors,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    fault::install_hook();
    let ending = catch_unwind(|| match &cli.command {
        Command::Archive(archive) => archive::run(archive),
        Command::Assessments(assessments) => assessments::run(assessments),
        Command::Build(build) => build::run(build, agreement::publish::publish),
        Command::Changes(changes) => changes::run(changes),
        Command::Check(check) => check::run(check, agreement::publish::check),
        Command::Diff(diff) => diff::run(diff),
        Command::Duties(duties) => duties::run(duties),
        Command::Editions(editions) => editions::run(editions),
        Command::Refresh(refresh) => refresh::run(refresh),
        Command::Review(review) => review::run(review, agreement::publish::publish),
    });
    match ending {
        Ok(Ok(Ending::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Ending::SourcesHaveErrors)) => ExitCode::from(1),
        Ok(Err(error)) => {
            terminal::failure(&without_codes(&format!("{error:#}")));
            ExitCode::from(2)
        }
        Err(_) => {
            let consequence = match &cli.command {
                Command::Archive(_) | Command::Build(_) | Command::Review(_) => {
                    "the next build puts the output folder in order"
                }
                Command::Assessments(_)
                | Command::Changes(_)
                | Command::Check(_)
                | Command::Diff(_)
                | Command::Duties(_)
                | Command::Editions(_)
                | Command::Refresh(_) => "every file of the sources is whole",
            };
            terminal::failure(&fault::sentence(&[consequence]));
            ExitCode::from(2)
        }
    }
}

/// A message without the system's error numbers, which tell an officer nothing.
fn without_codes(message: &str) -> String {
    let mut words = message.to_owned();
    while let Some(start) = words.find(" (os error ") {
        let Some(length) = words[start..].find(')') else { break };
        words.replace_range(start..=start + length, "");
    }
    words
}
