// The facts shown as Turtle: under the names that the graph has for them, so that they lie in an export of it.
const LETTERS = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

function literal(text, kind) {
  const written = `"${text.replace(/["\\\n\r\t\b\f]/g, (one) => LETTERS[one])}"`;
  return kind ? `${written}^^${/^\w+:\w+$/.test(kind) ? kind : `<${kind}>`}` : written;
}

// The name of a document as identity.py makes it: what encodeURIComponent leaves, but urllib does not, is escaped too.
function documentName(name) {
  return `${data.prefixes.id}document/${encodeURIComponent(name).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

function block(subject, said) {
  return `${subject} ${said.filter(([, value]) => value).map(([name, value]) => `${name} ${value}`).join(' ;\n\t')} .\n`;
}

function quotationBlock(source, name, node) {
  const [begin, close] = source.at.split(',');
  return block(`<${name}>`, [['a', 'rg:Quotation'], ['oa:exact', literal(source.quote)],
    ['oa:start', `"${begin}"^^xsd:integer`], ['oa:end', `"${close}"^^xsd:integer`], ['prov:hadPrimarySource', `<${node}>`]]);
}

function documentBlock(one, node) {
  return block(`<${node}>`, [['a', 'rg:Document'], ['rg:fileName', literal(one.name)], ['dcterms:title', one.title !== one.name && literal(one.title)],
    ['dcterms:publisher', one.source && literal(one.source)], ['schema:url', one.url && literal(one.url)]]);
}

function turtle() {
  const blocks = new Set();
  for (const fact of visible()) {
    const said = fact.excerpt.map(([name, value]) => (name === 'a' ? ['a', `rg:${value}`] : [`rg:${name}`, literal(value, data.types[name])]));
    for (const source of fact.sources.filter((one) => one.fact)) {
      const node = documentName(data.documents[source.document].name);
      const quotation = `${node}#char=${source.at}`;
      blocks.add(block(`fact:${source.fact}`, [...said, ['prov:wasQuotedFrom', `<${quotation}>`]]));
      blocks.add(quotationBlock(source, quotation, node)).add(documentBlock(data.documents[source.document], node));
    }
  }
  const heads = Object.entries(data.prefixes).filter(([name]) => name !== 'id').map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`);
  return `${heads.join('')}\n${[...blocks].join('')}`;
}
