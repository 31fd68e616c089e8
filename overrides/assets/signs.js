/**
 * The engine of the message checker: which warning signs does a text bear, and where?
 *
 * No DOM: tests/test_signs.py runs this file in Node, message-checker.js in the page. One pass reads
 * the text, one looks for words, and each phrase is one pass over the words found, so that a long
 * hostile text costs no more than a long harmless one.
 *
 * `data` (scripts/guidance/render/message_checker.py writes it):
 *   fold    [from, to]: characters, and what each stands for
 *   heart   [before, to]: a heart right after one of `before` stands for `to`
 *   spared  [[within, words]…] before a phrase, `warned` [within, words] after it: then the text
 *           warns of the thing and does not do it
 *   signs   [{id, phrases}]; a phrase is [gap, step, step…], a step its alternatives with | between
 *           them; {link}, {phone}, {mobile}, {account} and {digits} are what `tokensOf` finds
 */
const signFinder = (data) => {
  const MOST_MARKS = 50; // of one sign; more would only hide the text
  const LONGEST = 4; // one character may stand for eighteen letters; no disguise needs that
  const [NONE, UNREAD, SEVERAL] = [0, 1, 2];
  const [IN_LINK, DOT, ENDS, PAUSES, UNSEEN, HEART] = [1, 2, 4, 8, 16, 32];
  const inLink = new Set("-._~:/?#@!$&*=%,");
  const ends = new Set("。！？!?；;");
  const pauses = new Set("，,、：:\n");
  const hearts = new Set("❤♥♡💗💖💕💓💙💚");

  const codesOf = (text) => Array.from(text, (character) => character.codePointAt(0));
  const isDigit = (code) => code >= 48 && code <= 57;
  const isLatin = (code) => code >= 97 && code <= 122;
  const targets = [...data.fold[1]];
  const fold = new Map([...data.fold[0]].map((from, at) => [from, targets[at]]));
  const beforeHeart = new Set(codesOf(data.heart[0]));
  const [heart] = codesOf(data.heart[1]);

  // --------------------------------------------------------------- characters, each learnt once

  const letterOf = new Uint16Array(0x10000).fill(UNREAD); // the letter, or one of the three above
  const roleOf = new Uint8Array(0x10000);
  const further = new Map(); // letters and role of what does not fit in there

  /** Small letters and digits without accents, full width or old form; [] for anything else. */
  const learn = (code) => {
    const character = String.fromCodePoint(code);
    const parts = [...(fold.get(character) ?? character).normalize("NFKD").toLowerCase()];
    const plain = parts.map((part) => fold.get(part) ?? part).join("");
    const found = parts.length > LONGEST ? [] : codesOf(plain.replace(/[^\p{L}\p{N}]/gu, ""));
    const wide = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : character;
    const role =
      (inLink.has(wide) || (found.length && found[0] < 128) ? IN_LINK : 0) |
      (wide === "." ? DOT : 0) |
      (ends.has(wide) ? ENDS : 0) |
      (pauses.has(wide) || ends.has(wide) ? PAUSES : 0) |
      (/[\p{M}\p{Cf}]/u.test(character) ? UNSEEN : 0) |
      (hearts.has(character) ? HEART : 0);
    const isSimple = code < 0x10000 && found.length <= 1 && !(found[0] > 0xffff);
    if (code < 0x10000) {
      letterOf[code] = isSimple ? (found[0] ?? NONE) : SEVERAL;
      roleOf[code] = role;
    }
    if (!isSimple) further.set(code, [found, role]);
  };
  for (let code = 0x4e00; code <= 0x9fff; code += 1) letterOf[code] = code;
  for (const character of fold.keys()) learn(character.codePointAt(0));

  /** The letters of a text, each with its place there, and the runs that may be links. */
  const read = (message) => {
    const room = 1 + LONGEST * message.length;
    const [letters, from, to] = [new Uint32Array(room), new Int32Array(room), new Int32Array(room)];
    const [sentence, clause] = [new Int32Array(room), new Int32Array(room)];
    const runs = [];
    let [count, sentences, clauses, runAt, runFrom, hasDot] = [0, 0, 0, -1, 0, false];
    const put = (letter, at, end) => {
      letters[count] = letter;
      from[count] = at;
      to[count] = end;
      sentence[count] = sentences;
      clause[count] = clauses;
      count += 1;
    };
    const endRun = (at) => {
      if (runAt >= 0 && hasDot) {
        runs.push({ text: message.slice(runAt, at), from: runFrom, to: count });
      }
      runAt = -1;
    };
    for (let at = 0; at < message.length; ) {
      const code = message.codePointAt(at);
      const isBasic = code < 0x10000;
      const end = at + (isBasic ? 1 : 2);
      if (isBasic ? letterOf[code] === UNREAD : !further.has(code)) learn(code);
      let [several, role] = [null, isBasic ? roleOf[code] : 0];
      const letter = isBasic ? letterOf[code] : SEVERAL;
      if (letter === SEVERAL) [several, role] = further.get(code);
      if (role & IN_LINK) {
        if (runAt < 0) [runAt, runFrom, hasDot] = [at, count, false];
        if (role & DOT) hasDot = true;
      } else if (runAt >= 0 && !(role & UNSEEN)) {
        endRun(at);
      }
      if (role & ENDS || (role & DOT && !/[\w/]/.test(message[end] ?? ""))) sentences += 1;
      if (role & PAUSES) clauses += 1;
      if (letter > SEVERAL) put(letter, at, end);
      else if (several) for (const one of several) put(one, at, end);
      if (role & HEART && count && beforeHeart.has(letters[count - 1])) put(heart, at, end);
      at = end;
    }
    endRun(message.length);
    return { count, letters, from, to, sentence, clause, runs };
  };

  const isLink = (found) => {
    const run = found.normalize("NFKC").replace(/^[^A-Za-z0-9]+/, "");
    if (run.includes("://") || run.slice(0, 4).toLowerCase() === "www.") return true;
    const host = run.slice(0, 254).split(/[/?#:,!]/, 1)[0].replace(/\.$/, "");
    const labels = host.split(".");
    const last = labels[labels.length - 1];
    return (
      labels.length > 1 &&
      !host.includes("@") &&
      labels.every((label) => label.length > 0) &&
      (labels[0].length > 1 || labels.length > 2 || run.length > host.length + 1) &&
      /^[A-Za-z]{2,24}$/.test(last) &&
      !/^[A-Z][a-z]/.test(last) // "your account.Please": a space is missing
    );
  };

  const isMobile = (letters, start, end) => {
    const [length, first] = [end - start, letters[start] - 48];
    if (length === 11) return first === 1;
    return length === 10 && [4, 8].includes(first) && letters[start + 1] + letters[start + 2] === 96;
  };

  /** Where a link, telephone number, account or other number begins: its end, else 0. Mobile
      telephones have eleven digits after a 1, paid service lines ten after 400 or 800. */
  const tokensOf = ({ count, letters, from, to, runs }) => {
    const all = Array.from({ length: 5 }, () => new Int32Array(count));
    const [link, phone, mobile, account, digits] = all;
    for (const run of runs) {
      if (run.to > run.from && isLink(run.text)) link[run.from] = run.to;
    }
    for (let start = 0; start < count; ) {
      let end = start;
      while (end < count && isDigit(letters[end])) end += 1;
      if (end - start >= 4) digits[start] = end;
      if (end - start >= 7 && end - start <= 13) phone[start] = end;
      if (isMobile(letters, start, end)) mobile[start] = end;
      start = end + 1;
    }
    for (let start = 0; start < count; ) {
      let end = start;
      while (
        end < count &&
        (isDigit(letters[end]) || isLatin(letters[end])) &&
        (end === start || from[end] - to[end - 1] <= 1)
      ) {
        end += 1;
      }
      if (end - start >= 5 && end - start <= 24) account[start] = end;
      start = Math.max(end, start + 1);
    }
    return { link, phone, mobile, account, digits };
  };

  // ------------------------------------------------------------------------- the words, once

  const node = () => ({ next: new Map(), steps: [] });
  const words = node();
  const begins = new Uint8Array(0x10000); // whether a word begins with this letter
  const steps = new Map(); // index by alternatives: the same list of words is looked for once
  const byToken = [];
  const step = (alternatives) => {
    if (!steps.has(alternatives)) {
      const index = steps.size;
      steps.set(alternatives, index);
      for (const word of alternatives.split("|")) {
        if (word.startsWith("{")) {
          byToken.push([word.slice(1, -1), index]);
          continue;
        }
        const { letters, count } = read(word);
        let here = words;
        for (const letter of letters.subarray(0, count)) {
          if (!here.next.has(letter)) here.next.set(letter, node());
          here = here.next.get(letter);
        }
        here.steps.push(index);
        begins[letters[0]] = 1;
      }
    }
    return steps.get(alternatives);
  };
  const spared = data.spared.map(([within, several]) => [within, step(several)]);
  const warned = [data.warned[0], step(data.warned[1])];
  const signs = data.signs.map(({ id, phrases }) => ({
    id,
    phrases: phrases.map(([gap, ...several]) => ({
      gap,
      steps: several.map(step),
      isToken: several.length === 1 && several[0].startsWith("{"),
    })),
  }));

  /** Spans [start, end, start, end…] of each step, in the order of their starts. */
  const spansOf = (text) => {
    const { count, letters, from, to } = text;
    const spans = Array.from(steps, () => []);
    const tokens = tokensOf(text);
    const tokenSteps = byToken.map(([name, index]) => [tokens[name], spans[index]]);
    const isCut = (at) => {
      if (at === 0 || at === count || to[at - 1] !== from[at]) return true;
      const [a, b] = [letters[at - 1], letters[at]];
      return !((isLatin(a) && isLatin(b)) || (isDigit(a) && isDigit(b)));
    };
    for (let start = 0; start < count; start += 1) {
      const letter = letters[start];
      if (letter < 128) {
        for (const [ending, found] of tokenSteps) {
          if (ending[start]) found.push(start, ending[start]);
        }
      }
      if (letter > 0xffff || !begins[letter] || !isCut(start)) continue;
      let here = words.next.get(letter);
      for (let end = start + 1; here !== undefined; end += 1) {
        if (here.steps.length && isCut(end)) {
          for (const index of here.steps) spans[index].push(start, end);
        }
        here = end < count ? here.next.get(letters[end]) : undefined;
      }
    }
    return spans;
  };

  /** Spans in the order of their ends. They nearly are: only words that overlap change places. */
  const byEnd = (spans) => {
    for (let at = 2; at < spans.length; at += 2) {
      if (spans[at - 1] <= spans[at + 1]) continue;
      const [start, end] = [spans[at], spans[at + 1]];
      let place = at;
      for (; place > 0 && spans[place - 1] > end; place -= 2) {
        spans[place] = spans[place - 2];
        spans[place + 1] = spans[place - 1];
      }
      spans[place] = start;
      spans[place + 1] = end;
    }
    return spans;
  };

  /** Where the steps of a phrase follow each other: spans [start, end…], in the order of ends. */
  const chain = ({ gap, steps: [first, ...rest] }, spans, ended, sentence) => {
    if (!spans[first].length || rest.some((index) => !spans[index].length)) return [];
    let found = ended[first] ?? (ended[first] = byEnd([...spans[first]]));
    for (const index of rest) {
      const [next, longer] = [spans[index], []];
      for (let at = 0, before = -2; at < next.length; at += 2) {
        const start = next[at];
        while (before + 2 < found.length && found[before + 3] <= start) before += 2;
        if (before < 0) continue;
        const end = found[before + 1];
        if (start - end <= gap && sentence[start] === sentence[end - 1]) {
          longer.push(found[before], next[at + 1]);
        }
      }
      found = byEnd(longer);
    }
    return found;
  };

  /** For each letter, whether a phrase that begins (ends) there is a warning against the thing. */
  const sparing = (spans, { count, clause, sentence }) => {
    const [starting, ending] = [new Uint8Array(count + 1), new Uint8Array(count + 1)];
    for (const [within, index] of spared) {
      for (let at = 1; at < spans[index].length; at += 2) {
        const end = spans[index][at];
        for (let one = end; one <= end + within && one < count; one += 1) {
          if (clause[one] !== clause[end - 1]) break;
          starting[one] = 1;
        }
      }
    }
    const [within, index] = warned;
    for (let at = 0; at < spans[index].length; at += 2) {
      const start = spans[index][at];
      for (let one = start; one >= start - within && one > 0; one -= 1) {
        if (sentence[one - 1] !== sentence[start]) break;
        ending[one] = 1;
      }
    }
    return { starting, ending };
  };

  /** The ids of the signs that the text bears, in their order, and marks {from, to, sign}. */
  return (message) => {
    const text = read(message);
    const spans = spansOf(text);
    const ended = [];
    const { starting, ending } = sparing(spans, text);
    const [borne, marks] = [[], []];
    for (const { id, phrases } of signs) {
      let left = MOST_MARKS;
      for (const phrase of phrases) {
        const found = chain(phrase, spans, ended, text.sentence);
        for (let at = 0; at < found.length && left > 0; at += 2) {
          const [start, end] = [found[at], found[at + 1]];
          if (!phrase.isToken && (starting[start] || ending[end])) continue;
          marks.push({ from: text.from[start], to: text.to[end - 1], sign: id });
          left -= 1;
        }
      }
      if (left < MOST_MARKS) borne.push(id);
    }
    return { signs: borne, marks };
  };
};
