//! Who stands where in the governance diagram, and which way each arrow goes.

use super::{Node, Relation, Tie, WIDTH, sentence};
use crate::drawing::wrap::Setting;
use crate::typeface::{Typefaces, Weight};

/// White between columns.
pub(super) const COLUMN_GAP: f64 = 18.0;
/// How far in from the left edge of a box its words stand, and end.
pub(super) const PADDING: f64 = 12.0;
/// How far in from the left edge of its column the words of an arrow stand.
pub(super) const LABEL_INDENT: f64 = 33.0;
/// The most columns of a row, and the most lines beside an arrow.
const MOST_COLUMNS: usize = 3;
const MOST_LINES: usize = 3;
/// The largest type beside arrows.
const SIZE: f64 = 10.5;

/// Who stands where.
pub(super) struct Plan {
    /// The bodies from top to bottom, from left to right.
    pub rows: Vec<Vec<usize>>,
    /// The body that most others act upon.
    pub centre: usize,
    /// For each body: whether it scrutinises another.
    pub scrutinises: Vec<bool>,
    /// The arrows, and what stands in words in their place.
    pub links: Vec<Link>,
    /// For each body: its row, its column, and how wide its column is.
    seats: Vec<Seat>,
}

#[derive(Clone, Copy, Default)]
struct Seat {
    row: usize,
    column: usize,
    width: f64,
}

/// One relation, or several of the same direction, as it is shown.
#[derive(Debug)]
pub(super) struct Link {
    /// The body that acts.
    pub from: usize,
    /// The body acted upon, at which the arrow has its head.
    pub to: usize,
    /// Whether it has a head at both ends.
    pub two_way: bool,
    /// The words beside it; sentences where there is no arrow.
    pub words: String,
    /// Its way.
    pub route: Route,
}

/// The way of an arrow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Route {
    /// Straight up or down between two rows, in the column of one of its ends.
    Upright { above: usize, below: usize, column: usize },
    /// From the second of the lower rows to the centre, between two columns of the first.
    Channel { below: usize, x: f64 },
    /// Between two neighbours of a row; the words stand in the box of the body that acts, on
    /// a line of its foot, counted from the bottom.
    Side { left: usize, right: usize, line: usize },
    /// None; the words stand in the box of the body that acts.
    Words,
}

impl Plan {
    /// Seats the bodies and finds the ways.
    pub fn of(nodes: &[Node], relations: &[Relation], typefaces: &Typefaces) -> Plan {
        let centre = centre(nodes, relations);
        let mut scrutinises = vec![false; nodes.len()];
        for relation in relations.iter().filter(|relation| relation.tie == Tie::Scrutinises) {
            scrutinises[relation.from] = true;
        }
        let others = || (0..nodes.len()).filter(|node| *node != centre);
        let top: Vec<usize> = others().filter(|node| scrutinises[*node]).take(MOST_COLUMNS).collect();
        let lower: Vec<usize> = others().filter(|node| !top.contains(node)).collect();
        let columns = if lower.len() == 4 { 2 } else { lower.len().clamp(1, MOST_COLUMNS) };

        let mut seats = vec![Seat::default(); nodes.len()];
        let mut rows = Vec::new();
        let mut seat = |row: &[usize], columns: usize| {
            let width = column_width(columns);
            for (column, &node) in row.iter().enumerate() {
                seats[node] = Seat { row: rows.len(), column, width };
            }
            rows.push(row.to_vec());
        };
        if !top.is_empty() {
            seat(&top, top.len());
        }
        seat(&[centre], 1);
        for row in lower.chunks(columns) {
            seat(row, columns);
        }
        let mut plan = Plan { rows, centre, scrutinises, links: Vec::new(), seats };
        plan.links = Ways { nodes, relations, plan: &plan, typefaces }.links();
        plan
    }

    /// The row of a body, counted from the top.
    pub fn row(&self, node: usize) -> usize {
        self.seats[node].row
    }

    /// How wide the box of a body is.
    pub fn width(&self, node: usize) -> f64 {
        self.seats[node].width
    }

    /// The left edge of a body's box.
    pub fn x(&self, node: usize) -> f64 {
        let Seat { column, width, .. } = self.seats[node];
        number(column) * (width + COLUMN_GAP)
    }

    /// How wide the words beside an arrow in a body's column may be.
    pub fn label_measure(&self, node: usize) -> f64 {
        self.width(node) - LABEL_INDENT - 2.0
    }
}

/// The body that is acted upon by most; of equals the one that is scrutinised, then the first.
fn centre(nodes: &[Node], relations: &[Relation]) -> usize {
    let weight = |node: usize| {
        let acted_upon = |r: &&Relation| r.to == node || (r.from == node && r.tie == Tie::WorksWith);
        let scrutinised = |r: &&Relation| r.to == node && r.tie == Tie::Scrutinises;
        (relations.iter().filter(acted_upon).count(), relations.iter().filter(scrutinised).count())
    };
    (0..nodes.len()).rev().max_by_key(|node| weight(*node)).unwrap_or(0)
}

fn column_width(columns: usize) -> f64 {
    let columns = number(columns.max(1));
    (WIDTH - COLUMN_GAP * (columns - 1.0)) / columns
}

#[expect(clippy::cast_precision_loss, reason = "a diagram has few columns")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Finds the ways of the arrows.
struct Ways<'a> {
    nodes: &'a [Node],
    relations: &'a [Relation],
    plan: &'a Plan,
    typefaces: &'a Typefaces<'a>,
}

