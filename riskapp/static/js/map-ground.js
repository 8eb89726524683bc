// The ground of the map: a disc for each territory, and in it a paler one for each district.

const LEAST = 3; // pixels: smaller discs are not seen

export function drawGround(context, map, sight, colours) {
  for (const land of map.lands) disc(context, land, sight, colours.land, colours.border);
  for (const quarter of map.quarters) disc(context, quarter, sight, colours.ground, null);
}

function disc(context, { x, y, radius }, sight, fill, stroke) {
  const [left, top, reach] = [sight.x(x), sight.y(y), radius * sight.scale];
  if (reach < LEAST || left + reach < 0 || left - reach > sight.width) return;
  if (top + reach < 0 || top - reach > sight.height) return;
  context.beginPath();
  context.arc(left, top, reach, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = 1;
  context.stroke();
}
