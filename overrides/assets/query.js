/**
 * What a reader types → words of the pages. Runs in the search's worker, before Material's search,
 * which the build puts below this file; the tables are those of scripts/guidance/render/search.py.
 *
 * Material looks for every word of a question, and takes a run of Chinese with one unknown character
 * for a single word that no page has. Here full-width and Traditional characters become those of the
 * pages, idle words go, Chinese is cut at the words of the index, and a word that no page has is
 * taken for one that sounds alike (支付另, huabei) or is spelt alike (overdew).
 */
{
  const SETUP = 0;
  const QUERY = 2;
  const LONGEST = 8; // characters of a Chinese word
  const BREAK = /[^\p{L}\p{N}']+/u;
  const RUNS = /\p{sc=Han}+|[^\p{sc=Han}]+/gu;
  const HAN = /\p{sc=Han}/u;
  const ENDING = /(ing|ed|s)$/;

  const idle = new Set();
  const simple = new Map();
  const same = new Map();
  const syllables = new Map();
  const known = new Set();
  const alike = new Map(); // "zhi fu ling" and "zhifuling" → 支付令; of titles and search words
  let crisis = [];
  let sorted = [];
  let heads = new Set();
  let typed = /(?!)/g;

  // ------------------------------------------------------------------ what the pages have

  const wordsOf = (text) =>
    text.replace(/<[^>]*>/g, " ").toLowerCase().split(BREAK).filter(Boolean);

  const learn = ({ docs, words = {} }) => {
    for (const word of words.idle || []) idle.add(word);
    if (words.crisis) crisis = words.crisis;
    for (const [said, meant] of Object.entries(words.same || {})) same.set(said, meant);
    const pairs = [...(words.simple || "")];
    for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
    for (const [syllable, chars] of Object.entries(words.sounds || {}))
      for (const char of chars) syllables.set(char, syllable);
    if (words.idle) heads = new Set();
    for (const { title, text = "", tags = [] } of docs) {
      const named = wordsOf([title, ...tags].join(" "));
      if (words.idle) named.forEach((word) => heads.add(word));
      for (const word of text ? [...named, ...wordsOf(text)] : named) known.add(word);
    }
    sorted = [...known].sort();
    const keys = [...same.keys()].sort((a, b) => b.length - a.length);
    const parts = keys.map((key) => (HAN.test(key) ? key : `\\b${key}\\b(?!')`));
    if (parts.length) typed = new RegExp(parts.join("|"), "g");
    if (syllables.size)
      for (const word of heads) {
        if (word.length < 2 || !HAN.test(word)) continue;
        const sound = sounded(word);
        for (const key of [sound.join(" "), sound.join("")])
          alike.set(key, [...(alike.get(key) || []), word]);
      }
  };

  const sounded = (word) => [...word].map((char) => syllables.get(char) || char);

  /** Whether a word of the pages begins so. */
  const begins = (piece) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < piece) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && sorted[low].startsWith(piece);
  };

  // ------------------------------------------------------------------ Chinese

  /** The known words in a run, then what sounds like one, then beginnings of words. */
  const cut = (run) => {
    const found = [];
    const covered = new Array(run.length).fill(false);
    const cover = (start, end) => covered.fill(true, start, end);
    for (let start = 0; start < run.length; start += 1)
      for (let end = Math.min(run.length, start + LONGEST); end > start + 1; end -= 1) {
        const piece = run.slice(start, end);
        if (idle.has(piece)) cover(start, end);
        else if (known.has(piece)) {
          cover(start, end);
          found.push(piece);
        }
      }
    for (let at = 0; at < run.length; at += 1) {
      if (covered[at] || idle.has(run[at])) continue;
      for (let length = 4; length > 1 && !covered[at]; length -= 1)
        for (let start = Math.max(0, at - length + 1); start <= at; start += 1) {
          const words = alike.get(sounded(run.slice(start, start + length)).join(" "));
          if (!words || start + length > run.length) continue;
          found.push(...words);
          cover(start, start + length);
          break;
        }
      if (covered[at]) continue;
      let end = run.length;
      while (end > at && !begins(run.slice(at, end))) end -= 1;
      // One character says little beside whole words: 老 of 老板, where the pages have no such word.
      if (end === at || (end === at + 1 && found.length)) continue;
      found.push(run.slice(at, end));
      cover(at, end);
    }
    return found;
  };

  // ------------------------------------------------------------------ Latin

  /** Letters to change, add, drop or swap from one word to the other; `most` + 1 when it is more. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const differs = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + differs);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  };

  const nearest = (word) => {
    let most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    let found = [];
    for (const one of sorted) {
      if (!most || HAN.test(one)) continue;
      const far = distance(word, one, most);
      if (far > most) continue;
      if (far < most) found = [];
      most = far;
      found.push(one);
    }
    const named = found.filter((one) => heads.has(one));
    return named.length ? named : found;
  };

  const spell = (word) => {
    if (!/^[a-z']+$/.test(word)) return [word];
    const stem = word.replace(ENDING, "");
    if (begins(word)) return stem !== word && stem.length > 3 ? [word, stem] : [word];
    if (alike.has(word)) return alike.get(word);
    return stem.length > 3 && begins(stem) ? [stem] : nearest(word);
  };

  // ------------------------------------------------------------------ the query

  const take = (text) =>
    text
      .split(BREAK)
      .flatMap((part) => part.match(RUNS) || [])
      .flatMap((run) => (idle.has(run) ? [] : HAN.test(run) ? cut(run) : spell(run)));

  /** The backslash keeps Material from cutting again. */
  const exact = (word) => (HAN.test(word) ? [...word].join("\\") : word);

  const prepare = (query) => {
    const plain = [...query.normalize("NFKC").toLowerCase().replace(/’/g, "'")]
      .map((char) => simple.get(char) || char)
      .join("");
    const text = plain.replace(typed, (said) => ` ${same.get(said)} `.toLowerCase());
    const words = [...new Set(take(text))];
    // Before everything else: who needs a person to talk to has no eye for a list of results.
    const help = crisis.some((said) => plain.includes(said)) ? [`${exact(crisis[0])}^1000`] : [];
    if (!words.length && !help.length) return plain.split(BREAK).join(" ");
    // A whole word counts more than a beginning, and a long one more than the short ones in it.
    const asked = words.flatMap((word) =>
      known.has(word)
        ? [`${exact(word)}^${HAN.test(word) ? word.length : 2}`, exact(word)]
        : [exact(word)],
    );
    return [...help, ...asked].join(" ");
  };

  // ------------------------------------------------------------------ before Material's search

  const listen = self.addEventListener.bind(self);
  self.addEventListener = (_, theirs) =>
    listen("message", ({ data: { type, data } }) => {
      if (type === SETUP) learn(data);
      theirs({ data: { type, data: type === QUERY ? prepare(data) : data } });
    });
}
