// A file dropped anywhere in the box is the one that is sent; without this the browser would open it instead.

export function takeDrops() {
  for (const box of document.querySelectorAll("[data-file-drop]")) {
    const input = box.querySelector("input[type=file]");
    const mark = (over) => box.classList.toggle("file-drop--over", over);
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    box.addEventListener("dragleave", () => mark(false));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
      }
    });
  }
}
