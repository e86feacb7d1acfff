// The legend, which shows and hides kinds.
function drawLegend() {
  const legend = document.getElementById('legend');
  const counts = new Map();
  for (const node of nodes.values()) counts.set(node.kind, (counts.get(node.kind) || 0) + 1);
  for (const kind of Object.keys(KINDS).filter((one) => counts.has(one))) {
    const chip = make('button', { type: 'button', class: 'chip', 'aria-pressed': 'true', 'data-kind': kind, onclick: () => toggle(kind) },
      markOf(kind), make('span', { text: KINDS[kind][0] }), make('span', { class: 'number', text: counts.get(kind) }));
    legend.append(chip);
  }
  onChange(() => {
    for (const chip of legend.children) chip.setAttribute('aria-pressed', !state.hidden.has(chip.dataset.kind));
  });
}

function toggle(kind) {
  const hidden = new Set(state.hidden);
  if (!hidden.delete(kind)) hidden.add(kind);
  change({ hidden });
}
