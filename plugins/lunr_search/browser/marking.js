// @ts-check
"use strict";

// Finds the words of a text that match a query, and the sentence with the most of them. Pure.
// Needs: tokens.js
(function (search) {
  const MAX_SENTENCE = 320;
  const SIGN_OF_WORD = /[^\s\u2010-\u2015\u2026\u2212/-]+/g;
  const EDGES = /^[^\p{L}\p{M}\p{N}_]*|[^\p{L}\p{M}\p{N}_]*$/gu;

  /** Returns start and end of each word that has one of these terms.
   * @param {string} text @param {string[]} terms @param {string[]} languages @returns {[number, number][]} */
  function findMarks(text, terms, languages) {
    const wanted = new Set(terms);
    /** @type {Map<string, boolean>} */
    const known = new Map();
    /** @type {[number, number][]} */
    const marks = [];
    for (const found of text.matchAll(SIGN_OF_WORD)) {
      const word = found[0];
      let isWanted = known.get(word);
      if (isWanted === undefined) {
        isWanted = search.textToWords(word).some((/** @type {string} */ part) =>
          search.wordToTerms(part, languages).some((/** @type {string} */ term) => wanted.has(term)),
        );
        known.set(word, /** @type {boolean} */ (isWanted));
      }
      if (!isWanted) continue;
      const start = found.index + (/^[^\p{L}\p{M}\p{N}_]*/u.exec(word) || [""])[0].length;
      marks.push([start, start + word.replace(EDGES, "").length]);
    }
    return marks;
  }

  /** Returns the sentence with the most different marked words, cut to about MAX_SENTENCE characters, and the marks in it.
   * @param {string} text @param {string[]} terms @param {string[]} languages
   * @returns {{text: string, marks: [number, number][]}} empty where no word is found */
  function findSentence(text, terms, languages) {
    let best = { text: "", marks: /** @type {[number, number][]} */ ([]), worth: 0 };
    for (const sentence of text.split(/\n+|(?<=[.!?…]["”»’)]?)\s+(?=["“«‘(]?\p{Lu})/u)) {
      const marks = findMarks(sentence, terms, languages);
      const words = new Set(marks.map(([start, end]) => sentence.slice(start, end).toLowerCase()));
      if (words.size > best.worth) best = { text: sentence.trim(), marks: [], worth: words.size };
    }
    const [[first] = [0]] = best.text.length > MAX_SENTENCE ? findMarks(best.text, terms, languages) : [];
    const shown = cutSentence(best.text, first);
    return { text: shown, marks: findMarks(shown, terms, languages) };
  }

  /** Returns about MAX_SENTENCE characters of a sentence, with the word at an index among them. @param {string} sentence @param {number} index */
  function cutSentence(sentence, index) {
    if (sentence.length <= MAX_SENTENCE) return sentence;
    const start = Math.max(0, Math.min(index - 80, sentence.length - MAX_SENTENCE));
    let shown = sentence.slice(start, start + MAX_SENTENCE);
    if (start) shown = `… ${shown.replace(/^\S*\s/, "")}`;
    if (start + MAX_SENTENCE < sentence.length) shown = `${shown.replace(/\s\S*$/, "")} …`;
    return shown;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ findMarks, findSentence, cutSentence }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
