/**
 * Draws, copies or reads aloud the thing that a button stands beside, as it is on the page now: what
 * a reader ticked or typed is in it, and goes nowhere. script.js loads this at the first tap.
 *
 * `known` comes before it from the build: words, the names of numbers, and the tokens of the light
 * ground, which a chat shows to everybody. The foot (name, address, dates, code) is the one that
 * the page has for paper.
 */
const WIDTH = 1080; // three pixels for one of a phone: 45 is the least letter, 15 px
const EDGE = 56;
const TEXT = 54;
const SMALL = 46;
const TITLE = 78;
const NUMBER = 84;
const MODULE = 9; // of the code
const LINE = 1.45;
const GAP = 28;
const PORTRAIT = 4 / 3;
const { words, names, spare, codes, register, look } = known;
const { lang } = document.documentElement;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// ------------------------------------------------------------------ what the thing says

const BLOCKS = "h2, h3, h4, p, li, dt, dd, summary, .contact-reach";
const LEFT_OUT =
  ".source-mark, .share, .share-answer, .node-step, .tree-count, .answer-step, .checklist-head, .checklist-foot," +
  " .checklist-warning, .checklist-paper, table, textarea, template, button, input, [hidden]," +
  " .planner-buttons, [role=status]";

/** The texts of an element, its inner blocks left out, each with whether it is bold. */
const runs = (element) =>
  [...element.childNodes].flatMap((node) => {
    if (node instanceof Text) return [{ text: node.data.replace(/[\s\u2060]+/g, " ") }];
    if (!(node instanceof Element) || node.matches(`${LEFT_OUT}, ${BLOCKS}, ul, ol, dl`)) return [];
    const bold = node.matches("strong, [href^='tel:']");
    return runs(node).map((run) => ({ text: run.text, bold: bold || run.bold }));
  });

const said = (list) => list.map(({ text }) => text).join("").replace(/\s+/g, " ").trim();

const markOf = (item) => {
  const list = item.parentElement;
  if (list.matches("ol")) return `${[...list.children].indexOf(item) + 1}.`;
  return list.matches(".dial, .answers, .planner-offers") ? "" : "•";
};

const dialled = (link) => link.getAttribute("href").slice("tel:".length);

/** One part of a thing, as it is drawn and said. */
const block = (element) => {
  const box = element.querySelector(":scope > label > input");
  const dial = ".dial > li > [href^='tel:'], .contact-reach[href^='tel:']";
  const link = [element, ...element.children].find((one) => one.matches(dial));
  return {
    runs: link ? [...element.children].filter((one) => one !== link).flatMap(runs) : runs(element),
    number: link ? dialled(link) : "",
    who: link?.querySelector("span")?.textContent ?? "",
    box,
    mark: !box && element.matches("li") ? markOf(element) : "",
    isCalled: element.matches(".dial > li"),
    isTitle: element.matches("h2, h3, h4"),
    isTerm: element.matches("dt, .checked"),
    isStep: element.matches(".step-link"),
    where: element.matches(".step-link") ? element.firstElementChild.dataset.where : "",
  };
};

const textOf = (one) =>
  [one.box && (one.box.checked ? "☑" : "☐"), one.mark, one.isStep && "→", one.number, one.who, said(one.runs)]
    .filter(Boolean)
    .join(" ");

/** The boxes of the page that a button speaks of. */
const boxes = (button) => {
  const tree = button.closest(".decision-tree");
  if (tree) return [tree.querySelector(":scope > [data-current]")];
  const planner = button.closest(".planner");
  if (planner)
    return [".planner-result", ".planner-advice:not([data-unfit])", ".planner-plan"].flatMap((css) => [
      ...planner.querySelectorAll(css),
    ]);
  return [
    button.closest(".checklist, .contact-row, .stop-card") ?? button.parentElement.previousElementSibling,
  ];
};

/** The heading that something without one of its own stands below. */
const above = (box) => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4")];
  return headings.filter((one) => one.compareDocumentPosition(box) & 4).pop();
};

