/**
 * Message checker: the reader's message with its warning signs marked, why each matters, and the next
 * step for them. It never says that a message is genuine, and knows no score.
 *
 * signs.js finds them in the section's data; reasons and next steps are copied from the lists that the
 * page shows without script. Nothing is sent or kept. The message is only ever a text node. A long one
 * is read in pieces and shown in parts, so that no text holds up the page.
 */
{
  const PIECE = 10_000; // letters read at once: a slow phone is busy for a tenth of a second
  const OVER = 200; // letters that a piece reads on, so that nothing at its end is lost
  const PART = 60; // letters shown before and after a mark of a long message
  const MOST_MARKS = 20; // of one sign; more would only hide the text
  const parts = document.getElementById("checker-parts");
  const rest = () => new Promise((done) => setTimeout(done));

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

  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  };

  class MessageChecker {
    constructor(section) {
      const extra = document.importNode(parts.content, true);
      this.section = section;
      this.form = extra.querySelector(".checker-form");
      this.words = this.form.dataset;
      this.message = extra.querySelector("textarea");
      this.message.addEventListener("paste", (event) => this.paste(event));
      this.find("find").addEventListener("click", () => this.show());
      this.find("clear").addEventListener("click", () => this.clear());
      section.querySelector(":scope > p").after(extra);
    }

    find(name) {
      return this.form.querySelector(`.checker-${name}`);
    }

    /** What is to be mended looks so. */
    say(words, isError = false) {
      const said = this.find("said");
      said.textContent = words;
      said.classList.toggle("tool-error", isError);
    }

    /** Browsers break a long line anew for each word that is pasted; what is set, they break once. */
    paste(event) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.length <= PIECE) return;
      event.preventDefault();
      const { selectionStart, selectionEnd } = this.message;
      this.message.setRangeText(text, selectionStart, selectionEnd, "end");
    }

    /** Made when it is first needed: most who come here only read. */
    get finder() {
      const { signs } = this.section.querySelector("[data-signs]").dataset;
      return (this.made ??= signFinder(JSON.parse(signs)));
    }

    async show() {
      const message = this.message.value.trim();
      this.shown = message; // another one may come before this one is read
      this.find("result").hidden = true;
      this.say(message ? "" : this.words.empty, !message);
      if (!message) {
        this.message.focus();
        return;
      }
      const count = Object.create(null); // by the id of a record, which can be any word
      const marks = [];
      for (let at = 0; at < message.length; at += PIECE) {
        if (at) await rest();
        if (this.shown !== message) return;
        for (const { from, to, sign } of this.finder(message.slice(at, at + PIECE + OVER)).marks) {
          count[sign] = (count[sign] ?? 0) + 1;
          if (count[sign] <= MOST_MARKS) marks.push({ from: at + from, to: at + to, sign });
        }
      }
      this.draw(message, marks);
    }

    draw(message, marks) {
      const borne = [...this.section.querySelectorAll(":scope > .signs > li")].filter((entry) =>
        marks.some(({ sign }) => sign === entry.dataset.sign),
      );
      const signs = borne.map((entry) => entry.dataset.sign);
      const isMild = signs.length > 0 && borne.every((entry) => "genuine" in entry.dataset);
      const found = ["none", "foundOne"][signs.length] ?? "found";
      const words = this.words[isMild ? "genuine" : found];
      this.find("title").textContent = words.replace("{count}", signs.length);
      const text = this.find("text");
      const { han } = text.dataset; // what the page itself is not written in
      text.lang = /\p{sc=Han}/u.test(message) === !han ? document.documentElement.lang : han;
      text.replaceChildren(...this.marked(message, marks, signs));
      this.form.querySelector(".signs").replaceChildren(...borne.map(copyOf));
      this.find("step").replaceChildren(...this.steps(signs));
      this.find("result").hidden = false;
      this.find("title").focus({ preventScroll: true });
      this.find("result").scrollIntoView();
    }

    /** What to do next, for these signs, and what to do for those who did what the message says. */
    steps(signs) {
      const list = this.section.querySelector(":scope > .checker-next");
      if (!list) return [];
      const steps = [...list.children];
      const chosen = list.cloneNode();
      const fitting = nextSteps(signs, steps.map((step) => step.dataset.for.split(" ")));
      chosen.append(...fitting.map((at) => copyOf(steps[at])));
      const after = list.nextElementSibling;
      return after?.tagName === "P" ? [chosen, copyOf(after)] : [chosen];
    }

    *marked(message, marks, signs) {
      const isLong = message.length > PIECE;
      const part = (from, to) =>
        !isLong || to - from < 3 * PART
          ? message.slice(from, to)
          : `${message.slice(from, from + PART)} … ${message.slice(to - PART, to)}`;
      let at = 0;
      for (const run of joined(marks)) {
        yield part(at, run.from);
        const mark = document.createElement("mark");
        const numbers = document.createElement("sup");
        numbers.textContent = signs
          .flatMap((sign, index) => (run.signs.has(sign) ? [index + 1] : []))
          .join(" ");
        mark.append(part(run.from, run.to), numbers);
        yield mark;
        at = run.to;
      }
      yield part(at, message.length);
    }

    clear() {
      this.message.value = this.shown = "";
      this.find("result").hidden = true;
      this.find("text").replaceChildren();
      this.say(this.words.cleared);
      this.message.focus();
    }
  }

  if (parts) {
    for (const section of document.querySelectorAll(".message-checker")) {
      new MessageChecker(section);
    }
  }
}
