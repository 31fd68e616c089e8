/**
 * Two-language sheet: a checklist, tree or letter of both editions, paired by the ids of its lines.
 *
 * The address names the part (`#first-minutes`); the list in the page says where it stands. Both
 * pages come from this site, and DOMParser runs nothing of them. Their words are written anew: of
 * attributes, only a language, a link's address and a fact's class come along. Nothing is kept.
 */
{
  const parts = document.getElementById("both-parts");
  const KEPT = new Set("a b blockquote br dd div dl dt em i li ol p span strong ul".split(" "));
  // Whole names, here and below: styles.py keeps the rules for what a script names.
  const LOOKS = ["fact-contact", "fact-term", "fact-unconfirmed"];
  const LEAVES_OUT = "button, img, input, script, style, svg, template, textarea, .field-line, .source-mark";
  const PLACES = /^(https?|tel|sms|mailto):$/;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  /** A part of one page as lines: `{ id, words, … }`, in the order of the page. */
  class Part {
    constructor(page, address, lang, id) {
      const heading = page.getElementById(id);
      this.section = heading?.closest("[data-list], [data-tree], [data-letter]");
      if (!this.section) throw new Error(`${address} has no part ${id}`);
      this.address = address;
      this.lang = lang;
      this.title = heading.textContent.trim();
      this.page = page.querySelector("h1").textContent.trim();
      this.site = page.querySelector(".site-name").textContent.trim();
      // The first words of the footer: what this site is not.
      this.limits = page.querySelector(".site-footer p").firstChild.textContent.trim();
      this.blanks = [...this.section.querySelectorAll(".field-label")];
      this.body = [...this.section.children].filter(
        (one) => one !== heading && !one.matches(".tree-picture, template"),
      );
    }

    get lines() {
      if (this.section.matches("[data-list]")) return this.list;
      if (this.section.matches("[data-tree]")) return this.tree;
      return this.letter;
    }

    get list() {
      const at = this.body.findIndex((one) => one.matches(".checklist-items"));
      const items = [...this.section.querySelectorAll("li[data-item]")];
      return [
        { id: "intro", words: this.body.slice(0, at) },
        ...items.map((item) => ({
          id: item.dataset.item,
          kind: "both-item",
          words: [...item.querySelector("label > span").childNodes],
        })),
        { id: "rest", words: this.body.slice(at + 1).filter((one) => !one.matches("ul, ol")) },
      ];
    }

    get tree() {
      const isNode = (one) => one.matches("[data-node]");
      const tones = ["danger", "warning", "info", "success"];
      return [
        { id: "intro", words: this.body.filter((one) => !isNode(one)) },
        ...this.body.filter(isNode).map((node) => {
          const [step, heading, ...words] = node.children;
          const tone = tones.find((name) => node.classList.contains(name));
          return { id: node.dataset.node, kind: "both-node", tone, step, heading, words };
        }),
      ];
    }

    /** The letter is Chinese in each edition; one that explains it does so in the first fold. */
    get letter() {
      const at = this.body.findIndex((one) => one.matches(".letter-text"));
      const gloss = this.body.find((one) => one.matches("details"));
      return [
        { id: "intro", words: this.body.slice(0, at) },
        { id: "letter", cell: gloss ? "" : "both-letter", words: [gloss ?? this.body[at]] },
        { id: "rest", words: this.body.slice(at + 1).filter((one) => one !== gloss) },
      ];
    }

    /** The same words, with nothing of the page but what this sheet knows. */
    copy(node, other) {
      if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEAVES_OUT)) return "";
      if (node.matches(".field")) return this.blank(node, other);
      const inside = [...node.childNodes].map((child) => this.copy(child, other));
      if (node.matches("summary, p.admonition-title")) {
        return element("p", "", element("strong", "", ...inside));
      }
      if (!KEPT.has(node.localName)) return element("div", "", ...inside);
      const looks = [...node.classList].filter((name) => LOOKS.includes(name)).join(" ");
      const href = node.localName === "a" ? this.place(node) : "";
      const tag = node.localName === "a" && !href ? "span" : node.localName;
      const made = element(tag, looks, ...inside);
      if (node.lang) made.lang = node.lang;
      if (href) made.href = href;
      if (href.startsWith("http")) made.rel = "noopener noreferrer";
      return made;
    }

    /** Where a link leads, seen from its own page; an answer within the tree is words alone. */
    place(link) {
      const href = link.getAttribute("href") ?? "";
      if (link.dataset.answer && href.startsWith("#")) return "";
      const url = new URL(href, this.address);
      return PLACES.test(url.protocol) ? url.href : "";
    }

    /** A line to write on, named in both languages. */
    blank(field, other) {
      const label = field.querySelector(".field-label");
      const twin = other.blanks[this.blanks.indexOf(label)];
      const names = [[this, label], [other, twin]].map(([{ lang }, words]) => {
        const name = element("span", "", words?.textContent.trim() ?? "");
        name.lang = lang;
        return name;
      });
      const isLong = field.matches(".field-lines");
      return element("span", isLong ? "both-blank both-long" : "both-blank", ...names);
    }
  }

  class Sheet {
    constructor(section) {
      const extra = document.importNode(parts.content, true);
      const find = (name) => extra.querySelector(`.both-${name}`);
      this.section = section;
      this.heading = section.querySelector("h2");
      this.heading.tabIndex = -1;
      this.choose = section.querySelector(".both-choose");
      this.rows = new Map();
      this.said = find("said");
      this.alone = find("alone");
      this.again = find("retry");
      this.sheet = find("sheet");
      this.body = find("body");
      this.printed = find("printed");
      this.title = document.title;
      this.turn = 0;

      for (const row of this.choose.querySelectorAll("li[id]")) this.rows.set(row.id, this.row(row));
      this.again.addEventListener("click", () => this.show());
      find("print").addEventListener("click", ({ currentTarget }) => printPart(currentTarget));
      find("other").addEventListener("click", () => {
        history.pushState(null, "", location.pathname);
        this.list();
        this.heading.focus();
        this.heading.scrollIntoView();
      });
      this.choose.before(extra);
      addEventListener("hashchange", () => this.show());
      this.show();
    }

    /** A row leads here, by one link with both titles; the addresses of the two pages. */
    row(row) {
      const [mine, twin] = row.querySelectorAll("a");
      const places = [mine, twin].map((link) => ({
        href: link.href,
        lang: link.lang || document.documentElement.lang,
        title: link.textContent,
      }));
      const title = element("span", "", twin.textContent);
      title.lang = twin.lang;
      mine.href = `#${row.id}`;
      mine.append(" ", title);
      twin.remove();
      return places;
    }

    get wanted() {
      try {
        return decodeURIComponent(location.hash.slice(1));
      } catch {
        return location.hash;
      }
    }

    say(words) {
      this.said.textContent = words;
    }

    list(words = "") {
      this.turn += 1;
      this.opened = undefined;
      document.title = this.title;
      delete document.documentElement.dataset.both;
      this.sheet.hidden = this.alone.hidden = this.again.hidden = true;
      this.heading.hidden = this.choose.hidden = false;
      this.say(words);
    }

    async show() {
      const id = this.wanted;
      const places = this.rows.get(id);
      if (!places) {
        const place = id && document.getElementById(id);
        this.list(place || !id ? "" : this.said.dataset.unknown);
        if (place) place.scrollIntoView(); // it may just have become visible
        else if (id) this.said.scrollIntoView({ block: "center" });
        return;
      }
      if (this.opened === id) return;
      this.list(this.said.dataset.wait);
      this.heading.hidden = this.choose.hidden = true;
      const { turn } = this;
      try {
        const both = await Promise.all(places.map((place) => this.fetch(place, id)));
        if (turn !== this.turn) return;
        this.fill(...both);
        this.opened = id;
        this.say("");
        this.sheet.hidden = false;
        document.documentElement.dataset.both = id;
        document.title = both.map(({ title }) => title).join(" · ");
        this.body.firstChild.focus();
        this.sheet.scrollIntoView();
      } catch {
        if (turn === this.turn) this.fail(places);
      }
    }

    async fetch({ href, lang }, id) {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
      const text = await answer.text();
      // Not the head: its style is allowed there, and this page's policy would complain.
      const page = new DOMParser().parseFromString(text.slice(text.indexOf("<body")), "text/html");
      return new Part(page, href.split("#")[0], lang, id);
    }

    /** Each language can still be opened by itself. */
    fail(places) {
      this.say(this.said.dataset.failed);
      this.alone.textContent = "";
      for (const { href, lang, title } of places) {
        const link = element("a", "", title);
        Object.assign(link, { href, lang });
        this.alone.append(link);
      }
      this.alone.hidden = this.again.hidden = this.choose.hidden = false;
    }

    fill(mine, twin) {
      const lines = new Map(twin.lines.map((line) => [line.id, line]));
      const rows = mine.lines
        .map((line) => [line, lines.get(line.id)])
        .filter((pair) => pair.some((line) => line?.words.length || line?.heading))
        .map(([line, other]) => this.pair(line, mine, other, twin));
      this.body.textContent = "";
      this.body.append(this.names(mine, twin), ...rows, this.foot(mine, twin));
      const { lang } = document.documentElement;
      const date = new Date().toLocaleDateString(lang, { dateStyle: "long" });
      const { name, text } = this.printed.dataset;
      this.printed.textContent = fill(text, { name, date, address: location.href });
    }

    names(...both) {
      const title = element("h2", "both-pair both-title");
      title.tabIndex = -1;
      for (const { title: words, lang } of both) {
        const name = element("span", "", words);
        name.lang = lang;
        title.append(name, " ");
      }
      return title;
    }

    pair(line, mine, other, twin) {
      const looks = ["both-pair", line.kind, line.tone];
      const row = element("div", looks.filter(Boolean).join(" "));
      row.dataset.pair = line.id;
      row.append(this.cell(line, mine, twin), this.cell(other, twin, mine));
      return row;
    }

    cell(line, part, other) {
      const cell = element("div", line?.cell);
      cell.lang = part.lang;
      if (line?.step) {
        cell.append(
          element("p", "both-step", line.step.textContent.trim()),
          element("h3", "", ...[...line.heading.childNodes].map((node) => part.copy(node, other))),
        );
      }
      const words = (line?.words ?? []).map((node) => part.copy(node, other));
      if (line?.kind === "both-item") cell.append(element("p", "", ...words));
      else cell.append(...words);
      return cell;
    }

    /** Where it is from, and what this site is not. */
    foot(...both) {
      const row = element("div", "both-pair both-foot");
      for (const { address, lang, limits, page, section, site } of both) {
        const link = element("a", "", page);
        link.href = `${address}#${section.querySelector("h2").id}`;
        const cell = element("div", "", element("p", "", link), element("p", "", `${site} · ${limits}`));
        cell.lang = lang;
        row.append(cell);
      }
      return row;
    }
  }

  if (parts) {
    for (const section of document.querySelectorAll(".two-languages")) {
      if (section.querySelector(".both-rows")) new Sheet(section);
    }
  }
}
