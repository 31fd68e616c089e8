/**
 * Repayment planner: income, necessities, debts → what can be offered to each, and for how long.
 *
 * `repayment` counts and knows no page; the class below it is the form. What the page holds as text
 * (the paper form, the advice for each result, the assumptions) is the Markdown of the section.
 *
 * How it counts. All money is a BigInt in fen, a yearly cost a BigInt in ten-thousandths of a per
 * cent; nothing is ever a floating-point number.
 *
 *   kept     = necessities ÷ 30, up to a whole yuan                     (a day, for the unforeseen)
 *   left     = income − necessities − kept
 *   cost     = balance × yearly cost ÷ 12, up to the next fen           (of one month)
 *   least    = the smallest whole number of yuan above the first month's cost
 *   offer    = least + (left − all least) × balance ÷ all balances, down to a whole yuan,
 *              but no more than balance + cost, up to a whole yuan
 *   a month: balance + cost − payment, payment = offer or, at the end, what is still owed
 *
 * Example: income 4,920, necessities 3,600, kept 120, so left = 1,200 yuan. Debt A 6,000 at 24 %, debt B 3,000
 * without further cost. A costs 120 in the first month, so least is 121 and 1; 1,078 are shared 2 : 1.
 * A is offered 121 + 718 = 839, B 1 + 359 = 360; one yuan is over. B: 8 × 360 + 120, 9 months.
 * A: 8 months, the last of 667.88; 540.88 of it all is cost. (tests/planner/plans.yml)
 *
 * A plan closes when `left` covers every `least` and no debt takes more than LONGEST months. Where not
 * even a day's necessities stay with the reader, one bill breaks any plan, so there is none. A debt
 * that is old, or may be, gets no offer: who agrees to pay it may lose a defence.
 */
