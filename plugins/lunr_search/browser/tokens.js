// @ts-check
"use strict";

// Text to terms: where words begin and end, and which term each becomes. Twin of tokens.py, which gives the reasons;
// tests/lunr_search/tokens.tsv tests both.
(function (search) {
  const MAX_TERM = 64;
  const DELETED = /[\u00ad\u0300\u0301\u200b-\u200f\u2060]/g;
  const SEPARATORS = /[\u2010-\u2015\u2026\u2212\ufeff/-]|\.\./g;
  const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4\uff07]/g;
  const SPACE = /[\s\u001c-\u001f\u0085]+/;
  const EDGES = /^[^\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]+$/gu;

  /** Returns the words of a text in lower case, with the punctuation around them.
   * @param {string} text @returns {string[]} */
  function textToWords(text) {
    text = text.toLowerCase();
    // eslint-disable-next-line no-control-regex
    if (/[^\x00-\x7f]/.test(text)) {
      text = text.normalize("NFC").replace(DELETED, "").replace(APOSTROPHES, "'");
    }
    return text.replace(SEPARATORS, " ").split(SPACE).filter(Boolean);
  }

  /** Returns a word without the punctuation around it and without a possessive.
   * @param {string} word @returns {string} */
  function trimWord(word) {
    const trimmed = word.replace(EDGES, "").replace(/'s$/, "");
    return trimmed.length > MAX_TERM ? Array.from(trimmed).slice(0, MAX_TERM).join("") : trimmed;
  }

  const SCRIPTS = [
    ["greek", "\u0370", "\u03ff"],
    ["cyrillic", "\u0400", "\u052f"],
    ["armenian", "\u0530", "\u058f"],
    ["arabic", "\u0600", "\u06ff"],
    ["devanagari", "\u0900", "\u097f"],
    ["tamil", "\u0b80", "\u0bff"],
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

  /** Returns whether a language is written in a script. @param {string} lang @param {string} script @returns {boolean} */
  const isWritten = (lang, script) => Boolean(search.LANGUAGES[lang]?.scripts.includes(script));

  /** Returns the term of one word in a text of a language; "" for a stop word or where nothing is left.
   * @param {string} word @param {string} lang @param {string[]} languages the archive's, in its order
   * @param {boolean} [keepStopWords] @returns {string} */
  function wordToTerm(word, lang, languages, keepStopWords) {
    word = trimWord(word);
    const script = wordToScript(word);
    const fitting = languages.filter((each) => isWritten(each, script));
    const language = search.stemmers[fitting.includes(lang) ? lang : fitting[0]];
    if (!language) return word;
    return !keepStopWords && language.stopWords.has(word) ? "" : language.stem(word);
  }

  /** Returns the terms that a query's word has in articles of any language.
   * @param {string} word @param {string[]} languages @returns {string[]} */
  function wordToTerms(word, languages) {
    const script = wordToScript(trimWord(word));
    const fitting = languages.filter((each) => isWritten(each, script));
    const terms = (fitting.length ? fitting : [""]).map((lang) => wordToTerm(word, lang, languages, true));
    return Array.from(new Set(terms)).filter(Boolean);
  }

  /** Returns the languages whose stemmers a text needs. @param {string} text @param {string[]} languages */
  function neededLanguages(text, languages) {
    const scripts = new Set(textToWords(text).map((word) => wordToScript(trimWord(word))));
    return languages.filter((each) => search.LANGUAGES[each]?.scripts.some((/** @type {string} */ script) => scripts.has(script)));
  }

  /** @type {Record<string, {scripts: string[], file: string}>} the stemmed languages, as the manifest lists them */
  search.LANGUAGES = {};
  /** @type {Record<string, {stem: (word: string) => string, stopWords: {has(word: string): boolean}}>} */
  search.stemmers = search.stemmers || {};
  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ textToWords, trimWord, wordToScript, wordToTerm, wordToTerms, neededLanguages }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
