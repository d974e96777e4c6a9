//! New editions made from an old one by edits of a known strength, so that the truth is known.

/// A source of numbers that is the same everywhere (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is more than nothing.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }
}

/// A paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub item: bool,
    pub words: Vec<String>,
    /// Which pieces of the old edition it comes from, most often one.
    pub from: Vec<usize>,
}

/// What becomes of a piece of the old edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stays as it is.
    Kept,
    /// It stays where it is, in other words; so do all of those below but the last.
    Edited,
    /// It changes places with the next one.
    Swapped,
    /// It goes to another place of its part.
    Shifted,
    /// It goes to another part.
    Sent,
    /// It becomes two.
    Split,
    /// It becomes one with the next one.
    Merged,
    /// It goes; something else of the same subject may stand in its place.
    Removed,
}

/// How many of a hundred pieces have which fate.
const SHARES: [(Fate, usize); 8] = [
    (Fate::Kept, 40),
    (Fate::Edited, 20),
    (Fate::Swapped, 4),
    (Fate::Shifted, 6),
    (Fate::Sent, 10),
    (Fate::Split, 4),
    (Fate::Merged, 4),
    (Fate::Removed, 12),
];
/// One of so many pieces is not in the old edition, so that it can be new in the new one.
const NEW: usize = 5;
/// The fewest words of what can have another fate than to be edited.
const FEWEST_WORDS: usize = 8;
/// The fewest words of what can be edited: of less, nobody can say what is left.
const FEWEST_EDITED: usize = 4;
/// Of a few words, no more than so many of ten are touched: else they are something else.
const MOST_OF_FEW: usize = 4;
/// The longest run of words that one edit touches, where it is no more than a third of them all.
const LONGEST_CLAUSE: usize = 8;

/// Two editions and what became of each piece.
pub struct Case {
    pub old: Vec<Vec<Piece>>,
    pub new: Vec<Vec<Piece>>,
    /// The fate of each piece of the old edition, in reading order.
    pub fates: Vec<Fate>,
}

/// The parts of an edition, from its text: `#` begins a part, `-` an item, each on one line. What
/// stands twice is left out, for nobody can say which is which.
pub fn parts_of(text: &str) -> Vec<Vec<Piece>> {
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in text.lines() {
        let (item, line) = line.strip_prefix("- ").map_or((false, line), |line| (true, line));
        match parts.last_mut() {
            _ if line.starts_with("# ") => parts.push(Vec::new()),
            Some(part) if seen.insert(line) => part.push(Piece { item, words: words(line), from: Vec::new() }),
            _ => {}
        }
    }
    parts
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Makes a case: `tenths` of the words of each piece that is edited are replaced, added or gone.
pub fn case(edition: &[Vec<Piece>], tenths: usize, seed: u64) -> Case {
    let mut chance = Chance(seed);
    let mut fresh: Vec<Piece> = Vec::new();
    let mut old: Vec<Vec<Piece>> = Vec::new();
    for part in edition {
        let (new, stays): (Vec<_>, Vec<_>) =
            part.iter().cloned().partition(|piece| piece.words.len() >= FEWEST_WORDS && chance.below(NEW) == 0);
        fresh.extend(new);
        old.push(stays);
    }
    for (number, piece) in old.iter_mut().flatten().enumerate() {
        piece.from = vec![number];
    }
    let all: Vec<&Piece> = edition.iter().flatten().collect();
    let mut making = Making { tenths, all, chance, fresh, fates: Vec::new(), sent: Vec::new(), removed: Vec::new() };
    let mut new: Vec<Vec<Piece>> = old.iter().enumerate().map(|(at, part)| making.part(at, part)).collect();
    making.place(&mut new);
    Case { old, new, fates: making.fates }
}

struct Making<'e> {
    tenths: usize,
    /// Every piece there is, from which words come into others.
    all: Vec<&'e Piece>,
    chance: Chance,
    /// What is not in the old edition.
    fresh: Vec<Piece>,
    fates: Vec<Fate>,
    /// What goes to another place or part, and from which.
    sent: Vec<(Fate, usize, Piece)>,
    removed: Vec<Piece>,
}

