// The search worker of the theme, made exact for Chinese.
//
// jieba cuts the text into words, and cuts 客户资料 as one word and 资料 as another. The theme then looks for words that
// begin like a piece of the query, never at the query's last character, and shows whatever has any of the pieces. Here
// every character is asked for, anywhere within a word; of what comes back, only that is shown which holds what was
// typed, as it was typed. Numbering, ranking and snippets stay the theme's.
//
// Its address names the theme's own worker: …/search.js?search.1234abcd.min.js

const QUERY = 2;
const RESULT = 3;
const APART = /[\s\u3000"'“”‘’，。、；：？！（）()《》]+/u;
const HAN = /\p{Script=Han}/gu;

/** @type {string[]} */
let wanted = [];

self.addEventListener("message", ({ data: message }) => {
  if (message.type !== QUERY || !HAN.test(message.data)) {
    wanted = [];
    return;
  }
  wanted = message.data.split(APART).filter(Boolean);
  const asked = wanted.map((word) => word.match(HAN)?.map((character) => `+*${character}*`) ?? [`+${word}*`]);
  // One blank more keeps the theme from taking the characters together again.
  message.data = asked.flat().join(" ");
});

const post = self.postMessage.bind(self);
self.postMessage = (message, ...rest) => {
  if (message.type === RESULT && wanted.length) {
    const items = message.data.items.map((/** @type {any[]} */ page) => {
      const found = page.filter(holds);
      // The page itself stands above its sections, whether or not it holds the words.
      const head = page.filter((item) => !item.parent && !found.includes(item));
      return found.length ? [...found, ...head] : [];
    });
    message.data.items = items.filter((page) => page.length);
    for (const item of message.data.items.flat()) item.terms = Object.fromEntries(wanted.map((word) => [word, true]));
  }
  post(message, ...rest);
};

/** @param {{title: string, text: string, tags?: string[]}} item */
function holds(item) {
  const words = `${item.title}\n${item.text}`.replace(/<[^>]*>|\u200b/g, "").toLowerCase();
  return wanted.every((word) => words.includes(word.toLowerCase()));
}

importScripts(`./${self.location.search.slice(1)}`);
