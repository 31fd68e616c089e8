/**
 * What is asked and answered in the search's sheet; search.js loads this when a reader opens it.
 *
 * The searching is done by Material's worker, which query.js hands the words; Material's own
 * interface would be nine times as large.
 */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const AT_ONCE = 10; // results; more as the reader scrolls
const LINE = 6; // characters or words that are more than the name of something
const HAN = /([\p{sc=Han}\u3000-\u303f\uff00-\uffef]+)/u;
const CUT = /\u200b/g; // zero-width spaces between Chinese words, set for the index

const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
};

/**
 * Functions that ask for the words in the sheet's field, and show more of what was found. `nothing`
 * stands where nothing is, `wrap` is search.js's.
 */
export const answers = (sheet, nothing, wrap) => {
  const input = sheet.querySelector("input");
  const said = sheet.querySelector(".md-search-result__meta");
  const list = sheet.querySelector(".md-search-result__list");
  const words = sheet.querySelector(".md-search-result").dataset;
  const base = new URL(words.base, location.href);
  let worker = null;
  let loaded = ""; // "heads"; "rest": it is on its way; "all"
  let asked = "";
  let waiting = [];

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

  return { ask, showMore };
};
