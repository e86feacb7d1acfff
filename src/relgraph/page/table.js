// The same facts as a table: sortable by every column, for those who would rather read, and for screen readers.
const tabled = document.getElementById('tabled');
const COLUMNS = [
  ['Date', (fact) => fact.first || '9999', (fact) => fact.when || 'undated'],
  ['Fact', (fact) => fact.title, (fact) => fact.title],
  ['Who', whoText, whoText],
  ['Status', (fact) => fact.status, (fact) => fact.status],
  ['Quote', (fact) => fact.sources[0].quote, (fact) => fact.sources[0].quote],
  ['Document', (fact) => data.documents[fact.sources[0].document].title, null],
];
const sorting = { column: 0, down: false };

function sortBy(index) {
  sorting.down = sorting.column === index && !sorting.down;
  sorting.column = index;
  showTable();
  tabled.querySelectorAll('th button')[index].focus();
}

function headCell([name], index) {
  const sorted = sorting.column === index ? (sorting.down ? 'descending' : 'ascending') : null;
  const arrow = sorted ? (sorting.down ? ' ↓' : ' ↑') : '';
  return make('th', { scope: 'col', 'aria-sort': sorted },
    make('button', { type: 'button', text: name + arrow, onclick: () => sortBy(index) }));
}

function bodyRow(fact) {
  const row = make('tr', { class: state.fact === fact.key ? 'chosen' : null });
  for (const [name, , text] of COLUMNS) {
    const cell = make('td', { 'data-label': name, dir: 'auto' });
    if (name === 'Document') cell.append(documentLink(fact.sources[0].document));
    else if (name === 'Fact') cell.append(make('button', { type: 'button', class: 'thing', text: text(fact), onclick: () => select({ fact: fact.key }) }));
    else if (name === 'Status') cell.append(statusMark(fact) || text(fact));
    else cell.append(make('span', { text: text(fact) }));
    row.append(cell);
  }
  return row;
}

// With something selected the table holds its facts only, and says so in its caption.
function tableKeys() {
  if (pathWanted()) return [...new Set((way || []).flatMap((edge) => edge.facts))];
  if (state.node) return nodeOf(state.node).facts;
  if (state.edge) return edgeOf(state.edge).facts;
  return [...facts.keys()];
}

function showTable() {
  if (state.view !== 'table') return;
  const value = COLUMNS[sorting.column][1];
  const rows = factsOf(tableKeys()).sort((one, other) => value(one).localeCompare(value(other)));
  if (sorting.down) rows.reverse();
  const about = pathWanted() ? ` between ${nameOf(state.start)} and ${nameOf(picked())}` : state.node ? ` on ${nameOf(state.node)}` : '';
  tabled.replaceChildren(make('table', {},
    make('caption', { text: `${plural(rows.length, 'fact')}${about}` }),
    make('thead', {}, make('tr', {}, ...COLUMNS.map(headCell))),
    make('tbody', {}, ...rows.slice(0, 2000).map(bodyRow))));
}

onChange(showTable);
