// Moving over the map: by buttons and keys as by mouse; without animation for whoever wants calm.

const STEP = 0.2; // of what is in sight
const ZOOM = 1.6;
const FILLED = 0.9; // of the picture
const KEYS = { "+": "in", "=": "in", "-": "out", 0: "all" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Moves {
  constructor(picture) {
    this.picture = picture;
    const { frame } = picture;
    for (const button of document.querySelectorAll("[data-map-act]")) {
      button.addEventListener("click", () => this.act(button.dataset.mapAct));
    }
    frame.addEventListener("keydown", (event) => this.key(event));
    const turn = () => frame.focus({ preventScroll: true });
    frame.addEventListener("pointerdown", (event) => event.pointerType !== "touch" && turn());
    frame.addEventListener("click", turn);
    // Wheel and finger scroll the page until somebody has turned to the picture: else nobody gets past it.
    for (const name of ["wheel", "touchstart"]) {
      frame.addEventListener(name, (event) => document.activeElement !== frame && event.stopPropagation(), { capture: true });
    }
  }

  get camera() {
    return this.picture.sigma.getCamera();
  }

  go(state) {
    const { camera } = this;
    if (calm()) camera.setState(camera.validateState(state));
    else camera.animate(state, { duration: 350 });
  }

  act(name) {
    const { ratio } = this.camera.getState();
    if (name === "all") this.go({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    else this.go({ ratio: this.camera.getBoundedRatio(name === "in" ? ratio / ZOOM : ratio * ZOOM) });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { x, y, ratio } = this.camera.getState();
    const arrow = ARROWS[event.key];
    if (arrow) this.go({ x: x + arrow[0] * STEP * ratio, y: y + arrow[1] * STEP * ratio });
    else if (KEYS[event.key]) this.act(KEYS[event.key]);
    else return;
    event.preventDefault();
  }

  // Fill the picture with a disc of the map.
  around({ x, y, radius }) {
    const { sigma } = this.picture;
    const { width, height, scale } = this.picture.sight();
    const middle = sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y }));
    const ratio = (this.camera.getState().ratio * 2 * radius * scale) / (FILLED * Math.min(width, height));
    this.go({ x: middle.x, y: middle.y, ratio: this.camera.getBoundedRatio(ratio) });
  }

  // Bring an asset into the middle, near enough to read the names around it.
  to(asset) {
    const { sigma, map } = this.picture;
    const { x, y } = sigma.viewportToFramedGraph(sigma.graphToViewport({ x: map.x[asset], y: map.y[asset] }));
    const near = this.camera.minRatio * (map.isDevice(asset) ? 1.3 : 4);
    this.go({ x, y, ratio: Math.min(near, this.camera.getState().ratio) });
  }
}
