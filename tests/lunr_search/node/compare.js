"use strict";

// node compare.js INDEX DOCUMENTS QUERIES: asks the built index and one lunr.js index of the same documents the same
// queries; prints one line of JSON for each query: {query, total, difference}. DOCUMENTS has a JSON object on each line, QUERIES is a
// JSON list. What was done so far is printed as errors are, since a hundred thousand documents take minutes.
const fs = require("node:fs");
const { StringDecoder } = require("node:string_decoder");
const { buildLunr, compareTop, openEngine, search, searchLunr } = require("./harness.js");

const STEP_DOCUMENTS = 10_000;
const STEP_QUERIES = 50;

async function main([folder, documentsFile, queriesFile]) {
  const { engine } = openEngine(folder);
  const manifest = await engine.files.open();
  const missing = manifest.languages.filter((code) => !search.stemmers[code]);
  await engine.files.bringCode(missing.map((code) => `stemmers/${manifest.stemmers[code].file}`));
  const index = buildLunr(readDocuments(documentsFile), manifest);
  say("lunr.js has its index");
  const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));
  for (const [i, query] of queries.entries()) {
    if (i && i % STEP_QUERIES === 0) say(`${i} of ${queries.length} queries`);
    const [found, expected] = await Promise.all([outcome(() => engine.search(query)), outcome(() => searchLunr(index, query, manifest.languages))]);
    let difference = "";
    if (found.error || expected.error) difference = found.error && expected.error ? "" : `${found.error || "results"}, Lunr: ${expected.error || "results"}`;
    else difference = compareTop(found.value.hits, found.value.total, expected.value);
    console.log(JSON.stringify({ query, total: expected.error ? null : expected.value.length, difference }));
  }
}

/** Yields the object of each line of a file, of which only a part is read at a time. */
function* readDocuments(file) {
  const source = fs.openSync(file, "r");
  const part = Buffer.alloc(1 << 20);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let count = 0;
  for (let size; (size = fs.readSync(source, part)) > 0; ) {
    const lines = (rest + decoder.write(part.subarray(0, size))).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      yield JSON.parse(line);
      count += 1;
      if (count % STEP_DOCUMENTS === 0) say(`lunr.js has ${count} documents`);
    }
  }
  fs.closeSync(source);
}

/** Prints how far the comparison is, the seconds since its beginning, and the memory in use. */
function say(text) {
  console.error(`${text}: ${Math.round(process.uptime())} s, ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
}

async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { error: String((error && error.message) || error) };
  }
}

main(process.argv.slice(2));
