// @ts-check
"use strict";

// The names of fields in a query: those of the index, others that people write for them, and misspelt ones.
(function (search) {
  /** @type {Record<string, string>} */
  const OTHERS = {
    ...{ author: "authors", by: "authors", byline: "authors", writer: "authors", tag: "tags", topic: "tags", topics: "tags" },
    ...{ headline: "title", intitle: "title", heading: "title", text: "body", content: "body", sections: "section", category: "section" },
    ...{ name: "names", person: "names", people: "names", organisation: "names", organization: "names", company: "names", who: "names" },
    ...{ places: "place", dateline: "place", language: "lang", day: "date", year: "date", month: "date" },
  };

  /** Returns the field that a name before a colon stands for, and a remark where it is not the field's own; null where it is like none.
   * @param {string} typed @param {string[]} fields @returns {{name: string, note: Note | null} | null} */
  function readField(typed, fields) {
    const name = typed.toLowerCase();
    if (fields.includes(name)) return { name, note: null };
    const other = OTHERS[name];
    if (other && fields.includes(other)) {
      return { name: other, note: { kind: "field-taken", words: [typed, other], message: `“${typed}:” was read as “${other}:”.` } };
    }
    const near = [...fields, ...Object.keys(OTHERS)].find((each) => each.length > 3 && isNear(name, each));
    const field = near && (OTHERS[near] || near);
    if (!field || !fields.includes(field)) return null;
    const message = `There is no field “${typed}”: its words were searched everywhere. “${field}:” is a field.`;
    return { name: "", note: { kind: "field-unknown", words: [typed, field], message } };
  }

  /** Returns whether one edit makes a word of another, or a swap of neighbours. @param {string} one @param {string} other */
  function isNear(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    let end = 0;
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
    const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
    return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === right[1] + right[0]);
  }

  /** @param {string} field @returns {Note} */
  const noteFieldApart = (field) => ({ kind: "field-apart", words: [field], message: `To search a field, write no space behind its colon: ${field}:word.` });

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ readField, noteFieldApart }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
