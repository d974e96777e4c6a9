//! Documents beside the sound agreement, with every kind of data that only they show.

/// Their files; the report shows all of the data, so that whatever stands there is composed.
pub const BESIDE: [(&str, &[u8]); 12] = [
    (
        "report/document.yaml",
        b"kind: committee-report
title: Report on the Tides
description: What is decided.
date: 2031-06-01
status: final
head: { by: Officer, to: Members, subject: Tides, summary: What it is. }
recommendation:
  lead-in: Members may resolve to
  options: [note it, send it back]
attachments:
  - { document: agreement }
  - { title: A chart, note: by post }
minutes: { item: 7, code: C1 }
",
    ),
    (
        "report/01-background.md",
        b"---
title: Background
---

1. See [](agreement#introduction) and [the plan](plan#flooding).[^a]

   {{ recommendation }}

{{ attachments }}

{{ actions priority=flooding }}

{{ action-totals }}

{{ action-chart }}

It was {{ indicator.tides.change }}.

{{ indicator id=tides }}

{{ annual-cycle }}

{{ directorates }}

{{ services }}

{{ organisation-diagram }}

{{ notes }}

[^a]: {{ source.almanac }}
",
    ),
    (
        "plan/document.yaml",
        b"kind: action-plan
title: Plan of the Tides
description: What is done.
date: 2031-06-01
status: draft
head: { years: 2030/31 }
",
    ),
    ("plan/priorities/flooding.md", b"---\ntitle: \"{{ priority.flooding }}\"\n---\n\nWords.\n"),
    ("plan/priorities/boat-theft.md", b"---\ntitle: \"{{ priority.boat-theft }}\"\n---\n\nWords.\n"),
    ("plan/priorities/loneliness.md", b"---\ntitle: \"{{ priority.loneliness }}\"\n---\n\nWords.\n"),
    (
        "data/actions.yaml",
        b"actions:
  - id: walls
    priority: flooding
    title: Mend the walls
    owner: msp
    years: [2030/31]
    status: delayed
    remark: by rain
    lead-in: So far
    progress:
      - { when: 2030-11 to 2031-01-15, text: Stones came. }
      - { when: planned, text: Mortar. }
",
    ),
    (
        "data/indicators.yaml",
        b"indicators:
  - id: tides
    name: High tides
    unit: tides
    area: Marshland
    chart: line
    values: data/tides.csv
    source: almanac
",
    ),
    (
        "data/annual-cycle.yaml",
        b"events:
  - { when: 2031-05, what: Plan refreshed, body: msp, status: done }
  - { when: 2031-06-15, what: Workshop, name: Everybody, status: to-come }
",
    ),
    (
        "data/directorates.yaml",
        b"council: marsh-council
directorates:
  - { id: dry, name: Dry Land, services: [Roads], contribution: Keeps roads dry., from: 2013-04 }
  - { id: wet, name: Wet Land, services: [Bells], contribution: Rings the bells. }
services: [Roads, Bells]
",
    ),
    ("data/tides.csv", b"period,value\n2029,12\n2030,\"1,204\"\n2031,3.5\n"),
    (
        "data/sources.yaml",
        b"sources:\n  - { id: almanac, publisher: Water Board, title: Almanac, date: 2031-05, excludes: Springs, note: a draft }\n",
    ),
];
