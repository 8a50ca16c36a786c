// @ts-check
"use strict";

// The words of a query to terms of the archive: a word's stems in all languages and its accented forms.
// Needs: letters.js tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const NEAR_BOOST = 0.2;
  /** Endings that people write without accents, by language, and which a stemmer knows with them alone. @type {Record<string, [RegExp, string[]]>} */
  const ENDINGS = {
    fr: [/e(e?s?)$/, ["é"]],
    es: [/o(n)$/, ["ó"]],
    pt: [/ca(o)$/, ["çã"]],
    it: [/[aeiou]()$/, ["à", "è", "ì", "ò", "ù"]],
    ca: [/[aeiou]()$/, ["à", "é", "í", "ó", "ú"]],
  };

  /** Returns the terms to look for: those that a word has in any language, and those of its other forms, with or without accents, of
   * which `beginnings` are the first characters. @param {Clause} clause @param {string[]} languages @returns {Choices} */
  function clauseToChoices({ term, terms, near }, languages) {
    if (terms) return { exact: terms, near: near || [], beginnings: [] };
    const exact = search.wordToTerms(term, languages);
    const others = new Set(languages.flatMap((lang) => restoreEndings(term, lang).map((word) => search.wordToTerm(word, lang, languages))));
    const beginnings = new Set();
    for (const each of [...exact, ...others]) {
      const [plain] = each.split("`");
      if (!/^[\0-\x7f]*[a-z]|[\u0370-\u03ff\u0620-\u064a]/.test(plain)) continue;
      if (plain !== each) others.add(plain);
      beginnings.add(`${plain}\``);
    }
    others.delete("");
    return { exact, near: Array.from(others).filter((each) => !exact.includes(each)), beginnings: Array.from(beginnings) };
  }

  /** Returns a word, written in plain letters, as it may be meant in a language. @param {string} word @param {string} lang @returns {string[]} */
  function restoreEndings(word, lang) {
    if (!/^[a-z]{4,}$/i.test(word)) return [];
    if (lang === "tr") return [harmonize(word.toLowerCase())];
    const [pattern, accents] = ENDINGS[lang] || [/$^/, []];
    return pattern.test(word) ? accents.map((accent) => word.replace(pattern, `${accent}$1`)) : [];
  }

  /** Returns a Turkish word with dotless ı and ü where the vowel before asks for them. @param {string} word */
  function harmonize(word) {
    let last = "";
    return Array.from(word, (letter) => {
      if (letter === "i" && /[aıou]/.test(last)) letter = "ı";
      if (letter === "u" && /[eiü]/.test(last)) letter = "ü";
      if (/[aeıioöuü]/.test(letter)) last = letter;
      return letter;
    }).join("");
  }

  /** Returns those terms that the archive has.
   * @param {IndexFiles} files @param {Choices} choices @returns {Promise<{exact: string[], near: string[]}>} */
  async function lookUp(files, { exact, near, beginnings }) {
    const load = async (/** @type {string} */ term) => {
      const shard = await files.findShard(term);
      return shard && (await files.loadTermFile(shard)).terms.includes(term) ? [term] : [];
    };
    const start = async (/** @type {string} */ beginning) => {
      const some = await Promise.all((await files.findShards(beginning)).map((shard) => files.loadTermFile(shard)));
      return some.flatMap((file) => file.terms.filter((/** @type {string} */ term) => term.startsWith(beginning)));
    };
    const [known, others, accented] = await Promise.all([exact.map(load), near.map(load), beginnings.map(start)].map((each) => Promise.all(each)));
    const found = new Set(known.flat());
    return { exact: Array.from(found), near: Array.from(new Set([...others.flat(), ...accented.flat()])).filter((term) => !found.has(term)) };
  }

  /** Returns the clauses that a clause stands for: where the archive has both the word itself and other forms, the word itself counts
   * for more. @param {Clause} clause @param {{exact: string[], near: string[]}} known @returns {ExpandedClause[]} */
  function weighForms(clause, { exact, near }) {
    const all = [...exact, ...near].map((term) => [term]);
    if (!all.length) return [{ clause, expanded: [[]] }];
    if (!exact.length || !near.length || clause.presence === lunr.Query.presence.PROHIBITED) return [{ clause, expanded: all }];
    return [
      { clause: { ...clause, boost: clause.boost * NEAR_BOOST }, expanded: all },
      { clause: { ...clause, boost: clause.boost * (1 - NEAR_BOOST), presence: lunr.Query.presence.OPTIONAL }, expanded: exact.map((term) => [term]) },
    ];
  }

  /** Returns whether a clause has a `*` or an edit distance: then `expand` needs patterns.js. @param {Clause} clause */
  const isPattern = (clause) => "editDistance" in clause || (!clause.usePipeline && clause.term.includes("*"));

  /** Returns the index's terms for each term of a clause, and adds their postings to `postings`.
   * @param {IndexFiles} files @param {Clause} clause @param {Map<string, TermPostings>} postings @returns {Promise<ExpandedClause[]>} */
  async function expand(files, clause, postings) {
    const { languages } = await files.open();
    if (!clause.usePipeline || "editDistance" in clause) {
      const load = (/** @type {string} */ pattern) => (isPattern(clause) ? search.expandPattern(files, pattern, clause, postings) : files.loadTerm(pattern, postings));
      const expanded = await Promise.all(clauseToPatterns(clause, languages).map(load));
      return [{ clause, expanded: [Array.from(new Set(expanded.flat()))] }];
    }
    const known = await lookUp(files, clauseToChoices(clause, languages));
    await Promise.all([...known.exact, ...known.near].map((term) => files.loadTerm(term, postings)));
    return weighForms(clause, known);
  }

  /** Returns the patterns of a clause, in the letters of terms; a word with `*` at its end alone also stands for its own terms.
   * @param {Clause} clause @param {string[]} languages @returns {string[]} */
  function clauseToPatterns({ term, terms, patterns, usePipeline }, languages) {
    if (usePipeline) return terms || search.wordToTerms(term, languages);
    if (patterns) return patterns;
    const [folded] = search.fold(term, "").split("`");
    const word = /^[^*]{3,}\*$/.test(term) ? search.wordToTerms(term.slice(0, -1), languages) : [];
    return Array.from(new Set([term, folded, ...word]));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ isPattern, expand, clauseToChoices, clauseToPatterns, weighForms, lookUp }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