/** The line that answers questions says so where the thing itself does not name it. */
const whoAnswers = (number, named) =>
  named.length || number !== spare[spare.length - 1]
    ? names[number]
    : fill(words.unsure, { who: names[number] });

/** The six letters that tell what the genuine one says; what a reader filled in has none. */
const codeOf = (button) => {
  const row = button.closest(".contact-row");
  if (row) return codes[row.querySelector("h4").id];
  return button.closest("[data-code]")?.dataset.code;
};

/** All that a picture, a text or a voice says of it. */
const thing = (button) => {
  const found = boxes(button);
  const [first] = found;
  const parts = found
    .flatMap((box) => [...box.querySelectorAll(BLOCKS)])
    .filter((element) => !element.closest(LEFT_OUT))
    .map(block)
    .filter((one) => one.number || said(one.runs));
  const begins = parts[0]?.isTitle;
  const page = document.querySelector("h1").textContent;
  const title = begins ? said(parts.shift().runs) : above(first).textContent;
  const tone = ["danger", "warning", "info", "success"].find((name) => first.classList.contains(name));
  const toneWord = first.querySelector(".node-tone")?.textContent ?? "";
  const links = found.flatMap((box) => [...box.querySelectorAll("[href^='tel:']")]);
  const numbers = [...new Set(links.map(dialled))].filter((one) => names[one]);
  const isCard = parts.some((one) => one.number); // they stand above already
  const others = numbers.length ? numbers : spare.slice(tone === "danger" ? 0 : -1);
  return {
    title,
    id: (first.querySelector("h2[id], h3[id], h4[id]") ?? above(first)).id,
    tone,
    toneWord,
    parts,
    above: title === page ? "" : page,
    call: isCard ? [] : others.map((number) => ({ number, who: whoAnswers(number, numbers) })),
    // Whom to call when the harm is done; a crisis, a danger with its own numbers, is asked nothing.
    harmed: tone && tone !== "danger" && !others.includes(spare[0]) ? fill(words.harmed, { number: spare[0] }) : "",
    foot: [...document.querySelectorAll(".paper-foot p")].map((line) => line.textContent),
    letters: codeOf(button),
    qr: document.querySelector(".paper-foot .qr"),
  };
};

/** The address leads to the thing itself: nobody has to type it. */
const asText = ({ id, title, toneWord, above, parts, call, harmed, foot }) =>
  [
    [above, toneWord].filter(Boolean).join(" · "),
    title,
    "",
    ...parts.map(textOf),
    "",
    ...call.map(({ number, who }) => `${number} ${who}`),
    harmed,
    "",
    ...foot.map((line) => (/^https?:/.test(line) && id ? `${line}#${id}` : line)),
  ]
    .join("\n")
    .trim()
    .replace(/\n{3,}/g, "\n\n");

// ------------------------------------------------------------------ drawing

const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}…—]+$/u;
const OPENS = /^[\p{Ps}\p{Pi}]+$/u;

/** Words, and dates; where the browser finds no words, Han letters and what spaces part. */
const pieces = (text) =>
  text.split(/(\d{4}-\d\d-\d\d)/).flatMap((part, at) => {
    if (at % 2) return [part];
    if (!Intl.Segmenter) return part.match(/\s+|\p{sc=Han}|[^\s\p{sc=Han}]+/gu) ?? [];
    const found = new Intl.Segmenter(lang, { granularity: "word" }).segment(part);
    return [...found].map(({ segment }) => segment);
  });

/** What stays on one line: no line begins with what closes, or ends with what opens. */
const units = (list) => {
  const found = [];
  let isOpen = false;
  for (const { text, ...style } of list)
    for (const piece of pieces(text)) {
      const last = found[found.length - 1];
      const one = { text: piece, ...style };
      if (last && (isOpen || (CLOSES.test(piece) && last[0].text.trim()))) last.push(one);
      else found.push([one]);
      isOpen = OPENS.test(piece);
    }
  return found;
};