const repayment = (() => {
  const YUAN = 100n;
  const MONTHS = 12n;
  const PER_CENT = 10_000n; // a yearly cost of 1 %
  /** Our own limits, not rules: how much is a slip, and from when a plan is none. */
  const LARGEST = 10_000_000_000n;
  const DEAREST = 1000n * PER_CENT;
  const LONGEST = 120;
  const DAYS = 30n; // of a month
  const LONGEST_NUMBER = 40; // characters; a whole message may be pasted

  const up = (value, unit) => (value + unit - 1n) / unit;

  /** As a Chinese keyboard or a copied bill has it → ASCII, without blanks. */
  const plain = (text) =>
    text
      .normalize("NFKC")
      .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, "")
      .replace(/[\u2212\u2013]/g, "-")
      .replaceAll("\u3002", "."); // IDEOGRAPHIC FULL STOP

  /** A decimal number as an integer of `places` digits behind the point; or the problem with it. */
  const decimal = (text, places) => {
    if (text === "") return { problem: "empty" };
    if (text.length > LONGEST_NUMBER) return { problem: "number" };
    if (/^-\d/.test(text)) return { problem: "negative" };
    const digits = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(",", "") : text;
    const found = /^(\d+)(?:\.(\d*))?$/.exec(digits);
    if (!found) return { problem: "number" };
    const behind = (found[2] ?? "").replace(/0+$/, "");
    if (behind.length > places) return { problem: "decimals" };
    return { value: BigInt(found[1] + behind.padEnd(places, "0")) };
  };

  /** What numbers are typed with, in any edition: words/LOCALE.yml. */
  const typed = document.getElementById("planner-parts")?.content.firstElementChild.dataset ?? {};
  const [currency, wan, yearly] = [typed.currency, typed.wan, typed.yearly].map(
    (words = "(?!)") => `(?:${words.replaceAll(" ", "|")})`,
  );
  const AROUND = new RegExp(`^${currency}|${currency}$`, "gi");
  const WAN = new RegExp(`(\\d\\.?)${wan}$`);
  const YEARLY = new RegExp(`^${yearly}`);

  /** Yuan → fen. */
  const money = (text) => {
    const words = plain(text).replace(AROUND, "");
    const isWan = WAN.test(words);
    const read = decimal(words.replace(WAN, "$1"), isWan ? 6 : 2);
    return read.value >= LARGEST ? { problem: "large" } : read;
  };

  /** Balance: money, and not nothing. */
  const balance = (text) => {
    const read = money(text);
    return read.value === 0n ? { problem: "nothing" } : read;
  };

  /** Per cent a year; null when left out. A contract's daily rate is below 1 and would mislead. */
  const rate = (text) => {
    const read = decimal(plain(text).replace(YEARLY, "").replace(/%$/, ""), 4);
    if (read.problem === "empty") return { value: null };
    if (read.value > 0n && read.value < PER_CENT) return { problem: "daily" };
    return read.value >= DEAREST ? { problem: "dear" } : read;
  };

  /** Whether a debt is old; who is not sure is asked to treat it so. */
  const old = (answer) => (answer === "" ? { problem: "old" } : { value: answer !== "no" });

  const costOf = (owed, yearly) => up(owed * yearly, MONTHS * 100n * PER_CENT);

  /** Month by month until nothing is owed; undefined when that takes too long. */
  const schedule = (balance, yearly, offer) => {
    let owed = balance;
    let cost = 0n;
    for (let months = 1; months <= LONGEST; months += 1) {
      const more = costOf(owed, yearly);
      cost += more;
      const last = owed + more;
      if (last <= offer) return { months, last, cost, total: balance + cost };
      owed = last - offer;
    }
    return undefined;
  };

  /**
   * What each debt can be offered.
   *
   * Takes fen: `{ income, needs, debts: [{ balance, rate, old }] }`. Returns `state`: "short" (income is
   * no more than the necessities), "old" (only old debts), "tight" (no more than `kept` is left), "open"
   * (`left` is below `needed`), "long" or "closes"; `kept`, `left`, `needed` (all `least`), `offered`,
   * `spare` (what stays with the reader); `offers` in the order of the debts, each `{ index, old }` and,
   * where there is a plan, `offer` and the schedule.
   */
  const plan = ({ income, needs, debts }) => {
    const kept = up(needs, DAYS * YUAN) * YUAN;
    const left = income - needs - kept;
    const offers = debts.map((debt, index) => ({ index, old: debt.old }));
    const shared = offers.filter(({ old }) => !old);
    const all = (list, value) => list.reduce((sum, one) => sum + value(one), 0n);
    for (const one of shared) {
      one.cost = costOf(debts[one.index].balance, debts[one.index].rate ?? 0n);
      one.least = (one.cost / YUAN + 1n) * YUAN;
    }
    const needed = all(shared, ({ least }) => least);
    const rest = left - needed;
    const end = (state, offered = 0n) => ({
      state,
      kept,
      left,
      needed,
      offered,
      spare: income - needs - offered,
      offers: offers.map(({ index, old, offer, ...more }) =>
        offer === undefined ? { index, old } : { index, old, offer, ...more.schedule },
      ),
    });
    if (income <= needs) return end("short");
    if (!shared.length) return end("old");
    if (left <= 0n) return end("tight");
    if (rest < 0n) return end("open");
    const owed = all(shared, ({ index }) => debts[index].balance);
    for (const one of shared) {
      const { balance: mine, rate: yearly } = debts[one.index];
      const whole = up(mine + one.cost, YUAN) * YUAN;
      const share = one.least + ((rest * mine) / owed / YUAN) * YUAN;
      one.offer = share < whole ? share : whole;
      one.schedule = schedule(mine, yearly ?? 0n, one.offer);
    }
    const isLong = shared.some((one) => !one.schedule);
    return end(isLong ? "long" : "closes", all(shared, ({ offer }) => offer));
  };

  /** 123456n fen → "1,234.56"; whole yuan without a point. */
  const yuan = (fen) => {
    const [whole, rest] = [fen / YUAN, fen % YUAN].map(String);
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return rest === "0" ? grouped : `${grouped}.${rest.padStart(2, "0")}`;
  };

  /** 185000n → "18.5%". */
  const perCent = (yearly) => {
    const behind = String(yearly % PER_CENT).padStart(4, "0").replace(/0+$/, "");
    return `${yearly / PER_CENT}${behind && `.${behind}`}%`;
  };

  const text = (words) => ({ value: words.trim() });

  return { read: { money, balance, rate, old, text }, plan, yuan, perCent };
})();

