//! Runs of pairs that keep the order of both sides.

/// The longest run of pairs that keep the order of both sides; they are in the order of the first.
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let weighed: Vec<(usize, usize, f64)> = pairs.iter().map(|(old, new)| (*old, *new, 1.0)).collect();
    heaviest(&weighed)
}

/// The pairs of most weight in all that keep the order of both sides, each unit in one of them.
pub(super) fn heaviest(candidates: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
    let mut sorted = candidates.to_vec();
    // Those of one old unit come from the last new one to the first, so that none follows another.
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut ends: Vec<usize> = sorted.iter().map(|(_, new, _)| *new).collect();
    ends.sort_unstable();
    ends.dedup();
    // best[n] is the heaviest chain that ends at or before the new unit that n stands for.
    let mut best: Vec<Option<usize>> = vec![None; ends.len() + 1];
    let mut chains: Vec<(f64, Option<usize>)> = Vec::with_capacity(sorted.len());
    for (at, (_, new, weight)) in sorted.iter().enumerate() {
        let place = ends.partition_point(|end| end < new);
        let mut before: Option<usize> = None;
        let mut index = place;
        while index > 0 {
            if let Some(chain) = best[index]
                && before.is_none_or(|known| chains[known].0 < chains[chain].0)
            {
                before = Some(chain);
            }
            index &= index - 1;
        }
        chains.push((weight + before.map_or(0.0, |before| chains[before].0), before));
        let mut index = place + 1;
        while index < best.len() {
            if best[index].is_none_or(|known| chains[known].0 < chains[at].0) {
                best[index] = Some(at);
            }
            index += index & index.wrapping_neg();
        }
    }
    let heaviest = (0..chains.len()).max_by(|a, b| chains[*a].0.total_cmp(&chains[*b].0).then(b.cmp(a)));
    let mut found = Vec::new();
    let mut next = heaviest;
    while let Some(at) = next {
        found.push((sorted[at].0, sorted[at].1));
        next = chains[at].1;
    }
    found.reverse();
    found
}
