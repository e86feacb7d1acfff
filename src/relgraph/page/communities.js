// A network too large to look at whole is shown as communities; one opens on a click, the others stand beneath it.
const BESIDE = 24;
const groups = new Map((data.communities || []).map((one, index) => [`community${index}`, {
  ...one, id: `community${index}`, kind: 'community', shape: 'dot', size: Math.round(14 + 2.2 * Math.sqrt(one.size)), names: [one.name],
  label: `${one.name}\n${plural(one.size, 'thing')}`, upright: [Math.round(one.wide[0] * 0.6), Math.round(one.wide[1] * 1.7)], members: [],
}]));
for (const node of nodes.values()) if (groups.size) groups.get(`community${node.community}`).members.push(node);
for (const group of groups.values()) group.facts = [...new Set(group.members.flatMap((node) => node.facts))];

function nodeOf(id) {
  return nodes.get(id) || groups.get(id);
}

function edgeOf(id) {
  return edges.get(id) || scene().edges.get(id);
}

function groupOf(id) {
  return groups.size && nodes.has(id) ? `community${nodes.get(id).community}` : null;
}

// What is chosen stands in a community, which opens for it.
function opening(what) {
  const open = groupOf(what.node) || groupOf(what.fact);
  return open ? { open } : {};
}

function standIn(id) {
  return groupOf(id) === state.open ? id : groupOf(id);
}

// Ties between communities, or between a thing and other communities, are bundled; the page counts their facts.
function bundles() {
  const found = new Map();
  for (const edge of edges.values()) {
    const [from, to] = [standIn(edge.from), standIn(edge.to)].sort();
    if (from === to || (state.open && groups.has(from) && groups.has(to))) continue;
    if (!groups.has(from) && !groups.has(to)) {
      found.set(edge.id, edge);
      continue;
    }
    const id = `${from}|${to}`;
    if (!found.has(id)) found.set(id, { id, from, to, keys: new Set(), oneWay: false, stated: false, telling: false });
    const bundle = found.get(id);
    edge.facts.forEach((key) => bundle.keys.add(key));
    bundle.stated = bundle.stated || edge.stated;
  }
  for (const edge of found.values()) if (edge.keys) Object.assign(edge, { facts: [...edge.keys], label: plural(edge.keys.size, 'fact') });
  return found;
}

// The members of the open community at their places, and beneath them the communities that they are most tied to.
function openScene() {
  const own = groups.get(state.open).members;
  const tied = bundles();
  const weight = new Map();
  for (const edge of tied.values()) for (const id of [edge.from, edge.to]) if (groups.has(id)) weight.set(id, (weight.get(id) || 0) + edge.facts.length);
  const near_ = [...weight.keys()].sort((one, other) => weight.get(other) - weight.get(one) || one.localeCompare(other)).slice(0, BESIDE);
  const found = new Map(own.map((node) => [node.id, node]));
  const low = ['wide', 'upright'].map((way_) => Math.max(...own.map((node) => node[way_][1])) + 320);
  const middle = ['wide', 'upright'].map((way_) => own.reduce((sum, node) => sum + node[way_][0], 0) / own.length);
  near_.forEach((id, index) => {
    const place = (row, at, gap) => [Math.round(middle[at] + gap * ((index % row) - (Math.min(row, near_.length) - 1) / 2)), low[at] + 230 * Math.floor(index / row)];
    found.set(id, { ...groups.get(id), wide: place(8, 0, 270), upright: place(4, 1, 200) });
  });
  return { nodes: found, edges: new Map([...tied].filter(([, edge]) => found.has(edge.from) && found.has(edge.to))) };
}

let kept = null;

function scene() {
  if (!kept || kept.open !== state.open) {
    if (!groups.size) kept = { nodes, edges };
    else kept = state.open ? openScene() : { nodes: groups, edges: bundles() };
    kept.open = state.open;
  }
  return kept;
}

let drawnScene = null;

// Say whether another scene is to be drawn, and take the old one away.
function clearScene() {
  const other = drawnScene !== null && drawnScene !== scene();
  if (other) {
    drawnNodes.clear();
    drawnEdges.clear();
    looks.clear();
  }
  drawnScene = scene();
  return other;
}

function closeCommunity() {
  change({ open: null, node: null, edge: null, fact: null });
}

// Escape gives up first what is chosen, then the open community.
function leave() {
  const chosen = [state.node, state.edge, state.fact, state.start].some((id) => id && !groups.has(id));
  if (chosen || !state.open) select({});
  else closeCommunity();
}

function communityCount() {
  if (!groups.size) return '';
  const many = `${nodes.size} things are shown as ${plural(groups.size, 'community').replace('communitys', 'communities')}`;
  return state.open ? ` · one of ${groups.size} communities is open` : ` · ${many}: click one to open it`;
}

function communityPanel(group) {
  const open = state.open === group.id ? null : make('button', { type: 'button', id: 'open', text: 'Open this community', onclick: () => change({ open: group.id }) });
  const first = [...group.members].sort((one, other) => other.facts.length - one.facts.length || one.name.localeCompare(other.name)).slice(0, 40);
  const list = make('ul', { class: 'documents' }, ...first.map((node) => make('li', {}, markOf(node.kind), ' ', facts.has(node.id)
    ? make('button', { type: 'button', class: 'thing', dir: 'auto', text: node.name, onclick: () => select({ fact: node.id }) }) : thingButton(node.id))));
  const more = group.members.length - first.length;
  return [heading(group.kind, group.name, `Community of ${plural(group.members.length, 'thing')}, ${plural(group.facts.length, 'fact')}`), open, list,
    more > 0 ? make('p', { class: 'hint', text: `and ${more} more: search finds them` }) : null];
}

onChange(() => {
  const bar = document.getElementById('opened');
  bar.hidden = !state.open;
  if (!state.open) return;
  const group = groups.get(state.open);
  bar.replaceChildren(make('button', { type: 'button', id: 'closed', text: 'All communities', onclick: closeCommunity }),
    make('span', { dir: 'auto', text: `${group.name}, ${plural(group.members.length, 'thing')}` }));
});
