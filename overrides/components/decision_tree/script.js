/**
 * Decision trees: one question at a time over the complete tree, which stays where it is.
 *
 * All state is in the address, so every control is a link and Back, Forward, reload and sharing
 * need no code of their own:
 *
 *   #trust                      the first question of the tree `trust`
 *   #trust=asks-to-click,stop   nodes in the order the reader saw them; it may begin at any node
 *   #trust=asks-to-click,stop.2 … by the second of the answers that lead there ("Not sure")
 *   #stop                       this node, without earlier answers
 *   #trust=*                    the whole tree
 *
 * Style sheets hide what is not asked (on screens only), and only by `data-form`, which is set
 * last. Whatever fails takes it away again: then the whole tree is there.
 *
 * No custom element: all trees of a page are built before any is changed, and given back together
 * when one fails; elements are upgraded one by one, in an order that nobody should have to think of.
 */
{
  const WHOLE = "*";
  const GAP = 8; // above what is scrolled to: the padding of a row

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };

  /** The node of a step: what stands before the dot names it, the number its answer. */
  const nodeOf = (step) => step.split(".")[0];

  /** The words of an element, with the language marks inside. */
  const words = (element) => [...element.childNodes].map((child) => child.cloneNode(true));

  /** Nothing is hidden any more, and nothing waits for this script. */
  const giveBack = (box) => {
    box.dataset.form = "plain";
    box.removeAttribute("data-started");
  };

  class Tree {
    constructor(box) {
      const { tree } = box.dataset;
      this.box = box;
      this.id = tree;
      this.whole = false;
      this.title = document.getElementById(tree);
      this.nodes = new Map();
      for (const card of box.querySelectorAll(":scope > [data-node]")) {
        const id = card.dataset.node;
        const heading = document.getElementById(id);
        const answers = new Map();
        const times = Object.create(null); // an id can be any word, constructor too
        for (const link of card.querySelectorAll("a[data-answer]")) {
          const to = link.dataset.answer;
          times[to] = (times[to] || 0) + 1;
          const step = times[to] > 1 ? `${to}.${times[to]}` : to;
          answers.set(link, { to, step, href: link.getAttribute("href") });
        }
        this.nodes.set(id, { card, heading, answers, tone: card.querySelector(".node-tone") });
      }
      if (!this.title || !this.nodes.size) throw new Error(`no such tree: ${tree}`);
      [this.entry] = this.nodes.keys();
      this.path = [this.entry];
      this.build();
    }

    /** Controls, not yet in the page. */
    build() {
      const say = this.box.dataset;
      const link = (name, text) => make("a", name, text);
      this.count = make("p", "tree-count");
      this.answered = make("ol", "tree-answers");
      this.answered.setAttribute("aria-label", say.sayEarlier);
      const label = make("p", "tree-label", say.sayEarlier);
      this.earlier = make("div", "tree-earlier", label, this.answered);
      this.restart = link("tree-restart", say.sayRestart);
      this.showWhole = link("tree-whole", say.sayWhole);
      this.restart.href = this.address([this.entry]);
      this.showWhole.href = `#${this.id}=${WHOLE}`;
      // The whole tree is long: the way back stands above and below it.
      this.showSingle = [link("tree-single", say.saySingle), link("tree-single", say.saySingle)];
      this.head = make("p", "tree-tools", this.showSingle[0]);
      this.foot = make("p", "tree-tools", this.restart, this.showWhole, this.showSingle[1]);
    }

    attach() {
      const cards = [...this.nodes.values()].map(({ card }) => card);
      this.first = cards[0];
      cards[cards.length - 1].after(this.foot);
      for (const [id, { heading, tone }] of this.nodes) {
        heading.tabIndex = -1;
        if (!tone) continue;
        // The focus skips the band above the heading; its word is part of what is heard.
        tone.id = `tone_of_${id}`;
        heading.setAttribute("aria-labelledby", `${tone.id} ${id}`);
      }
      this.title.tabIndex = -1;
    }

    /** The whole tree as it came. */
    restore() {
      giveBack(this.box);
      for (const part of [this.earlier, this.head, this.foot, this.count]) part.remove();
      for (const { card, heading, answers } of this.nodes.values()) {
        card.removeAttribute("data-current");
        heading.removeAttribute("aria-labelledby");
        for (const [link, { href }] of answers) link.setAttribute("href", href);
      }
    }

    get state() {
      return { path: this.path, whole: this.whole };
    }

    set state({ path, whole }) {
      this.path = path;
      this.whole = whole;
    }

    get current() {
      return this.nodes.get(nodeOf(this.path[this.path.length - 1]));
    }

    get isAtStart() {
      return this.path.length === 1 && this.path[0] === this.entry;
    }

    address(path) {
      const isStart = path.length === 1 && path[0] === this.entry;
      return `#${this.id}${isStart ? "" : `=${path.join(",")}`}`;
    }

    leads(from, to) {
      const { answers } = this.nodes.get(nodeOf(from));
      return [...answers.values()].some(({ step }) => step === to);
    }

    /** As much of a path as this tree has; the start if it has none of it. */
    known(path) {
      const end = path.findIndex(
        (step, at) =>
          !this.nodes.has(at > 0 ? nodeOf(step) : step) ||
          (at > 0 && !this.leads(path[at - 1], step)),
      );
      const known = end < 0 ? path : path.slice(0, end);
      return known.length ? known : [this.entry];
    }

    /** What the tree shows at one of its addresses. */
    take({ node, path }) {
      if (node) this.path = [node]; // the whole tree stays whole: the browser goes there
      else if (path === WHOLE) this.whole = true;
      else {
        this.whole = false;
        this.path = this.known(path ? path.split(",") : []);
        const address = this.address(this.path);
        if (path !== undefined && address !== `#${this.id}=${path}`)
          history.replaceState(history.state, "", address);
      }
    }

    render() {
      const { whole, path, current, isAtStart } = this;
      for (const node of this.nodes.values()) {
        node.card.toggleAttribute("data-current", node === current);
        for (const [link, { to, step, href }] of node.answers) {
          const goesOn = !whole && node === current && this.nodes.has(to);
          link.setAttribute("href", goesOn ? this.address([...path, step]) : href);
        }
      }

      this.count.textContent = this.box.dataset.sayQuestion.replace("{number}", path.length);
      if (current.tone || path[0] !== this.entry) this.count.remove();
      else current.heading.before(this.count);

      this.answered.textContent = "";
      this.answered.append(...path.slice(1).map((step, at) => this.row(path.slice(0, at + 1), step)));

      // Taken out, not hidden: at the start the first question follows the introduction.
      this.earlier.remove();
      this.head.remove();
      if (whole) this.first.before(this.head);
      else if (path.length > 1) this.first.before(this.earlier);
      this.restart.hidden = whole || isAtStart;
      this.showWhole.hidden = whole;
      this.showSingle[1].hidden = !whole;
      for (const link of this.showSingle) link.href = this.address(path);

      this.box.toggleAttribute("data-started", !isAtStart);
      this.box.dataset.form = whole ? "whole" : "single";
    }

    /** An answer given before: what was asked, what was said, and the way back to it. */
    row(path, said) {
      const { heading, answers } = this.nodes.get(nodeOf(path[path.length - 1]));
      const [link] = [...answers].find(([, { step }]) => step === said);
      const { sayChange, sayChangeOne } = this.box.dataset;
      const change = make("a", "tree-change", sayChange);
      change.href = this.address(path);
      change.setAttribute("aria-label", sayChangeOne.replace("{question}", heading.textContent));
      return make(
        "li",
        "tree-answer",
        make("span", "tree-asked", ...words(heading)),
        " ",
        make("span", "tree-said", ...words(link.querySelector(".answer-text") || link)),
        " ",
        change,
      );
    }

    /** Focus is what a screen reader announces; nothing else here does, so it is heard once. */
    arrive(scrolls = true) {
      const { card, heading } = this.whole ? {} : this.current;
      (heading || this.title).focus({ preventScroll: true });
      if (scrolls) this.bringIntoView(card || this.title);
    }

    /** No scrolling if all is in view; else as many earlier answers as fit above. */
    bringIntoView(card) {
      const top = (element) => element.getBoundingClientRect().top;
      const { scrollPaddingBottom } = getComputedStyle(document.documentElement);
      const room = innerHeight - (parseFloat(scrollPaddingBottom) || 0);
      const { bottom } = card.getBoundingClientRect();
      const above = this.earlier.isConnected ? [this.earlier, ...this.answered.children] : [];
      if (top(above[0] || card) >= 0 && bottom <= room) return;
      const first = [this.box, ...above].find((part) => bottom - top(part) <= room - GAP) || card;
      scrollBy(0, top(first) - GAP);
    }
  }

  /** Which tree the address names, and what of it. */
  const read = (trees) => {
    let text = location.hash.slice(1);
    try {
      text = decodeURIComponent(text);
    } catch {
      return null; // no address of ours has a stray %
    }
    const [, id, path] = /^([^=]*)(?:=(.*))?$/.exec(text) || [];
    const named = trees.find((tree) => tree.id === id);
    if (named) return { tree: named, path };
    const holder = trees.find((tree) => tree.nodes.has(text));
    return holder ? { tree: holder, node: text } : null;
  };

  const start = (trees) => {
    // The address names the tree used last. A link leaves the others as they are; Back and Forward
    // find them as they were at that address.
    const seen = new Map();
    const atStart = trees.map((tree) => tree.state);
    let followed = null;
    let failed = false;

    const show = (wantsFocus) => {
      const before = seen.get(location.hash) || atStart;
      const shown = trees.map((tree) => tree.whole || tree.current);
      if (followed !== location.hash) trees.forEach((tree, at) => (tree.state = before[at]));
      followed = null;
      const found = read(trees);
      if (found) found.tree.take(found);
      seen.set(location.hash, trees.map((tree) => tree.state));
      for (const tree of trees) tree.render();
      if (found) {
        if (wantsFocus(found)) found.tree.arrive();
        return;
      }
      // Back before the first answer: what had the focus is gone, and the browser scrolls by itself.
      const changed = trees.find((tree, at) => (tree.whole || tree.current) !== shown[at]);
      if (changed) changed.arrive(false);
    };

    const safely = (work) => {
      if (failed) return;
      try {
        work();
      } catch (error) {
        failed = true;
        for (const tree of trees) tree.restore();
        console.error(error);
      }
    };

    safely(() => {
      for (const tree of trees) tree.attach();
      // A link to a tree's title leads to the title, from another page as well.
      show(({ node, path }) => Boolean(node || path));
    });
    addEventListener("hashchange", () =>
      safely(() => show(({ tree, node }) => !(node && tree.whole))),
    );
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) safely(() => show(() => false));
    });
    document.addEventListener("click", ({ target }) => {
      const link = target instanceof Element && target.closest('a[href*="#"]');
      if (link) followed = link.hash;
    });
  };

  const boxes = [...document.querySelectorAll(".decision-tree[data-tree]")];
  try {
    if (boxes.length) start(boxes.map((box) => new Tree(box)));
  } catch (error) {
    boxes.forEach(giveBack); // trees are built before any is changed
    console.error(error);
  }
}
