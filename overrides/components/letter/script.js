/**
 * Letters: the blanks as fields above the letter that they finish; copy, print alone, clear with undo.
 *
 * What a reader types is kept in the page's inputs and nowhere else.
 */
{
  const parts = document.getElementById("letter-parts");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const spaces = (text) => text.replace(/[ \t\n]+/g, " ");

  class Letter {
    constructor(section) {
      this.section = section;
      this.text = section.querySelector(".letter-text");
      const extra = document.importNode(parts.content, true);
      const find = (name) => extra.querySelector(`.letter-${name}`);
      this.said = find("said");
      this.words = this.said.dataset;
      this.plain = find("plain");
      this.clear = find("clear");
      this.undo = find("undo");
      this.before = [];

      for (const input of this.text.querySelectorAll("[data-field]")) {
        const value = document.createElement("span");
        value.className = "field-value";
        input.after(value);
      }
      if (section.dataset.spoken === undefined) this.ask();
      this.inputs = [...section.querySelectorAll("[data-field]")];
      section.addEventListener("input", ({ target }) => this.typed(target));
      find("copy").addEventListener("click", () => this.copy());
      find("print").addEventListener("click", ({ currentTarget }) =>
        printPart(currentTarget, section, "printLetter", section.dataset.letter),
      );
      this.clear.addEventListener("click", () => this.clearAll());
      this.undo.addEventListener("click", () => this.restore());
      this.text.after(extra);
      this.show();
    }

    /** A field above the letter for all blanks of a name. */
    ask() {
      const fields = new Map();
      for (const blank of this.text.querySelectorAll(".field")) {
        const input = blank.querySelector("[data-field]");
        const label = document.createElement("label");
        const field = input.cloneNode();
        field.className = "tool-input";
        label.append(blank.querySelector(".field-label").cloneNode(true), field);
        if (!fields.has(input.dataset.field)) fields.set(input.dataset.field, label);
      }
      const form = document.createElement("div");
      form.className = "letter-form tool-form";
      form.append(...fields.values());
      if (fields.size) this.text.before(form);
    }

    /** The words on the screen, a paragraph a line; an empty blank as a line with its label. */
    get plainText() {
      const read = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return spaces(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".fact-unconfirmed")) return "";
        if (!node.matches(".field")) return [...node.childNodes].map(read).join("");
        const { value } = node.querySelector("[data-field]");
        const label = node.querySelector(".field-label").textContent.trim();
        return value.trim() || fill(this.words.blank, { label });
      };
      return [...this.text.querySelectorAll("p, li")]
        .filter((block) => !block.querySelector("p, li"))
        .map((block) => read(block).trim())
        .filter(Boolean)
        .join("\n");
    }

    show() {
      for (const input of this.text.querySelectorAll("[data-field]")) {
        const blank = input.closest(".field");
        blank.toggleAttribute("data-filled", input.value.trim() !== "");
        blank.querySelector(".field-value").textContent = input.value.trim();
      }
      this.clear.hidden = this.inputs.every((input) => !input.value);
    }

    say(words) {
      this.said.textContent = words;
    }

    typed({ dataset, value }) {
      for (const input of this.inputs) if (input.dataset.field === dataset.field) input.value = value;
      this.undo.hidden = true;
      this.plain.hidden = true;
      this.say("");
      this.show();
    }

    async copy() {
      const names = new Set(this.inputs.filter((i) => !i.value.trim()).map((i) => i.dataset.field));
      if (!(await copyText(this.plainText, this.plain))) this.say(this.words.select);
      else if (names.size) this.say(fill(this.words.copiedBlank, { count: names.size }));
      else this.say(this.words.copied);
    }

    clearAll() {
      this.before = this.inputs.map((input) => input.value);
      for (const input of this.inputs) input.value = "";
      this.plain.hidden = true;
      this.plain.value = "";
      this.show();
      this.say(this.words.cleared);
      this.undo.hidden = false;
      this.undo.focus(); // the clear button is gone
    }

    restore() {
      this.inputs.forEach((input, index) => {
        input.value = this.before[index];
      });
      this.before = [];
      this.undo.hidden = true;
      this.say("");
      this.show();
      this.clear.focus();
    }
  }

  if (parts) {
    const letters = [...document.querySelectorAll(".letter[data-letter]")]
      .filter((section) => section.querySelector(".letter-text"))
      .map((section) => new Letter(section));
    addEventListener("pageshow", () => letters.forEach((letter) => letter.show()));
  }
}
