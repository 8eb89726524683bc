// The map as it comes from the server, unpacked: columns by number of asset, and who is linked with whom.

export async function fetchMap({ source, lands, kinds, onNothing }) {
  const answer = await fetch(source);
  if (!answer.ok || answer.redirected) return null; // the session has ended: the page says what to do without it
  return new EstateMap(await answer.json(), { lands: lands.split("|"), kinds: kinds.split("|"), onNothing });
}

class EstateMap {
  constructor(packed, words) {
    Object.assign(this, { state: packed.state, units: packed.units, names: packed.names, ids: packed.ids });
    Object.assign(this, { kinds: packed.kinds, lines: packed.lines, kindWords: words.kinds });
    this.count = this.ids.length;
    this.numbers = summed(packed.numbers);
    this.x = summed(packed.x);
    this.y = summed(packed.y);
    this.lands = packed.lands.map(([key, ...circle], place) => ({ key, name: words.lands[place], ...disc(circle) }));
    this.quarters = packed.quarters.map(([kind, hub, land, ...circle]) => ({ kind, hub, land, ...disc(circle) }));
    for (const quarter of this.quarters) quarter.name = this.quarterName(quarter, words);
    this.landOf = this.homes(this.lands);
    this.quarterOf = this.homes(this.quarters);
    [this.needs, this.neededBy] = this.unpacked(packed.needs);
    [this.sendsTo, this.getsFrom] = this.unpacked(packed.flows);
  }

  isDevice(asset) {
    return this.kindWord(asset) === this.kindWords[DEVICE];
  }

  kindWord(asset) {
    return this.kindWords[this.kinds[asset]];
  }

  quarterName({ kind, hub }, words) {
    if (kind !== DEVICE) return words.kinds[kind];
    return hub < 0 ? words.onNothing : this.names[hub];
  }

  homes(circles) {
    const found = new Int32Array(this.count);
    circles.forEach(({ first, count }, place) => found.fill(place, first, first + count));
    return found;
  }

  // Both directions of the links, as lists by asset; an asset without any has none.
  unpacked([byFirst, bySecond]) {
    const out = [];
    const into = [];
    const add = (one, other) => {
      (out[one] ??= []).push(other);
      (into[other] ??= []).push(one);
    };
    for (const [end, ...steps] of byFirst) for (const other of summed(steps)) add(end, other);
    for (const [end, ...steps] of bySecond) for (const other of summed(steps)) add(other, end);
    return [out, into];
  }

  // Everybody that an asset is linked with, in any way, each once.
  neighbours(asset) {
    const lists = [this.needs, this.neededBy, this.sendsTo, this.getsFrom];
    return [...new Set(lists.flatMap((list) => list[asset] ?? []))];
  }

  // The asset with this id, this only name, or "name (id)" as the type-ahead writes it; -1 where none or several fit.
  find(text) {
    const folded = text.toLowerCase();
    const exact = this.ids.indexOf(text);
    if (exact >= 0) return exact;
    const both = /^(.*) \(([^()]+)\)$/.exec(text);
    if (both && this.names[this.ids.indexOf(both[2])] === both[1]) return this.ids.indexOf(both[2]);
    const named = this.names.flatMap((name, asset) => (name.toLowerCase() === folded ? [asset] : []));
    return named.length === 1 ? named[0] : -1;
  }
}

export const DEVICE = 2; // the place of the kind "device" among all kinds

function disc([x, y, radius, first, count]) {
  return { x, y, radius, first, count };
}

function summed(steps) {
  let sum = 0;
  return Int32Array.from(steps, (step) => (sum += step));
}
