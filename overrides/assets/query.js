/**
 * What a reader types → the pages and places that answer. The files that it reads are those of
 * scripts/guidance/render/search.py; MiniSearch, which others keep, does the weighing.
 *
 * No two segmenters agree on the words of Chinese: here every two characters side by side are one,
 * in the pages and in the question alike. So a phrase beats its scattered characters, and half a
 * word finds the whole.
 */
const LATIN = /^[a-z']+$/;
const HAN = /\p{sc=Han}/u;
const WORDS = /[\p{L}\p{N}'’]+/gu;
const RUNS = /\p{sc=Han}+|[^\p{sc=Han}]+/gu;
const LONGEST_SYLLABLE = 6;
const LONG = 4; // an English word with more letters finds longer ones too
/** Found by trial on the questions of tests/search-words that nobody keeps unseen. */
const FIELDS = { title: 4, about: 2.5, tags: 6, sections: 0.3, said: 1 };
const BM25 = { k: 2, b: 0.3, d: 0.3 };
const ASKED = 6; // what readers say of a page, beside what it says itself
const LINE = { ...BM25, b: 1 }; // a line that says little else
const BEST_LINE = 4; // for a page: one tag, title or answer that says it all
const BEST_TEXT = 0.2;
const PLACE_LINE = 0.3; // for the place where the page opens: what stands there
const PLACE_TEXT = 1;
/** Eight characters or six English words: more than the name of something. */
const IS_LINE = /(?:\p{sc=Han}[^\p{sc=Han}]*){8}|(?:[a-z']+[^a-z']+){5}[a-z]/u;
const WHOLE_LINE = 1e6; // above any sum of words
const COMMON = 0.2; // a word of the subject, beside one that tells more
const HALF = 0.35; // a beginning of a word
const NEAR = 0.6; // spelt or sounding alike
const SAME = 0.6; // another word for what was typed
const PAIR = 0.4; // two English words side by side, beside the two

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/’/g, "'");

/** An English word without the endings that say nothing of what is meant. */
const stem = (word) => {
  if (!LATIN.test(word)) return word;
  const bare = word.replace(/^cannot$/, "cant").replace(/n't$/, "nt").replace(/'.*$/, "");
  if (bare.length < 4) return bare;
  const one = bare
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^su])s$/, "$1");
  if (one.length < 6) return one.replace(/e$/, "");
  return one
    .replace(/(.[aeiouy].*)(?:ing|ed)$/, "$1")
    .replace(/([^aeious])\1$/, "$1")
    .replace(/e$/, "");
};

/** The words of a text and where each stands: [word, from, to]. */
const wordsIn = (text) => {
  const found = [];
  for (const part of text.matchAll(WORDS))
    for (const { 0: run, index } of part[0].matchAll(RUNS)) {
      const from = part.index + index;
      const chars = [...run];
      if (!HAN.test(run)) found.push([stem(plain(run)), from, from + run.length]);
      else if (chars.length === 1) found.push([run, from, from + run.length]);
      let at = from;
      for (let i = 1; HAN.test(run) && i < chars.length; i += 1) {
        const pair = chars[i - 1] + chars[i];
        found.push([pair, at, at + pair.length]);
        at += chars[i - 1].length;
      }
    }
  return found.filter(([word]) => word);
};

const tokenize = (text) => wordsIn(text).map(([word]) => word);
const pairsOf = (words) =>
  words.slice(1).flatMap((word, at) => (HAN.test(words[at] + word) ? [] : [`${words[at]} ${word}`]));
const withPairs = (text) => {
  const words = tokenize(text);
  return [...words, ...pairsOf(words)];
};
const bare = (text) => plain(text).replace(/[^\p{L}\p{N}]/gu, "");
const spaced = (text) => ` ${tokenize(text).join(" ")} `;

/**
 * `add` takes one file after the other, `find` answers from those that came: `found` is a list of
 * pages with their places, best first, `isFound` whether a word of theirs was asked for.
 */
