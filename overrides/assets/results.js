/**
 * What is asked and answered in the search's sheet; search.js loads this when a reader opens it, and
 * on a page where words are to be marked.
 * The searching itself is above, in query.js.
 */
const AT_ONCE = 10; // pages; more as the reader scrolls
const EXCERPT = 110; // characters
const BEFORE = 20; // of them before the first word found
const MOST_MARKS = 300;
const LONGEST_MARKED = 300; // characters of all words
const A_STEP = 6; // pages that are read at once, so that keys are heard between
const CHINESE = /([\p{sc=Han}\u3000-\u303f\uff00-\uffef]+)/u;

const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
};

/** The words found in a text, each from where to where; neighbours as one. */
const spans = (text, isFound) => {
  const found = [];
  for (const [word, from, to] of wordsIn(text)) {
    const last = found[found.length - 1];
    if (!isFound(word)) continue;
    if (last && from <= last[1]) last[1] = to;
    else found.push([from, to]);
  }
  return found;
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

/** The words found, on their page. */
export const mark = (words) => {
  const short = words.join("\n").slice(0, LONGEST_MARKED).split("\n").filter(Boolean);
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

/** The text with <mark> around what was found. */
const marked = (text, isFound) => {
  const pieces = [];
  let at = 0;
  for (const [from, to] of spans(text, isFound)) {
    pieces.push(text.slice(at, from), make("mark", "", text.slice(from, to)));
    at = to;
  }
  return [...pieces, text.slice(at)];
};

/** The line of a place that says most of what was asked, cut around it; its first where none does. */
const passage = (text, isFound) => {
  const lines = text.split("\n");
  const weigh = (line) => new Set(wordsIn(line).map(([word]) => word).filter(isFound)).size;
  const weights = lines.map(weigh);
  const best = lines[weights.indexOf(Math.max(...weights))];
  const [[first] = [0]] = spans(best, isFound);
  const from = best.length > EXCERPT ? Math.max(0, first - BEFORE) : 0;
  const part = best.slice(from, from + EXCERPT);
  return `${from ? "…" : ""}${part}${from + EXCERPT < best.length ? "…" : ""}`;
};

/**
 * Functions that ask for the words in the sheet's field, and walk through what was found (true for a
 * key that does). `nothing` stands where nothing is; the others are search.js's.
 */
export const answers = (sheet, nothing, { hand, close }) => {
  const input = sheet.querySelector("input");
  const said = sheet.querySelector(".md-search-result__meta");
  const list = sheet.querySelector(".md-search-result__list");
  const words = sheet.querySelector(".md-search-result").dataset;
  const base = new URL(words.base, location.href);
  const index = new URL(words.index, location.href);
  let search = null;
  let isWhole = false; // nothing more will come
  let asked = "";
  let waiting = [];

  // ---------------------------------------------------------------- asking

  const file = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const read = async (ready, { pages = [], asked = [], texts = [], ...first }) => {
    ready.add(first);
    for (let at = 0; at < Math.max(pages.length, asked.length, texts.length); at += A_STEP) {
      const [some, phrases, words] = [pages, asked, texts].map((all) => all.slice(at, at + A_STEP));
      ready.add({ pages: some, asked: phrases, texts: words });
      await new Promise((resolve) => setTimeout(resolve));
    }
  };

  /** From the site; a file that is passed on carries both (single.js). */
  const load = async () => {
    if (window.carriedAlong) return [carriedAlong.library, carriedAlong.index()];
    const both = [import(new URL(words.library, location.href)), file(index)];
    const [library, first] = await Promise.all(both);
    return [library.default, first];
  };

  const start = async () => {
    said.textContent = words.initializer;
    isWhole = false;
    list.setAttribute("aria-busy", "true");
    search = { find: () => null };
    try {
      const [library, first] = await load();
      const ready = searching(library);
      await read(ready, first);
      search = { ...ready, han: first.han };
      again();
      for (const rest of first.more) {
        await read(ready, rest.texts ? rest : await file(new URL(rest, index))); // see single.js
        again();
      }
      isWhole = true;
      list.removeAttribute("aria-busy");
      again();
    } catch {
      fail();
    }
  };

  /** Like no result, which says what to do without a search; the next word tries again. */
  const fail = () => {
    search = null;
    isWhole = true;
    list.removeAttribute("aria-busy");
    if (!list.childElementCount) show({ found: [] });
  };

  const again = () => {
    asked = "";
    if (input.value.trim()) ask();
    else said.textContent = words.placeholder;
  };

  const ask = () => {
    const query = input.value;
    if (!search) start();
    else if (query !== asked) {
      const found = search.find(query);
      if (!found) return; // not yet there
      asked = query;
      show(found);
    }
  };

  // ---------------------------------------------------------------- answering

  const link = (page, place, isFound, heading) => {
    const article = make("article", "md-search-result__article md-typeset");
    const text = place ? passage(place.text || place.said.join("\n"), isFound) : page.about;
    if (heading === "h1") article.append(make("h1", "", ...marked(page.title, isFound)));
    if (place && place.anchor) article.append(make("h2", "", ...marked(place.title, isFound)));
    article.append(make("p", "", ...marked(text || page.about, isFound)));
    if (search.han) wrap(article, CHINESE, (han) => Object.assign(make("span", "", han), { lang: search.han }), Infinity);
    const element = make("a", "md-search-result__link", article);
    const address = place && place.anchor ? `${page.url.split("#")[0]}#${place.anchor}` : page.url;
    element.href = new URL(address, base);
    return element;
  };

  /** A page opens at the place that answers; its other places are in a fold. */
  const item = ({ page, isHelp, places, isFound }) => {
    const [best, ...others] = isHelp ? [page.places[0], ...places.filter((one) => one.anchor)] : places;
    const element = make("li", "md-search-result__item", link(page, best, isFound, "h1"));
    if (others.length) {
      const text = others.length === 1 ? words.moreOne : words.moreOther;
      const fold = make("details", "md-search-result__more");
      fold.append(
        make("summary", "", text.replace("#", others.length)),
        ...others.map((place) => link(page, place, isFound, "h2")),
      );
      element.append(fold);
    }
    return element;
  };

  const showMore = () => list.append(...waiting.splice(0, AT_ONCE).map(item));

  const show = ({ found, isFound }) => {
    const count = found.length;
    const isAsked = Boolean(input.value.trim());
    if (list.contains(document.activeElement)) return; // the reader has gone on
    if (!count && isAsked && !isWhole) return; // not yet known
    if (count) said.textContent = (count === 1 ? words.one : words.other).replace("#", count);
    else said.textContent = isAsked ? words.none : words.placeholder;
    list.textContent = "";
    waiting = found.map((one) => ({ ...one, isFound }));
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

  const walk = ({ key, target }) => {
    if (key === "ArrowDown") step(1);
    else if (key === "ArrowUp") step(-1);
    else if (key === "Enter" && target === input) links()[0]?.click();
    else return false;
    return true;
  };

  sheet.addEventListener("scroll", () => {
    if (sheet.scrollTop + 2 * sheet.clientHeight > sheet.scrollHeight) showMore();
  });

  sheet.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const chosen = target.closest("a");
    if (!chosen || ctrlKey || metaKey || shiftKey) return;
    const marks = [...new Set([...chosen.querySelectorAll("mark")].map((one) => one.textContent))];
    if (chosen.pathname === location.pathname) mark(marks);
    else hand(marks);
    close();
  });

  return { ask, walk };
};
