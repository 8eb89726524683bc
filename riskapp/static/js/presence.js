// Says that this page of an assessment is open while it is seen, and shows who else is there.

export function showPresence() {
  const line = document.querySelector("[data-presence]");
  const token = document.querySelector("input[name=csrf_token]")?.value;
  if (!line || !token) return;
  let timer;

  const say = async (leaving) => {
    const fields = new URLSearchParams({ place: line.dataset.presencePlace, csrf_token: token });
    if (leaving) fields.set("leaving", "yes");
    try {
      const response = await fetch(line.dataset.presence, {
        method: "POST",
        body: fields,
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      if (!response.headers.get("Content-Type")?.includes("json") || !response.ok) return;
      const { text } = await response.json();
      // A screen reader hears the line again only where it says something else.
      if (line.textContent !== text) line.textContent = text;
    } catch {
      // No connection: the next word tries again.
    }
  };
  const beat = () => {
    clearInterval(timer);
    if (document.hidden) return;
    say(false);
    timer = setInterval(() => say(false), Number(line.dataset.presenceBeat));
  };

  document.addEventListener("visibilitychange", beat);
  addEventListener("pagehide", () => {
    clearInterval(timer);
    say(true);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) beat();
  });
  beat();
}
