/**
 * The engine of the message checker: which warning signs does a text bear, and where?
 *
 * No DOM: tests/test_signs.py runs this file in Node, script.js in the page. One pass reads
 * the text, one looks for words, and each phrase is one pass over the words found, so that a long
 * hostile text costs no more than a long harmless one.
 *
 * `data` (scripts/guidance/render/message_checker.py writes it):
 *   fold    for each different letter of all that follows, the characters that stand for it
 *   heart   [before, to]: a heart right after one of `before` stands for `to`
 *   whole   words that hold another word: 速 in 快速 is none of its own
 *   before  [reach, to, gap, phrase, sign…]: what stands so near behind the phrase, in the same
 *   after   "clause" or "sentence", is denied, forbidden, told of others: the text warns of it and
 *           does not do it; `after` looks the other way. Of these signs only, or of all
 *   signs   "id/gap/phrase/phrase…", a gap for the phrases behind it; a phrase is "step;step…", a step
 *           its alternatives with | between them; {link}, {phone}, {mobile}, {card}, {account} and
 *           {digits} are what `tokensOf` finds
 */
const signFinder = (data) => {
  const LONGEST = 4; // one character may stand for eighteen letters; no disguise needs that
  const [NONE, UNREAD, SEVERAL] = [0, 1, 2];
  const [IN_LINK, DOT, ENDS, PAUSES, UNSEEN, HEART] = [1, 2, 4, 8, 16, 32];
  const inLink = new Set("-._~:/?#@!$&*=%,");
  const ends = new Set("\u3002!?;"); // IDEOGRAPHIC FULL STOP; what is wide is read as it is narrow
  const pauses = new Set("\u3001,:\n"); // IDEOGRAPHIC COMMA
  const QUOTED = 200; // letters in which a quotation must end, so that none swallows a message
  const hearts = new Set("❤♥♡💗💖💕💓💙💚");

  const codesOf = (text) => Array.from(text, (character) => character.codePointAt(0));
  const isDigit = (code) => code >= 48 && code <= 57;
  const isLatin = (code) => code >= 97 && code <= 122;
  const { fold: alike, ...written } = data;
  const known = new Set(Object.values(written).flat(Infinity).join(""));
  const groups = alike.split(" ");
  const fold = new Map([...known].flatMap((to, at) => [...(groups[at] ?? "")].map((from) => [from, to])));
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
    let quoted = -1; // a sentence within “…” is part of the one around it
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
      if (code === 0x201c) quoted = count + QUOTED;
      else if (code === 0x201d) quoted = -1;
      const isEnd = role & ENDS || (role & DOT && !/[\w/]/.test(message[end] ?? ""));
      if (isEnd && count > quoted) sentences += 1;
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
    const seen = found.normalize("NFKC").replace(/[\p{M}\p{Cf}]/gu, "");
    const run = seen.replace(/^[^A-Za-z0-9]+/, "");
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

  /** Where a link, a telephone, card or other number or an account begins: its end, else 0. Mobile
      telephones have eleven digits after a 1, paid service lines ten after 400 or 800; bank cards
      and accounts have twelve or more. */
  const tokensOf = ({ count, letters, from, to, runs }) => {
    const all = Array.from({ length: 6 }, () => new Int32Array(count));
    const [link, phone, mobile, card, account, digits] = all;
    for (const run of runs) {
      if (run.to > run.from && isLink(run.text)) link[run.from] = run.to;
    }
    for (let start = 0; start < count; ) {
      let end = start;
      while (end < count && isDigit(letters[end])) end += 1;
      if (end - start >= 4) digits[start] = end;
      if (end - start >= 7 && end - start <= 13) phone[start] = end;
      if (end - start >= 12 && end - start <= 24) card[start] = end;
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
    return { link, phone, mobile, card, account, digits };
  };

  // ------------------------------------------------------------------------- the words, once

  const node = () => ({ next: new Map(), steps: [] });
  const put = (trie, word, index) => {
    const { letters, count } = read(word);
    let here = trie;
    for (const letter of letters.subarray(0, count)) {
      if (!here.next.has(letter)) here.next.set(letter, node());
      here = here.next.get(letter);
    }
    here.steps.push(index);
    return letters[0];
  };
  const whole = node();
  for (const word of data.whole.split("|")) put(whole, word, 0);
  const words = node();
  const begins = new Uint8Array(0x10000); // whether a word begins with this letter
  const steps = new Map(); // index by alternatives: the same list of words is looked for once
  const byToken = [];
  const step = (alternatives) => {
    if (!steps.has(alternatives)) {
      const index = steps.size;
      steps.set(alternatives, index);
      for (const word of alternatives.split("|")) {
        if (word.startsWith("{")) byToken.push([word.slice(1, -1), index]);
        else begins[put(words, word, index)] = 1;
      }
    }
    return steps.get(alternatives);
  };
  const phraseOf = (gap, written) => {
    const several = written.split(";");
    const isToken = several.length === 1 && several[0].startsWith("{");
    return { gap: Number(gap), steps: several.map(step), isToken };
  };
  const warningOf = ([reach, to, gap, written, ...ids]) => {
    return { reach, to, ids: ids.length ? ids : [""], phrase: phraseOf(gap, written) };
  };
  const before = data.before.map(warningOf);
  const after = data.after.map(warningOf);
  const signs = data.signs.map((written) => {
    const [id, ...parts] = written.split("/");
    const phrases = [];
    let gap = 0;
    for (const part of parts) {
      if (/^\d+$/.test(part)) gap = part;
      else phrases.push(phraseOf(gap, part));
    }
    return { id, phrases };
  });

  /** The places inside of a word that holds another. */
  const withinWhole = ({ count, letters }) => {
    const within = new Uint8Array(count + 1);
    for (let start = 0; start < count; start += 1) {
      let here = whole.next.get(letters[start]);
      for (let end = start + 1; here !== undefined; end += 1) {
        if (here.steps.length) within.fill(1, start + 1, end);
        here = end < count ? here.next.get(letters[end]) : undefined;
      }
    }
    return within;
  };

  /** Spans [start, end, start, end…] of each step, in the order of their starts. */
  const spansOf = (text) => {
    const { count, letters, from, to } = text;
    const spans = Array.from(steps, () => []);
    const tokens = tokensOf(text);
    const tokenSteps = byToken.map(([name, index]) => [tokens[name], spans[index]]);
    const within = withinWhole(text);
    const isCut = (at) => {
      if (within[at]) return false;
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

  /** Where the steps of a phrase follow each other, and nothing `denies` one of them or what lies
      between: spans [start, end…], in the order of ends. */
  const chain = ({ gap, steps: [first, ...rest] }, spans, ended, sentence, denies) => {
    if (!spans[first].length || rest.some((index) => !spans[index].length)) return [];
    const begun = ended[first] ?? (ended[first] = byEnd([...spans[first]]));
    let found = [];
    for (let at = 0; at < begun.length; at += 2) {
      if (!denies(begun[at], 0)) found.push(begun[at], begun[at + 1]);
    }
    for (const index of rest) {
      const [next, longer] = [spans[index], []];
      for (let at = 0, before = -2; at < next.length; at += 2) {
        const start = next[at];
        while (before + 2 < found.length && found[before + 3] <= start) before += 2;
        if (before < 0) continue;
        const end = found[before + 1];
        if (start - end <= gap && sentence[start] === sentence[end - 1] && !denies(start, end)) {
          longer.push(found[before], next[at + 1]);
        }
      }
      found = byEnd(longer);
    }
    return found;
  };

  /** By sign, "" for all: for each place that a warning reaches, where the warning begins; else -1. */
  const reached = (warnings, isAhead, spans, ended, text) => {
    const places = new Map();
    const mark = (id, place, value) => {
      if (!places.has(id)) places.set(id, new Int32Array(text.count + 1).fill(-1));
      const starts = places.get(id);
      starts[place] = Math.max(starts[place], value);
    };
    for (const { reach, to, ids, phrase } of warnings) {
      const found = chain(phrase, spans, ended, text.sentence, () => false);
      const parts = text[to];
      for (let at = 0; at < found.length; at += 2) {
        const [start, end] = [found[at], found[at + 1]];
        const part = parts[isAhead ? end - 1 : start];
        for (let far = 0; far <= reach; far += 1) {
          const place = isAhead ? end + far : start - far;
          const letter = isAhead ? place : place - 1;
          if (letter < 0 || letter >= text.count || parts[letter] !== part) break;
          for (const id of ids) mark(id, place, start);
        }
      }
    }
    return (id) => (place, from) =>
      places.get("")?.[place] >= from || places.get(id)?.[place] >= from;
  };

  /** The ids of the signs that the text bears, in their order, and marks {from, to, sign}. */
  return (message) => {
    const text = read(message);
    const spans = spansOf(text);
    const ended = [];
    const deniesBefore = reached(before, true, spans, ended, text);
    const warnsAfter = reached(after, false, spans, ended, text);
    const [borne, marks] = [[], []];
    for (const { id, phrases } of signs) {
      const [denies, warns] = [deniesBefore(id), warnsAfter(id)];
      const first = marks.length;
      for (const { isToken, ...phrase } of phrases) {
        const found = chain(phrase, spans, ended, text.sentence, isToken ? () => false : denies);
        for (let at = 0; at < found.length; at += 2) {
          const [start, end] = [found[at], found[at + 1]];
          if (!isToken && warns(end, 0)) continue;
          marks.push({ from: text.from[start], to: text.to[end - 1], sign: id });
        }
      }
      if (marks.length > first) borne.push(id);
    }
    return { signs: borne, marks };
  };
};

/** Which of the steps, by the signs each is for, fit what a text bears: two at most, in their order. The
    last step is for all that none is for. */
const nextSteps = (borne, steps) => {
  const fitting = [...steps.keys()].filter((at) => steps[at].some((id) => borne.includes(id)));
  return fitting.length ? fitting.slice(0, 2) : [steps.length - 1];
};