class Drawing {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.family = getComputedStyle(document.body).fontFamily;
    this.top = 0;
    this.steps = []; // of drawing: the height is known when all is laid out
  }

  font(size, bold) {
    this.pen.font = `${bold ? 700 : 400} ${size}px ${this.family}`;
  }

  /** Runs, wrapped; `top` is then below them. */
  text(list, { size = TEXT, colour = look.ink, bold = false, left = EDGE, right = WIDTH - EDGE, line = LINE } = {}) {
    const width = (one) => {
      this.font(size, bold || one.bold);
      return this.pen.measureText(one.text).width;
    };
    let x = left;
    let top = this.top;
    const feed = () => {
      x = left;
      top += size * line;
    };
    const put = (one, wide) => {
      const [from, base] = [x, top + size * (line / 2 + 0.36)];
      this.steps.push(() => {
        this.font(size, bold || one.bold);
        this.pen.fillStyle = colour;
        this.pen.fillText(one.text, from, base);
      });
      x += wide;
    };
    for (const unit of units(list)) {
      const wide = unit.map(width);
      const whole = wide.reduce((sum, one) => sum + one, 0);
      if (x === left && !unit[0].text.trim()) continue;
      if (x > left && x + whole > right) feed();
      if (x === left && !unit[0].text.trim()) continue;
      if (whole <= right - left) unit.forEach((one, at) => put(one, wide[at]));
      else
        for (const { text, ...style } of unit)
          for (const letter of text) {
            const one = { text: letter, ...style };
            if (x + width(one) > right) feed();
            put(one, width(one));
          }
    }
    this.top = top + size * line;
  }

  box(colour, left, top, width, height, stroke = 0) {
    this.steps.push(() => {
      this.pen.fillStyle = this.pen.strokeStyle = colour;
      this.pen.lineWidth = stroke;
      if (stroke) this.pen.strokeRect(left, top, width, height);
      else this.pen.fillRect(left, top, width, height);
    });
  }

  /** Put what is below everything that is laid out after it. */
  below(work) {
    const at = this.steps.length;
    return () => {
      const before = this.steps.splice(at);
      work();
      this.steps.push(...before);
    };
  }

  /** A path of a square of `units`, filled or stroked. */
  path(data, left, top, scale, colour, stroke = false) {
    this.steps.push(() => {
      this.pen.save();
      this.pen.translate(left, top);
      this.pen.scale(scale, scale);
      this.pen.fillStyle = this.pen.strokeStyle = colour;
      this.pen.lineWidth = 1;
      this.pen[stroke ? "stroke" : "fill"](new Path2D(data), ...(stroke ? [] : ["evenodd"]));
      this.pen.restore();
    });
  }

  end() {
    this.canvas.width = WIDTH;
    this.canvas.height = Math.max(Math.ceil(this.top), WIDTH * PORTRAIT);
    this.pen.fillStyle = look.paper;
    this.pen.fillRect(0, 0, WIDTH, this.canvas.height);
    for (const step of this.steps) step();
  }
}

const head = (on, { title, tone = "danger", toneWord, above }) => {
  const ink = look[`${tone}-on`];
  const ground = on.below(() => on.box(look[`${tone}-band`], 0, 0, WIDTH, on.top));
  on.top = 36;
  const icon = toneWord ? 60 : 0;
  if (icon) on.path(look[`shape-${tone}`], EDGE, on.top + 6, 2.2, ink);
  const line = [toneWord, above].filter(Boolean).join(" · ");
  if (line) on.text([{ text: line }], { size: SMALL, colour: ink, left: EDGE + icon });
  on.text([{ text: title }], { size: TITLE, colour: ink, bold: true, line: 1.25 });
  on.top += 36;
  ground();
  on.top += GAP;
};

