/**
 * An edition in one file (single.html): shows one page at a time, says how old the copy is, and gives
 * the search what it would fetch. Before all other scripts: it reads the pages as they came.
 */
{
  document.documentElement.classList.replace("waits", "one-page");
  const pages = [...document.querySelectorAll("main article")];
  const site = document.title;

  // ---------------------------------------------------------------- the age

  /** By the reader's clock: a copy is never built anew. */
  const tell = (page) => {
    const { review } = page.dataset;
    if (!review || page.querySelector(".copy-notice") || new Date() <= new Date(`${review}T23:59:59`)) return;
    const notice = document.importNode(document.getElementById("copy-notice").content, true);
    notice.firstElementChild.classList.add("copy-notice");
    page.children[1].after(notice); // the page's first answer stays first
  };

  // ---------------------------------------------------------------- one page

  const targetOf = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)).split("=")[0]);
    } catch {
      return null; // no address of ours has a stray %
    }
  };

  /** The place that an address names, where another page was shown before. */
  const show = (hash) => {
    const target = targetOf(hash);
    const page = target?.closest("article") ?? (target ? null : pages[0]);
    if (!page || (!page.hidden && pages.some((one) => one.hidden))) return null;
    for (const one of pages) one.hidden = one !== page;
    const title = page.querySelector("h1, h2");
    document.title = page === pages[0] ? site : `${title.textContent} - ${site}`;
    for (const link of document.querySelectorAll(".site-nav a"))
      if (link.hash === `#${title.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    document.querySelector(".menu").open = false;
    tell(page);
    return target ?? title;
  };

  // Before the browser follows a link, so that it finds the place by itself; from the search, before
  // the words found are marked there.
  const follow = ({ target, defaultPrevented, ctrlKey, metaKey, shiftKey }) => {
    const link = target.closest?.("a[href]");
    const isHere = link?.hash && link.href.split("#")[0] === location.href.split("#")[0];
    if (isHere && !defaultPrevented && !ctrlKey && !metaKey && !shiftKey) show(link.hash);
  };
  addEventListener("click", follow);
  document.querySelector(".md-search").addEventListener("click", follow, true);
  addEventListener("hashchange", () => {
    const place = show(location.hash);
    if (!place) return;
    place.focus({ preventScroll: true });
    place.scrollIntoView();
  });

  // ---------------------------------------------------------------- the search

  const index = JSON.parse(document.getElementById("search-index").textContent);
  const { headings, blocks, silent, spaced } = index.read;

  /** The text of each part of a page, as render/search.py reads it. */
  const textsOf = (page) => {
    const parts = [""];
    const say = (words) => (parts[parts.length - 1] += words);
    const read = (node) => {
      if (node.nodeType === Node.TEXT_NODE) say(node.data.replace(/\s+/g, " "));
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(silent)) return;
      if (node.matches(headings)) {
        parts.push("");
        return;
      }
      if (node.matches(blocks)) say("\n");
      if (node.matches(spaced)) say(" ");
      node.childNodes.forEach(read);
      if (node.matches(blocks)) say("\n");
    };
    [...page.childNodes].slice([...page.childNodes].indexOf(page.querySelector("h1")) + 1).forEach(read);
    const lines = (part) => part.split("\n").map((line) => line.trim().replace(/ +/g, " "));
    return parts.map((part) => lines(part).filter(Boolean).join("\n"));
  };
  const texts = index.pages.map(([url]) => textsOf(targetOf(url).closest("article")));

  window.carriedAlong = { index: () => ({ ...index, more: [{ texts }] }) };

  show(location.hash)?.scrollIntoView();
}
