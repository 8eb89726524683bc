// The whole estate as a picture: fetches the map, draws it, and keeps picture, facts and address line in step.

import { readColours, whenColoursChange } from "./map-colours.js";
import { fetchMap } from "./map-data.js";
import { Facts } from "./map-facts.js";
import { MapPicture } from "./map-picture.js";
import { offerSaving } from "./map-save.js";

const box = document.querySelector(".map");
if (box && drawsWebGL()) start(box);

function drawsWebGL() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

async function start(box) {
  const [map] = await Promise.all([fetchMap(box.dataset), ...box.dataset.scripts.split(" ").map(run)]);
  if (!map) return;
  document.querySelector("[data-map-old]").hidden = map.state === box.dataset.state;
  const drawn = box.querySelector("[data-map-drawn]");
  drawn.hidden = false;
  const facts = new Facts(box, map);
  const frame = box.querySelector(".map__frame");
  const picture = new MapPicture(frame, map, readColours(box), shown(box, map), (said) => facts.says(said));
  box.querySelector(".map__without").hidden = true;
  whenColoursChange(() => picture.recolour(readColours(box)));
  offerSaving(box, picture);
  const land = map.lands.find((one) => one.key === box.dataset.place);
  if (land && !box.dataset.chosen) picture.moves.around(land);
  follow(box, map, picture, facts);
  box.picture = picture; // for whoever looks into it at the console, and for tests
}

// sigma and graphology are plain scripts, and sigma fails where there is no WebGL: they run only where they can.
function run(source) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: source, onload: done, onerror: failed });
    document.head.append(script);
  });
}

// Which assets the filter of the page shows.
function shown(box, map) {
  const { shownKinds, place } = box.dataset;
  const land = map.lands.findIndex((one) => one.key === place);
  return (asset) => shownKinds.includes(map.kinds[asset]) && (!place || map.landOf[asset] === land);
}

function follow(box, map, picture, facts) {
  const choose = (asset, { move = true, remember = true } = {}) => {
    facts.show(asset);
    picture.choose(asset, move);
    facts.tellTies(picture.ties);
    if (remember) remembered(asset < 0 ? "" : map.ids[asset]);
  };
  const named = (id) => map.ids.indexOf(id);
  picture.onChoice((asset) => choose(asset, { move: false }));
  document.getElementById("map-find").addEventListener("submit", (event) => {
    const asset = map.find(event.target.elements.asset.value.trim());
    if (asset < 0) return; // the page itself lists what fits, or what is alike
    event.preventDefault();
    document.querySelector("[data-map-found]")?.remove(); // it spoke of what was looked for before
    choose(asset);
    facts.focus();
  });
  window.addEventListener("popstate", () => {
    const id = new URLSearchParams(location.search).get("asset") ?? "";
    document.getElementById("map-asset").value = id;
    choose(id ? map.find(id) : -1, { remember: false });
  });
  if (box.dataset.chosen) choose(named(box.dataset.chosen), { remember: false });
}

// The chosen asset stands in the address line, so that it can be sent on and found again.
function remembered(id) {
  const address = new URL(location.href);
  if (id) address.searchParams.set("asset", id);
  else address.searchParams.delete("asset");
  if (address.href !== location.href) history.pushState(null, "", address);
}
