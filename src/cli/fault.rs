//! Words a fault of the program itself, so that whoever meets it can report it.

use std::panic;
use std::sync::Mutex;

/// Where the program broke and what it said, kept for the report.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics from printing a trace that helps no officer.
pub fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let words = info.payload_as_str().unwrap_or("no words were given");
        let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        if let Ok(mut last) = LAST.lock() {
            last.get_or_insert_with(|| format!("{words}{place}"));
        }
    }));
}

/// The sentence that is shown, with what is known of the consequences.
pub fn sentence(consequences: &[&str]) -> String {
    let cause = LAST.lock().ok().and_then(|mut last| last.take());
    let consequences = consequences.join("; ");
    let report = match cause {
        Some(cause) => format!("Please report it with your sources and these words: {cause}"),
        None => "Please report it with your sources.".to_owned(),
    };
    format!(
        "this is a fault in the program, not in your files; {consequences}. {report} [agreement {}]",
        env!("CARGO_PKG_VERSION")
    )
}