const number = (on, { number, who, mark, runs: rest = [] }) => {
  const top = on.top;
  if (mark) {
    on.text([{ text: mark }], { size: NUMBER, colour: look.muted, line: 1.3 });
    on.top = top;
  } else on.path(look["shape-phone"], EDGE, top + 24, 3, look.action);
  on.text([{ text: number, bold: true }], { size: NUMBER, colour: look.action, left: EDGE + 92, line: 1.3 });
  on.font(NUMBER, true);
  const left = EDGE + 92 + on.pen.measureText(number).width + 28;
  const below = on.top;
  if (who) {
    on.top = top + 26;
    on.text([{ text: who }], { size: SMALL, left, line: 1.3 });
    on.top = Math.max(below, on.top);
  }
  if (said(rest)) on.text(rest, { left: EDGE + 92 });
  on.top += 12;
};

/** The first thing still to do stands out. */
const item = (on, one, isNext) => {
  const top = on.top;
  const size = one.isCalled && one.mark ? NUMBER : TEXT;
  const left = EDGE + (one.box ? 84 : size > TEXT ? 92 : one.mark ? 52 : 0);
  if (one.box) {
    const [x, y] = [EDGE, top + 15];
    if (one.box.checked) {
      on.box(look.action, x, y, 50, 50);
      on.path(look["shape-tick"], x + 5, y + 5, 1.7, look["on-action"]);
    } else on.box(look.ink, x + 2, y + 2, 46, 46, 4);
  } else if (one.mark) {
    on.text([{ text: one.mark }], { size, colour: look.muted, line: size > TEXT ? 1.3 : LINE });
    on.top = top + (size > TEXT ? 16 : 0);
  }
  on.text(one.runs, { left, bold: isNext, colour: one.box?.checked ? look.muted : look.ink });
  on.top += one.box ? 20 : 14;
};

/** Where to read on: nothing in a picture may look as if it could be tapped. */
const step = (on, one) => {
  on.text([{ text: one.where ? fill(words.where, one) : said(one.runs) }], { bold: true });
  on.top += GAP;
};

const foot = (on, { call, harmed, foot: lines, letters, qr }) => {
  on.top += GAP;
  if (call.length) {
    on.box(look.ink, EDGE, on.top, WIDTH - 2 * EDGE, 4);
    on.top += 20;
    call.forEach((one) => number(on, one));
  }
  if (harmed) on.text([{ text: harmed, bold: true }]);
  on.box(look.control, EDGE, on.top + 8, WIDTH - 2 * EDGE, 2);
  on.top += 40;
  let left = EDGE;
  const top = on.top;
  if (qr) {
    const size = qr.viewBox.baseVal.width * MODULE;
    on.box("#fff", EDGE, top, size, size);
    on.path(qr.querySelector("path").getAttribute("d"), EDGE, top, MODULE, "#000", true);
    left += size + 32;
    on.top = top + 8;
  }
  const code = letters && register ? [fill(words.code, { code: letters, page: register })] : [];
  [...lines, ...code, words.forged].forEach((text, at) => on.text([{ text }], { size: SMALL, left, bold: !at, colour: at ? look.muted : look.ink, line: 1.3 }));
  if (qr) on.top = Math.max(on.top, top + qr.viewBox.baseVal.width * MODULE);
  on.top += EDGE;
};

/** The picture's address. Throws where the browser draws nothing, or hands out another picture. */
const drawn = (all) => {
  const on = new Drawing(document.createElement("canvas"));
  head(on, all);
  const next = all.parts.find(({ box }) => box && !box.checked);
  for (const one of all.parts) {
    if (one === next) on.text([{ text: words.next }], { size: SMALL, colour: look.action, bold: true });
    if (one.number) number(on, one);
    else if (one.isStep) step(on, one);
    else if (one.isTitle) on.text(one.runs, { bold: true });
    else if (one.isTerm) on.text(one.runs, { size: SMALL, colour: look.muted, line: 1.3 });
    else if (one.mark || one.box) item(on, one, one === next);
    else {
      on.text(one.runs);
      on.top += 16;
    }
  }
  foot(on, all);
  on.end();
  const [red, green, blue] = on.pen.getImageData(4, 4, 1, 1).data;
  const band = look[`${all.tone ?? "danger"}-band`].match(/\w\w/g).map((part) => parseInt(part, 16));
  if ([red, green, blue].some((value, at) => Math.abs(value - band[at]) > 8)) throw new Error("no canvas");
  return on.canvas.toDataURL("image/png");
};

