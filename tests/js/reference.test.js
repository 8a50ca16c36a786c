"use strict";

// The lunr.js index that the built index is compared with is that of lunr.js itself, though it takes less memory and time.
const assert = require("node:assert/strict");
const test = require("node:test");
const { buildLunr, joinInPlace, lunr, textToTerms } = require("../lunr_search/node/harness.js");

const FIELDS = { title: 1.5, body: 1, names: 0.3, date: 1 };
const WORDS = ["ferry", "ferries", "fern", "fermented", "tide", "tidal", "storm", "café", "cafe", "WHO", "who"];

/** Returns documents of some words, the same ones in every run. */
function makeDocuments() {
  let state = 7;
  const choose = (count) => Array.from({ length: count }, () => WORDS[(state = (state * 48271) % 2147483647) % WORDS.length]).join(" ");
  return Array.from({ length: 40 }, (_, i) => ({ url: `${i}.html`, lang: "en", title: choose(2), body: choose(1 + (i % 9)), names: choose(i % 2), date: "2024 2024-03" }));
}

/** Returns an index as lunr.js makes it by itself, of tokens of its own kind. */
function buildPlainly(documents) {
  const builder = new lunr.Builder();
  builder.ref("url");
  for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost });
  builder.tokenizer = (text, { fields: [field] }) => {
    const terms = field === "date" ? text.split(" ") : textToTerms(text, "en", ["en"], field === "body");
    return terms.filter(Boolean).map((term) => new lunr.Token(term, {}));
  };
  documents.forEach((document) => builder.add(document));
  return builder.build();
}

const manifest = { fields: Object.keys(FIELDS), boosts: Object.values(FIELDS), languages: ["en"] };

test("the index has what lunr.js writes by itself", () => {
  const documents = makeDocuments();
  assert.equal(JSON.stringify(buildLunr(documents, manifest)), JSON.stringify(buildPlainly(documents)));
});

test("a query whose sets grow in place finds what lunr.js finds by itself", () => {
  const documents = makeDocuments();
  const plain = buildPlainly(documents);
  const index = buildLunr(documents, manifest);
  let found = 0;
  for (const query of ["ferri tide", "+fer* tide", "+fer* +t* storm", "-fer* tide", "-fer* -storm", "+title:fer* -body:storm", "title:fer*", "+xyzzy* tide", "-f* -t* -s*"]) {
    const expected = plain.search(query);
    assert.deepEqual(joinInPlace(() => index.search(query)), expected, query);
    found += expected.length;
  }
  assert.ok(found > 100);
  const all = new lunr.Set(["a"]);
  assert.notEqual(all.union(new lunr.Set(["b"])), all, "the engine has Lunr's own sets");
});
