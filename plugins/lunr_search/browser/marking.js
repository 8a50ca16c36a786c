// @ts-check
"use strict";

// Finds the words of a text that match a query, and the sentence with the most of them. Pure.
// Needs: tokens.js words.js
(function (search) {
  const MAX_SENTENCE = 320;
  const EDGES = /^[^\p{L}\p{M}\p{N}_]*|[^\p{L}\p{M}\p{N}_]*$/gu;
  // a run of characters without spaces; or a word, with the prefix before a hyphen that is a part of it
  const PIECE = new RegExp(`(${search.RUN})|(?:${search.PREFIX.source})?(?:(?!${search.RUN})(?:[^\\s()[\\]{}"<>|;!?\\u00ab\\u00bb\\u2010-\\u2017\\u201a\\u201c-\\u2027\\u2212/-]|/(?=\\d)(?<=\\d/)))+`, "gu");
  const CLUSTER = /.\p{M}*/gsu;

  /** Returns start and end of each word that has one of these terms.
   * @param {string} text @param {string[]} terms @param {string[]} languages @returns {Mark[]} */
  function findMarks(text, terms, languages) {
    const wanted = new Set(terms);
    /** @type {Map<string, boolean>} */
    const known = new Map();
    /** @param {string} word */
    const isWanted = (word) => {
      let is = known.get(word);
      if (is === undefined) {
        is = search.tokenToWords(word).some((part) => search.wordToTerms(part, languages).some((term) => wanted.has(term)));
        known.set(word, is);
      }
      return is;
    };
    /** @type {Mark[]} */
    const marks = [];
    for (const found of text.matchAll(PIECE)) {
      const [piece, run] = found;
      if (run) {
        for (const [start, end] of findPairs(run, isWanted)) marks.push([found.index + start, found.index + end]);
      } else if (isWanted(piece)) {
        const start = found.index + (/^[^\p{L}\p{M}\p{N}_]*/u.exec(piece) || [""])[0].length;
        marks.push([start, start + piece.replace(EDGES, "").length]);
      }
    }
    return marks;
  }

  /** Returns the parts of a run that are made of wanted pairs. @param {string} run @param {(word: string) => boolean} isWanted @returns {Mark[]} */
  function findPairs(run, isWanted) {
    const clusters = Array.from(run.matchAll(CLUSTER), (found) => /** @type {Mark} */ ([found.index, found.index + found[0].length]));
    /** @type {Mark[]} */
    const marks = [];
    const last = clusters.length - 1;
    clusters.forEach(([start], i) => {
      const end = clusters[Math.min(i + 1, last)][1];
      if ((last && i === last) || !isWanted(run.slice(start, end))) return;
      const before = marks.at(-1);
      if (before && before[1] >= start) before[1] = end;
      else marks.push([start, end]);
    });
    return marks;
  }

  /** Returns the sentence with the most different marked words, cut to about MAX_SENTENCE characters, and the marks in it.
   * @param {string} text @param {string[]} terms @param {string[]} languages
   * @returns {{text: string, marks: Mark[]}} empty where no word is found */
  function findSentence(text, terms, languages) {
    let best = { text: "", marks: /** @type {Mark[]} */ ([]), worth: 0 };
    for (const sentence of text.split(/\n+|(?<=[.!?…]["”»’)]?)\s+(?=["“«‘(]?\p{Lu})|(?<=[。！？។။]["”」』）]?)(?!["”」』）])/u)) {
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
    if (start) shown = `… ${shown.replace(/^\S{0,40}\s/, "")}`;
    if (start + MAX_SENTENCE < sentence.length) shown = `${shown.replace(/\s\S{0,40}$/, "")} …`;
    return shown;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ findMarks, findSentence, cutSentence }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
