// @ts-check
"use strict";

// Names in the other alphabet: Зеленський is Zelensky, Zelenskiy or Zelenskyy. Both are compared by what remains when each is
// written in the same few Latin letters.
// Needs: patterns.js tokens.js
(function (search) {
  /** @type {Record<string, string>} */
  const LATIN = {
    ...{ а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", є: "e", ё: "e", э: "e", ж: "z", з: "z", и: "i", і: "i", ї: "i", ы: "i", й: "i" },
    ...{ к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "g", ц: "c", ч: "c", ш: "s", щ: "s" },
    ...{ ю: "iu", я: "ia", ь: "", ъ: "", "'": "" },
  };
  /** Spellings of one sound, the longest first. @type {[RegExp, string][]} */
  const SOUNDS = [
    [/shch|sch|sh|š/g, "s"],
    [/zh|ž/g, "z"],
    [/tch|ch|ts|tz|cz|č/g, "c"],
    [/ph/g, "f"],
    [/kh|gh|h/g, "g"],
    [/ck|q/g, "k"],
    [/w/g, "v"],
    [/x/g, "ks"],
    [/y|j/g, "i"],
    [/i?e|ie/g, "e"],
    [/(.)\1+/g, "$1"],
    [/i+$/, "i"],
  ];
  /** How the first letters may be written in Latin letters. @type {Record<string, string[]>} */
  const SPELLINGS = {
    ...{ c: ["c", "ch", "ts"], e: ["e", "ye", "ie", "je"], f: ["f", "ph"], g: ["g", "h", "kh"], i: ["i", "y", "j"] },
    ...{ k: ["k", "c"], s: ["s", "sh"], v: ["v", "w"], z: ["z", "zh"] },
  };
  const MOST_ENDING = 3;
  const MIN_SHARED = 4;

  /** Returns a name in few letters, those of one sound as one. @param {string} word */
  function skeleton(word) {
    let letters = Array.from(word.toLowerCase(), (letter) => LATIN[letter] ?? letter).join("");
    letters = letters.normalize("NFD").replace(/\p{M}/gu, "");
    for (const [sound, letter] of SOUNDS) letters = letters.replace(sound, letter);
    return letters;
  }

  /** Returns whether two names can be forms of one: one begins the other, which has a short ending more. The last letter of the shorter
   * may differ, too, but not where only the fewest letters are the same: `travn` is no form of `travler`.
   * @param {string} one @param {string} other */
  function areForms(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    let shared = 0;
    while (shared < short.length && short[shared] === long[shared]) shared += 1;
    return shared >= MIN_SHARED && short.length - shared <= (shared > MIN_SHARED ? 1 : 0) && long.length - shared <= MOST_ENDING;
  }

  /** Returns the archive's terms, in the other of the Latin and Cyrillic alphabets, that can be forms of a word.
   * @param {IndexFiles} files @param {string} word @returns {Promise<string[]>} */
  async function findInOtherScript(files, word) {
    const { languages } = await files.open();
    const script = search.wordToScript(word.toLowerCase());
    if (script !== "latin" && script !== "cyrillic") return [];
    const isCyrillic = script === "cyrillic";
    const bones = skeleton(word);
    const stems = search.wordToTerms(word, languages).map((term) => skeleton(term.split("`")[0]));
    /** @type {Set<string>} */
    const found = new Set();
    const beginnings = isCyrillic ? latinBeginnings(bones) : cyrillicBeginnings(word);
    const lists = await Promise.all(beginnings.map((beginning) => search.listBeginning(files, "d", beginning)));
    for (const term of lists.flat()) {
      const other = skeleton(term.split("`")[0]);
      if ([bones, ...stems].some((each) => areForms(each, other))) found.add(term);
    }
    return Array.from(found);
  }

  /** Returns the first letters that a name may have in Latin letters. @param {string} bones */
  function latinBeginnings(bones) {
    const spellings = (/** @type {string} */ letter) => SPELLINGS[letter] || [letter];
    return spellings(bones[0]).flatMap((first) => spellings(bones[1]).map((second) => first + second));
  }

  /** Returns the first two letters that a name may have in Cyrillic letters, by its spelling in Latin ones. @param {string} word */
  function cyrillicBeginnings(word) {
    const bones = skeleton(word);
    const letters = (/** @type {string} */ bone) => Object.keys(LATIN).filter((letter) => LATIN[letter] && LATIN[letter][0] === bone);
    return letters(bones[0]).flatMap((first) => letters(LATIN[first].length > 1 ? bones[2] : bones[1]).map((second) => first + second));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ findInOtherScript, skeleton }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
