/**
 * Checklists: ticks that stay, a count, clear with undo, and one list alone on paper.
 *
 * Ticks are kept in this browser only, by the ids of list and item, so that both editions share
 * them and a changed text never ticks what the reader did not. Nothing is stored before the first
 * tick, and the key goes with the last one. Storage may be denied: the reader is told once and
 * everything else goes on.
 */
{
  const PREFIX = "guidance:checklist:";
  const DIAL_FIRST = "li:nth-child(-n + 3) [href='tel:110']"; // style.css keeps room for it
  const parts = document.getElementById("checklist-parts");
  let told = false;

  const read = (list) => {
    try {
      const ids = JSON.parse(localStorage.getItem(PREFIX + list));
      return Array.isArray(ids) ? ids : [];
    } catch {
      return [];
    }
  };

  /** True when stored. */
  const write = (list, ids) => {
    try {
      if (ids.length) localStorage.setItem(PREFIX + list, JSON.stringify(ids));
      else localStorage.removeItem(PREFIX + list);
      return true;
    } catch {
      return false;
    }
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  class Checklist {
    constructor(section) {
      this.section = section;
      this.list = section.dataset.list;
      this.boxes = [...section.querySelectorAll("li[data-item] input")];
      const items = section.querySelector(".checklist-items");
      const extra = document.importNode(parts.content, true);
      this.count = extra.querySelector(".checklist-count");
      this.warning = extra.querySelector(".checklist-warning");
      this.clear = extra.querySelector(".checklist-clear");
      this.cleared = extra.querySelector(".checklist-cleared");
      this.printed = extra.querySelector(".checklist-printed");
      this.before = [];

      section.addEventListener("change", () => this.ticked());
      this.clear.addEventListener("click", () => this.clearAll());
      extra.querySelector(".checklist-undo").addEventListener("click", () => this.undo());
      this.button = extra.querySelector(".checklist-print");
      this.button.addEventListener("click", () => this.print());

      // Who must dial at once has no use for a printer yet.
      if (section.querySelector(DIAL_FIRST))
        extra.querySelector(".checklist-foot").append(this.button);
      items.before(extra.querySelector(".checklist-head"));
      items.after(extra);
      this.restore();
    }

    get ids() {
      return this.boxes.filter((box) => box.checked).map((box) => box.closest("li").dataset.item);
    }

    set ids(ids) {
      for (const box of this.boxes) box.checked = ids.includes(box.closest("li").dataset.item);
      this.tell();
    }

    restore() {
      this.ids = read(this.list);
    }

    tell() {
      const done = this.ids.length;
      const said = { done, total: this.boxes.length };
      this.count.textContent = done ? fill(this.count.dataset.text, said) : ""; // none is no score
      this.clear.hidden = done === 0;
    }

    save() {
      if (write(this.list, this.ids) || told) return;
      told = true;
      this.warning.hidden = false;
    }

    ticked() {
      this.cleared.hidden = true;
      this.tell();
      this.save();
    }

    clearAll() {
      this.before = this.ids;
      this.ids = [];
      this.save();
      this.cleared.hidden = false;
      this.cleared.querySelector("button").focus(); // the clear button is gone
    }

    undo() {
      this.ids = this.before;
      this.save();
      this.cleared.hidden = true;
      this.clear.focus();
    }

    print() {
      const { lang } = document.documentElement;
      const date = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date());
      const { name, text } = this.printed.dataset;
      this.printed.textContent = fill(text, { name, date, address: location.href.split("#")[0] });
      printPart(this.button, this.section, "printList", this.list);
    }
  }

  if (parts) {
    const lists = [...document.querySelectorAll(".checklist[data-list]")].map(
      (section) => new Checklist(section),
    );
    // Back may restore the page as it was; another tab may have ticked meanwhile.
    const restore = () => lists.forEach((list) => list.restore());
    addEventListener("pageshow", ({ persisted }) => persisted && restore());
    addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith(PREFIX)) restore();
    });
    // The sheets page links here with ?print#list: two taps from Home to paper. The address forgets
    // it, so that a reload or Back prints nothing and the sheet names the page alone.
    if (location.search === "?print") {
      const wanted = lists.find(({ list }) => `#${list}` === location.hash);
      if (wanted) {
        addEventListener("load", () => {
          history.replaceState(null, "", location.pathname + location.hash);
          wanted.print();
        });
      }
    }
  }
}
