/**
 * What Material's search lacks: a real button opens it, Tab walks through it, the focus goes back,
 * and it says what to do when nothing is found.
 *
 * Material's own listeners are on `window` and swallow keys while the search is open (Tab closes
 * it, any other key goes to the field), so the sheet keeps the keys of its buttons and links.
 */
{
  const toggle = document.getElementById("__search");
  const opener = document.querySelector(".search-open");
  const sheet = document.querySelector(".md-search");

  if (toggle && opener && sheet) {
    const field = sheet.querySelector("input");
    const list = sheet.querySelector(".md-search-result__list");
    const none = document.getElementById("search-none");
    const nothing = document.importNode(none.content, true).firstElementChild;

    const close = () => {
      if (toggle.checked) toggle.click();
    };

    // The field cannot take the focus before the sheet shows, which is why Material's call fails.
    // `change` still belongs to the tap, so phones bring up their keyboard.
    const changed = () => {
      if (toggle.checked) {
        field.focus();
        field.select();
      } else if (sheet.contains(document.activeElement) || document.activeElement === document.body)
        opener.focus({ preventScroll: true });
    };
    toggle.addEventListener("change", changed);
    if (toggle.checked) changed(); // opened by ?q= before this script ran

    // Material listens for `keyup`, which pasting, dictation and some phone keyboards never send.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

    opener.addEventListener("click", () => toggle.click());

    sheet.addEventListener("keydown", (event) => {
      const onControl = event.target !== field && (event.key === "Enter" || event.key === " ");
      if (event.key === "Tab" || onControl) event.stopPropagation();
    });
    sheet.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !sheet.contains(relatedTarget)) close();
    });
    sheet.querySelector(".search-close").addEventListener("click", close);

    // Material leaves results to the arrow keys alone.
    const judge = () => {
      for (const result of list.querySelectorAll("[tabindex]")) result.removeAttribute("tabindex");
      if (list.childElementCount || !field.value.trim()) nothing.remove();
      else sheet.querySelector(".md-search__scrollwrap").append(nothing);
    };
    new MutationObserver(judge).observe(sheet.querySelector(".md-search-result"), {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }
}