// ------------------------------------------------------------------ what the buttons do

const SAVES = "download" in HTMLAnchorElement.prototype && !/MicroMessenger/i.test(navigator.userAgent);

const make = (tag, values) => Object.assign(document.createElement(tag), values);

/** What was drawn says no more what the page says. */
for (const act of ["hashchange", "input"])
  addEventListener(act, () => document.querySelectorAll(".share-answer").forEach((box) => box.remove()));

/** Below the row, in place of what was there: words that are heard, and what they speak of. */
const answer = (row, text, ...more) => {
  const status = make("p", { role: "status" });
  const box = make("div", { className: "share-answer" });
  if (row.nextElementSibling?.matches(".share-answer")) row.nextElementSibling.remove();
  box.style.flexBasis = "100%"; // in the row of other buttons
  box.append(status, ...more);
  row.after(box);
  status.textContent = text;
  return box;
};

const copy = async (all, status) => {
  const area = make("textarea", { readOnly: true, rows: 8, className: "tool-input", ariaLabel: words.plain });
  status.after(area);
  const isCopied = await copyText(asText(all), area);
  status.textContent = isCopied ? words.copied : words.select;
  if (isCopied) area.remove();
};

/** The text to paste is offered with the picture, and where there is none. */
export const picture = (button) => {
  const all = thing(button);
  const close = make("button", { type: "button", textContent: words.close });
  const text = make("button", { type: "button", textContent: words.copy });
  let src = "";
  try {
    src = drawn(all);
  } catch {
    // denied
  }
  const image = make("img", { src, alt: fill(words.alt, all), hidden: !src });
  image.style.cssText = "display:block;width:100%;max-width:400px;height:auto;border:1px solid";
  const box = answer(button.parentElement, words[!src ? "denied" : SAVES ? "saved" : "hold"], image, text, " ", close);
  text.onclick = () => copy(all, box.firstChild);
  close.onclick = () => {
    box.remove();
    button.focus();
  };
  image.onload = () => box.scrollIntoView({ block: "nearest" });
  if (src && SAVES) make("a", { href: src, download: `${all.title}.png` }).click();
};

// ------------------------------------------------------------------ aloud

let speaking = null; // the button that says "Stop"

const quiet = () => {
  if (!speaking) return;
  speaking.textContent = words.speak;
  speaking = null;
  speechSynthesis.cancel();
};

/** Whatever a reader does next; the button itself is asked again, but for Escape. */
for (const act of ["click", "keydown", "hashchange", "pagehide"])
  addEventListener(act, ({ target, key }) => (target !== speaking || key === "Escape") && quiet(), true);

/** A number is dialled digit by digit. */
const heard = (text) => text.replace(/\d+/g, (digits) => (names[digits] ? [...digits].join(" ") : digits));

export const speak = (button) => {
  const isStop = speaking === button;
  quiet();
  if (isStop) return;
  // A voice of the network would be sent what it reads; zh-HK reads in Cantonese.
  const voices = speechSynthesis
    .getVoices()
    .filter((one) => one.localService && one.lang.startsWith(lang.slice(0, 2)));
  const voice = voices.find((one) => /[-_]CN/.test(one.lang)) ?? voices[0];
  const { toneWord, title, parts } = thing(button);
  const end = () => speaking === button && quiet();
  speechSynthesis.cancel();
  speaking = button;
  button.textContent = words.stop;
  const texts = [toneWord, title, ...parts.map((one) => `${one.number} ${one.who} ${said(one.runs)}`)];
  const spoken = texts
    .filter((text) => text.trim())
    .map((text) => Object.assign(new SpeechSynthesisUtterance(heard(text.trim())), { voice, lang: voice.lang }));
  spoken[spoken.length - 1].onend = end;
  for (const one of spoken) {
    one.onerror = end;
    speechSynthesis.speak(one);
  }
};
