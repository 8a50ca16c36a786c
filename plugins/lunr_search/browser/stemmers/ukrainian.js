// @ts-check
"use strict";

// Ukrainian words to stems. Twin of ukrainian.py, which gives the reasons.
// Needs: tokens.js
(function (search) {
  /** @param {string} text */
  const words = (text) => new Set(text.trim().split(/\s+/));
  const FIRST = words(`
    а я о е є и і ї у ю ь й
    ого ього ому ьому им ім їм ими іми їми их іх їх ої ьої ою ьою ий ій їй
    ею єю ом ем єм ам ям ами ями ах ях ові еві єві ів їв ей
    ія ії ію іє ією ієм іям іями іях ієві
    ила ило или увати ювати ував ював увала ювала увало ювало ували ювали ує ює ують юють уємо юємо ає яє ають яють
  `);
  const SECOND = words("ом ем єм ам ям ах ях им ім их іх ий ів їв ов ев єв ив ей");
  /** @type {Record<string, number>} */
  const LEAST = { ила: 4, ило: 4, или: 4, ив: 4, їв: 2, єв: 2 };
  const LONGEST = 5;
  const VOWEL = /[аеиіоуюяєї]/;
  const DOUBLED = /([^аеиіоуюяєї'])\1$/;
  const FLEETING = /^([^]*[аеиіоуюяєї][^]*[^аеиіоуюяєї])(?:ок|ек|ец)$/;
  const CLOSED = /і([^аеиіоуюяєї])$/;
  const REFLEXIVE = /(т[иь]|в|л[аио]|є|ємо|єте|ш)с[яь]$/;
  /** @type {Record<string, string>} */
  const LAST = { ц: "к", з: "г" };

  /** Returns the word without the longest of the endings that leaves enough of it. @param {string} word @param {Set<string>} endings */
  function strip(word, endings) {
    for (let size = Math.min(LONGEST, word.length - 2); size > 0; size -= 1) {
      const rest = word.slice(0, -size);
      const ending = word.slice(-size);
      if (!endings.has(ending)) continue;
      const isOpen = VOWEL.test(ending.slice(-1)) || ending === "ь" || ending === "й";
      if (rest.length >= (LEAST[ending] || (isOpen ? 2 : 3)) && VOWEL.test(rest)) return rest;
    }
    return word;
  }

  /** @param {string} word */
  function stem(word) {
    word = word.replaceAll("'", "").replace(REFLEXIVE, "$1");
    word = strip(strip(word, FIRST), SECOND).replace(DOUBLED, "$1");
    const found = FLEETING.exec(word);
    if (found) word = found[1] + word.slice(-1);
    word = word.replace(CLOSED, "о$1");
    const last = word.slice(-1);
    return word.slice(0, -1) + (LAST[last] || last);
  }

  const STOP_WORDS = words(`
    а але або адже аж б без би більш більше буде був була були було бути в вам вас весь вже ви від він вона вони воно все всі
    всього всіх втім де для до ж же з за зі і із її їй їм їх й його йому коли котрий куди лише ми між мене мені може можна на
    над нам нас наш не нею неї ним них ні ніж о об однак ось от по при про під час після саме себе собі та так така таке такий
    також там те теж ти тим тих то тобто тоді тому той тут у хоч хоча це цей цим цих ця ці цього цьому чи через чий що щоб щодо
    як яка який яких які якого якої якщо я
  `);
  search.stemmers.uk = { stem, stopWords: STOP_WORDS };
})(globalThis.newsSearch);
