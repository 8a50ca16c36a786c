// @ts-check
"use strict";

// Stop words in a query: which are names (WHO, Theresa May), and what to do with a query that has no other words.
// Needs: tokens.js words.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  // which stop words, in lower case, are rather acronyms than names; the first also beside other words: "us economy"
  const ACRONYMS = ["us", "who", "it"];

  /** @param {string} word */
  const isCapital = (word) => word !== word.toLowerCase() && Array.from(word).length > 1;
  /** @param {string} word */
  const isAcronym = (word) => isCapital(word) && word === word.toUpperCase();
  /** @param {Clause} clause */
  const isStop = ({ term, usePipeline, terms }) => Boolean(usePipeline && !terms && search.isStopWord(term.toLowerCase(), Object.keys(search.LANGUAGES)));

  /** Returns the terms that a stop word has as a name: those of its case, then others. @param {string} word */
  function nameTerms(word) {
    const lower = word.toLowerCase();
    const [acronym, name] = [lower + search.ACRONYM, lower + search.NAME];
    if (isAcronym(word)) return { terms: [acronym], near: [name] };
    if (isCapital(word)) return { terms: [name], near: [acronym] };
    return ACRONYMS.includes(word) ? { terms: [acronym], near: [name] } : { terms: [acronym, name], near: [] };
  }

  /** Returns the clauses without the stop words that are no names, and a remark where the query has nothing else.
   * @param {Clause[]} clauses @param {Phrase[]} phrases @returns {{clauses: Clause[], note: Note | null}} */
  function chooseStopWords(clauses, phrases) {
    const languages = Object.keys(search.LANGUAGES);
    const quoted = phrases.flatMap((phrase) => phrase.words).filter(Boolean);
    if (!clauses.length && quoted.length && quoted.every((word) => search.isStopWord(word.toLowerCase(), languages))) {
      const common = quoted.filter((word) => !isAcronym(word));
      return { clauses, note: common.length ? noteNames(common) : null };
    }
    const words = clauses.filter(isStop);
    if (!words.length) return { clauses, note: null };
    const isAlone = words.length === clauses.length && !phrases.length;
    const isLoud = clauses.length > 2 && clauses.every(({ term }) => term === term.toUpperCase());
    const areAllCapital = clauses.every(({ term }) => isCapital(term) || /^\d/.test(term));
    const chosen = clauses.flatMap((clause, i) => {
      if (!words.includes(clause)) return [clause];
      const { term, fields, presence } = clause;
      const isName =
        isAlone ||
        fields.length === 1 ||
        (!isLoud && (isAcronym(term) || (isCapital(term) && (i > 0 || areAllCapital || presence !== lunr.Query.presence.OPTIONAL)))) ||
        term.toLowerCase() === ACRONYMS[0];
      if (!isName || ("editDistance" in clause && !isAlone)) return [];
      const { editDistance: _, ...rest } = clause;
      return [{ ...rest, ...nameTerms(isLoud || (!isAlone && !isCapital(term)) ? term.toLowerCase() : term) }];
    });
    const common = words.filter(({ term }) => !isAcronym(term)).map(({ term }) => term);
    return { clauses: chosen, note: isAlone && common.length ? noteNames(common) : null };
  }

  /** @param {string[]} words @returns {Note} */
  function noteNames(words) {
    words = Array.from(new Set(words));
    const shown = words.map((word) => `“${word}”`).join(", ");
    const message = `${shown}: so common that only names are searched, such as WHO or Theresa May.`;
    return { kind: "names-only", words, message };
  }

  /** Returns the words of a phrase; "" for a token without words, which counts as one. @param {string} quoted @returns {string[]} */
  function phraseWords(quoted) {
    return search.textToTokens(quoted).flatMap((/** @type {string} */ token) => {
      const words = search.tokenToWords(token);
      return words.length ? words : [""];
    });
  }

  /** Returns the words of a phrase that the index has, each with its place and the terms of a name where it is a stop word.
   * @param {string[]} words @returns {{place: number, word: string, terms?: string[], near?: string[]}[]} */
  function phraseParts(words) {
    const languages = Object.keys(search.LANGUAGES);
    const all = words.map((word, place) => ({ place, word })).filter(({ word }) => word && !isWholeKorean(word, words));
    const parts = all.filter(({ word }) => !search.isStopWord(word.toLowerCase(), languages));
    if (parts.length) return parts;
    // The Who: a first word may open a sentence, where its capital says nothing
    const names = all.length > 1 ? all.slice(1) : all;
    const capital = names.filter(({ word }) => isCapital(word));
    if (capital.length) return capital.map((part) => ({ ...part, terms: nameTerms(part.word).terms }));
    return names.map((part) => ({ ...part, terms: Object.values(nameTerms(part.word)).flat() }));
  }

  /** Returns whether a word is a Korean one whose pairs stand behind it: as a phrase these say enough. @param {string} word @param {string[]} words */
  const isWholeKorean = (word, words) => /^[\uac00-\ud7a3]{3,}$/.test(word) && words.length > 1;

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ chooseStopWords, nameTerms, phraseWords, phraseParts }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
