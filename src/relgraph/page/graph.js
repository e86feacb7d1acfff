// The picture itself: vis-network draws, at places computed beforehand; colours come from the style sheet.
const picture = document.getElementById('picture');
const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const narrow = matchMedia('(max-width: 860px)');
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
// Above so many ties arrows and fading are kept for what is chosen: drawing must stay quick.
const MANY = 1500;
const large = edges.size > MANY;
const looks = new Map();
let network = null;
let hovered = null;

// The style sheet is asked once a redraw, not once a node.
let palette = new Map();

function colour(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return palette.get(name);
}

function placeOf(node) {
  return narrow.matches ? node.upright : node.wide;
}

function near() {
  if (pathWanted()) return new Set([state.start, picked(), ...(way || []).flatMap((edge) => [edge.from, edge.to])]);
  if (state.edge) return new Set([edgeOf(state.edge).from, edgeOf(state.edge).to]);
  if (state.fact) return new Set([state.fact, ...thingsOf(facts.get(state.fact))]);
  if (!state.node) return null;
  const around = new Set([state.node]);
  for (const edge of shownEdges()) {
    if (edge.from === state.node) around.add(edge.to);
    if (edge.to === state.node) around.add(edge.from);
  }
  return around;
}

function nodeLook(node, around) {
  const inside = node.shape === 'circle' || node.shape === 'box';
  const chosen = node.id === state.node || node.id === state.fact || node.id === state.start;
  const fill = colour(node.kind);
  const status = facts.has(node.id) ? facts.get(node.id).status : '';
  const open = UNSURE.has(status);
  const paper = colour('paper');
  const away = !large && around && !around.has(node.id);
  return {
    id: node.id, label: DOUBTED.has(status) ? `${node.label}\n${status}` : node.label, shape: node.shape, size: node.size, x: placeOf(node)[0], y: placeOf(node)[1],
    hidden: !isNodeShown(node),
    opacity: away ? 0.16 : 1,
    color: { background: open ? paper : fill, border: chosen ? colour('ink') : fill },
    borderWidth: chosen ? 4 : 2,
    shapeProperties: { borderRadius: 5, borderDashes: status === 'hypothetical' ? [2, 3] : false },
    margin: node.shape === 'circle' ? 12 : 8,
    widthConstraint: node.shape === 'circle' ? narrow.matches ? { minimum: 62, maximum: 90 } : { minimum: 88, maximum: 120 } : { maximum: node.members ? 230 : narrow.matches ? 132 : 172 },
    font: {
      face: 'system-ui, "Segoe UI", "Noto Sans", sans-serif',
      size: node.members ? 24 : node.kind === 'state' ? (narrow.matches ? 17 : 20) : 15,
      color: inside ? (open ? colour('ink') : colour('on-kind')) : colour(away ? 'faint' : 'ink'),
      strokeWidth: inside ? 0 : 4, strokeColor: paper, vadjust: inside ? 0 : -2,
    },
  };
}

// A label that counts facts counts those that are shown.
function labelOf(edge) {
  const shown = edge.facts.filter((key) => isShown(facts.get(key))).length;
  return /^\d+ facts?$/.test(edge.label) && shown < edge.facts.length ? `${shown} of ${edge.label}` : edge.label;
}

function edgeLook(edge, around) {
  const chosen = edge.id === state.edge || edge.id === hovered || (pathWanted() && touchesChoice(edge));
  const nearby = around && around.has(edge.from) && around.has(edge.to) && touchesChoice(edge);
  const touched = nearby || large || !around;
  const [from, to] = [nodeOf(edge.from), nodeOf(edge.to)];
  const states = from.kind === 'state' && to.kind === 'state';
  const told = chosen || (states && !large) || (edge.telling && (nearby || (!around && edges.size <= 80)));
  return {
    id: edge.id, from: edge.from, to: edge.to,
    hidden: !isEdgeShown(edge),
    label: told ? labelOf(edge) : looks.has(edge.id) || !large ? ' ' : undefined,
    width: (edge.keys ? 0.6 + Math.log2(edge.facts.length) / 2 : Math.min(1.2 + 0.55 * (edge.facts.length - 1), 9)) + (chosen ? 1.5 : 0),
    dashes: edge.stated ? false : [5, 5],
    arrows: (!large || nearby || chosen) && edge.oneWay && to.kind !== 'event' && to.kind !== 'instrument' ? { to: { enabled: true, scaleFactor: 0.55 } } : undefined,
    color: { color: chosen || (large && nearby) ? colour('ink') : colour('edge'), opacity: touched ? (edge.keys && !chosen ? 0.4 : 1) : 0.12, inherit: false },
    font: { size: states ? 17 : 13, color: colour('ink'), strokeWidth: 5, strokeColor: colour('paper'), face: 'system-ui, sans-serif', align: 'horizontal' },
    smooth: large ? false : { enabled: true, type: 'cubicBezier', forceDirection: narrow.matches ? 'vertical' : 'horizontal', roundness: 0.35 },
  };
}

