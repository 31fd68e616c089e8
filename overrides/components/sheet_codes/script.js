/**
 * What a code stands for: of the long list only the row of the code that somebody typed or came with
 * (`?code=KMPRTX`, `#KMPRTX`). Nothing is sent.
 */
{
  const LENGTH = 6;
  const rows = document.querySelector(".code-rows");
  const parts = document.getElementById("codes-parts");
  const plain = (text) => text.toUpperCase().replace(/[^A-Z]/g, "");

  const start = () => {
    const extra = document.importNode(parts.content, true);
    const form = extra.querySelector("form");
    const input = extra.querySelector("input");
    const said = extra.querySelector(".codes-said");

    const show = () => {
      const code = plain(input.value);
      const whole = code.length >= LENGTH;
      const found = whole && [...rows.children].find((row) => row.id === code);
      for (const row of rows.children) {
        row.hidden = row !== found;
      }
      rows.hidden = !found; // an empty list is none
      said.textContent = whole ? form.dataset[found ? "found" : "unknown"] : "";
      said.classList.toggle("tool-error", whole && !found);
    };

    const come = () => {
      const code = plain(new URLSearchParams(location.search).get("code") || location.hash);
      if (code.length === LENGTH) {
        input.value = code;
        show();
      }
    };

    input.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", come);
    rows.before(extra);
    show();
    come();
  };

  if (rows && parts) {
    start();
  }
}
