// The frame: title, honest count, the two views, light and dark, and the address that keeps the state of the view.
function showCount() {
  const shown = [...facts.values()].filter(isShown).length;
  const documents = plural(data.documents.length, 'document');
  const said = shown === facts.size
    ? `${plural(shown, 'fact')} from ${documents}` : `${shown} of ${facts.size} facts shown, from ${documents}`;
  document.getElementById('count').textContent = said + communityCount();
}

function showView(view) {
  document.body.dataset.view = view;
  document.getElementById('stage').hidden = view !== 'picture';
  tabled.hidden = view !== 'table';
  document.getElementById('show-picture').setAttribute('aria-pressed', view === 'picture');
  document.getElementById('show-table').setAttribute('aria-pressed', view === 'table');
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  if (network) redraw();
}

function writeAddress() {
  const kept = new URLSearchParams();
  for (const name of ['node', 'fact', 'start', 'open', 'from', 'to']) if (state[name]) kept.set(name, state[name]);
  if (state.edge) kept.set('edge', `${edgeOf(state.edge).from}\n${edgeOf(state.edge).to}`);
  if (state.hidden.size) kept.set('hidden', [...state.hidden].sort().join(' '));
  if (!state.undated) kept.set('undated', 'no');
  if (state.view !== 'picture') kept.set('view', state.view);
  history.replaceState(null, '', kept.size ? `#${kept}` : '#');
}

function dayIn(kept, name) {
  const day = kept.get(name) || '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : '';
}

function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const [from, to] = (kept.get('edge') || '').split('\n');
  const edge = [...edges.values()].find((one) => one.from === from && one.to === to);
  change({
    node: nodeOf(kept.get('node')) ? kept.get('node') : null,
    open: groups.has(kept.get('open')) ? kept.get('open') : null,
    start: nodes.has(kept.get('start')) ? kept.get('start') : null,
    fact: facts.has(kept.get('fact')) ? kept.get('fact') : null,
    edge: edge ? edge.id : null,
    hidden: new Set((kept.get('hidden') || '').split(' ').filter((kind) => kind in KINDS)),
    from: dayIn(kept, 'from'),
    to: dayIn(kept, 'to'),
    undated: kept.get('undated') !== 'no',
    view: kept.get('view') === 'table' ? 'table' : 'picture',
  });
}

document.getElementById('title').textContent = data.title;
document.getElementById('show-picture').addEventListener('click', () => change({ view: 'picture' }));
document.getElementById('show-table').addEventListener('click', () => change({ view: 'table' }));
document.getElementById('closer').addEventListener('click', () => zoom(1.25));
document.getElementById('further').addEventListener('click', () => zoom(0.8));
document.getElementById('whole').addEventListener('click', showWhole);
const dark = matchMedia('(prefers-color-scheme: dark)');
document.getElementById('theme').addEventListener('click', () => {
  const now = document.documentElement.dataset.theme || (dark.matches ? 'dark' : 'light');
  setTheme(now === 'dark' ? 'light' : 'dark');
});
dark.addEventListener('change', () => network && redraw());

drawLegend();
drawTime();
onChange(showCount);
onChange(() => showView(state.view));
readAddress();
drawPicture();
onChange(writeAddress);
window.addEventListener('hashchange', readAddress);
document.body.dataset.ready = 'true';
