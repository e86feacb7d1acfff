// Search by any name: case, accents and other spellings do not matter; arrow keys and Enter choose.
const searchBox = document.getElementById('search');
const foundList = document.getElementById('found');
let marked = -1;

function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ıİ]/g, 'i').toLowerCase();
}

const searchable = [...nodes.values()].map((node) => ({ node, texts: node.names.map(folded) }));

function findings(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const rank = (texts) => Math.min(...texts.map((name) => {
    const at = name.indexOf(wanted);
    return at < 0 ? 9 : at === 0 ? 0 : /\W/.test(name[at - 1]) ? 1 : 2;
  }));
  return searchable.map(({ node, texts }) => ({ node, rank: rank(texts) })).filter((one) => one.rank < 9)
    .sort((one, other) => one.rank - other.rank || other.node.facts.length - one.node.facts.length).slice(0, 12);
}

function mark(index) {
  const items = [...foundList.children];
  marked = items.length ? (index + items.length) % items.length : -1;
  items.forEach((item, at) => item.setAttribute('aria-selected', at === marked));
  if (marked >= 0) searchBox.setAttribute('aria-activedescendant', items[marked].id);
  else searchBox.removeAttribute('aria-activedescendant');
}

function closeList() {
  foundList.hidden = true;
  searchBox.setAttribute('aria-expanded', 'false');
  mark(-1);
}

function choose(id) {
  closeList();
  searchBox.value = nameOf(id);
  const node = nodes.get(id);
  change({ hidden: new Set([...state.hidden].filter((kind) => kind !== node.kind)) });
  select(facts.has(id) ? { fact: id } : { node: id });
  if (network && state.view === 'picture' && !pathWanted()) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: !calm });
}

function suggest() {
  const found = findings(searchBox.value);
  const wanted = folded(searchBox.value.trim());
  foundList.replaceChildren(...found.map(({ node }, index) => {
    const by = node.names.find((name) => folded(name).includes(wanted));
    return make('li', { role: 'option', id: `found${index}`, 'aria-selected': 'false', onmousedown: (event) => { event.preventDefault(); choose(node.id); } },
      markOf(node.kind), make('span', { dir: 'auto', text: node.name }),
      by && by !== node.name ? make('span', { class: 'when', dir: 'auto', text: by }) : null);
  }));
  if (!found.length && wanted) foundList.append(make('li', { class: 'none', text: 'No such name in this picture' }));
  foundList.hidden = !wanted;
  searchBox.setAttribute('aria-expanded', String(Boolean(wanted)));
  mark(found.length ? 0 : -1);
}

searchBox.addEventListener('input', suggest);
searchBox.addEventListener('blur', closeList);
searchBox.addEventListener('keydown', (event) => {
  const found = findings(searchBox.value);
  if (event.key === 'ArrowDown') mark(marked + 1);
  else if (event.key === 'ArrowUp') mark(marked - 1);
  else if (event.key === 'Enter' && found[Math.max(marked, 0)]) choose(found[Math.max(marked, 0)].node.id);
  else if (event.key === 'Escape') closeList();
  else return;
  event.preventDefault();
});
