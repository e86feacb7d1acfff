// The panel: what is selected, and every fact of it with its quotes.
const panel = document.getElementById('facts');

function quoteOf(source) {
  const document_ = data.documents[source.document];
  const where = [document_.source, document_.published].filter(Boolean).join(', ');
  return make('figure', {},
    make('blockquote', { dir: 'auto', text: source.quote }),
    make('figcaption', {}, documentLink(source.document), where ? make('span', { text: ` · ${where}` }) : null));
}

function factCard(fact) {
  const documents = new Set(fact.sources.map((source) => source.document)).size;
  const card = make('article', { class: 'fact', 'data-fact': fact.key },
    make('h3', {},
      nodes.has(fact.key) ? markOf(nodes.get(fact.key).kind) : null,
      make('span', { dir: 'auto', text: fact.title }), statusMark(fact)),
    make('p', { class: 'line' }, whoOf(fact)));
  const facets = [[null, fact.when], ...fact.details, [null, documents > 1 ? `${documents} documents say so` : '']];
  const told = facets.filter(([, value]) => value).map(([name, value]) => (name ? `${name}: ${value}` : value));
  if (told.length) card.append(make('p', { class: 'when', dir: 'auto', text: told.join(' · ') }));
  card.append(...fact.sources.map(quoteOf));
  return card;
}

function heading(kind, name, under) {
  const close = make('button', { type: 'button', class: 'round close', 'aria-label': 'Close', text: '×', onclick: () => select({}) });
  return make('header', {}, kind ? markOf(kind) : null,
    make('div', {}, make('h2', { dir: 'auto', text: name }), under ? make('p', { class: 'when', dir: 'auto', text: under }) : null), close);
}

function listOf(keys) {
  const found = factsOf([...new Set(keys)]);
  const missing = new Set(keys).size - found.length;
  const cards = found.slice(0, 200).map(factCard);
  const hidden = missing + found.length - cards.length;
  return [...cards, hidden ? make('p', { class: 'hint', text: `${plural(hidden, 'more fact')} not shown with these filters` }) : null];
}

function nodePanel(node) {
  const others = node.names.filter((name) => name !== node.name);
  const under = [KINDS[node.kind][0], ...others.slice(0, 6)].join(' · ');
  return [heading(node.kind, node.name, under), ...pathButtons(), ...listOf(node.facts)];
}

function edgePanel(edge) {
  const name = `${nameOf(edge.from)} ${edge.oneWay ? '→' : '–'} ${nameOf(edge.to)}`;
  return [heading(null, name, plural(edge.facts.length, 'fact')), ...listOf(edge.facts)];
}

function factPanel(fact) {
  const node = nodes.get(fact.key);
  return [heading(node ? node.kind : null, fact.title, fact.when || 'undated'), ...pathButtons(), factCard(fact)];
}

function openingPanel() {
  const sources = data.documents.slice(0, 50).map((source, index) => make('li', {},
    documentLink(index), make('span', { class: 'when', text: ` ${[source.source, source.published].filter(Boolean).join(', ')}` })));
  return [
    make('h2', { text: 'Every fact is a quotation' }),
    make('p', { class: 'hint', text: 'Select anything in the picture to read what the documents say about it, in their own words.' }),
    make('h3', { class: 'small', text: plural(data.documents.length, 'document') }), make('ul', { class: 'documents' }, ...sources),
    make('h3', { class: 'small', text: 'In the order of time' }),
    ...factsOf([...facts.keys()]).filter((fact) => fact.first).slice(0, 12).map(factCard),
  ];
}

function showPanel() {
  const chosen = state.node || state.edge || state.fact;
  let parts = openingPanel;
  if (pathWanted()) parts = pathPanel;
  else if (groups.has(state.node)) parts = () => communityPanel(groups.get(state.node));
  else if (state.node) parts = () => nodePanel(nodes.get(state.node));
  else if (state.edge) parts = () => edgePanel(edgeOf(state.edge));
  else if (state.fact) parts = () => factPanel(facts.get(state.fact));
  panel.replaceChildren(...parts().filter(Boolean));
  panel.classList.toggle('chosen', Boolean(chosen));
  panel.scrollTop = 0;
}

onChange(showPanel);
