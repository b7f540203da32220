// What the portfolio's page says of itself. What it says of a table, and of a customer, comes from the checker.

/** @import { Column } from "handbook_checker" */

/** @param {number} count */
export const figure = (count) => count.toLocaleString("zh-CN");

export const words = {
  choose: "选择文件",
  drop: "把客户名单拖到这里，或者",
  kinds: "CSV 或 XLSX；编码和分隔符自动识别。文件只在本机读取，不会上传。",
  reading: (/** @type {string} */ name) => `正在读取“${name}”…`,
  understood: (/** @type {string} */ name) => `读到的内容：${name}`,
  sheet: (/** @type {string} */ name) => `工作表“${name}”。`,
  columns: "各列怎样读取",
  column: "列",
  heading: "标题",
  use: "读作",
  /** @type {Record<Column["use"], (column: Column) => string>} */
  uses: {
    fact: (column) => column.label ?? "",
    naming: () => "照抄到结果里",
    repeated: (column) => `同 ${column.like} 列，用来比对`,
    unread: (column) => (column.near ? `不读取；是否想写“${column.near}”？` : "不读取"),
  },
  setHere: (/** @type {string} */ facts) => `表中没有，按组织设置：${facts}。`,
  absent: (/** @type {string} */ facts) => `表中没有，按不清楚处理：${facts}。`,
  run: (/** @type {number} */ rows) => `核对 ${figure(rows)} 户`,
  nobody: "表中没有客户。",
  progress: (/** @type {number} */ done, /** @type {number} */ rows) =>
    `已核对 ${figure(done)} 户，共 ${figure(rows)} 户`,
  starting: "正在准备核对程序…",
  cancel: "取消",
  cancelled: "已取消。",
  failed: "没有核对完，请重试。",
  done: (/** @type {number} */ rows, /** @type {string} */ seconds) =>
    `${figure(rows)} 户核对完毕，用时 ${seconds} 秒。`,
  result: "核对结果",
  byGrade: "各级户数与额度",
  grade: "等级",
  customers: "户数",
  permitted: "可授信户数",
  limits: "额度合计（元）",
  sum: "合计",
  total: "授信总额",
  balance: "应收账款基准余额（元）",
  balanceHelp: "第二十四条第（二）项第①目：授信总额原则上不超过基准日的应收账款余额。",
  balancesDiffer: "表中各行的基准余额不一致，请在此填写。",
  noBalance: "填写基准余额，即可与授信总额比较。",
  above: (/** @type {string} */ limits, /** @type {string} */ amount) =>
    `授信总额 ${limits} 元，超出基准余额 ${amount} 元。`,
  below: (/** @type {string} */ limits, /** @type {string} */ amount) =>
    `授信总额 ${limits} 元，未超出基准余额，尚余 ${amount} 元。`,
  openLimits: (/** @type {number} */ count) => `另有 ${figure(count)} 户的额度尚未确定，没有计入。`,
  beyond: (/** @type {number} */ count, /** @type {string} */ amount) =>
    `${figure(count)} 户的占用超出额度，共超出 ${amount} 元。`,
  list: "客户",
  filters: "只看",
  filter: {
    all: "全部",
    A: "A 级",
    B: "B 级",
    C: "C 级",
    open: "未定级",
    beyond: "占用超出额度",
    unusable: "不能使用",
  },
  search: "查找名称、编号",
  matching: (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ count) =>
    count ? `第 ${figure(from)} 至 ${figure(to)} 行，共 ${figure(count)} 行` : "没有符合的行。",
  previous: "上一页",
  next: "下一页",
  reasons: "看理由",
  reasonsOf: (/** @type {string} */ name) => `看${name}的理由`,
  row: (/** @type {string} */ number) => `第 ${number} 行`,
  exportCsv: "导出 CSV",
  exportXlsx: "导出 XLSX",
  exporting: "正在生成 XLSX…",
  exported: (/** @type {string} */ name) => `已生成“${name}”。`,
  fileName: "批量核对结果",
  colon: "：",
  comma: "、",
};
