/**
 * Message checker: the reader's message with its warning signs marked, why each matters, and always
 * the same next step. It never says that a message is genuine, and knows no score.
 *
 * signs.js finds them in the section's data; reasons and next step are copied from the list that the
 * page shows without script. Nothing is sent or kept. The message is only ever a text node.
 */
{
  const parts = document.getElementById("checker-parts");

  /** Marks that overlap or touch as one, with the signs of all: {from, to, signs}, in order. */
  const joined = (marks) => {
    const runs = [];
    for (const { from, to, sign } of [...marks].sort((a, b) => a.from - b.from)) {
      const last = runs[runs.length - 1];
      if (last && from <= last.to) {
        last.to = Math.max(last.to, to);
        last.signs.add(sign);
      } else {
        runs.push({ from, to, signs: new Set([sign]) });
      }
    }
    return runs;
  };

  class MessageChecker {
    constructor(section) {
      const extra = document.importNode(parts.content, true);
      this.section = section;
      this.form = extra.querySelector(".checker-form");
      this.words = this.form.dataset;
      this.message = extra.querySelector("textarea");
      this.find("find").addEventListener("click", () => this.show());
      this.find("clear").addEventListener("click", () => this.clear());
      section.querySelector(":scope > p").after(extra);
    }

    find(name) {
      return this.form.querySelector(`.checker-${name}`);
    }

    /** Made when it is first needed: most who come here only read. */
    get finder() {
      const { signs } = this.section.querySelector("[data-signs]").dataset;
      return (this.made ??= signFinder(JSON.parse(signs)));
    }

    show() {
      const message = this.message.value.trim();
      this.find("result").hidden = !message;
      this.find("said").textContent = message ? "" : this.words.empty;
      if (!message) {
        this.message.focus();
        return;
      }
      const { signs, marks } = this.finder(message);
      const words = this.words[["none", "foundOne"][signs.length] ?? "found"];
      this.find("title").textContent = words.replace("{count}", signs.length);
      this.find("text").replaceChildren(...this.marked(message, marks, signs));
      this.form.querySelector(".signs").replaceChildren(...signs.map((id) => this.entry(id)));
      const next = this.section.querySelector(".checker-next")?.cloneNode(true);
      if (next) this.find("step").replaceChildren(next);
      this.find("title").focus();
    }

    *marked(message, marks, signs) {
      let at = 0;
      for (const run of joined(marks)) {
        yield message.slice(at, run.from);
        const mark = document.createElement("mark");
        const numbers = document.createElement("sup");
        const [...borne] = signs.keys();
        numbers.textContent = borne
          .filter((index) => run.signs.has(signs[index]))
          .map((index) => index + 1)
          .join(" ");
        mark.append(message.slice(run.from, run.to), numbers);
        yield mark;
        at = run.to;
      }
      yield message.slice(at);
    }

    entry(id) {
      const entry = this.section.querySelector(`:scope > .signs > [data-sign="${id}"]`);
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }

    clear() {
      this.message.value = "";
      this.find("result").hidden = true;
      this.find("text").replaceChildren();
      this.find("said").textContent = this.words.cleared;
      this.message.focus();
    }
  }

  if (parts) {
    for (const section of document.querySelectorAll(".message-checker")) {
      new MessageChecker(section);
    }
  }
}
