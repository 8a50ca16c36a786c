// @ts-check
"use strict";

// What a language makes of letters: lower case, elided articles, accents. Twin of letters.py, which gives the reasons.
(function (search) {
  const ACCENTS = "`";
  /** @type {Record<string, string>} */
  const OWN = {};
  for (const [codes, letters] of [["sv fi", "åäö"], ["da nb nn no", "åæø"], ["es gl eu", "ñ"], ["is", "æðöþ"], ["et", "äõöü"]]) {
    for (const code of codes.split(" ")) OWN[code] = letters;
  }
  /** @type {Record<string, string>} */
  const FOLDED = {
    ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "n", ə: "a" },
    ...{ "\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643" },
  };
  const FOLDABLE = /[\u00c0-\u024f\u0259\u0370-\u03ff\u0620-\u064a\u06a9\u06cc\u1e00-\u1fff]/;
  const DOTLESS = ["tr", "az"];
  /** @type {Record<string, RegExp>} */
  const ARTICLES = {
    fr: /^(?:[ldjmtscn]|(?:jus|lors|puis|quoi|pres)?qu)'/,
    it: /^(?:[ldcmtsv]|gl|(?:[nsd]|qu)?ell|a[dg]?ll?|dall|sull|coll|dagl|degl|negl|sugl|(?:nessun|alcun|ciascun|un)|quest|sant|bell|tutt|anch|mezz|senz|dov|com)'/,
    ca: /^[ldmtsn]'/,
  };
  const ANY_ARTICLE = /^[ld]'/;

  /** Returns a word in lower case: in Turkish, I has no dot. @param {string} word @param {string} lang */
  function toLower(word, lang) {
    return (DOTLESS.includes(lang) ? word.replaceAll("I", "ı") : word).toLowerCase().replaceAll("ς", "σ");
  }

  /** Returns a word in lower case without an elided article before it, in Turkish without the endings of a name. @param {string} word @param {string} lang */
  function cutElided(word, lang) {
    if (DOTLESS.includes(lang)) return word.replace(/'.*$/s, "");
    const rest = word.replace(ARTICLES[lang] || ANY_ARTICLE, "");
    return Array.from(rest).length > 1 ? rest : word;
  }

  /** Returns the term of a stem: its letters without accents, then the accented ones. @param {string} stem @param {string} lang */
  function fold(stem, lang) {
    if (!FOLDABLE.test(stem)) return stem;
    let letters = "";
    let changed = "";
    for (const letter of stem) {
      const plain = OWN[lang]?.includes(letter) ? letter : withoutAccents(letter);
      letters += plain;
      if (plain !== letter) changed += letter;
    }
    return changed ? letters + ACCENTS + changed : stem;
  }

  /** @param {string} letter */
  function withoutAccents(letter) {
    if (FOLDED[letter]) return FOLDED[letter];
    return FOLDABLE.test(letter) ? letter.normalize("NFD").replace(/\p{M}/gu, "") || letter : letter;
  }

  // one language for each set of own letters, "" for all others: a word is also searched by the rules of languages that are not
  // configured. Elision and Turkish endings are left to those that are, since "don't" would be "don".
  search.RULES = ["", "sv", "da", "es", "is", "et"];
  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ toLower, cutElided, fold }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
