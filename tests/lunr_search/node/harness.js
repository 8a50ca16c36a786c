"use strict";

// Shared by the tests in Node: the browser's search code with the files of a built index, and lunr.js with its documents.
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.resolve(__dirname, "../../..");
const CODE = path.join(ROOT, "plugins/lunr_search/browser");
const lunr = require(path.join(ROOT, "node_modules/lunr"));

globalThis.lunr = lunr;
const run = new Set();
/** Runs a file of the search's code after the files that it needs, each once. */
function runFile(name) {
  if (run.has(name)) return;
  run.add(name);
  const code = fs.readFileSync(path.join(CODE, name), "utf8");
  for (const needed of /^\/\/ Needs: (.+)$/m.exec(code)?.[1].split(" ") || []) runFile(needed);
  vm.runInThisContext(code, { filename: name });
}
for (const name of ["engine.js", "stemmers/russian.js", "stemmers/ukrainian.js"]) runFile(name);
const search = globalThis.newsSearch;
// what the manifest says of the languages whose stemmers are loaded above
Object.assign(search.LANGUAGES, { en: { scripts: ["latin"] }, ru: { scripts: ["cyrillic"] }, uk: { scripts: ["cyrillic"] } });

/** Returns an engine for the files in `folder`; it lists the files that it loads in `loaded`. */
function openEngine(folder) {
  const loaded = new Map();
  const load = async (name) => {
    if (!loaded.has(name)) {
      let values;
      search.receive = (given, ...rest) => {
        if (given !== name) throw new Error(`${name} hands over ${given}`);
        values = rest;
      };
      vm.runInThisContext(fs.readFileSync(path.join(folder, `${name}.js`), "utf8"));
      loaded.set(name, values);
    }
    return loaded.get(name);
  };
  const loadCode = async (names) => names.forEach((name) => vm.runInThisContext(fs.readFileSync(path.join(folder, `${name}.js`), "utf8")));
  const engine = new search.Engine(load, loadCode);
  return { engine, loaded };
}

/** Returns one lunr.js index of whole documents (objects of texts with `url` and `lang`), tokenized in JavaScript. */
function buildLunr(documents, { fields, boosts, languages }) {
  const builder = new lunr.Builder();
  builder.ref("url");
  fields.forEach((field, i) => builder.field(field, { boost: boosts[i] }));
  for (const document of documents) {
    // Lunr passes the tokenizer the field's name but no language, so each document gets a tokenizer of its own
    builder.tokenizer = (text, { fields: [field] }) => {
      const isExact = field === "date" || field === "lang";
      const words = isExact ? text.split(/\s+/) : search.textToWords(text || "");
      return words
        .map((word) => (isExact ? word : search.wordToTerm(word, document.lang, languages)))
        .filter(Boolean)
        .map((term) => new lunr.Token(term, {}));
    };
    builder.add(document);
  }
  const index = builder.build();
  // a word of the query matches the terms that any of the languages makes of it, if the archive has them
  index.pipeline = {
    runString: (word) => {
      const terms = [...new Set(search.textToWords(word).flatMap((each) => (/^\d{4}-\d\d/.test(word) ? [word] : search.wordToTerms(each, languages))))];
      const known = terms.filter((term) => term in index.invertedIndex);
      return known.length ? known : terms;
    },
  };
  return index;
}

/** Returns what lunr.js finds for a query, with dates in the archive's format. */
function searchLunr(index, text) {
  const dates = text.replace(/(date:\d{4})-(\d\d)(?:-(\d\d))?/g, (_, year, month, day) => [year, month, day].filter(Boolean).join("\\-"));
  return index.search(dates);
}

/** Returns the difference from lunr.js's results, if any: documents, their order except for ties, scores to 0.001. */
function compareTop(hits, total, expected, limit = 10) {
  if (total !== expected.length) return `${total} documents, Lunr has ${expected.length}`;
  const scores = new Map(expected.map(({ ref, score }) => [ref, score]));
  const top = expected.slice(0, limit);
  if (hits.length !== top.length) return `${hits.length} hits, Lunr has ${top.length}`;
  for (let i = 0; i < hits.length; i += 1) {
    const score = scores.get(hits[i].url);
    if (score === undefined) return `${hits[i].url} is not among Lunr's`;
    if (Math.abs(score - hits[i].score) > 0.001) return `${hits[i].url} has ${hits[i].score}, Lunr gives ${score}`;
    if (Math.abs(top[i].score - hits[i].score) > 0.001) return `place ${i + 1} has ${hits[i].score}, Lunr has ${top[i].score}`;
  }
  if (new Set(hits.map((hit) => hit.url)).size !== hits.length) return "a document stands twice";
  return "";
}

module.exports = { ROOT, lunr, search, openEngine, buildLunr, searchLunr, compareTop };
