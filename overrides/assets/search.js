/**
 * Search: nothing is loaded before a reader first opens it, and no query leaves the page.
 *
 * What opens and closes the sheet; what asks, answers and walks through it is results.js, which comes
 * then, or where words are to be marked. All addresses and words are in the page (overrides/partials/search.html); without this
 * script the button does not show.
 *
 *   / s f            open                      ?q=words   open with these words
 *   Escape           close, focus goes back    ?h=words   mark them on this page
 *   Enter, ↑ ↓       best result; walk through results
 *
 * The words to mark, and those typed when the language is switched, go to the next page by
 * sessionStorage, where only this site writes.
 */
{
  const HANDED = "guidance:search";

  // ------------------------------------------------------------------ words found, on their page

  const parameters = new URLSearchParams(location.search);

  /** For the next page, and gone then: an address would go to the server. Not a promise. */
  const hand = (words, query = "") => {
    try {
      if (words.length || query) sessionStorage.setItem(HANDED, JSON.stringify({ words, query }));
    } catch {
      // denied: nothing is marked there
    }
  };

  const handed = () => {
    try {
      const { words, query } = JSON.parse(sessionStorage.getItem(HANDED));
      sessionStorage.removeItem(HANDED);
      return { words: words.map(String), query: String(query) };
    } catch {
      return { words: (parameters.get("h") || "").split(/\s+/).filter(Boolean), query: "" };
    }
  };

  const kept = handed();

  // ------------------------------------------------------------------ the sheet

  const opener = document.querySelector(".search-open");
  const sheet = document.querySelector(".md-search");

  if (opener && sheet) {
    const input = sheet.querySelector("input");
    const list = sheet.querySelector(".md-search-result__list");
    const words = sheet.querySelector(".md-search-result").dataset;
    const nothing = document.importNode(document.getElementById("search-none").content, true)
      .firstElementChild;
    let results = null;
    let before = null; // what had the focus

    // A name that no id has (rule bad-id): a heading of that id would stand there.
    const load = async () => window.carriedAlong ?? (await import(new URL(words.results, location.href)));
    if (kept.words.length) load().then(({ mark }) => mark(kept.words), () => {}); // not a promise either

    const isOpen = () => "open" in sheet.dataset;

    const open = () => {
      if (isOpen()) return;
      before = document.activeElement;
      sheet.dataset.open = "";
      input.focus(); // still within the tap, so phones bring up their keyboard
      input.select();
      ask();
    };

    const close = () => {
      if (!isOpen()) return;
      const hadFocus = sheet.contains(document.activeElement);
      delete sheet.dataset.open;
      if (hadFocus || document.activeElement === document.body)
        [opener, before].forEach((one) => one.focus({ preventScroll: true }));
      const address = new URL(location.href);
      if (!address.searchParams.has("q")) return;
      address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
    };

    /** Loads at the first word, or once more where that failed. */
    const ask = async () => {
      try {
        if (!results) {
          const { answers } = await load();
          results ||= answers(sheet, nothing, { hand, close });
        }
        results.ask();
      } catch {
        sheet.querySelector(".md-search__scrollwrap").append(nothing);
      }
    };

    // ---------------------------------------------------------------- acting

    opener.addEventListener("click", open);
    sheet.querySelector(".search-close").addEventListener("click", close);
    sheet.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", ask);

    // Tab walks out of the sheet and closes it. Whatever else moves the focus below (a browser that
    // follows the address) does not.
    let byTab = false;
    addEventListener("keydown", ({ key }) => (byTab = key === "Tab"), true);
    sheet.addEventListener("focusout", ({ relatedTarget }) => {
      if (!relatedTarget || sheet.contains(relatedTarget)) return;
      if (byTab) close();
      else if (isOpen()) setTimeout(() => isOpen() && input.focus());
    });

    sheet.addEventListener("keydown", (event) => {
      // The keys are the input method's; Safari says so of its Enter by the number alone.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") close();
      else if (!results?.walk(event)) return;
      event.preventDefault();
    });

    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target, key } = event;
      if (key === "Escape") close();
      if (target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"))
        return;
      if (!isOpen() && (key === "/" || key === "s" || key === "f")) {
        event.preventDefault();
        open();
      }
    });

    // Waits for the reader on paper's terms until now, so that it never delays the first view.
    const late = document.querySelector("link[media=print]");
    if (late) late.media = "all";
    document.documentElement.classList.remove("no-js");

    const query = parameters.get("q");
    input.value = (query || kept.query).slice(0, input.maxLength);
    if (query !== null) open();

    for (const language of document.querySelectorAll(".language"))
      language.addEventListener("click", () => hand(kept.words, input.value));
  }
}
