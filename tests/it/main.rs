//! What a user of the whole program relies on, from the sources to the published files.

// Said of each module so that clippy knows all of it, helpers included, for tests.
#[cfg(test)]
mod archive;
#[cfg(test)]
mod assessments;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod check;
#[cfg(test)]
mod command;
#[cfg(test)]
mod defects;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod editions;
#[cfg(test)]
mod family;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod guide;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod links;
#[cfg(test)]
mod partial;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod published;
#[cfg(test)]
mod redline;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod review;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod words;
#[cfg(test)]
mod workflow;
