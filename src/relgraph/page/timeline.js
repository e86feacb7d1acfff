// The line of time: every dated fact as a mark over the days that the facts name, and a range that filters beneath it.
// Days stand side by side whatever lies between them, so that one date of 1992 does not press all others together.
const DAY = 86400000;
const LANES = 6;
const MARKS = 300;
const dated = [...facts.values()].filter((fact) => fact.first).sort((one, other) => one.first.localeCompare(other.first) || one.last.localeCompare(other.last));
const days = [...new Set(dated.flatMap((fact) => [fact.first, fact.last]))].sort();
const slots = new Map(days.map((day, index) => [day, index]));
const spell = (iso) => new Date(Date.parse(iso)).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const across = (slot) => (100 * slot) / Math.max(1, days.length - 1);
const COLOURS = { event: 'event', instrument: 'instrument', office: 'person', membership: 'organization' };
// How sure a fact is decides its look: filled, hollow, dotted, crossed out; all else is filled.
const LOOKS = { planned: 'planned', open: 'planned', target: 'planned', hypothetical: 'hypothetical', denied: 'denied', cancelled: 'denied', overdue: 'denied' };
const KEY = [['occurred', 'filled'], ['planned or due', 'planned'], ['possible', 'hypothetical'], ['denied, cancelled or overdue', 'denied']];

