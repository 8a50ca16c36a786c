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
const STARTED = ["engine.js", "further.js", "stemmers/russian.js", "stemmers/ukrainian.js"];
// the scripts of a site instead of the source files, where the environment names their folder
const { SITE_SCRIPTS } = process.env;
if (SITE_SCRIPTS) for (const name of STARTED) vm.runInThisContext(fs.readFileSync(path.join(SITE_SCRIPTS, name), "utf8"), { filename: name });
else STARTED.forEach(runFile);
const search = globalThis.newsSearch;
// what the manifest says of the languages whose stemmers are loaded above
Object.assign(search.LANGUAGES, { en: { scripts: ["latin"] }, uk: { scripts: ["cyrillic"] }, ru: { scripts: ["cyrillic"] } });

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

const CLOSING = "\"'‘’“”„«»)]";
const OPENING = "\"'‘’“”„«»([";
const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const ABBREVIATION = new RegExp(`^(?:(?:${LETTER}\\.)+|[A-Z][bcdfghjklmnpqrstvwxz]{1,3}\\.)$`, "u");

/** Returns a text without characters of a list at its end. */
function stripEnd(text, characters) {
  let end = text.length;
  while (end && characters.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

/** As ends_sentence and opens_quotation in words.py. */
function endsSentence(token) {
  const rest = stripEnd(token, CLOSING);
  if (!/[\p{L}\p{N}]/u.test(rest)) return true;
  let start = 0;
  while (OPENING.includes(rest[start])) start += 1;
  return ".!?:;…。！？".includes(rest.at(-1)) && !(rest.endsWith(".") && ABBREVIATION.test(rest.slice(start)));
}

const opensQuotation = (token) => OPENING.includes(token[0]) && !CLOSING.includes(stripEnd(token, ".,:;!?").at(-1) ?? "");

/** Returns a function that calls another one once for each key and keeps what it returns. */
function remember(call) {
  const known = new Map();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = call(key)));
    return value;
  };
}

/** Returns a function for the terms of one token in a language; most tokens of an archive stand in it many times. */
const tokenReader = (languages) => {
  const byLanguage = remember((lang) => remember((token) => search.tokenToWords(token).map((word) => search.wordToTerm(word, lang, languages))));
  return (token, lang) => byLanguage(lang)(token);
};

/** Returns the terms of a text, "" for a word that is left out: as Tokenizer.terms in tokens.py, which the browser does not need. */
function textToTerms(text, lang, languages, isProse, readToken = tokenReader(languages)) {
  const isShouted = /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text) && search.textToTokens(text).length >= 4 && !text.includes(" | ");
  const tokens = search.textToTokens(isShouted ? text.toLowerCase() : text);
  return tokens.flatMap((token, i) => {
    const [first, ...others] = readToken(token, lang);
    if (first === undefined) return "";
    const isOpening = () => opensQuotation(token) || (isProse && (!i || endsSentence(tokens[i - 1])));
    return [first.endsWith(search.NAME) && isOpening() ? "" : first, ...others];
  });
}

const NO_METADATA = Object.freeze(Object.create(null));

/** Lets the postings of a document share one empty object: Lunr makes one for each, by default without anything in it, and these
 * would be half of the memory. */
function shareMetadata(builder, url, fields) {
  for (const field of fields) {
    for (const term of Object.keys(builder.fieldTermFrequencies[new lunr.FieldRef(url, field)])) builder.invertedIndex[term][field][url] = NO_METADATA;
  }
}

/** Returns a builder of a lunr.js index of documents with a `url` and these fields. */
function newBuilder(fields, boosts) {
  const builder = new lunr.Builder();
  builder.ref("url");
  fields.forEach((field, i) => builder.field(field, { boost: boosts[i] }));
  return builder;
}

/** Returns one lunr.js index of whole documents (objects of texts with `url` and `lang`), tokenized in JavaScript. */
function buildLunr(documents, { fields, boosts, languages }) {
  const readToken = tokenReader(languages);
  const builder = newBuilder(fields, boosts);
  for (const document of documents) {
    // Lunr passes the tokenizer the field's name but no language, so each document gets a tokenizer of its own
    builder.tokenizer = (text, { fields: [field] }) => {
      const isExact = field === "date" || field === "lang";
      const terms = isExact ? text.split(/\s+/) : textToTerms(text || "", document.lang, languages, field === "body" || field === "lede", readToken);
      // strings: a lunr.Token would be turned into its string several times, and its metadata is not asked for
      return terms.filter(Boolean);
    };
    builder.add(document);
    shareMetadata(builder, document.url, fields);
  }
  return builder.build();
}

/** Returns what lunr.js finds for a query: our parser's clauses, each with those of its terms that Lunr's own index has. Lunr ranks
 * a query without the clauses that narrow it; each group of these is a query of its own, whose documents are kept. */
