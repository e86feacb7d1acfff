// Small parts that every view uses: elements with text, the mark of each kind, who takes part, where it is said.
const KINDS = {
  state: ['State', 'circle'],
  organization: ['Organization', 'hexagon'],
  body: ['Joint body', 'square'],
  institution: ['Institution', 'triangle'],
  person: ['Person', 'dot'],
  event: ['Event', 'diamond'],
  instrument: ['Document signed or issued', 'box'],
  community: ['Community', 'dot'],
};
const OUTLINES = {
  circle: 'M8 1.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6Z',
  dot: 'M8 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z',
  hexagon: 'M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8Z',
  square: 'M2.6 2.6h10.8v10.8H2.6Z',
  triangle: 'M8 2l6.6 11.6H1.4Z',
  diamond: 'M8 .8L15.2 8L8 15.2L.8 8Z',
  box: 'M2.5 4h11a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 10.5v-5A1.5 1.5 0 0 1 2.5 4Z',
};
const UNSURE = new Set(['planned', 'hypothetical', 'denied', 'cancelled', 'target', 'overdue', 'open', 'kept']);
// Those of them that a picture must not let pass for a plan: it says the word.
const DOUBTED = new Set(['hypothetical', 'denied', 'cancelled']);

// Texts go in as text: nothing that comes from a document is ever read as markup.
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === 'text') element.textContent = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function markOf(kind) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `mark is-${kind}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', OUTLINES[KINDS[kind][1]]);
  svg.append(path);
  return svg;
}

function thingButton(id) {
  if (!nodes.has(id)) return make('span', { class: 'thing', dir: 'auto', text: id });
  return make('button', { type: 'button', class: 'thing', dir: 'auto', text: nameOf(id), onclick: () => select({ node: id }) });
}

// "Türkiye, Kazakhstan" or "Türkiye → Kazakhstan · Mevlüt Çavuşoğlu", each name a button.
function whoOf(fact) {
  const line = make('span', { class: 'who' });
  const add = (ids, before) => ids.forEach((id, index) => line.append(index ? ', ' : before, thingButton(id)));
  const acting = fact.ends.length ? fact.ends : fact.people;
  add(acting, '');
  add(fact.others, acting.length ? ' → ' : '→ ');
  if (fact.ends.length) add(fact.people, ' · ');
  return line;
}

function whoText(fact) {
  return thingsOf(fact).map(nameOf).join(', ');
}

function statusMark(fact) {
  return UNSURE.has(fact.status) ? make('span', { class: `status is-${fact.status}`, text: fact.status }) : null;
}

// The document's title, as a link only where its address is a plain web address.
function documentLink(index) {
  const source = data.documents[index];
  if (!/^https?:\/\//.test(source.url)) return make('span', { dir: 'auto', text: source.title });
  return make('a', { href: source.url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto', text: source.title });
}

function plural(count, word) {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
