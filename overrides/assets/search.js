/**
 * Search: nothing is loaded before a reader first opens it, and no query leaves the page.
 *
 * The searching is done by Material's worker, which query.js hands the words; Material's own
 * interface would cost every page view nine times this script. The sheet, the worker's address, the
 * index and all words are in the page (overrides/partials/search.html); without this script the
 * button does not show.
 *
 *   / s f            open                      ?q=words   open with these words
 *   Escape           close, focus goes back    ?h=words   mark them on this page
 *   Enter, ↑ ↓       best result; walk through results
 *
 * The words to mark, and those typed when the language is switched, go to the next page by
 * sessionStorage, where only this site writes.
 */
{
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const AT_ONCE = 10; // results; more as the reader scrolls
  const LINE = 6; // characters or words that are more than the name of something
  const HANDED = "guidance:search";
  const LONGEST = 300; // characters of all words, and of a question
  const MOST_MARKS = 300;
  const HAN = /([\p{sc=Han}\u3000-\u303f\uff00-\uffef]+)/u;
  const CUT = /\u200b/g; // zero-width spaces between Chinese words, set for the index

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };

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
  const wrap = (element, pattern, make, most) => {
    const texts = [];
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
      const pieces = text.data.split(pattern); // every other piece was found
      if (pieces.length < 2) continue;
      most -= pieces.length >> 1;
      if (most < 0) return;
      text.replaceWith(...pieces.map((piece, at) => (at % 2 ? make(piece) : piece)));
    }
  };

  const mark = (words) => {
    const short = words.join("\n").slice(0, LONGEST).split("\n").filter(Boolean);
    const part = document.querySelector("article");
    if (!short.length || !part) return;
    const escaped = short.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`(${escaped.join("|")})`, "gi");
    wrap(part, pattern, (word) => make("mark", "", word), MOST_MARKS);
  };

  const kept = handed();
  mark(kept.words);

  // ------------------------------------------------------------------ the sheet

  const opener = document.querySelector(".search-open");
  const sheet = document.querySelector(".md-search");

  if (opener && sheet) {
    const input = sheet.querySelector("input");
    const result = sheet.querySelector(".md-search-result");
    const said = sheet.querySelector(".md-search-result__meta");
    const list = sheet.querySelector(".md-search-result__list");
    const nothing = document.importNode(document.getElementById("search-none").content, true)
      .firstElementChild;
    const words = result.dataset;
    const base = new URL(words.base, location.href);
    let worker = null;
    let loaded = ""; // "heads"; "rest": it is on its way; "all"
    let asked = "";
    let waiting = [];
    let before = null; // what had the focus

    const isOpen = () => "open" in sheet.dataset;

    const open = () => {
      if (isOpen()) return;
      before = document.activeElement;
      sheet.dataset.open = "";
      input.focus(); // still within the tap, so phones bring up their keyboard
      input.select();
      if (!worker) start();
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

    // ---------------------------------------------------------------- asking

    const load = async (address) => {
      try {
        const answer = await fetch(new URL(address, location.href));
        if (!answer.ok) throw new Error(answer.status);
        const data = await answer.json();
        worker.postMessage({ type: SETUP, data: { ...data, options: {} } });
      } catch {
        fail();
      }
    };

    /** Titles and search words first: a fifth of the whole, and most readers need no more. */
    const start = () => {
      said.textContent = words.initializer;
      loaded = "";
      try {
        worker = new Worker(new URL(words.worker, location.href));
      } catch {
        fail();
        return;
      }
      worker.addEventListener("message", ({ data }) => hear(data));
      worker.addEventListener("error", fail);
      load(words.heads);
    };

    const startRest = () => {
      if (loaded !== "heads") return;
      loaded = "rest";
      load(words.index);
    };

    /** Like no result, which says what to do without a search; the next word tries again. */
    const fail = () => {
      if (worker) worker.terminate();
      worker = null;
      loaded = "all";
      if (!list.childElementCount) show([]);
    };

    const hear = ({ type, data }) => {
      if (type === READY) {
        loaded = loaded ? "all" : "heads";
        asked = "";
        if (input.value.trim()) ask();
        else {
          said.textContent = words.placeholder;
          startRest();
        }
      } else if (type === RESULT) {
        show(data.items);
        startRest(); // not before: it would hold up the answer
      }
    };

    const ask = () => {
      const query = input.value;
      if (!worker) start();
      else if (loaded && query !== asked) {
        asked = query;
        worker.postMessage({ type: QUERY, data: query });
      }
    };

    // ---------------------------------------------------------------- answering

    /** The worker's HTML: our own index with <mark> around what was found. Nothing in it runs. */
    const parsed = (html) => [
      ...new DOMParser().parseFromString(html.replace(CUT, ""), "text/html").body.childNodes,
    ];

    const link = ({ location: to, title, text }, heading, teaser) => {
      const article = make("article", "md-search-result__article md-typeset");
      article.append(make(heading, "", ...parsed(title)), ...(teaser && text ? parsed(text) : []));
      if (!document.documentElement.lang.startsWith("zh"))
        wrap(article, HAN, (han) => Object.assign(make("span", "", han), { lang: "zh-Hans" }), Infinity);
      const element = make("a", "md-search-result__link", article);
      element.href = new URL(to, base);
      return element;
    };

    const bare = (text) => text.replace(/<[^>]*>|[^\p{L}\p{N}]/gu, "").toLowerCase();

    /** Who types a whole line of a list wants that line: what says it as it stands comes first. */
    const literalFirst = (items) => {
      const line = bare(asked);
      if ((asked.match(/\p{sc=Han}|\p{L}+/gu) || []).length < LINE) return items;
      const best = (found) => found[0].score === Infinity;
      for (const found of items) {
        for (const one of found)
          if (bare(`${one.title} ${one.text || ""}`).includes(line)) one.score = Infinity;
        found.sort((one, other) => (other.score > one.score) - (one.score > other.score));
      }
      return [...items.filter(best), ...items.filter((found) => !best(found))];
    };

    /** A page: its own entry, sections found as well as it, the others in a fold. */
    const item = (found) => {
      const page = found.findIndex((entry) => !entry.location.includes("#"));
      const sections = found.filter((_, at) => at !== page);
      const worse = sections.findIndex((entry) => entry.score < found[0].score);
      const best = worse < 0 ? sections : sections.slice(0, worse);
      const more = worse < 0 ? [] : sections.slice(worse);
      const element = make("li", "md-search-result__item");
      element.append(
        link(found[page], "h1", page === 0 && !best.length),
        ...best.map((entry) => link(entry, "h2", true)),
      );
      if (more.length) {
        const text = more.length === 1 ? words.moreOne : words.moreOther;
        const fold = make("details", "md-search-result__more");
        fold.append(
          make("summary", "", text.replace("#", more.length)),
          ...more.map((entry) => link(entry, "h2", true)),
        );
        element.append(fold);
      }
      return element;
    };

    const showMore = () => list.append(...waiting.splice(0, AT_ONCE).map(item));

    const show = (items) => {
      const count = items.length;
      const isAsked = Boolean(input.value.trim());
      if (list.contains(document.activeElement)) return; // the reader has gone on
      if (!count && isAsked && loaded !== "all") return; // not yet known
      if (count) said.textContent = (count === 1 ? words.one : words.other).replace("#", count);
      else said.textContent = isAsked ? words.none : words.placeholder;
      list.textContent = "";
      waiting = literalFirst(items);
      showMore();
      if (count || !isAsked) nothing.remove();
      else sheet.querySelector(".md-search__scrollwrap").append(nothing);
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
      if (waiting.length && sheet.scrollTop + 2 * sheet.clientHeight > sheet.scrollHeight) showMore();
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
