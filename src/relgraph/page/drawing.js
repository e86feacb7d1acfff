// The picture as a file: as SVG all that is shown, drawn anew; as PNG the view as it stands, with its title and count.
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const ruler = document.createElement('canvas').getContext('2d');

function wrapped(text, size, most) {
  ruler.font = `${size}px ${FONT}`;
  const lines = [];
  for (const part of text.split('\n')) {
    let line = '';
    for (const word of part.split(' ')) {
      const longer = line ? `${line} ${word}` : word;
      if (line && ruler.measureText(longer).width > most) lines.push(line);
      line = line && ruler.measureText(longer).width > most ? word : longer;
    }
    lines.push(line);
  }
  return lines;
}

function svgText(text, { x, y, size, fill, most, halo }) {
  const lines = wrapped(text, size, most);
  const element = draw('text', { x, 'text-anchor': 'middle', 'font-size': size, fill });
  if (halo) for (const [name, value] of [['stroke', halo], ['stroke-width', 4], ['stroke-linejoin', 'round'], ['paint-order', 'stroke']]) element.setAttribute(name, value);
  lines.forEach((line, index) => {
    const span = draw('tspan', { x, y: y + index * size * 1.2 });
    span.textContent = line;
    element.append(span);
  });
  return element;
}

function svgEdge(edge, look) {
  const [from, to] = [network.getPosition(edge.from), network.getPosition(edge.to)];
  const across = look.smooth && look.smooth.forceDirection === 'horizontal' ? [0.35 * (to.x - from.x), 0] : [0, 0.35 * (to.y - from.y)];
  const curve = `M${from.x} ${from.y}C${from.x + across[0]} ${from.y + across[1]} ${to.x - across[0]} ${to.y - across[1]} ${to.x} ${to.y}`;
  const line = draw('path', { d: curve, fill: 'none', stroke: look.color.color, 'stroke-width': look.width, opacity: look.color.opacity });
  if (look.dashes) line.setAttribute('stroke-dasharray', '5 5');
  const parts = [line];
  if (look.label.trim()) parts.push(svgText(look.label, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, size: look.font.size, fill: look.font.color, most: 300, halo: colour('paper') }));
  return parts;
}

function svgNode(node, look) {
  const { x, y } = network.getPosition(node.id);
  const box = network.getBoundingBox(node.id);
  const inside = look.shape === 'circle' || look.shape === 'box';
  const half = inside ? Math.min(box.right - box.left, look.shape === 'circle' ? box.bottom - box.top : Infinity) / 2 : look.size;
  const style = { opacity: look.opacity, fill: look.color.background, stroke: look.color.border, 'stroke-width': look.borderWidth };
  if (look.shapeProperties.borderDashes) style['stroke-dasharray'] = look.shapeProperties.borderDashes.join(' ');
  const group = draw('g', {});
  if (look.shape === 'box') group.append(draw('rect', { ...style, x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 5 }));
  else {
    const outline = OUTLINES[look.shape === 'hexagon' || look.shape === 'square' || look.shape === 'triangle' || look.shape === 'diamond' ? look.shape : 'circle'];
    group.append(draw('path', { ...style, d: outline, transform: `translate(${x} ${y}) scale(${half / 7}) translate(-8 -8)`, 'vector-effect': 'non-scaling-stroke' }));
  }
  const lines = wrapped(look.label, look.font.size, look.widthConstraint.maximum).length;
  const top = inside ? y + look.font.size * (0.35 - 0.6 * (lines - 1)) : y + half + look.font.size + 4;
  group.append(svgText(look.label, { x, y: top, size: look.font.size, fill: look.font.color, most: look.widthConstraint.maximum, halo: inside ? null : colour('paper') }));
  return group;
}

function footing() {
  return `${document.getElementById('count').textContent} · ${data.documents.slice(0, 3).map((one) => one.title).join('; ')}${data.documents.length > 3 ? ' …' : ''}`;
}

function svgFile() {
  const around = near();
  const nodesNow = shownNodes().filter(isNodeShown);
  const boxes = nodesNow.map((node) => network.getBoundingBox(node.id));
  const edge = (name, pick) => pick(...boxes.map((box) => box[name]));
  const [left, right] = [edge('left', Math.min) - 60, edge('right', Math.max) + 60];
  const [top, bottom] = [edge('top', Math.min) - 90, edge('bottom', Math.max) + 90];
  const svg = draw('svg', { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: Math.round(right - left), height: Math.round(bottom - top), 'font-family': FONT });
  const title = draw('title', {});
  title.textContent = data.title;
  svg.append(title, draw('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: colour('paper') }));
  for (const one of shownEdges()) if (isEdgeShown(one)) svg.append(...svgEdge(one, edgeLook(one, around)));
  for (const node of nodesNow) svg.append(svgNode(node, nodeLook(node, around)));
  const middle = (left + right) / 2;
  svg.append(svgText(data.title, { x: middle, y: top + 34, size: 26, fill: colour('ink'), most: right - left - 40 }));
  svg.append(svgText(footing(), { x: middle, y: bottom - 30, size: 14, fill: colour('soft'), most: right - left - 40 }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;
}

function pngFile(take) {
  const drawn = picture.querySelector('canvas');
  const scale = drawn.width / picture.clientWidth;
  const sheet = document.createElement('canvas');
  const [head, foot] = [46 * scale, 34 * scale];
  [sheet.width, sheet.height] = [drawn.width, drawn.height + head + foot];
  const pen = sheet.getContext('2d');
  pen.fillStyle = colour('paper');
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(drawn, 0, head);
  pen.fillStyle = colour('ink');
  pen.font = `600 ${20 * scale}px ${FONT}`;
  pen.fillText(data.title, 16 * scale, 30 * scale, sheet.width - 32 * scale);
  pen.fillStyle = colour('soft');
  pen.font = `${13 * scale}px ${FONT}`;
  pen.fillText(footing(), 16 * scale, sheet.height - 12 * scale, sheet.width - 32 * scale);
  sheet.toBlob(take, 'image/png');
}
