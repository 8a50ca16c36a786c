"use strict";

// node compare_terms.js INDEX QUERIES: asks the built index and a lunr.js index of the queries' terms alone the same queries. lunr.js
// scores a document by the queries' terms, their document counts, and the lengths of its fields: the results are those of an index of
// everything, which a million documents are too many for.
//
// Prints one line {terms, beginnings}: the terms, and the beginnings of further terms, whose postings it needs. Then reads lines from
// the standard input: {count, lengths}, the number of all documents and the mean length of each field; and for each document that has
// one of the terms {url, lengths, terms}, the length of each field and for each term [[number of a field, occurrences], ...]. Then prints
// one line for each query: {query, total, difference}.
const fs = require("node:fs");
const readline = require("node:readline");
const { compareQueries, openIndex, say } = require("./comparing.js");
const { NO_METADATA, lunr, newBuilder, search } = require("./harness.js");

const STEP_DOCUMENTS = 100_000;

async function main([folder, queriesFile]) {
  const { engine, manifest } = await openIndex(folder);
  const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));
  console.log(JSON.stringify(listTerms(queries, manifest)));
  const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const archive = JSON.parse((await lines.next()).value);
  const index = await buildIndex(archive, lines, manifest);
  say("lunr.js has its index");
  await compareQueries(engine, index, queries, manifest.languages);
}

/** Returns the terms that a document may have to match the queries, and the beginnings of further ones. */
function listTerms(queries, { fields, languages }) {
  const terms = new Set();
  const beginnings = new Set();
  for (const query of queries) {
    for (const clause of search.parseQuery(query, fields, fields).clauses) {
      if (!clause.usePipeline || clause.editDistance !== undefined) throw new Error(`not a query of whole words: ${query}`);
      const choices = search.clauseToChoices(clause, languages);
      [...choices.exact, ...choices.near].forEach((term) => terms.add(term));
      choices.beginnings.forEach((beginning) => beginnings.add(beginning));
    }
  }
  return { terms: [...terms], beginnings: [...beginnings] };
}

/** Returns lunr.js's index of documents that are given by their postings, as Builder.add leaves those that it has tokenized. */
async function buildIndex({ count, lengths: means }, lines, { fields, boosts }) {
  const builder = newBuilder(fields, boosts);
  let read = 0;
  for await (const line of lines) {
    addDocument(builder, JSON.parse(line), fields);
    read += 1;
    if (read % STEP_DOCUMENTS === 0) say(`lunr.js has ${read} documents`);
  }
  builder.documentCount = count;
  builder.calculateAverageFieldLengths = () => {
    builder.averageFieldLength = Object.fromEntries(fields.map((field, i) => [field, means[i]]));
  };
  return builder.build();
}

function addDocument(builder, { url, lengths, terms }, fields) {
  builder._documents[url] = NO_METADATA;
  for (const [term, counts] of Object.entries(terms)) {
    const posting = (builder.invertedIndex[term] ||= newPosting(builder, fields));
    for (const [number, count] of counts) {
      const field = fields[number];
      const ref = new lunr.FieldRef(url, field).toString();
      (builder.fieldTermFrequencies[ref] ||= Object.create(null))[term] = count;
      builder.fieldLengths[ref] = lengths[number];
      posting[field][url] = NO_METADATA;
    }
  }
}

function newPosting(builder, fields) {
  const posting = Object.assign(Object.create(null), { _index: builder.termIndex });
  builder.termIndex += 1;
  for (const field of fields) posting[field] = Object.create(null);
  return posting;
}

main(process.argv.slice(2));
