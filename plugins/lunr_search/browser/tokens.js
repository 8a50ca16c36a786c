// @ts-check
"use strict";

// Words to terms: which term each word becomes, and which words are left out. Twin of tokens.py, which gives the reasons;
// tests/lunr_search/tokens.tsv tests both. What only an index needs, the beginnings of sentences, is in Python alone.
// Needs: letters.js words.js
(function (search) {
  const ACRONYM = ".";
  const NAME = "'";
  const SCRIPTS = [
    ["greek", "\u0370", "\u03ff"],
    ["cyrillic", "\u0400", "\u052f"],
    ["armenian", "\u0530", "\u058f"],
    ["arabic", "\u0600", "\u06ff"],
    ["devanagari", "\u0900", "\u097f"],
    ["tamil", "\u0b80", "\u0bff"],
    ["latin", "\u1e00", "\u1eff"],
    ["greek", "\u1f00", "\u1fff"],
  ];

  /** Returns the script of a word's first letter that is not Latin, else `latin` where it has a Latin letter, else "".
   * @param {string} word @returns {string} */
  function wordToScript(word) {
    let script = "";
    for (const sign of word) {
      if ((sign >= "a" && sign <= "z") || (sign >= "\u00df" && sign <= "\u024f")) script = "latin";
      else if (sign.length > 1) return "";
      const other = SCRIPTS.find(([, first, last]) => sign >= first && sign <= last);
      if (other) return other[0];
    }
    return script;
  }

  /** Returns the languages among these that are written in a script. @param {string[]} languages @param {string} script */
  const writtenIn = (languages, script) => languages.filter((lang) => search.LANGUAGES[lang]?.scripts.includes(script));

  /** Returns the term of a word, as `tokenToWords` returns it, in a text of a language; "" for a stop word.
   * A stop word with a capital is taken for a name.
   * @param {string} word @param {string} lang @param {string[]} languages the archive's, in its order @returns {string} */
  function wordToTerm(word, lang, languages) {
    const lower = search.cut(search.cutElided(search.toLower(word, lang), lang));
    const fitting = writtenIn(languages, wordToScript(lower));
    const language = search.stemmers[fitting.includes(lang) ? lang : fitting[0]];
    if (!language) return search.fold(lower, lang);
    if (language.stopWords.has(lower)) return nameToTerm(word, lower);
    if (language.knowsAccents !== false) return search.fold(language.stem(lower), lang);
    const [plain, accented] = search.fold(lower, lang).split("`");
    return language.stem(plain) + (accented ? `\`${accented}` : "");
  }

  /** Returns the term of a stop word: that of a name where it has a capital, else "". @param {string} word @param {string} lower */
  function nameToTerm(word, lower) {
    const [first] = word;
    if (Array.from(lower).length < 2 || first === first.toLowerCase()) return "";
    return lower + (word === word.toUpperCase() ? ACRONYM : NAME);
  }

  /** Returns the terms that a word has in articles of any language. @param {string} word @param {string[]} languages @returns {string[]} */
  function wordToTerms(word, languages) {
    // the rules of some languages are about accents, apostrophes and I
    const rules = /^[\0-&(-HJ-\x7f]*$/.test(word) ? [""] : search.RULES;
    return Array.from(new Set([...languages, ...rules].map((lang) => wordToTerm(word, lang, languages)))).filter(Boolean);
  }

  /** Returns whether a word in lower case is a stop word, which the index has only as a name. @param {string} word @param {string[]} languages */
  function isStopWord(word, languages) {
    return writtenIn(languages, wordToScript(word)).some((lang) => search.stemmers[lang]?.stopWords.has(word));
  }

  /** Returns the languages whose stemmers a text needs. @param {string} text @param {string[]} languages */
  function neededLanguages(text, languages) {
    const scripts = new Set(search.textToWords(text).map(wordToScript));
    return languages.filter((each) => search.LANGUAGES[each]?.scripts.some((/** @type {string} */ script) => scripts.has(script)));
  }

  /** @type {Record<string, {scripts: string[], file: string}>} the stemmed languages, as the manifest lists them */
  search.LANGUAGES = {};
  /** @type {Record<string, Stemmer>} */
  search.stemmers = search.stemmers || {};
  search.ACRONYM = ACRONYM;
  search.NAME = NAME;
  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ wordToScript, wordToTerm, wordToTerms, isStopWord, neededLanguages }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