export const searching = (MiniSearch) => {
  const known = new Set();
  const index = (fields, tokenize) =>
    new MiniSearch({
      fields,
      tokenize,
      processTerm: (word) => {
        known.add(word);
        return word;
      },
    });
  const pages = index(Object.keys(FIELDS), withPairs);
  const lines = index(["text"], withPairs);
  const phrases = index(["text"], withPairs);
  const texts = index(["text"], tokenize);
  const all = []; // pages
  const places = []; // of all pages
  const lineOf = []; // the place of each line
  const unsaid = new Set(); // lines that no place says
  let withAsked = 0;
  const idle = new Set();
  const common = new Set();
  const simple = new Map();
  const syllableOf = new Map();
  const syllables = new Set();
  let same = [];
  let crisis = [];
  let help = "";
  let withText = 0;
  let alike = null;

  // ------------------------------------------------------------------ what the files bring

  const addLine = (place, text) => lines.add({ id: lineOf.push(place) - 1, text });

  const addPage = ([url, about, tags, parts]) => {
    const page = { id: all.length, url, title: parts[0][1], about, places: [] };
    all.push(page);
    for (const [anchor, title, ...said] of parts) {
      const place = { id: places.length, page, anchor, title, said, text: "", bare: "" };
      places.push(place);
      page.places.push(place);
      for (const text of [title, ...said, ...(anchor ? [] : tags)]) addLine(place, text);
    }
    pages.add({
      id: page.id,
      title: page.title,
      about,
      tags: tags.join("\n"),
      sections: page.places.map(({ title }) => title).join("\n"),
      said: page.places.map(({ said }) => said.join("\n")).join("\n"),
    });
  };

  const addAsked = (own) => {
    const page = all[withAsked];
    withAsked += 1;
    phrases.add({ id: page.id, text: own.join("\n") });
    for (const text of own) {
      unsaid.add(lineOf.length);
      addLine(page.places[0], text);
    }
  };

  const addText = (own) => {
    const page = all[withText];
    withText += 1;
    page.places.forEach((place, at) => {
      place.text = own[at];
      place.bare = bare(own[at]);
      texts.add({ id: place.id, text: place.text });
    });
  };

  const add = (file) => {
    if (file.idle) {
      ({ crisis, help } = file);
      for (const word of file.idle) idle.add(stem(word));
      for (const word of file.common) common.add(stem(word));
      const pairs = [...file.simple];
      for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
      same = file.same.flatMap(([means, ...said]) =>
        said.map((one) => [plain(one), tokenize(means).filter((word) => !idle.has(word))]),
      );
    }
    for (const [syllable, chars] of Object.entries(file.sounds || {})) {
      syllables.add(syllable);
      for (const char of chars) syllableOf.set(char, syllable);
    }
    (file.pages || []).forEach(addPage);
    (file.asked || []).forEach(addAsked);
    (file.texts || []).forEach(addText);
    alike = null;
  };

  // ------------------------------------------------------------------ what the reader means

  /** A word that no page has, in place of which they have one other. */
  const inOurWords = (text) =>
    same
      .filter(([said, means]) => HAN.test(said) && means.length === 1 && !known.has(said))
      .reduce((words, [said, [means]]) => words.replaceAll(said, means), text);

  const sounded = (word) => [...word].map((char) => syllableOf.get(char) || char).join(" ");

  /** Words of the pages that sound so: "zhi fu" → 支付. */
  const soundingLike = (sound) => {
    if (!alike) {
      alike = new Map();
      for (const word of syllableOf.size ? known : [])
        if (HAN.test(word) && word.length > 1)
          alike.set(sounded(word), [...(alike.get(sounded(word)) || []), word]);
    }
    return alike.get(sound) || [];
  };

  /** The syllables of pinyin written in one; none where it is none. Each rest is tried once: xian is
      xi an too, and what is no pinyin in the end would be tried in every way there is. */
  const cut = (word, hopeless = new Set()) => {
    if (!word) return [];
    for (let end = Math.min(word.length, LONGEST_SYLLABLE); end; end -= 1) {
      if (!syllables.has(word.slice(0, end)) || hopeless.has(word.length - end)) continue;
      const rest = cut(word.slice(end), hopeless);
      if (rest) return [word.slice(0, end), ...rest];
      hopeless.add(word.length - end);
    }
    return null;
  };

  /** Whether what stands there is all of these words, or of their ends where two of them meet. */
  const madeOf = (text, words) => {
    const covered = new Set();
    for (const word of words)
      for (let at = HAN.test(word) ? text.indexOf(word) : -1; at >= 0; at = text.indexOf(word, at + 1))
        for (let i = at; i < at + word.length; i += 1) covered.add(i);
    return (word, from, to) => {
      if (!HAN.test(word)) return words.has(word);
      for (let at = from; at < to; at += 1) if (!covered.has(at)) return false;
      return true;
    };
  };

  const meant = (word, written) => {
    if (known.has(word)) return [word];
    if (HAN.test(word)) {
      const others = word.length > 1 ? soundingLike(sounded(word)) : [];
      return others.length ? others : [word];
    }
    const sounds = LATIN.test(written) ? cut(written) || [] : [];
    const others = sounds.slice(1).flatMap((one, at) => soundingLike(`${sounds[at]} ${one}`));
    return others.length ? others : [word];
  };

  /** The words to look for, and what each weighs. */
  const read = (text) => {
    const isIdle = madeOf(text, idle);
    const isCommon = madeOf(text, new Set([...idle, ...common]));
    const typed = wordsIn(text);
    const telling = typed.filter((one) => !isIdle(...one));
    const rare = telling.filter((one) => !isCommon(...one));
    const weights = new Map();
    for (const one of telling.length ? telling : typed)
      for (const word of meant(one[0], text.slice(one[1], one[2])))
        weights.set(word, rare.length && !rare.includes(one) ? COMMON : 1);
    for (const pair of pairsOf(typed.map(([word]) => word))) {
      const [one, other] = pair.split(" ").map((word) => weights.get(word) || 0);
      if (known.has(pair) && (one || other)) weights.set(pair, PAIR * Math.max(one, other));
    }
    const whole = spaced(text);
    for (const [said, means] of same)
      if (HAN.test(said) ? text.includes(said) : whole.includes(spaced(said)))
        for (const word of means) if (!weights.has(word)) weights.set(word, common.has(word) ? COMMON : SAME);
    // A wrong character that does not even sound right leaves the one beside it.
    const words = [...weights.keys()];
    if (!words.some((word) => known.has(word)))
      for (const char of words.filter((word) => HAN.test(word)).join("")) weights.set(char, 1);
    return weights;
  };

  // ------------------------------------------------------------------ looking

  const ask = (weights, options = {}) => ({
    tokenize: () => [...weights.keys()],
    processTerm: (word) => word,
    bm25: LINE,
    boostTerm: (word) => weights.get(word),
    prefix: (word) => !known.has(word) || /^\d/.test(word) || (LATIN.test(word) && word.length > LONG),
    fuzzy: (word) => !known.has(word) && LATIN.test(word) && word.length > 3 && (word.length > 6 ? 2 : 1),
    weights: { prefix: HALF, fuzzy: NEAR },
    ...options,
  });

  const find = (query) => {
    const text = inOurWords([...plain(query)].map((char) => simple.get(char) || char).join(""));
    const weights = read(text);
    const scores = new Map(); // of pages
    const best = new Map(); // of places
    const hit = new Set();
    const raise = (scored, key, by) => scored.set(key, (scored.get(key) || 0) + by);
    const look = (inside, weight, near, placeOf) => {
      const seen = new Set();
      for (const { id, score, terms } of inside.search("?", ask(weights))) {
        const place = placeOf(id);
        if (inside === texts || !(best.has(place) || unsaid.has(id))) raise(best, place, score * near);
        terms.forEach((word) => hit.add(word));
        if (!seen.has(place.page)) raise(scores, place.page, score * weight);
        seen.add(place.page);
      }
    };
    if (weights.size) {
      for (const { id, score, terms } of pages.search("?", ask(weights, { bm25: BM25, boost: FIELDS }))) {
        scores.set(all[id], score);
        terms.forEach((word) => hit.add(word));
      }
      for (const { id, score, terms } of phrases.search("?", ask(weights, { bm25: BM25 }))) {
        raise(scores, all[id], score * ASKED);
        terms.forEach((word) => hit.add(word));
      }
      look(lines, BEST_LINE, PLACE_LINE, (id) => lineOf[id]);
      look(texts, BEST_TEXT, PLACE_TEXT, (id) => places[id]);
    }
    // Who types a whole line wants the place that says it as it stands.
    const line = IS_LINE.test(text) ? bare(text) : "";
    for (const place of line ? best.keys() : [])
      if (place.bare.includes(line)) {
        raise(best, place, WHOLE_LINE);
        raise(scores, place.page, WHOLE_LINE);
      }
    const isCrisis = crisis.some((said) => text.includes(said));
    const helping = isCrisis && all.find(({ url }) => url === help);
    if (helping) scores.set(helping, Infinity); // who needs a person has no eye for a list
    const found = [...scores]
      .sort(([, one], [, other]) => other - one)
      .map(([page, score]) => ({
        page,
        isHelp: score === Infinity,
        places: page.places
          .filter((place) => best.has(place))
          .sort((one, other) => best.get(other) - best.get(one)),
      }));
    return { found, isFound: (word) => hit.has(word) };
  };

  return { add, find };
};
