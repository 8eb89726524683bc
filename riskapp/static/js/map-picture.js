// The picture: sigma draws dots and folded lines by WebGL; ground, ties and names lie on canvases under and over them.

import { mixed } from "./map-colours.js";
import { DEVICE } from "./map-data.js";
import { drawGround } from "./map-ground.js";
import { Moves, calm } from "./map-moves.js";
import { drawNames } from "./map-names.js";
import { NO_TIES, drawTies, tiesInSight, tiesOf } from "./map-ties.js";

const SIZES = { device: 0.4, other: 1.3, knot: 0.05 }; // radius of a dot, in distances between two devices
const LEAST_SPREAD = 160; // pixels between two devices at the nearest zoom: room for a name
const QUIET = 250; // milliseconds after the last frame until the sentence is written

export class MapPicture {
  constructor(frame, map, colours, isShown, says) {
    Object.assign(this, { frame, map, colours, isShown, says });
    this.chosen = this.pointed = -1;
    this.ties = NO_TIES;
    this.graph = this.built();
    this.sigma = new window.Sigma(this.graph, frame, {
      renderLabels: false,
      itemSizesReference: "positions",
      defaultDrawNodeHover: () => {}, // the name of what is pointed at is written with the others
      stagePadding: Math.min(36, frame.clientWidth / 16),
      minEdgeThickness: 1,
      maxCameraRatio: 1.5,
      nodeProgramClasses: { ring: ringProgram() },
      zoomDuration: calm() ? 0 : 200,
      inertiaDuration: calm() ? 0 : 200,
    });
    this.layers = {
      ground: this.layer("ground", { beforeLayer: "edges" }),
      ties: this.layer("ties", { afterLayer: "edges" }),
      names: this.layer("names", { afterLayer: "nodes" }),
    };
    this.sigma.resize(true);
    this.moves = new Moves(this);
    this.listen();
    this.sigma.scheduleRender();
  }

  built() {
    const graph = new window.graphology.Graph({ multi: true, type: "undirected" });
    const { map } = this;
    for (let asset = 0; asset < map.count; asset++) {
      const size = (map.isDevice(asset) ? SIZES.device : SIZES.other) * map.units;
      graph.addNode(String(asset), { x: map.x[asset], y: map.y[asset], size, ...this.look(asset) });
    }
    // A knot in the middle of a district or territory, where its folded lines meet.
    const knots = [...map.quarters, ...map.lands];
    for (const end of new Set(map.lines.flatMap(([one, other]) => [one, other]))) {
      if (end < map.count) continue;
      const { x, y } = knots[end - map.count];
      graph.addNode(String(end), { x, y, size: SIZES.knot, color: this.lineColour() });
    }
    for (const [one, other, count] of map.lines) {
      const size = (0.12 + 0.1 * Math.log10(count)) * map.units;
      graph.addEdge(String(one), String(other), { size, color: this.lineColour() });
    }
    return graph;
  }

  layer(name, place) {
    this.sigma.createCanvasContext(name, { ...place, style: { pointerEvents: "none" } });
    return this.sigma.getCanvases()[name].getContext("2d");
  }

  // Kinds differ by colour, and by filled dots or rings.
  look(asset) {
    const { kinds, rings, ground } = this.colours;
    const kind = this.map.kinds[asset];
    const colour = this.isShown(asset) ? kinds[kind] : mixed(kinds[DEVICE], ground, 0.2);
    return rings[kind] ? { type: "ring", color: ground, rim: colour } : { type: "circle", color: colour };
  }

  lineColour() {
    return mixed(this.colours.line, this.colours.ground, 0.45);
  }

  recolour(colours) {
    this.colours = colours;
    const { count } = this.map;
    this.graph.updateEachNodeAttributes(
      (key, drawn) => ({ ...drawn, ...(key < count ? this.look(Number(key)) : { color: this.lineColour() }) }),
      { attributes: ["color", "rim"] },
    );
    this.graph.updateEachEdgeAttributes((_, drawn) => ({ ...drawn, color: this.lineColour() }), { attributes: ["color"] });
  }

  listen() {
    const { sigma } = this;
    sigma.on("afterRender", () => this.drawOver());
    sigma.on("resize", () => this.limit());
    sigma.on("enterNode", ({ node }) => this.point(Number(node)));
    sigma.on("leaveNode", () => this.point(-1));
    this.limit();
  }

  // How near one can go: until names have room.
  limit() {
    const { camera } = this.sigma;
    const whole = this.sigma.getGraphToViewportRatio() * this.map.units * camera.ratio;
    camera.minRatio = whole / LEAST_SPREAD; // not by sigma's setting, which would work through all assets anew
  }

  // From the map's units to pixels of the picture.
  sight() {
    const { sigma } = this;
    const [origin, unit] = [sigma.graphToViewport({ x: 0, y: 0 }), sigma.graphToViewport({ x: 1, y: 1 })];
    const { width, height } = sigma.getDimensions();
    const [dx, dy] = [unit.x - origin.x, unit.y - origin.y];
    const dot = (asset) => sigma.scaleSize(this.graph.getNodeAttribute(String(asset), "size"));
    return { width, height, dot, scale: Math.abs(dx), x: (x) => origin.x + x * dx, y: (y) => origin.y + y * dy };
  }

  drawOver() {
    const { layers, map, colours } = this;
    const sight = this.sight();
    for (const context of Object.values(layers)) context.clearRect(0, 0, sight.width, sight.height);
    drawGround(layers.ground, map, sight, colours);
    const near = this.drawAllTies(layers.ties, sight);
    this.names = drawNames(layers.names, this, sight);
    if (!this.drawn) performance.mark("map drawn");
    this.drawn = true;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.says({ shown: this.names.length, total: map.count, devices: near.devices }), QUIET);
  }

  point(asset) {
    this.pointed = asset < this.map.count ? asset : -1;
    this.frame.classList.toggle("is-over", this.pointed >= 0);
    this.sigma.scheduleRender();
  }

  // The ties of the devices in sight, of what is pointed at and of what is chosen; gives those in sight.
  drawAllTies(context, sight) {
    const { map, colours } = this;
    const near = tiesInSight(map, sight);
    drawTies(context, map, sight, colours, near, 0.35);
    drawTies(context, map, sight, colours, this.pointed >= 0 ? tiesOf(map, this.pointed) : NO_TIES, 0.9);
    drawTies(context, map, sight, colours, this.ties, 1);
    return near;
  }

  choose(asset, move) {
    this.chosen = asset;
    this.ties = asset < 0 ? NO_TIES : tiesOf(this.map, asset);
    if (move && asset >= 0) this.moves.to(asset);
    this.sigma.scheduleRender();
  }

  // act(asset) when somebody clicks a dot, act(-1) when somebody lets go of it.
  onChoice(act) {
    this.sigma.on("clickNode", ({ node }) => node < this.map.count && act(Number(node)));
    this.frame.addEventListener("keydown", (event) => event.key === "Escape" && act(-1));
  }
}

function ringProgram() {
  return window.Sigma.rendering.createNodeBorderProgram({
    borders: [
      { size: { value: 0.45, mode: "relative" }, color: { attribute: "rim" } },
      { size: { fill: true }, color: { attribute: "color" } },
    ],
  });
}
