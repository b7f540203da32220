// Counts and limits by grade, and the total against the balance.

import { button, h, shown } from "../app/dom.js";
import { chart } from "./chart.js";
import { Unusable } from "./pool.js";
import { figure, words } from "./words.js";

/** @import { GradeTotal, Summary } from "handbook_checker" */
/** @import { Checker } from "./pool.js" */

const TYPING_PAUSE_MS = 250;

/**
 * @param {HTMLElement} holder
 * @param {Checker} checker
 * @param {{totals: Record<string, number>[], balance: string}} decided `balance` as typed, kept up to date
 * @param {() => void} showBeyond lists those whose exposure is above their limit
 */
export async function showFigures(holder, checker, decided, showBeyond) {
  const field = h("input", {
    type: "text",
    id: "portfolio-balance",
    inputmode: "decimal",
    value: decided.balance,
    "aria-describedby": "portfolio-balance-help",
  });
  const balance = comparison();
  const ask = async (/** @type {string} */ against) => {
    const { reply } = await checker.ask({ do: "summary", totals: decided.totals, balance: against });
    return reply.summary;
  };
  /** Compare with the balance as typed. */
  const compare = async () => {
    try {
      balance.show(await ask(field.value));
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      balance.refuse(error.message);
    }
  };
  const summary = await ask("");
  if (!field.value && summary.balance) field.value = summary.balance;
  holder.replaceChildren(
    ...shown([
      ...gradeParts(summary),
      summary.open_limits > 0 && h("p", {}, words.openLimits(summary.open_limits)),
      h("h3", {}, words.total),
      h(
        "p",
        { class: "portfolio-balance" },
        h("label", { for: "portfolio-balance" }, words.balance),
        field,
        h("span", { id: "portfolio-balance-help", class: "portfolio-hint" }, words.balanceHelp),
      ),
      balance.text,
      balance.meter,
      summary.customers_beyond_limit > 0 &&
        button(words.beyond(summary.customers_beyond_limit, grouped(summary.beyond_limit)), showBeyond, {
          class: "button portfolio-beyond",
        }),
    ]),
  );
  await compare();
  let pause = 0;
  field.addEventListener("input", () => {
    decided.balance = field.value;
    clearTimeout(pause);
    pause = window.setTimeout(compare, TYPING_PAUSE_MS);
  });
}

/** @param {Summary} summary */
function gradeParts({ grades, limits }) {
  const there = grades.filter((grade) => grade.grade !== "open" || grade.customers);
  const rows = [
    ...there,
    { label: words.sum, customers: sum(grades, "customers"), permitted: sum(grades, "permitted"), limits },
  ];
  const heads = [words.grade, words.customers, words.permitted, words.limits];
  return [
    h("h3", {}, words.byGrade),
    chart(there),
    h(
      "div",
      { class: "portfolio-scroll", tabindex: "0", role: "region", "aria-label": words.byGrade },
      h(
        "table",
        { class: "portfolio-grades" },
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          ...rows.map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, row.label),
              h("td", {}, figure(row.customers)),
              h("td", {}, figure(row.permitted)),
              h("td", {}, grouped(row.limits)),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** The total of all limits beside the balance that it should not exceed. */
function comparison() {
  const text = h("p", { class: "portfolio-against" });
  const meter = h("div", { class: "portfolio-meter", "aria-hidden": "true" }, h("span"));
  return {
    text,
    meter,
    /** @param {string} problem */
    refuse(problem) {
      text.textContent = problem;
      text.classList.add("is-bad");
      meter.hidden = true;
    },
    /** @param {Summary} summary */
    show({ limits, balance, balances_differ, above_balance, below_balance }) {
      const above = Number(above_balance) > 0;
      text.classList.toggle("is-bad", above);
      meter.hidden = balance === null;
      if (balance === null) {
        text.textContent = balances_differ ? words.balancesDiffer : words.noBalance;
        return;
      }
      text.textContent = above
        ? words.above(grouped(limits), grouped(above_balance ?? ""))
        : words.below(grouped(limits), grouped(below_balance ?? ""));
      const most = Math.max(Number(limits), Number(balance));
      meter.style.setProperty("--limits", String(Number(limits) / most));
      meter.style.setProperty("--balance", String(Number(balance) / most));
    },
  };
}

/** @param {GradeTotal[]} grades @param {"customers" | "permitted"} count */
const sum = (grades, count) => grades.reduce((total, grade) => total + grade[count], 0);

/** An amount with thousands separators, digit by digit: sums may have more of them than a number holds. @param {string} yuan */
export function grouped(yuan) {
  const [whole, part] = yuan.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${part}`;
}
