//! A small family of documents on a desk: an agreement, an action plan and an update report.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::desk::{Run, agreement, desk, run};

pub const PLAN: &str = "content/action-plan/01-introduction.md";
pub const REPORT: &str = "content/update-report/01-news.md";
pub const ACTIONS: &str = "content/data/actions.yaml";

const FILES: [(&str, &str); 8] = [
    (
        "content/data/priorities.yaml",
        "priorities:\n  - { id: boats, name: Safe Boats, lead: { post: Chair, body: hcsp } }\n  - { id: tides, name: High \
         Tides, lead: { post: Chair, body: hcsp } }\n",
    ),
    (
        ACTIONS,
        "actions:\n  - id: lamps\n    priority: boats\n    title: Give out lamps\n    owner: hcsp\n    years: \
         [2020/21]\n    status: in-progress\n    progress: [A hundred lamps were given out.]\n",
    ),
    (
        "content/action-plan/document.yaml",
        "kind: action-plan\ntitle: Harbour Action Plan\nshort-title: Harbour plan\ndescription: What is done.\ndate: \
         2021-06-09\nstatus: final\nhead:\n  years: 2020/21\n",
    ),
    (PLAN, "---\ntitle: Introduction\n---\n\nThe plan belongs to [](agreement#introduction).\n"),
    (
        "content/action-plan/priorities/boats.md",
        "---\ntitle: \"{{ priority.boats }}\"\n---\n\nLamps are needed.\n\n{{ actions priority=boats }}\n",
    ),
    (
        "content/action-plan/priorities/tides.md",
        "---\ntitle: \"{{ priority.tides }}\"\n---\n\nWalls are needed.\n\n{{ action-totals }}\n",
    ),
    (
        "content/update-report/document.yaml",
        "kind: update-report\ntitle: Harbour Update\nshort-title: Harbour update\ndescription: What is new.\ndate: \
         2021-11-15\nstatus: final\nhead:\n  to: Members\n  subject: News\n  summary: All is well.\n",
    ),
    (REPORT, "---\ntitle: News\n---\n\n1. The keeper rings the bell at high tide.\n"),
];

/// The family in a folder of its own.
pub fn family() -> TempDir {
    let desk = desk();
    for (path, text) in FILES {
        let path = desk.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    desk
}

/// Runs the program in a folder.
pub fn told(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, arguments))
}
