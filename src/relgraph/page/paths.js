// The shortest way between two picked nodes, over the ties that are shown; of equally short ones that with most facts.
function ways() {
  const found = new Map();
  for (const edge of edges.values()) {
    if (!isEdgeShown(edge)) continue;
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (!found.has(one)) found.set(one, []);
      found.get(one).push([other, edge]);
    }
  }
  return found;
}

// The edges of the way from one node to another, in order; null where there is none.
function wayBetween(start, end) {
  const reached = new Map([[start, { steps: 0, weight: 0 }]]);
  const next = ways();
  const queue = [start];
  for (const here of queue) {
    const { steps, weight } = reached.get(here);
    for (const [there, edge] of next.get(here) || []) {
      const known = reached.get(there);
      const sum = weight + edge.facts.length;
      if (!known) queue.push(there);
      if (!known || (known.steps === steps + 1 && known.weight < sum)) reached.set(there, { steps: steps + 1, weight: sum, here, edge });
    }
  }
  if (!reached.has(end)) return null;
  const found = [];
  for (let step = reached.get(end); step.edge; step = reached.get(step.here)) found.unshift(step.edge);
  return found;
}

// The way that is asked for: from the node that was kept as its start to the one that is selected.
let way = null;

function picked() {
  return [state.node, state.fact].find((id) => nodes.has(id)) || null;
}

function pathWanted() {
  return Boolean(state.start && picked() && state.start !== picked());
}

onChange(() => { way = pathWanted() ? wayBetween(state.start, picked()) : null; });

function pathPanel() {
  const names = `${nameOf(state.start)} – ${nameOf(picked())}`;
  if (!way) return [heading(null, names, 'no way between them over the ties that are shown'), ...pathButtons()];
  const steps = way.length === 1 ? 'tied directly' : `${plural(way.length, 'step')}, no shorter way is shown`;
  const parts = [heading(null, names, steps), ...pathButtons()];
  let here = state.start;
  for (const edge of way) {
    const there = edge.from === here ? edge.to : edge.from;
    parts.push(make('h3', { class: 'step' }, thingButton(here), make('span', { text: ' – ' }), thingButton(there)), ...listOf(edge.facts));
    here = there;
  }
  return parts;
}

function pathButtons() {
  const kept = state.start && !pathWanted();
  if (kept) return [make('p', { class: 'hint', id: 'pick', text: 'Now choose where the way shall end: in the picture, in the table, or by search.' })];
  if (!picked()) return [];
  const begin = make('button', { type: 'button', class: 'small', id: 'way', text: state.start ? 'Begin another way here' : 'Find a way from here', onclick: () => change({ start: picked() }) });
  return [make('p', {}, begin)];
}