impl Ways<'_> {
    fn links(&self) -> Vec<Link> {
        let mut links = self.merged();
        self.route_upright(&mut links);
        self.route_channels(&mut links);
        self.route_sides(&mut links);
        for link in links.iter_mut().filter(|link| link.route == Route::Words) {
            let told: Vec<String> = self
                .relations
                .iter()
                .filter(|relation| (relation.from, relation.to) == (link.from, link.to))
                .filter(|relation| (relation.tie == Tie::WorksWith) == link.two_way)
                .filter_map(|relation| sentence(self.nodes, relation, link.from))
                .collect();
            link.words = told.join("; ");
        }
        links
    }

    /// One link for all relations of the same two bodies in the same direction.
    fn merged(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for relation in self.relations {
            let Relation { from, to, tie, words } = relation;
            let usual = || tie.verb(self.nodes[*from].many).to_owned();
            let words = words.clone().filter(|words| !words.trim().is_empty()).unwrap_or_else(usual);
            let two_way = *tie == Tie::WorksWith;
            match links.iter_mut().find(|link| (link.from, link.to, link.two_way) == (*from, *to, two_way)) {
                Some(link) if link.words == words => {}
                Some(link) => link.words = format!("{} and {words}", link.words),
                None => links.push(Link { from: *from, to: *to, two_way, words, route: Route::Words }),
            }
        }
        links
    }

    /// Straight ways: between the centre and its neighbours above and below, and, in a column
    /// of the lower rows, from a body that needs no way to the centre to the one above it.
    fn route_upright(&self, links: &mut [Link]) {
        let plan = self.plan;
        let mut taken = vec![false; self.nodes.len()];
        for pass in [true, false] {
            for link in links.iter_mut() {
                let (above, below) =
                    if plan.row(link.from) < plan.row(link.to) { (link.from, link.to) } else { (link.to, link.from) };
                let column = if below == plan.centre { above } else { below };
                let central = above == plan.centre || below == plan.centre;
                let adjoining = plan.row(above) + 1 == plan.row(below);
                let free = central || (self.in_line(above, below) && !self.reaches_centre(below));
                if central == pass && adjoining && free && !taken[column] && self.fits_beside(&link.words, column) {
                    taken[column] = true;
                    link.route = Route::Upright { above, below, column };
                }
            }
        }
    }

    fn in_line(&self, above: usize, below: usize) -> bool {
        let (above, below) = (self.plan.seats[above], self.plan.seats[below]);
        above.column == below.column && (above.width - below.width).abs() < 0.01
    }

    fn reaches_centre(&self, node: usize) -> bool {
        let ends = [node, self.plan.centre];
        self.relations.iter().any(|relation| ends.contains(&relation.from) && ends.contains(&relation.to))
    }

    /// Ways from the second lower row to the centre: each gap between two columns of the first
    /// takes two.
    fn route_channels(&self, links: &mut [Link]) {
        let plan = self.plan;
        let second = plan.row(plan.centre) + 2;
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); MOST_COLUMNS];
        for (index, link) in links.iter().enumerate() {
            let below = if link.from == plan.centre { link.to } else { link.from };
            let central = link.from == plan.centre || link.to == plan.centre;
            if !central || plan.row(below) != second || !self.fits_beside(&link.words, below) {
                continue;
            }
            // The way turns right from the first column and left from all others.
            let gap = plan.seats[below].column.saturating_sub(1);
            let again = users[gap].iter().any(|user| [links[*user].from, links[*user].to].contains(&below));
            if users[gap].len() < 2 && !again {
                users[gap].push(index);
            }
        }
        for (gap, users) in users.iter_mut().enumerate() {
            let body = |link: &Link| if link.from == plan.centre { link.to } else { link.from };
            users.sort_by_key(|user| plan.seats[body(&links[*user])].column);
            let offsets: &[f64] = if users.len() == 2 { &[-4.6, 4.6] } else { &[0.0] };
            for (user, offset) in users.iter().zip(offsets) {
                let below = body(&links[*user]);
                let middle = number(gap + 1) * (plan.width(below) + COLUMN_GAP) - COLUMN_GAP / 2.0;
                links[*user].route = Route::Channel { below, x: middle + offset };
            }
        }
    }

    /// Ways between neighbours, where no other goes between them.
    fn route_sides(&self, links: &mut [Link]) {
        let plan = self.plan;
        let first_lower = plan.row(plan.centre) + 1;
        let channels: Vec<f64> = links
            .iter()
            .filter_map(|link| if let Route::Channel { x, .. } = link.route { Some(x) } else { None })
            .collect();
        let mut lines = vec![0; plan.rows.len()];
        for link in links.iter_mut() {
            let (left, right) =
                if plan.x(link.from) < plan.x(link.to) { (link.from, link.to) } else { (link.to, link.from) };
            let row = plan.row(left);
            let neighbours = row == plan.row(right) && plan.seats[left].column + 1 == plan.seats[right].column;
            let passed = row == first_lower && channels.iter().any(|x| *x > plan.x(left) && *x < plan.x(right));
            let measure = plan.width(link.from) - 2.0 * PADDING;
            let setting = Setting { typefaces: self.typefaces, weight: Weight::SemiBold, size: SIZE };
            if neighbours && !passed && link.route == Route::Words && setting.width(&link.words) <= measure {
                link.route = Route::Side { left, right, line: lines[row] };
                lines[row] += 1;
            }
        }
    }

    fn fits_beside(&self, words: &str, node: usize) -> bool {
        let setting = Setting { typefaces: self.typefaces, weight: Weight::SemiBold, size: SIZE };
        setting.wrap(words, self.plan.label_measure(node)).is_ok_and(|lines| lines.len() <= MOST_LINES)
    }
}