function searchLunr(index, text, languages) {
  const { clauses, phrases } = search.parseQuery(text, index.fields, index.fields);
  if (phrases.length) throw new Error("lunr.js has no phrases");
  const [ranked, filters] = separateFilters(clauses, index.fields.length);
  let found = searchClauses(index, ranked, languages);
  for (const group of filters) {
    const kept = new Set(searchClauses(index, group, languages).map(({ ref }) => ref));
    found = found.filter(({ ref }) => kept.has(ref));
  }
  return found;
}

/** Returns the clauses that lunr.js ranks, and lists of clauses of which a document must match one. */
function separateFilters(clauses, fieldCount) {
  const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
  const fieldOf = ({ fields }) => (fields.length < fieldCount ? fields[0] : "");
  const isExact = (field) => field === "date" || field === "lang";
  const asked = clauses.filter(({ presence }) => presence !== PROHIBITED).map(fieldOf);
  const ranked = asked.every(isExact) ? asked[0] : "";
  const filters = {};
  const rest = [];
  clauses.forEach((clause, i) => {
    const field = fieldOf(clause);
    const narrows = isExact(field) ? field !== ranked : field && asked.includes("") && clause.presence === OPTIONAL;
    if (!narrows || clause.boost !== 1 || clause.presence === PROHIBITED) rest.push(clause);
    else (filters[isExact(field) || ["section", "place"].includes(field) ? field : `${field}${i}`] ||= []).push({ ...clause, presence: OPTIONAL });
  });
  return [rest, Object.values(filters)];
}

const accentedTerms = remember((index) => Object.keys(index.invertedIndex).filter((term) => term.includes("`")));

/** Returns what lunr.js finds for clauses. */
function searchClauses(index, clauses, languages) {
  const has = (term) => term in index.invertedIndex;
  const queue = [];
  for (const clause of clauses) {
    const { fields, boost, presence, editDistance } = clause;
    if (!clause.usePipeline || editDistance !== undefined) {
      const matching = search.clauseToPatterns(clause, languages).flatMap((pattern) => matchingTerms(index, pattern, editDistance));
      queue.push({ fields, boost, presence, terms: [...new Set(matching)] });
      continue;
    }
    const { exact, near, beginnings } = search.clauseToChoices(clause, languages);
    const own = exact.filter(has);
    const others = [...near.filter(has), ...accentedTerms(index).filter((term) => beginnings.some((beginning) => term.startsWith(beginning)))];
    const known = { exact: own, near: [...new Set(others)].filter((term) => !own.includes(term)) };
    for (const weighed of search.weighForms(clause, known)) {
      queue.push({ fields, boost: weighed.clause.boost, presence: weighed.clause.presence, terms: weighed.expanded.flat() });
    }
  }
  if (!queue.length) return [];
  // of each clause the pipeline gives the terms; where there are none, a word that no document has
  index.pipeline = { runString: (mark) => (queue[Number(mark)].terms.length ? queue[Number(mark)].terms : ["\ue000"]) };
  return joinInPlace(() =>
    index.query((query) => {
      queue.forEach(({ terms: _, ...clause }, mark) => query.clause({ ...clause, term: String(mark), usePipeline: true }));
    }),
  );
}

/** Returns what `call` returns, in which sets of Lunr grow where they are joined. Lunr writes a new set of all documents for each term
 * and field of a clause: minutes for `+sta*` among a hundred thousand documents. A query uses no set again that it has joined. */
function joinInPlace(call) {
  const { union } = lunr.Set.prototype;
  lunr.Set.prototype.union = function (other) {
    if (other === lunr.Set.complete || other === lunr.Set.empty) return union.call(this, other);
    for (const element of Object.keys(other.elements)) this.elements[element] = true;
    this.length += other.length;
    return this;
  };
  try {
    return call();
  } finally {
    lunr.Set.prototype.union = union;
  }
}

/** Returns the terms of Lunr's index that match a pattern, by Lunr itself. */
function matchingTerms(index, term, editDistance) {
  const set = lunr.TokenSet.fromClause(editDistance === undefined ? { term } : { term, editDistance });
  return index.tokenSet.intersect(set).toArray();
}

/** Returns the difference from lunr.js's results, if any: how many documents, unless that is an estimate; which ones are first, their
 * order except for ties, scores to 0.001. */
function compareTop({ hits, total, isEstimate }, expected, limit = 10) {
  if (!isEstimate && total !== expected.length) return `${total} documents, Lunr has ${expected.length}`;
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

module.exports = { ROOT, NO_METADATA, lunr, search, textToTerms, openEngine, newBuilder, buildLunr, joinInPlace, searchLunr, compareTop };
