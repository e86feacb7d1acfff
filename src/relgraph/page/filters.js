// The legend, which shows and hides kinds, and the line of time with its two ends.
const DAY = 86400000;
const dated = [...facts.values()].filter((fact) => fact.first);
const toDay = (iso) => Math.round(Date.parse(iso) / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const spell = (iso) => new Date(`${iso}T00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

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

function slider(name, days, value, moved) {
  return make('input', { type: 'range', min: 0, max: days.length - 1, value, step: 1, 'aria-label': name, oninput: moved });
}

// The ends move over the days that the facts name, not over an empty calendar.
function drawDates() {
  const box = document.getElementById('dates');
  const days = [...new Set(dated.flatMap((fact) => [toDay(fact.first), toDay(fact.last)]))].sort((a, b) => a - b);
  if (days.length < 2) return box.remove();
  const label = make('output', { class: 'when' });
  const read = () => {
    const ends = [Number(from.value), Number(to.value)].sort((a, b) => a - b).map((index) => toIso(days[index]));
    const whole = Number(from.value) === 0 && Number(to.value) === days.length - 1;
    for (const [end, iso] of [[from, toIso(days[from.value])], [to, toIso(days[to.value])]]) end.setAttribute('aria-valuetext', spell(iso));
    label.textContent = `${spell(ends[0])} – ${spell(ends[1])}`;
    return { from: whole ? '' : ends[0], to: whole ? '' : ends[1] };
  };
  const from = slider('From', days, 0, () => change(read()));
  const to = slider('Until', days, days.length - 1, () => change(read()));
  const undated = make('input', { type: 'checkbox', id: 'undated', onchange: () => change({ undated: undated.checked }) });
  undated.checked = true;
  const open = facts.size - dated.length;
  box.append(make('div', { class: 'range' }, from, to), label,
    make('label', { for: 'undated' }, undated, make('span', { text: `with ${open} undated` })));
  read();
}