{
  const part = (name) => document.getElementById(`planner-${name}`);
  const make = (name) => document.importNode(part(name).content, true);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const MOST = 12;
  let ids = 0;

  /** An input with its hint and the place for what is wrong with it. */
  class Field {
    constructor(box, words) {
      this.input = box.querySelector("input, select");
      this.error = box.querySelector("[data-problem]");
      this.words = words;
      ids += 1;
      this.error.id = `planned-error-${ids}`;
      const hint = box.querySelector("small");
      if (hint) hint.id = `planned-hint-${ids}`;
      this.input.setAttribute("aria-describedby", [hint?.id, this.error.id].filter(Boolean).join(" "));
    }

    get read() {
      return repayment.read[this.input.dataset.kind](this.input.value);
    }

    get isEmpty() {
      return this.input.value.trim() === "";
    }

    show(problem) {
      const words = problem ? this.words[`problem${problem[0].toUpperCase()}${problem.slice(1)}`] : "";
      if (this.error.textContent !== words) this.error.textContent = words;
      this.error.hidden = !words;
      if (words) this.input.setAttribute("aria-invalid", "true");
      else this.input.removeAttribute("aria-invalid");
    }
  }

  class Planner {
    constructor(section, paper) {
      const extra = make("parts");
      const find = (name) => extra.querySelector(`.planner-${name}`);
      this.section = section;
      this.form = find("form");
      this.words = this.form.dataset;
      [this.income, this.needs] = [find("income"), find("needs")].map((box) => this.field(box));
      this.list = find("debts");
      this.add = find("add");
      this.full = find("full");
      this.said = find("said");
      this.undo = find("undo");
      this.blank = find("blank");
      this.result = find("result");
      this.plan = find("plan");
      this.title = find("title");
      this.sums = find("sums");
      this.offers = find("offers");
      this.table = find("table");
      this.plain = find("plain");
      this.copied = find("copied");
      this.advice = new Map(
        [...section.querySelectorAll("[data-outcome]")].map((box) => [box.dataset.outcome, box]),
      );
      this.letter = section
        .closest("article")
        .querySelector("[data-field=pay-amount]")
        ?.closest("section");
      this.loans = new Map();
      this.debts = [];
      this.shown = false;

      this.add.addEventListener("click", () => {
        const { lender } = this.addDebt();
        this.follow();
        lender.input.focus();
      });
      this.undo.addEventListener("click", () => this.bringBack());
      find("count").addEventListener("click", () => this.count());
      find("copy").addEventListener("click", () => this.copy());
      for (const button of extra.querySelectorAll("[data-print]")) {
        button.addEventListener("click", () => printPart(button, section, "printPlan"));
      }
      this.form.addEventListener("input", () => this.follow());
      this.form.addEventListener("change", ({ target }) => this.leave(target));
      addEventListener("pointerdown", () => (this.waiting = []), true);
      for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.release());
      // Not key: the Enter that chooses a word of an input method has keyCode 229.
      this.form.addEventListener("keydown", (event) => {
        if (event.keyCode !== 13 || !event.target.matches("input")) return;
        event.preventDefault();
        this.count();
      });
      this.addDebt();
      [paper, ...this.advice.values()].pop().after(this.plan);
      this.follow();
      // Whole, or not at all: style.css hides the paper form beside it.
      paper.before(this.form, this.result);
    }

    field(box) {
      return new Field(box, this.words);
    }

    get fields() {
      const { income, needs } = this;
      return [income, needs, ...this.debts.flatMap((debt) => debt.fields)];
    }

    // ------------------------------------------------------------------ rows

    addDebt() {
      const row = make("debt").firstElementChild;
      const [lender, balance, rate, old] = [...row.querySelectorAll("[data-input]")].map((box) =>
        this.field(box),
      );
      const debt = { row, lender, balance, rate, old, fields: [lender, balance, rate, old] };
      row.querySelector("button").addEventListener("click", () => this.remove(debt));
      this.debts.push(debt);
      this.list.append(row);
      this.forget();
      this.number();
      return debt;
    }

    number() {
      this.debts.forEach(({ row }, index) => {
        row.querySelector("legend").textContent = fill(this.words.debt, { number: index + 1 });
        row.querySelector("button").textContent = fill(this.words.remove, { number: index + 1 });
        row.querySelector("button").hidden = this.debts.length === 1;
      });
      this.add.hidden = this.debts.length >= MOST;
      this.full.hidden = !this.add.hidden;
    }

    remove(debt) {
      const index = this.debts.indexOf(debt);
      this.debts.splice(index, 1);
      debt.row.remove();
      this.number();
      this.follow();
      if (debt.fields.every((field) => field.isEmpty)) {
        this.say("");
        this.debts[Math.max(0, index - 1)].lender.input.focus();
        return;
      }
      this.say(fill(this.words.removed, { debt: this.name(debt, index) }));
      this.removed = { debt, index };
      this.undo.hidden = false;
      this.undo.focus();
    }

    bringBack() {
      const { debt, index } = this.removed;
      this.debts.splice(index, 0, debt);
      (index ? this.debts[index - 1].row.after(debt.row) : this.list.prepend(debt.row));
      this.forget();
      this.number();
      this.say("");
      this.follow();
      debt.lender.input.focus();
    }

    /** A removed debt cannot come back once the list has gone on. */
    forget() {
      this.removed = undefined;
      this.undo.hidden = true;
    }

    name(debt, index) {
      return debt.lender.read.value || fill(this.words.debt, { number: index + 1 });
    }

    // ------------------------------------------------------------------ reading

    /** What each field is wrong about, in the order of the page. */
    get problems() {
      const filled = this.debts.filter(({ fields }) => fields.some((field) => !field.isEmpty));
      const asked = filled.length ? filled : this.debts.slice(0, 1);
      return [this.income, this.needs, ...asked.flatMap(({ fields }) => fields)]
        .map((field) => [field, field.read.problem])
        .filter(([, problem]) => problem);
    }

    get answer() {
      const debts = this.debts
        .map((debt, index) => ({ debt, name: this.name(debt, index) }))
        .filter(({ debt }) => !debt.balance.isEmpty)
        .map(({ debt, name }) => {
          const [balance, rate, old] = [debt.balance, debt.rate, debt.old].map((f) => f.read.value);
          return { debt, name, balance, rate, old };
        });
      const [income, needs] = [this.income, this.needs].map((field) => field.read.value);
      return { income, needs, debts, ...repayment.plan({ income, needs, debts }) };
    }

    /**
     * A reader has left a field: say what is wrong with it, and the new result. Not while the mouse is
     * down: the words would push the button away before it is clicked.
     */
    leave(input) {
      if (this.waiting) {
        this.waiting.push(input);
        return;
      }
      const field = this.fields.find((one) => one.input === input);
      const { problem } = field?.read ?? {};
      if (field && !(field.isEmpty && problem === "empty")) field.show(problem);
      if (!this.result.hidden) this.say(this.summary(this.answer));
    }

    release() {
      setTimeout(() => {
        const inputs = this.waiting ?? [];
        this.waiting = undefined;
        for (const input of inputs) this.leave(input);
      });
    }

    /** While typing: what is right again loses its message, and no result is out of date. */
    follow() {
      const { problems } = this;
      const wrong = new Set(problems.map(([field]) => field));
      for (const field of this.fields) if (!wrong.has(field)) field.show();
      this.forgetMessages();
      const begun = !this.income.isEmpty && !this.needs.isEmpty;
      this.form.toggleAttribute("data-begun", begun || this.shown);
      for (const { row, fields } of this.debts) {
        row.toggleAttribute("data-begun", this.shown || fields.some((field) => !field.isEmpty));
      }
      const isWhole = this.shown && !problems.length;
      this.result.hidden = this.plan.hidden = !isWhole;
      this.blank.hidden = isWhole;
      this.section.toggleAttribute("data-planned", isWhole);
      for (const box of this.advice.values()) box.dataset.unfit = "";
      if (isWhole) this.show(this.answer);
      this.checkLetter();
    }

    forgetMessages() {
      if (this.undo.hidden) this.say("");
      this.copied.textContent = "";
      this.plain.hidden = true;
    }

    count() {
      this.forget();
      const { problems } = this;
      for (const field of this.fields) field.show();
      for (const [field, problem] of problems) field.show(problem);
      this.shown = true;
      this.follow();
      if (problems.length) {
        const [[first]] = problems;
        this.say(fill(this.words[problems.length > 1 ? "mend" : "mendOne"], { count: problems.length }));
        first.input.focus();
        return;
      }
      this.say(this.summary(this.answer));
      this.title.focus();
    }

    say(words) {
      this.said.textContent = words;
    }

    // ------------------------------------------------------------------ showing

    summary({ state, left, needed, income, needs, offers, kept, spare }) {
      const months = Math.max(...offers.map((one) => one.months ?? 0));
      const count = offers.filter(({ old }) => !old).length;
      const values = {
        left: repayment.yuan(left > 0n ? left : 0n),
        kept: repayment.yuan(kept),
        spare: repayment.yuan(spare > 0n ? spare : 0n),
        gap: repayment.yuan(needs > income ? needs - income : 0n),
        needed: repayment.yuan(needed),
        count,
        months: this.months(months),
      };
      const one = state === "closes" && count === 1 ? "closesOne" : state;
      return fill(this.words[income < needs ? "below" : one], values);
    }

    months(count) {
      return fill(this.words[count === 1 ? "month" : "months"], { count });
    }

    show(answer) {
      const { state, income, needs, kept, left, offered, spare, offers, debts, needed } = answer;
      const hasOffers = state === "closes" || state === "long";
      const yuan = (fen) => fill(this.words.yuan, { amount: repayment.yuan(fen) });
      this.rows(this.sums, [
        [this.words.sumIncome, yuan(income)],
        [this.words.sumNeeds, yuan(needs)],
        ...(income < needs ? [[this.words.sumGap, yuan(needs - income)]] : []),
        ...(left > 0n ? [[this.words.sumKept, yuan(kept)], [this.words.sumLeft, yuan(left)]] : []),
        ...(state === "tight" ? [[this.words.sumSpare, yuan(spare)]] : []),
        ...(state === "open" ? [[this.words.sumNeeded, yuan(needed)]] : []),
        ...(hasOffers ? [[this.words.sumOffered, yuan(offered)]] : []),
        ...(hasOffers ? [[this.words.sumSpare, yuan(spare)]] : []),
      ]);
      const advice = {
        [{ long: "open", tight: "short" }[state] ?? state]: true,
        old: offers.some(({ old }) => old),
      };
      for (const [name, box] of this.advice) if (advice[name]) delete box.dataset.unfit;
      const shown = offers.filter((one) => hasOffers || one.old);
      this.offers.replaceChildren(...shown.map((one) => this.card(one, debts[one.index], answer)));
      this.offers.hidden = !shown.length;
      this.tabulate(shown, debts);
    }

    /** The offers once more, a row each: what goes on paper. */
    tabulate(shown, debts) {
      const yuan = (fen) => fill(this.words.yuan, { amount: repayment.yuan(fen) });
      const rows = shown.map((one) => {
        const { name, balance } = debts[one.index];
        if (one.old) return [name, yuan(balance), this.words.offerOld];
        if (!one.months) return [name, yuan(balance), yuan(one.offer), this.words.timeLong];
        const isOnce = one.months === 1;
        const last = isOnce ? "" : yuan(one.last);
        const each = yuan(isOnce ? one.last : one.offer);
        return [name, yuan(balance), each, this.months(one.months), last, yuan(one.total)];
      });
      const columns = this.table.tHead.rows[0].cells.length;
      this.table.tBodies[0].replaceChildren(
        ...rows.map((cells) => {
          const row = document.createElement("tr");
          for (const textContent of cells) row.append(Object.assign(document.createElement("td"), { textContent }));
          row.lastChild.colSpan = columns - cells.length + 1;
          return row;
        }),
      );
      this.table.hidden = !rows.length;
    }

    rows(list, rows) {
      list.replaceChildren(
        ...rows.map(([term, value]) => {
          const row = document.createElement("div");
          for (const [tag, text] of [["dt", term], ["dd", value]]) {
            row.append(Object.assign(document.createElement(tag), { textContent: text }));
          }
          return row;
        }),
      );
    }

    card(one, { debt, name, balance, rate }, answer) {
      const card = make("offer").firstElementChild;
      const yuan = (fen) => fill(this.words.yuan, { amount: repayment.yuan(fen) });
      card.querySelector("h4").textContent = name;
      const owed = [
        fill(this.words.owed, { amount: yuan(balance) }),
        rate === null ? this.words.owedFree : fill(this.words.owedRate, { rate: repayment.perCent(rate) }),
      ];
      card.querySelector("p").textContent = owed.join(this.words.and);
      const list = card.querySelector("dl");
      const button = card.querySelector("button");
      if (one.old) {
        this.rows(list, [[this.words.offer, this.words.offerOld]]);
      } else if (!one.months) {
        this.rows(list, [[this.words.offer, yuan(one.offer)], [this.words.time, this.words.timeLong]]);
      } else if (one.months === 1) {
        this.rows(list, [[this.words.once, yuan(one.last)]]);
      } else {
        this.rows(list, [
          [this.words.offer, yuan(one.offer)],
          [this.words.time, fill(this.words.timeLast, { months: this.months(one.months), last: yuan(one.last) })],
          [this.words.total, fill(this.words[rate === null ? "totalFree" : "totalCost"], { total: yuan(one.total), cost: yuan(one.cost) })],
        ]);
      }
      button.hidden = one.old || answer.state !== "closes" || !this.letter;
      button.setAttribute("aria-label", fill(this.words.intoLetter, { debt: name }));
      button.addEventListener("click", () => this.write(one, debt));
      return card;
    }

    // ------------------------------------------------------------------ the letter

    /** The figures of an offer, by the names of the letter's blanks. */
    blanks(index) {
      const { income, needs, kept, left, offers, debts } = this.answer;
      const one = offers[index];
      return {
        "lender": debts[index].debt.lender.read.value,
        "balance-amount": repayment.yuan(debts[index].balance),
        "income-amount": repayment.yuan(income),
        "costs-amount": repayment.yuan(needs + kept),
        "left-amount": repayment.yuan(left),
        "debts-number": String(offers.filter(({ old }) => !old).length),
        "pay-amount": repayment.yuan(one.months === 1 ? one.last : one.offer),
        "months-number": String(one.months),
        "last-amount": repayment.yuan(one.last),
      };
    }

    write(one, debt) {
      const blank = (name) => this.letter.querySelector(`[data-field=${name}]`);
      const type = (name, value) => {
        const input = blank(name);
        if (!input) return;
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      };
      const isOther = this.written !== undefined && this.written.debt !== debt;
      if (isOther) {
        // A loan number belongs to its lender: never into a letter to another one.
        this.loans.set(this.written.debt, blank("loan")?.value ?? "");
        type("loan", this.loans.get(debt) ?? "");
      }
      const blanks = this.blanks(one.index);
      for (const [name, value] of Object.entries(blanks)) {
        if (name !== "lender" || value || isOther) type(name, value); // else what was typed there stays
      }
      this.written = { debt, blanks: JSON.stringify(blanks) };
      this.sayInLetter(this.words.filled);
      const heading = this.letter.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus();
    }

    sayInLetter(words) {
      const said = this.letter.querySelector("[role=status]");
      if (said) said.textContent = words;
    }

    /** A letter must not keep figures that the plan no longer has without saying so. */
    checkLetter() {
      if (!this.written) return;
      const { debt, blanks } = this.written;
      let now = "";
      if (!this.result.hidden) {
        const { state, debts } = this.answer;
        const index = debts.findIndex((one) => one.debt === debt);
        if (state === "closes" && index >= 0 && this.answer.offers[index].months) {
          now = JSON.stringify(this.blanks(index));
        }
      }
      this.sayInLetter(now === blanks ? "" : this.words.outdated);
    }

    // ------------------------------------------------------------------ copy, print

    get text() {
      const lines = (list) =>
        [...list.children].map((row) => [...row.children].map((e) => e.textContent).join(this.words.colon));
      const cards = [...this.offers.children].map((card) =>
        [card.querySelector("h4").textContent, card.querySelector("p").textContent]
          .concat(lines(card.querySelector("dl")))
          .join("\n"),
      );
      const top = [this.words.heading, ...lines(this.sums)].join("\n");
      return [top, this.summary(this.answer), ...cards, this.words.caution].join("\n\n");
    }

    async copy() {
      const done = await copyText(this.text, this.plain);
      this.copied.textContent = this.words[done ? "copied" : "select"];
    }
  }

  if (part("parts")) {
    for (const section of document.querySelectorAll("section.planner")) {
      const paper = section.querySelector("[data-paper]");
      if (paper) new Planner(section, paper);
    }
  }
}