function touchesChoice(edge) {
  if (pathWanted()) return Boolean(way && way.some((one) => one.id === edge.id));
  if (state.node) return edge.from === state.node || edge.to === state.node;
  if (state.edge) return edge.id === state.edge;
  return edge.facts.includes(state.fact);
}

function shownNodes() {
  return [...scene().nodes.values()];
}

function shownEdges() {
  return [...scene().edges.values()];
}

// What looks as it did needs no drawing anew.
function changed(all) {
  return all.filter((look) => {
    const said = JSON.stringify(look);
    if (looks.get(look.id) === said) return false;
    looks.set(look.id, said);
    return true;
  });
}

function redraw() {
  const around = near();
  palette = new Map();
  const other = clearScene();
  drawnNodes.update(changed(shownNodes().map((node) => nodeLook(node, around))));
  drawnEdges.update(changed(shownEdges().map((edge) => edgeLook(edge, around))));
  if (other && network) network.fit({ animation: false });
}

function hover(id) {
  const before = hovered;
  hovered = id;
  const around = near();
  for (const edge of [before, id]) if (edgeOf(edge)) drawnEdges.update(changed([edgeLook(edgeOf(edge), around)]));
}

// Where the picture stands on the screen, for whoever wants to point at a place in it.
window.relgraphView = () => ({ ...network.getViewPosition(), scale: network.getScale(), width: picture.clientWidth, height: picture.clientHeight });

function showWhole() {
  network.fit({ animation: calm ? false : { duration: 250 } });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 150 } });
}

// The neighbour that lies nearest to the direction of an arrow key.
function step(dx, dy) {
  const here = scene().nodes.get(state.node);
  if (!here) return select({ node: shownNodes()[0].id });
  let best = null;
  for (const id of near()) {
    const there = scene().nodes.get(id);
    if (!there) continue;
    const [across, down] = [0, 1].map((axis) => placeOf(there)[axis] - placeOf(here)[axis]);
    const along = across * dx + down * dy;
    if (id === here.id || along <= 0 || !isNodeShown(there)) continue;
    const aside = Math.abs(across * dy) + Math.abs(down * dx);
    if (!best || along + 2 * aside < best.cost) best = { id, cost: along + 2 * aside };
  }
  return best && select({ node: best.id });
}

function drawPicture() {
  redraw();
  network = new vis.Network(picture, { nodes: drawnNodes, edges: drawnEdges }, {
    physics: false,
    interaction: { hover: true, hideEdgesOnDrag: large, hideEdgesOnZoom: large, dragNodes: true, keyboard: false, selectConnectedEdges: false },
    nodes: { chosen: false }, edges: { chosen: false }, layout: { improvedLayout: false },
  });
  network.on('click', ({ nodes: [node], edges: [edge] }) => {
    if (groups.has(node)) change({ open: node, node, edge: null, fact: null });
    else if (node) select(facts.has(node) ? { fact: node } : { node });
    else if (edge) select({ edge });
    else select({});
  });
  network.on('hoverEdge', ({ edge }) => hover(edge));
  network.on('blurEdge', () => hover(null));
  network.fit({ animation: false });
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  picture.addEventListener('keydown', (event) => {
    if (arrows[event.key]) step(...arrows[event.key]);
    else if (event.key === 'Escape') leave();
    else if (event.key === 'Enter') document.getElementById('facts').focus();
    else if (event.key === '+') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => network.fit({ animation: false })).observe(picture);
  narrow.addEventListener('change', redraw);
  const showWay = (moving) => { if (pathWanted() && way) network.fit({ nodes: [...near()].filter((id) => scene().nodes.has(id)), maxZoomLevel: 1.2, animation: calm || !moving ? false : { duration: 250 } }); };
  showWay(false);
  onChange((patch) => {
    redraw();
    if ('node' in patch || 'start' in patch) showWay(true);
  });
}
