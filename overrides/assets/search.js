/**
 * Search: nothing is loaded before a reader first opens it, and no query leaves the page.
 *
 * What opens, closes and walks through the sheet; what asks and answers in it is results.js, which
 * comes then. All addresses and words are in the page (overrides/partials/search.html); without this
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
  const LONGEST = 300; // characters of all words, and of a question
  const MOST_MARKS = 300;

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

  /** What the pattern, one group, finds below an element goes into new elements, up to `most`. */
  const wrap = (element, pattern, made, most) => {
    const texts = [];
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
      const pieces = text.data.split(pattern); // every other piece was found
      if (pieces.length < 2) continue;
      most -= pieces.length >> 1;
      if (most < 0) return;
      text.replaceWith(...pieces.map((piece, at) => (at % 2 ? made(piece) : piece)));
    }
  };

  const mark = (words) => {
    const short = words.join("\n").slice(0, LONGEST).split("\n").filter(Boolean);
    const part = document.querySelector("main article:not([hidden])");
    if (!short.length || !part) return;
    const escaped = short.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`(${escaped.join("|")})`, "gi");
    const made = (word) => {
      const element = document.createElement("mark");
      element.append(word);
      return element;
    };
    wrap(part, pattern, made, MOST_MARKS);
  };

  const kept = handed();
  mark(kept.words);

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
          const { answers } = window.carried ?? (await import(new URL(words.results, location.href)));
          results ||= answers(sheet, nothing, wrap);
        }
        results.ask();
      } catch {
        sheet.querySelector(".md-search__scrollwrap").append(nothing);
      }
    };

    // ---------------------------------------------------------------- acting

    const links = () =>
      [...list.querySelectorAll("a, summary")].filter((one) => one.getClientRects().length);

    const step = (by) => {
      const stops = [input, ...links()];
      const at = Math.max(0, stops.indexOf(document.activeElement));
      stops[(at + by + stops.length) % stops.length].focus();
    };

    opener.addEventListener("click", open);
    sheet.querySelector(".search-close").addEventListener("click", close);
    sheet.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", ask);

    sheet.addEventListener("scroll", () => {
      if (sheet.scrollTop + 2 * sheet.clientHeight > sheet.scrollHeight) results?.showMore();
    });

    sheet.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
      const chosen = target.closest("a");
      if (!chosen || ctrlKey || metaKey || shiftKey) return;
      const marks = [...new Set([...chosen.querySelectorAll("mark")].map((one) => one.textContent))];
      if (chosen.pathname === location.pathname) mark(marks);
      else hand(marks);
      close();
    });

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
      else if (event.key === "ArrowDown") step(1);
      else if (event.key === "ArrowUp") step(-1);
      else if (event.key === "Enter" && event.target === input) {
        const [first] = links();
        if (first) first.click();
      } else return;
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
    input.value = (query || kept.query).slice(0, LONGEST);
    if (query !== null) open();

    for (const language of document.querySelectorAll(".language"))
      language.addEventListener("click", () => hand(kept.words, input.value));
  }
}
