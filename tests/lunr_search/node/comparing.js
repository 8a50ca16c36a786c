"use strict";

// What the comparisons with lunr.js share: an engine with its stemmers, and the difference for each query.
const { compareTop, openEngine, search, searchLunr } = require("./harness.js");

const STEP_QUERIES = 50;

/** Returns an engine for the files of the built index in `folder`, and its manifest. */
async function openIndex(folder) {
  const { engine } = openEngine(folder);
  const manifest = await engine.files.open();
  const missing = manifest.languages.filter((code) => !search.stemmers[code]);
  await engine.files.bringCode(missing.map((code) => `stemmers/${manifest.stemmers[code].file}`));
  return { engine, manifest };
}

/** Asks an engine and a lunr.js index the same queries; prints one line of JSON for each: {query, total, estimate,
 * difference}, where `estimate` is null if all was loaded. */
async function compareQueries(engine, index, queries, languages) {
  for (const [i, query] of queries.entries()) {
    if (i && i % STEP_QUERIES === 0) say(`${i} of ${queries.length} queries`);
    const [found, expected] = await Promise.all([outcome(() => engine.search(query)), outcome(() => searchLunr(index, query, languages))]);
    let difference = "";
    if (found.error || expected.error) difference = found.error && expected.error ? "" : `${found.error || "results"}, Lunr: ${expected.error || "results"}`;
    else difference = compareTop(found.value, expected.value);
    const estimate = found.value?.isEstimate ? found.value.total : null;
    console.log(JSON.stringify({ query, total: expected.error ? null : expected.value.length, estimate, difference }));
  }
}

async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { error: String((error && error.message) || error) };
  }
}

/** Prints how far the comparison is, the seconds since its beginning, and the memory in use. */
function say(text) {
  console.error(`${text}: ${Math.round(process.uptime())} s, ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
}

module.exports = { openIndex, compareQueries, say };
