//! The priorities and themes of the day as lists and tables.

use super::{Priorities, Priority, police_list};
use crate::compose::register::Kind;
use crate::compose::{Composer, Setting, column, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline, Row};
use crate::parse::prose::Call;
use crate::parse::yaml::Text;
use crate::source::Span;

impl Priorities {
    /// `{{ leads }}`: who leads each priority.
    pub fn compose_leads(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut rows = Vec::new();
        for priority in &self.priorities {
            let Some(lead) = &priority.lead else {
                if priority.has_lead {
                    continue;
                }
                let message = format!("the priority `{}` has no lead", priority.name.words);
                composer.findings.push(
                    Diagnostic::error("missing-field", priority.name.span, message)
                        .also(call.span, "the table of leads is drawn here")
                        .help("add `lead: { post: …, body: … }` to its entry"),
                );
                continue;
            };
            let register = composer.register;
            let Some(body) = register.expect(Kind::Body, &lead.body.spanned(), &mut composer.findings) else {
                continue;
            };
            let post = if lead.post.words.contains("{body}") {
                lead.post.words.replace("{body}", &body.long)
            } else {
                format!("{}, {}", lead.post.words, body.long)
            };
            let name = composer.plain(BlockKind::Paragraph(words(&priority.name.words)), priority.name.span);
            let post = composer.plain(BlockKind::Paragraph(words(post)), lead.post.span);
            rows.push(Row {
                key: priority.id.value.clone(),
                cells: vec![vec![name], vec![post]],
                origin: priority.span,
            });
        }
        let caption = composer.call_caption(call, |_| words("The lead officer for each priority"));
        let id = composer.call_id(call);
        vec![composer.table(
            id.as_ref(),
            call.span,
            caption,
            vec![column("Priority", 2), column("Lead", 3)],
            true,
            rows,
        )]
    }

    /// `{{ priority-includes }}`: a box with what the broad priorities include.
    pub fn compose_includes(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let broad: Vec<&Priority> = self.priorities.iter().filter(|priority| !priority.includes.is_empty()).collect();
        let items = broad
            .iter()
            .map(|priority| {
                let mut content = vec![Inline::RunIn(words(format!("{}:", priority.name.words)))];
                for (index, include) in priority.includes.iter().enumerate() {
                    content.push(Inline::Text(if index == 0 { " " } else { "; " }.to_owned()));
                    content.extend(composer.text(include, Setting::Running));
                }
                (content, priority.span)
            })
            .collect();
        let list = composer.bullets(items, 1, call.span);
        let title = composer.call_caption(call, |_| words("What the broad priorities include"));
        let id = composer.call_id(call);
        let callout = BlockKind::Callout { title, blocks: vec![list] };
        vec![composer.block(callout, call.span, id.as_ref(), None, Some("what the broad priorities include".into()))]
    }

    /// `{{ priority-tables }}`: the content of the diagram as tables.
    pub fn compose_tables(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let [priorities, themes, police] = self.titles(composer.register);
        let own = |text: &Text, id: &str| (id.to_owned(), text.words.clone(), text.span);
        let groups = [
            (priorities, "Priority", self.priorities.iter().map(|p| own(&p.name, &p.id.value)).collect::<Vec<_>>()),
            (themes, "Cross-cutting theme", self.themes.iter().map(|t| own(&t.name, &t.id.value)).collect()),
            (
                police,
                "Priority",
                police_list(composer.register)
                    .entries
                    .iter()
                    .map(|entry| (entry.id.clone(), entry.name.clone(), entry.span))
                    .collect(),
            ),
        ];
        let mut id = composer.call_id(call);
        let mut blocks = Vec::new();
        for (title, header, entries) in groups {
            if entries.is_empty() {
                continue;
            }
            let rows = entries
                .into_iter()
                .map(|(id, name, span)| {
                    let cell = composer.plain(BlockKind::Paragraph(words(name)), span);
                    Row { key: id, cells: vec![vec![cell]], origin: span }
                })
                .collect();
            blocks.push(composer.table(
                id.take().as_ref(),
                call.span,
                words(title),
                vec![column(header, 1)],
                false,
                rows,
            ));
        }
        blocks
    }

    /// `{{ priority-list }}`: the names of the priorities.
    pub fn compose_list(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let names = self.priorities.iter().map(|priority| &priority.name);
        vec![composer.bullets(plain_items(names), 1, call.span)]
    }

    /// `{{ priorities-and-themes }}`: the two lists side by side.
    ///
    /// No priority belongs to a theme, so that the table has one row with a list in each cell.
    pub fn compose_side_by_side(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let priorities = plain_items(self.priorities.iter().map(|priority| &priority.name));
        let themes = plain_items(self.themes.iter().map(|theme| &theme.name));
        let lists = [("Priorities", priorities), ("Cross-cutting themes", themes)];
        let (mut columns, mut cells) = (Vec::new(), Vec::new());
        for (title, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            columns.push(column(title, 1));
            cells.push(vec![composer.bullets(items, 1, call.span)]);
        }
        if cells.is_empty() {
            return Vec::new();
        }
        let standard = if self.themes.is_empty() { "Priorities" } else { "Priorities and cross-cutting themes" };
        let caption = composer.call_caption(call, |_| words(standard));
        let id = composer.call_id(call);
        let rows = vec![Row { key: call.name.value.clone(), cells, origin: call.span }];
        vec![composer.table(id.as_ref(), call.span, caption, columns, false, rows)]
    }
}

fn plain_items<'t>(names: impl Iterator<Item = &'t Text>) -> Vec<(Vec<Inline>, Span)> {
    names.map(|name| (words(&name.words), name.span)).collect()
}
