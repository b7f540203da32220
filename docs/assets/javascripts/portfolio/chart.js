// Bars for the grades: how many customers, and what limits. The table beside it says the same in figures.

import { figure, words } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const BAR = 200;
const ROW = 34;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {{grade: string, label: string, customers: number, limits: string}[]} grades */
export function chart(grades) {
  const sides = [
    { title: words.customers, values: grades.map(({ customers }) => customers), text: figure },
    { title: words.limits, values: grades.map(({ limits }) => Number(limits)), text: inShort },
  ];
  const spoken = grades.map(({ label, customers, limits }) => `${label} ${figure(customers)} 户，${inShort(Number(limits))} 元`).join("；");
  const parts = sides.flatMap(({ title, values, text }, side) => {
    const most = Math.max(...values, 1);
    const left = 64 + side * (BAR + 110);
    return [
      svg("text", { class: "portfolio-axis", x: left, y: 14 }, title),
      ...values.flatMap((value, place) => {
        const width = value ? Math.max((value / most) * BAR, 2) : 0;
        const y = 24 + place * ROW;
        return [
          svg("rect", { class: `portfolio-bar portfolio-bar--${grades[place].grade}`, x: left, y, width, height: 20, rx: 2 }),
          svg("text", { x: left + width + 6, y: y + 15 }, text(value)),
        ];
      }),
    ];
  });
  const labels = grades.map(({ label }, place) => svg("text", { x: 54, y: 39 + place * ROW, "text-anchor": "end" }, label));
  return svg(
    "svg",
    { class: "portfolio-chart", viewBox: `0 0 ${64 + 2 * (BAR + 110)} ${24 + grades.length * ROW}`, role: "img", "aria-label": `${words.byGrade}${words.colon}${spoken}` },
    ...labels,
    ...parts,
  );
}

/** An amount as it fits beside a bar. @param {number} yuan */
function inShort(yuan) {
  for (const [size, unit] of /** @type {[number, string][]} */ ([[1e8, " 亿"], [1e4, " 万"]])) {
    if (yuan >= size) return (yuan / size).toLocaleString("zh-CN", { maximumFractionDigits: 2 }) + unit;
  }
  return yuan.toLocaleString("zh-CN", { maximumFractionDigits: 2 });
}
