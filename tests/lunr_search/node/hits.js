"use strict";

// node hits.js INDEX QUERIES: asks the built index; prints one line of JSON for each query: its total, its notes, other spellings,
// suggestions, the URLs of its first hits, the sentence with its marks where the text is given. QUERIES is a JSON file.
const fs = require("node:fs");
const { openEngine, search } = require("./harness.js");

async function main([folder, file]) {
  const { engine } = openEngine(folder);
  for (const [query, text] of JSON.parse(fs.readFileSync(file, "utf8"))) {
    const { total, hits, notes, terms } = await engine.search(query);
    const offers = await engine.call("offers", [query]);
    const { languages } = await engine.files.open();
    const sentence = text ? search.findSentence(text, terms, languages) : null;
    const suggestions = (await engine.call("suggest", [query])).map(({ name }) => name);
    console.log(JSON.stringify({ query, suggestions, total, notes, offers, urls: hits.map(({ url }) => url), sentence }));
  }
}

main(process.argv.slice(2));
