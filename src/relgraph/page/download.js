// What is visible as CSV: one row for each quote. A cell that a spreadsheet would run as a formula begins with an apostrophe.
const HEADS = ['date', 'fact', 'who', 'status', 'quote', 'document', 'source', 'published', 'url'];

function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv() {
  const shown = factsOf(state.view === 'table' ? tableKeys() : [...facts.keys()]);
  const rows = shown.flatMap((fact) => fact.sources.map((source) => {
    const from = data.documents[source.document];
    return [fact.date, fact.title, whoText(fact), fact.status, source.quote, from.title, from.source, from.published, from.url];
  }));
  return [HEADS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

// The mark before the text tells spreadsheets that it is UTF-8.
document.getElementById('csv').addEventListener('click', () => {
  const address = URL.createObjectURL(new Blob(['\ufeff', csv()], { type: 'text/csv;charset=utf-8' }));
  make('a', { href: address, download: 'relgraph.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
});
