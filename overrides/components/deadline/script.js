/**
 * Deadline helper: which paper, received when → the earliest last day, to copy or as a calendar file.
 *
 * The number of days comes from the page (`data-days`, written from the registry), the words from
 * its template. Days are counted in UTC, where each has 24 hours; a holiday never moves the day. Who is
 * late needs no reminder: in its place stand the page's own numbers to dial.
 */
{
  const parts = document.getElementById("deadline-parts");
  const DAY = 86_400_000;
  const AHEAD = DAY / 3; // China is eight hours ahead of UTC, all year
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** A date as milliseconds of UTC midnight (a date alone is read so); NaN while the year is typed. */
  const parse = (text) => (/^20\d\d-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN);

  /** Today in China, wherever the reader is: the court counts there. */
  const today = () => {
    const now = Date.now() + AHEAD;
    return now - (now % DAY);
  };

  const iso = (day) => new Date(day).toISOString().slice(0, 10);

  /** Lines of an .ics file end in CRLF and hold at most 75 bytes; no character is cut. */
  const folded = (line) => {
    const lines = [""];
    let room = 75;
    for (const character of line) {
      const bytes = new TextEncoder().encode(character).length;
      if (bytes > room) {
        lines.push(" ");
        room = 74;
      }
      lines[lines.length - 1] += character;
      room -= bytes;
    }
    return lines.join("\r\n");
  };

  const calendar = ({ day, paper, title, text }) => {
    const escaped = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
    const basic = (date) => iso(date).replaceAll("-", "");
    return [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//guidance//deadline//",
      "BEGIN:VEVENT",
      `UID:${paper}-${basic(day)}@guidance`,
      `DTSTAMP:${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `DTEND;VALUE=DATE:${basic(day + DAY)}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(title)}`,
      "TRIGGER:-P3D",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]
      .map(folded)
      .join("\r\n");
  };

  class Deadline {
    constructor(section, papers) {
      const extra = document.importNode(parts.content, true);
      const find = (name) => extra.querySelector(`.deadline-${name}`);
      this.section = section;
      this.choices = find("papers");
      this.received = find("received");
      this.result = find("result");
      this.actions = find("actions");
      this.last = find("last");
      this.left = find("left");
      this.counted = find("counted");
      this.future = find("future");
      this.plain = find("plain");
      this.holiday = find("holiday");
      this.late = find("late");
      this.said = find("said");
      this.words = find("form").dataset;
      this.format = new Intl.DateTimeFormat(this.words.dates, { dateStyle: "full", timeZone: "UTC" });

      for (const item of papers) this.choices.append(this.choice(item));
      find("form").addEventListener("input", () => this.show());
      find("copy").addEventListener("click", () => this.copy());
      find("save").addEventListener("click", () => this.save());
      const numbers = section.closest("article").querySelector(".dial");
      if (numbers) this.late.append(numbers.cloneNode(true));
      section.querySelector(":scope > p").after(extra);
      this.show();
    }

    choice(item) {
      const { dataset, firstElementChild } = item;
      const label = document.createElement("label");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "deadline-paper", value: dataset.paper });
      radio.autocomplete = "off";
      radio.dataset.days = dataset.days;
      radio.dataset.task = item.textContent.trim();
      const words = document.createElement("span");
      words.append(...[...firstElementChild.childNodes].map((node) => node.cloneNode(true)));
      label.append(radio, words);
      return label;
    }

    /** What the reader has chosen, counted; nothing until both answers are there. */
    get answer() {
      const radio = this.choices.querySelector("input:checked");
      const received = parse(this.received.value);
      if (!radio || Number.isNaN(received)) return undefined;
      const days = Number(radio.dataset.days);
      const [receivedOn, first, last] = [0, 1, days].map((n) => this.format.format(received + n * DAY));
      const day = received + days * DAY;
      const name = radio.nextElementSibling.textContent;
      const confirm = this.section.querySelector(".deadline-confirm")?.textContent.trim() ?? "";
      const { task } = radio.dataset;
      const text = fill(this.words.text, { task, received: receivedOn, last, days, confirm });
      const title = fill(this.words.event, { paper: name });
      return { paper: radio.value, received, days, first, last, day, title, text };
    }

    show() {
      const answer = this.answer;
      const isAhead = answer !== undefined && answer.received > today();
      this.plain.hidden = true;
      this.said.textContent = "";
      this.future.hidden = !isAhead;
      this.result.hidden = this.actions.hidden = answer === undefined || isAhead;
      if (this.result.hidden) return;
      const count = (answer.day - today()) / DAY;
      const isLate = count < 0;
      const words = count > 1 ? "left" : ["today", "leftOne"][count] ?? "past";
      this.last.textContent = answer.last;
      this.left.textContent = fill(this.words[words], { count });
      this.result.toggleAttribute("data-past", isLate);
      this.holiday.hidden = this.actions.hidden = isLate;
      this.late.hidden = !isLate;
      this.counted.textContent = fill(this.words.counted, answer);
    }

    async copy() {
      const copied = await copyText(this.answer.text, this.plain);
      this.said.textContent = this.words[copied ? "copied" : "select"];
    }

    save() {
      const file = new Blob([calendar(this.answer)], { type: "text/calendar;charset=utf-8" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${iso(this.answer.day)}.ics`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }
  }

  if (parts) {
    for (const section of document.querySelectorAll(".deadline")) {
      const papers = [...section.querySelectorAll("li[data-paper][data-days]")];
      if (papers.length) new Deadline(section, papers);
    }
  }
}
