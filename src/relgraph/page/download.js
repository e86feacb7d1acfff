// What is visible as a file: the facts as CSV, one row for each quote, or as Turtle; the picture as PNG or SVG.
// A cell that a spreadsheet would run as a formula begins with an apostrophe.
const HEADS = ['date', 'fact', 'who', 'status', 'quote', 'document', 'source', 'published', 'url'];

function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function visible() {
  return factsOf(state.view === 'table' ? tableKeys() : [...facts.keys()]);
}

function csv() {
  const rows = visible().flatMap((fact) => fact.sources.map((source) => {
    const from = data.documents[source.document];
    return [fact.date, fact.title, whoText(fact), fact.status, source.quote, from.title, from.source, from.published, from.url];
  }));
  return [HEADS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function save(name, parts, type) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const SAVERS = {
  // The mark before the text tells spreadsheets that it is UTF-8.
  csv: () => save('relgraph.csv', ['\ufeff', csv()], 'text/csv;charset=utf-8'),
  turtle: () => save('relgraph.ttl', [turtle()], 'text/turtle;charset=utf-8'),
  svg: () => save('relgraph.svg', [svgFile()], 'image/svg+xml;charset=utf-8'),
  png: () => pngFile((blob) => save('relgraph.png', [blob], 'image/png')),
};
const menu = document.getElementById('download');

for (const [id, saved] of Object.entries(SAVERS)) {
  document.getElementById(id).addEventListener('click', () => {
    saved();
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}
menu.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
document.getElementById('turtle').hidden = !data.facts.some((fact) => fact.sources.some((source) => source.fact));
onChange(() => { for (const id of ['png', 'svg']) document.getElementById(id).disabled = state.view !== 'picture' || !nodes.size; });
