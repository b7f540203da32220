// The search worker of the theme, made exact for Chinese.
//
// jieba cuts the text into words, and cuts 客户资料 as one word and 资料 as another. The theme then looks for words that
// begin like a piece of the query, never at the query's last character, and shows whatever has any of the pieces. Here
// every character is asked for, anywhere within a word; of what comes back, only that is shown which holds what was
// typed, as it was typed. Numbering, ranking and snippets stay the theme's.
//
// Its address names the theme's own worker: …/search.js?search.1234abcd.min.js. That one loads its dictionaries from where
// it lies itself.

const THEME = new URL(`../javascripts/workers/${self.location.search.slice(1)}`, self.location.href);
const load = self.importScripts.bind(self);
self.importScripts = (...scripts) => load(...scripts.map((script) => new URL(script, THEME).href));

const QUERY = 2;
const RESULT = 3;
const APART = /[\s\u3000"'“”‘’，。、；：？！（）()《》]+/u;
const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const HAN = /\p{Script=Han}/gu;

/**
 * @typedef {{location: string, title: string, text: string, parent?: object, terms: Record<string, boolean>}} Item
 *   a page, or a section of one, that the theme found
 */

/** @type {string[]} */
let wanted = [];

addEventListener("message", ({ data: message }) => {
  if (message.type !== QUERY) return;
  wanted = message.data.split(APART).filter(Boolean);
  message.data = wanted.flatMap((word) => word.match(HAN)?.map((character) => `+*${character}*`) ?? [word]).join(" ");
});

const post = self.postMessage.bind(self);
self.postMessage = (/** @type {{type: number, data: {items: Item[][]}}} */ message) => {
  if (message.type === RESULT && wanted.length) {
    // The page itself stands above its sections, whether or not it holds the words; and the regulations stand first.
    message.data.items = message.data.items
      .filter((page) => page.some(holds))
      .map((page) => page.filter((item) => !item.parent || holds(item)))
      .sort((a, b) => Number(isRegulation(b)) - Number(isRegulation(a)));
    for (const item of message.data.items.flat()) {
      item.title = mark(item.title);
      item.text = mark(item.text);
      item.terms = Object.fromEntries(wanted.map((word) => [word, true]));
    }
  }
  post(message);
};

/** @param {Item} item */
function holds(item) {
  const words = `${item.title}\n${item.text}`.replace(/<[^>]*>|\u200b/g, "").toLowerCase();
  return wanted.every((word) => words.includes(word.toLowerCase()));
}

/**
 * The theme marks every word that has one of the characters; here just what was typed is marked, and the marks of
 * where words part, which let a line begin with a comma, are dropped.
 * @param {string} html
 */
function mark(html) {
  const words = wanted.map((word) => word.replace(SPECIAL, "\\$&"));
  return html
    .replace(/<\/?mark>|\u200b/g, "")
    .replace(new RegExp(`(?:${words.join("|")})(?![^<]*>)`, "giu"), "<mark>$&</mark>");
}

/** @param {Item[]} page */
const isRegulation = ([{ location }]) => location.startsWith("regulations/");

importScripts(THEME.href);
