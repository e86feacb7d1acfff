// What the page shows, and what is chosen, hidden and selected. Everything else listens here.
const data = JSON.parse(document.getElementById('data').textContent);
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const facts = new Map(data.facts.map((fact) => [fact.key, fact]));
const edges = new Map(data.edges.map((edge, index) => [`edge${index}`, { ...edge, id: `edge${index}` }]));

const state = { node: null, edge: null, fact: null, start: null, open: null, hidden: new Set(), from: '', to: '', undated: true, view: 'picture' };
const listeners = [];

function onChange(listener) {
  listeners.push(listener);
}

function change(patch) {
  Object.assign(state, patch);
  for (const listener of listeners) listener(patch);
}

// Whoever selects nothing gives up the way that was begun as well.
function select(what) {
  change({ node: null, edge: null, fact: null, ...(Object.keys(what).length ? {} : { start: null }), ...opening(what), ...what });
}

function nameOf(id) {
  return nodeOf(id) ? nodeOf(id).name : id;
}

function thingsOf(fact) {
  return [...fact.ends, ...fact.others, ...fact.people];
}

function inPeriod(fact) {
  if (!fact.first && !fact.last) return state.undated;
  return (!state.to || fact.first <= state.to) && (!state.from || fact.last >= state.from);
}

function isShown(fact) {
  const own = nodes.get(fact.key);
  if (own && state.hidden.has(own.kind)) return false;
  const things = thingsOf(fact).map((id) => nodes.get(id)).filter(Boolean);
  return inPeriod(fact) && (!things.length || things.some((node) => !state.hidden.has(node.kind)));
}

function isNodeShown(node) {
  if (node.members) return node.members.some(isNodeShown);
  if (state.hidden.has(node.kind)) return false;
  return node.facts.length === 0 || node.facts.some((key) => inPeriod(facts.get(key)));
}

function isEdgeShown(edge) {
  return isNodeShown(nodeOf(edge.from)) && isNodeShown(nodeOf(edge.to))
    && edge.facts.some((key) => inPeriod(facts.get(key)));
}

// Every fact of a node, or of an edge, in the order of time; undated ones last.
function factsOf(keys) {
  const found = keys.map((key) => facts.get(key)).filter(isShown);
  return found.sort((one, other) => (one.first || '9999').localeCompare(other.first || '9999'));
}

for (const node of nodes.values()) node.facts = [];
for (const fact of facts.values()) {
  for (const id of new Set([fact.key, ...thingsOf(fact)])) {
    if (nodes.has(id)) nodes.get(id).facts.push(fact.key);
  }
}
