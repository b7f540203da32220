// Bars for the grades: how many customers, and what limits. The table beside it says the same in figures.

import { h, svg } from "../app/dom.js";
import { figure, words } from "./words.js";

const BAR = 200;
const ROW = 34;

/** @import { GradeTotal } from "handbook_checker" */

/** @param {GradeTotal[]} grades */
export function chart(grades) {
  const sides = [
    { title: words.customers, values: grades.map(({ customers }) => customers), text: figure },
    { title: words.limits, values: grades.map(({ limits }) => Number(limits)), text: inShort },
  ];
  const spoken = grades
    .map(({ label, customers, limits }) => `${label} ${figure(customers)} 户，${inShort(Number(limits))} 元`)
    .join("；");
  return h(
    "div",
    { class: "portfolio-charts", role: "img", "aria-label": `${words.byGrade}${words.colon}${spoken}` },
    ...sides.map(({ title, values, text }) => {
      const most = Math.max(...values, 1);
      const bars = values.flatMap((value, index) => {
        const width = value ? Math.max((value / most) * BAR, 2) : 0;
        const y = 24 + index * ROW;
        return [
          svg("text", { x: 54, y: y + 15, "text-anchor": "end" }, grades[index].label),
          svg("rect", { class: `portfolio-bar--${grades[index].grade}`, x: 64, y, width, height: 20, rx: 2 }),
          svg("text", { x: 70 + width, y: y + 15 }, text(value)),
        ];
      });
      const size = `0 0 ${64 + BAR + 90} ${24 + grades.length * ROW}`;
      return svg(
        "svg",
        { class: "portfolio-chart", viewBox: size, "aria-hidden": "true" },
        svg("text", { class: "portfolio-axis", x: 64, y: 14 }, title),
        ...bars,
      );
    }),
  );
}

/** An amount as it fits beside a bar. @param {number} yuan */
function inShort(yuan) {
  for (const [size, unit] of /** @type {[number, string][]} */ ([
    [1e8, " 亿"],
    [1e4, " 万"],
  ])) {
    if (yuan >= size) return (yuan / size).toLocaleString("zh-CN", { maximumFractionDigits: 2 }) + unit;
  }
  return yuan.toLocaleString("zh-CN", { maximumFractionDigits: 2 });
}
