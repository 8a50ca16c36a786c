"use strict";

// node compare.js INDEX DOCUMENTS QUERIES: asks the built index and one lunr.js index of the same documents the same
// queries; prints one line of JSON for each query: {query, total, difference, bytes}. DOCUMENTS and QUERIES are JSON files.
const fs = require("node:fs");
const { buildLunr, compareTop, openEngine, search, searchLunr } = require("./harness.js");

async function main([folder, documentsFile, queriesFile]) {
  const { engine } = openEngine(folder);
  const manifest = await engine.files.open();
  const missing = manifest.languages.filter((code) => !search.stemmers[code]);
  await engine.files.bringCode(missing.map((code) => `stemmers/${manifest.stemmers[code].file}`));
  const documents = JSON.parse(fs.readFileSync(documentsFile, "utf8"));
  const index = buildLunr(documents, manifest);
  for (const query of JSON.parse(fs.readFileSync(queriesFile, "utf8"))) {
    const [found, expected] = await Promise.all([outcome(() => engine.search(query)), outcome(() => searchLunr(index, query, manifest.languages))]);
    let difference = "";
    if (found.error || expected.error) difference = found.error && expected.error ? "" : `${found.error || "results"}, Lunr: ${expected.error || "results"}`;
    else difference = compareTop(found.value.hits, found.value.total, expected.value);
    console.log(JSON.stringify({ query, total: expected.error ? null : expected.value.length, difference }));
  }
}

async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { error: String((error && error.message) || error) };
  }
}

main(process.argv.slice(2));