impl Making<'_> {
    fn fate(&mut self, piece: &Piece, next: Option<&Piece>, parts: usize) -> Fate {
        let mut drawn = self.chance.below(100);
        let of_shares = SHARES.iter().find(|(_, share)| {
            let here = drawn < *share;
            drawn = drawn.saturating_sub(*share);
            here
        });
        let fate = of_shares.map_or(Fate::Kept, |(fate, _)| *fate);
        let long = |piece: &Piece| piece.words.len() >= FEWEST_WORDS;
        match fate {
            Fate::Kept => fate,
            _ if piece.words.len() < FEWEST_EDITED => Fate::Kept,
            _ if !long(piece) => Fate::Edited,
            Fate::Swapped | Fate::Merged if next.is_none_or(|next| next.item != piece.item || !long(next)) => {
                Fate::Edited
            }
            Fate::Split if piece.words.len() < 2 * FEWEST_WORDS => Fate::Edited,
            Fate::Shifted if parts < 4 => Fate::Edited,
            _ => fate,
        }
    }

    /// The pieces of one part that stay in it and keep their places.
    fn part(&mut self, number: usize, old: &[Piece]) -> Vec<Piece> {
        let mut new: Vec<Piece> = Vec::new();
        let mut at = 0;
        while let Some(piece) = old.get(at) {
            let next = old.get(at + 1);
            let fate = self.fate(piece, next, old.len());
            self.fates.push(fate);
            at += 1;
            match (fate, next) {
                (Fate::Kept, _) => new.push(piece.clone()),
                (Fate::Swapped | Fate::Merged, Some(next)) => {
                    self.fates.push(fate);
                    at += 1;
                    let (mut first, second) = (self.edited(piece), self.edited(next));
                    if fate == Fate::Swapped {
                        new.extend([second, first]);
                    } else {
                        first.words.extend(second.words);
                        first.from.extend(second.from);
                        new.push(first);
                    }
                }
                (Fate::Shifted | Fate::Sent, _) => {
                    let edited = self.edited(piece);
                    self.sent.push((fate, number, edited));
                }
                (Fate::Split, _) => {
                    let mut first = self.edited(piece);
                    let third = first.words.len() / 3;
                    let rest = first.words.split_off(third + self.chance.below(third.max(1)));
                    let second = Piece { words: rest, ..first.clone() };
                    new.extend([first, second]);
                }
                (Fate::Removed, _) => {
                    self.removed.push(piece.clone());
                    // Every second time something else stands in its place.
                    if self.chance.below(2) == 0
                        && let Some(at) = self.fresh.iter().position(|fresh| fresh.item == piece.item)
                    {
                        new.push(self.fresh.remove(at));
                    }
                }
                _ => new.push(self.edited(piece)),
            }
        }
        new
    }

    /// Puts what comes from elsewhere into its place, and then what is new.
    fn place(&mut self, new: &mut [Vec<Piece>]) {
        for (fate, number, piece) in std::mem::take(&mut self.sent) {
            let others = self.chance.below(new.len() - 1) + 1;
            let part = if fate == Fate::Sent { (number + others) % new.len() } else { number };
            self.put(&mut new[part], piece);
        }
        for (number, mut piece) in std::mem::take(&mut self.fresh).into_iter().enumerate() {
            // Every third new piece quotes one that is gone: two fifths of its words are from there,
            // but no more than half of what is gone.
            if let Some(gone) = self.removed.get(number / 3).filter(|_| number % 3 == 0) {
                let most = (piece.words.len() * 2 / 5).min(gone.words.len() / 2);
                let (from, at) = (self.chance.below(gone.words.len() - most + 1), self.chance.below(most.max(1)));
                piece.words.splice(at..at + most, gone.words[from..from + most].iter().cloned());
            }
            let part = self.chance.below(new.len());
            self.put(&mut new[part], piece);
        }
    }

    fn put(&mut self, part: &mut Vec<Piece>, piece: Piece) {
        let at = self.chance.below(part.len() + 1);
        part.insert(at, piece);
    }

    /// The piece with clauses replaced, added and gone, until enough of its words are touched.
    fn edited(&mut self, piece: &Piece) -> Piece {
        let mut words: Vec<(String, bool)> = piece.words.iter().map(|word| (word.clone(), true)).collect();
        let tenths = if words.len() < FEWEST_WORDS { self.tenths.min(MOST_OF_FEW) } else { self.tenths };
        let mut left = (words.len() * tenths).div_ceil(10);
        let longest = LONGEST_CLAUSE.min(words.len() / 3).max(1);
        while left > 0 {
            let own: Vec<usize> = (0..words.len()).filter(|at| words[*at].1).collect();
            let clause = 1 + self.chance.below(left.min(longest));
            let at = own.get(self.chance.below(own.len().max(1))).copied().unwrap_or(0);
            let change = self.chance.below(4);
            let to = if change == 0 { at } else { (at + clause).min(words.len()) };
            let gone = words[at..to].iter().filter(|(_, own)| *own).count();
            let come = if change == 1 { Vec::new() } else { self.clause(clause) };
            left -= left.min(if change == 0 { come.len() } else { gone.max(1) });
            words.splice(at..to, come.into_iter().map(|word| (word, false)));
        }
        let words = words.into_iter().map(|(word, _)| word).collect();
        Piece { item: piece.item, words, from: piece.from.clone() }
    }

    /// Words that stand together in some other piece.
    fn clause(&mut self, length: usize) -> Vec<String> {
        let other = &self.all[self.chance.below(self.all.len())].words;
        let from = self.chance.below(other.len());
        other[from..(from + length).min(other.len())].to_vec()
    }
}