function draw(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function isAbout(fact) {
  return /[~?%X]/.test(fact.date);
}

// Each fact goes to the first lane that is free where it begins; what finds none shares the last one.
function laneOf(ends, fact) {
  const [begin, end] = [across(slots.get(fact.first)), across(slots.get(fact.last))];
  let lane = ends.findIndex((last) => last < begin);
  if (lane < 0) lane = Math.min(ends.length, LANES - 1);
  ends[lane] = Math.max(ends[lane] || 0, end + 2.6);
  return lane;
}

function shapeOf(fact, y) {
  const [x, end] = [across(slots.get(fact.first)), across(slots.get(fact.last))];
  const parts = [];
  for (const name of isAbout(fact) ? ['halo', 'shape'] : ['shape']) {
    if (x === end) parts.push(draw('circle', { class: name, cx: `${x}%`, cy: y, r: 5 }));
    else parts.push(draw('rect', { class: `${name} span`, x: `${x}%`, y: y - 4, width: `${end - x}%`, height: 8, rx: 4 }));
  }
  if (LOOKS[fact.status] === 'denied') {
    parts.push(draw('svg', { x: `${(x + end) / 2}%`, y, width: 1, height: 1, overflow: 'visible' }, draw('path', { class: 'cross', d: 'M-7 5L7 -5' })));
  }
  return parts;
}

function spoken(fact) {
  return [fact.title, fact.when, UNSURE.has(fact.status) ? fact.status : ''].filter(Boolean).join(', ');
}

function markAt(fact, lane) {
  const y = 12 + 15 * lane;
  const mark = draw('g', { class: `tick is-${COLOURS[fact.kind] || 'state'} looks-${LOOKS[fact.status] || 'filled'}${isAbout(fact) ? ' about' : ''}`,
    role: 'button', tabindex: -1, 'aria-label': spoken(fact), 'data-tick': fact.key }, ...shapeOf(fact, y));
  const title = draw('title', {});
  title.textContent = spoken(fact);
  mark.prepend(title);
  mark.addEventListener('click', () => select({ fact: fact.key }));
  return mark;
}

// More facts than can be told apart are columns, one a day, as high as the facts that begin then are many.
function columns(svg) {
  const counts = new Map();
  for (const fact of dated) counts.set(fact.first, (counts.get(fact.first) || 0) + 1);
  const most = Math.max(...counts.values());
  for (const [day, count] of counts) {
    const height = 4 + (56 * count) / most;
    svg.append(draw('rect', { class: 'column', 'data-day': day, x: `calc(${across(slots.get(day))}% - 1px)`, y: 64 - height, width: 3, height }));
  }
  svg.setAttribute('height', 66);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Timeline of ${dated.length} dated facts, as many as a column is high`);
  onChange(() => {
    for (const column of svg.children) column.classList.toggle('out', (state.from && column.dataset.day < state.from) || (state.to && column.dataset.day > state.to) || false);
  });
}

function isAway(fact) {
  if (pathWanted()) return !tableKeys().includes(fact.key);
  if (state.node) return !nodeOf(state.node).facts.includes(fact.key);
  if (state.edge) return !edgeOf(state.edge).facts.includes(fact.key);
  return false;
}

function ticks(svg) {
  const ends = [];
  const marks = dated.map((fact) => [fact, markAt(fact, laneOf(ends, fact))]);
  svg.append(...marks.map(([, mark]) => mark));
  svg.setAttribute('height', 10 + 15 * ends.length);
  const open = () => marks.filter(([fact]) => isShown(fact)).map(([, mark]) => mark);
  const reach = (mark) => {
    for (const [, one] of marks) one.setAttribute('tabindex', one === mark ? 0 : -1);
  };
  svg.addEventListener('keydown', (event) => {
    const found = open();
    const here = found.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: found.length - 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') event.target.dispatchEvent(new MouseEvent('click'));
    else if (event.key === 'Escape') select({});
    else if (to === undefined) return;
    else if (found[to]) {
      reach(found[to]);
      found[to].focus();
    }
    event.preventDefault();
  });
  onChange(() => {
    for (const [fact, mark] of marks) {
      mark.classList.toggle('out', !isShown(fact));
      mark.classList.toggle('away', isAway(fact));
      mark.classList.toggle('chosen', state.fact === fact.key);
    }
    const shown = open();
    if (!shown.some((mark) => mark.getAttribute('tabindex') === '0')) reach(shown[0]);
  });
}

// Years are written where they begin, as far as there is room.
function axis() {
  const line = draw('svg', { class: 'axis', height: 16, 'aria-hidden': 'true' });
  let last = -20;
  days.forEach((day, slot) => {
    const x = across(slot);
    if ((slot && days[slot - 1].slice(0, 4) === day.slice(0, 4)) || x - last < (narrow.matches ? 16 : 8)) return;
    last = x;
    const year = draw('text', { x: `${x}%`, y: 12, 'text-anchor': x < 3 ? 'start' : x > 97 ? 'end' : 'middle' });
    year.textContent = day.slice(0, 4);
    line.append(year);
  });
  return line;
}

function key() {
  const used = new Set(dated.map((fact) => LOOKS[fact.status] || 'filled'));
  const swatch = (look, about) => draw('svg', { class: `swatch tick is-state looks-${look}`, viewBox: '-11 -11 22 22', 'aria-hidden': 'true' },
    ...(about ? [draw('circle', { class: 'halo', r: 5 })] : []), draw('circle', { class: 'shape', r: 5 }),
    ...(look === 'denied' ? [draw('path', { class: 'cross', d: 'M-7 5L7 -5' })] : []));
  const parts = KEY.filter(([, look]) => used.has(look)).map(([name, look]) => make('li', {}, swatch(look, false), make('span', { text: name })));
  if (dated.some(isAbout)) parts.push(make('li', {}, swatch('filled', true), make('span', { text: 'date is approximate' })));
  return make('ul', { class: 'key', 'aria-label': 'How marks look' }, ...parts);
}

function slider(name, moved) {
  return make('input', { type: 'range', min: 0, max: days.length - 1, step: 1, 'aria-label': name, oninput: moved });
}

function range(label) {
  const last = days.length - 1;
  const moved = () => {
    const [begin, end] = [Number(from.value), Number(to.value)].sort((one, other) => one - other);
    const whole = begin === 0 && end === last;
    change({ from: whole ? '' : days[begin], to: whole ? '' : days[end] });
  };
  const from = slider('From', moved);
  const to = slider('Until', moved);
  onChange(() => {
    const found = days.findIndex((day) => day >= state.from);
    const begin = found < 0 ? last : found;
    const end = state.to ? Math.max(0, days.findLastIndex((day) => day <= state.to)) : last;
    const now = [Number(from.value), Number(to.value)].sort((one, other) => one - other);
    if (now[0] !== begin || now[1] !== end) [from.value, to.value] = [begin, end];
    for (const one of [from, to]) one.setAttribute('aria-valuetext', spell(days[one.value]));
    label.textContent = `${spell(state.from || days[0])} – ${spell(state.to || days[last])}`;
  });
  return make('div', { class: 'range' }, from, to);
}

// Playing lets the end of the period run from its beginning to the last day, so that the picture grows.
const BEATS = 60;
let beating = null;

function player() {
  const button = make('button', { type: 'button', id: 'play', text: 'Play' });
  const stop = () => {
    clearInterval(beating);
    beating = null;
    button.textContent = 'Play';
  };
  const beat = () => {
    const now = state.to ? days.findLastIndex((day) => day <= state.to) : days.length - 1;
    const next = Math.min(days.length - 1, now + Math.ceil(days.length / BEATS));
    change({ to: next === days.length - 1 ? '' : days[next] });
    if (next === days.length - 1) stop();
  };
  button.addEventListener('click', () => {
    if (beating) return stop();
    if (!state.to) change({ to: days.find((day) => day >= state.from) || days[0] });
    button.textContent = 'Pause';
    beating = setInterval(beat, 700);
    return null;
  });
  return button;
}

function drawTime() {
  const box = document.getElementById('time');
  const undated = make('input', { type: 'checkbox', id: 'undated', onchange: () => change({ undated: undated.checked }) });
  onChange(() => { undated.checked = state.undated; });
  const label = make('output', { class: 'when' });
  const without = make('label', { for: 'undated' }, undated, make('span', { text: `with ${facts.size - dated.length} undated` }));
  if (days.length > 1) {
    const svg = draw('svg', { class: 'ticks', role: 'group', 'aria-label': 'Timeline: arrow keys move from fact to fact, Enter reads one' });
    if (dated.length > MARKS) columns(svg);
    else ticks(svg);
    box.append(svg, range(label), axis());
  }
  const scale = days.length > 2 ? make('span', { class: 'when', text: 'Distances are not to scale.' }) : null;
  if (days.length) box.append(make('div', { class: 'under' }, days.length > 1 ? player() : null, label, without, scale, dated.length > MARKS ? null : key()));
  else box.remove();
}
