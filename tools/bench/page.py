"""docs/reference/performance.md: what was measured, on what, how it compares, and what the comparison leaves out."""

import json
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from handbook_checker.site import CHECKS, clauses

from tools.bench import rows, start
from tools.bench.paths import results

PARTS = ("start", "rows", "build")

NAMES = {start.OURS: "本手册"}
ENGINES = {
    rows.CHROMIUM: "本手册，浏览器",
    rows.ONE_CORE: "本手册，终端，一个核心",
    rows.BATCH: "本手册，成批，从现成的事实起",
    rows.SINGLE: "本手册，逐户调用",
    rows.ZEN: "zen-engine，带 trace",
    rows.BUSINESS_RULES: "business-rules",
    rows.FROM_ROWS: "OpenFisca-core，从逐户数据起",
    rows.ON_COLUMNS: "OpenFisca-core，各列已备好",
}
_REASONS = {
    rows.CHROMIUM: "有",
    rows.ONE_CORE: "有",
    rows.BATCH: "有",
    rows.SINGLE: "有",
    rows.ZEN: "命中的一行",
    rows.BUSINESS_RULES: "命中的一条",
    rows.FROM_ROWS: "无",
    rows.ON_COLUMNS: "无",
}
_WORK = {
    rows.CHROMIUM: "从点击按钮到页面列出结果：读 CSV 文字，逐条认定，写出结果",
    rows.ONE_CORE: "读 CSV 文字，逐条认定，写出结果",
    rows.BATCH: "字典到带有条文的结果行，逐条认定",
    rows.SINGLE: "事实字典到完整的结果字典，每条都有认定，不成批",
    rows.ZEN: "字典到字典",
    rows.BUSINESS_RULES: "字典到属性",
    rows.FROM_ROWS: "由字典拼成列，按列计算",
    rows.ON_COLUMNS: "只按列计算",
}
_EXPLAINED = (rows.CHROMIUM, rows.ONE_CORE, rows.BATCH, rows.SINGLE, rows.ZEN, rows.BUSINESS_RULES)


def write(quick: bool, path: Path) -> bool:
    """Write the page, where all three parts have been measured; whether they have."""
    records = {part: results(quick) / f"{part}.json" for part in PARTS}
    if not all(record.exists() for record in records.values()):
        return False
    found = {part: json.loads(record.read_text(encoding="utf-8")) for part, record in records.items()}
    path.write_text(page(found, quick), encoding="utf-8")
    return True


def page(found: dict[str, Any], quick: bool) -> str:
    """The page's Markdown."""
    machine = found["start"]["machine"]
    days = sorted({found[part]["date"] for part in PARTS})
    blocks = [
        "---\ntitle: 性能\n---",
        "# 性能",
        f"本页的数字由维护者运行 `make bench` 测得，构建网站时不测；本页由该命令写成。测量日期：{'、'.join(map(_day, days))}。"
        f"机器：{machine['cores']} 个核心（{machine['processor']}），内存 {machine['memory_gb']:.0f} GB，"
        f"{machine['system']}，Chromium {machine['chromium']}，Python {machine['python']}。各数都是中位数；"
        "绝对时间随机器而变，同一轮里的比例较为稳定。1 MB 为一百万字节。",
        *(["**以下是试运行的数字：次数少，户数少，机器当时还有别的任务，不能作为结论。**"] if quick else []),
        *_start(found["start"]),
        *_rows(found["rows"]),
        *_build(found["build"]),
    ]
    return "\n\n".join(blocks) + "\n"


def _start(record: dict[str, Any]) -> list[str]:
    clicked, opened = (record["ways"][way] for way in start.WAYS)
    versions = record["versions"]
    chart = [
        (
            NAMES.get(name, name),
            [(words, of[visit]["ms"], _seconds(of[visit])) for visit, words in _VISITS],
        )
        for name, of in clicked.items()
    ]
    return [
        "## 第一个答案",
        f"从点击链接到页面上出现 Python 算出的第一个结果：读者在首页看了 {start.READING_MS // 1000} 秒，指针在链接上停 0.2 秒，按下 80 毫秒后松开，"
        "从松开的一刻（click 事件）算起。首次访问用新的浏览器配置；再次访问沿用这份配置，中间关闭浏览器。"
        f"各系统轮流测量，各 {record['runs']} 轮。",
        _chart("点击以后第一个答案所需的秒数", chart),
        _times(clicked),
        _compared(clicked),
        "从地址直接打开同一页，网页本身也要从头载入，没有指针可以先告诉浏览器读者要去哪里：",
        _times(opened),
        _compared(opened),
        "从地址打开，到第一个答案为止从服务器取得的：",
        _table(
            ("系统", "首次，gzip", "首次，brotli", "再次，gzip", "再次，请求"),
            [
                (
                    NAMES.get(name, name),
                    *(f"{of['cold'][encoding] / 1e6:.2f} MB" for encoding in ("gzip", "brotli")),
                    f"{of['warm']['gzip']:,.0f} 字节",
                    f"{of['warm']['requests']:.0f} 次",
                )
                for name, of in opened.items()
            ],
        ),
        "### 比较了什么",
        "\n".join(
            (
                f"- **本手册**：首页的“看示例客户”，打开“客户评级与授信”并填入一个例子的 {len(CHECKS['credit'].examples[0][1])} 项事实；"
                "从地址打开时，这些事实在地址里。到核对结果出现为止。Python 在 Worker 里运行，指针移到链接上就开始准备。",
                f"- **pyodide-mkdocs-theme {versions['pyodide-mkdocs-theme']}**：只有一个编辑器的页面，打开后自动运行一行 `print`，"
                "到终端里出现输出为止。Python 在页面的主线程里运行。",
                f"- **markdown-exec {versions['markdown-exec']}**：只有一个 `pyodide` 代码块的页面，"
                "运行按钮一可用就由程序按下，到输出出现为止。也在主线程里运行。",
            )
        ),
        "### 怎样测量",
        "\n".join(
            (
                f"- 三者用同一个 Pyodide（{record['pyodide']}）。两个同行用 npm 上未经改动的文件，本手册用删减并编译过的标准库。"
                "同行自己指定的版本与此不同：换成同一版本，比的才是网页的做法。",
                "- 同行的页面本来从别的主机取 Pyodide、编辑器等文件；这里都改由本机的服务器提供，网络字体关闭，"
                "所以不含网络的延迟，对同行有利。jquery.terminal 用 npm 上有的 2.44.1，不是 2.43.1。",
                "- 同行的首页只有一个链接，点击后整页载入，与各自的默认设置相同；markdown-exec 试过开启主题的即时导航，结果不再出现。",
                "- 工作量不同：同行只打印一行；本手册载入整个核对程序，逐条认定并写出结果。同行的页面另有编辑器，本手册的另有表单。",
                "- 同行的文件除网页本身外，都允许浏览器长期保存而不再询问；本手册的文件只有"
                "名称里带版本或哈希的才可以，其余每次都要询问。",
                "- 首次访问得到结果以后，页面再开一会儿，"
                + (
                    "本手册等到文件和内存映像都存好，"
                    if opened[start.OURS]["cold"]["kept"]
                    else "本手册没有等到文件和内存映像都存好，"
                )
                + "然后关闭浏览器。这段时间不计入。"
                f"此间本手册另外传输 {opened[start.OURS]['cold']['later'] / 1e6:.2f} MB。",
                "- 传输量由服务器计数，到结果出现为止，只算内容，不算报头；Service Worker 取的也算在内。"
                "计时用 gzip；brotli 的数字是同样的文件压缩以后的大小，没有另外计时。",
                "- 阻塞是主线程上每个超过 50 毫秒的任务超出的部分之和，从按下或打开算起，到结果出现以后一秒。",
            )
        ),
    ]


def _times(systems: dict[str, Any]) -> str:
    return _table(
        ("系统", "首次访问", "再次访问", "首次阻塞", "再次阻塞"),
        [
            (
                NAMES.get(name, name),
                *(_seconds(of[visit]) for visit, _ in _VISITS),
                *(f"{of[visit]['blocking']:,.0f} 毫秒" for visit, _ in _VISITS),
            )
            for name, of in systems.items()
        ],
    )


def _compared(systems: dict[str, Any]) -> str:
    ratios = start.ratios(systems)
    return f"本手册首次访问所用的时间是两个同行中较快者的 **{ratios['cold']:.0%}**，再次访问是 **{ratios['warm']:.0%}**。"


def _seconds(measured: dict[str, float]) -> str:
    return f"{measured['ms'] / 1000:.2f} 秒"


_VISITS = (("cold", "首次"), ("warm", "再次"))


def _rows(record: dict[str, Any]) -> list[str]:
    rate, terminal, versions = record["rate"], record["terminal"], record["versions"]
    outcomes = "；".join(
        f"{grade} 级{'可以' if decision == 'permitted' else '不予'}授信 {count:,} 户"
        for (grade, decision), count in sorted(
            (tuple(key.split()), count) for key, count in record["outcomes"].items()
        )
    )
    return [
        "## 每秒核对多少户",
        f"由固定的随机种子产生 {record['rows']:,} 户，事实齐全，按评级与授信的规则认定等级、能否授信和额度。"
        f"每个引擎运行 {record['runs']} 次，各用新的进程。**每次都逐户对照：所有引擎的等级、决定和额度全部相同**，"
        f"否则不出数字。其中{outcomes}。图中只列给出理由的引擎。",
        _chart(
            "每秒核对的户数",
            [(ENGINES[name], [("", rate[name], f"{rate[name]:,.0f}")]) for name in _EXPLAINED],
        ),
        _table(
            ("引擎", "每秒户数", "理由", "计入的工作"),
            [(ENGINES[name], f"{rate[name]:,.0f}", _REASONS[name], _WORK[name]) for name in ENGINES],
        ),
        f"浏览器里的速度是 zen-engine 的 **{rate[rows.CHROMIUM] / rate[rows.ZEN]:.1f} 倍**。",
        f"终端核对 {terminal['rows']:,} 户用 {terminal['seconds']:.1f} 秒（包括启动），占用内存最多 {terminal['megabytes']:.0f} MB。",
        "### 比较了什么",
        "\n".join(
            (
                f"- **zen-engine {versions['zen-engine']}**：两张决策表和一组表达式，由第一行符合的决定，并打开 trace。"
                "试过的几种写法里这是能说出条文的最快的一种，每批一千户。",
                f"- **business-rules {versions['business-rules']}**：同样的规则，第一条符合的决定；它不作解释，由动作记下条文。"
                "它不能在规则里算出金额，额度由动作计算。",
                f"- **OpenFisca-core {versions['openfisca-core']}**：按列计算的公式，没有单户的理由。",
                "- 同行拿到的是现成的值：合作是否满一年已经算好，是否和金额已经读成真假和整数分，不计时间。"
                "本手册从表格的文字读起，写出结果的文字也算在内；只有“成批，从现成的事实起”和“逐户调用”两项例外。",
                "- 同行只认定等级、能否授信和额度，只说出起决定作用的一条。"
                "本手册另外给出期限、到期日、审批人、条件、还需了解的事实，以及第十五条至第三十五条每一条的认定；事实不全时也能回答，同行不能。",
                "- 本手册记住相同的答案，成批时不重复推理；逐户的金额和日期照样各算各的。",
                f"- 浏览器使用全部核心，其他各项只用一个进程。选好文件以后其余的 Worker 就开始启动；读者看了 {rows.READING_MS // 1000} 秒"
                "从表格里认出的各列才点击，启动不计入。",
            )
        ),
    ]


def _build(record: dict[str, Any]) -> list[str]:
    return [
        "## 构建",
        f"手册现有 {len(clauses())} 条，另外生成若干部制度，凑足条数，用构建网站的同一套程序读出条文、生成网页。"
        "生成的条文由现有条文里的短语拼成，带有定义和互相引用。每种条数测一次；网站其余各页照常构建，不含运行环境的编译。",
        _table(
            ("条文", "读出条文", "生成网页", "搜索索引", "其中经 gzip"),
            [
                (
                    f"{one['clauses']:,}",
                    f"{one['read']:.2f} 秒",
                    f"{one['build']:.1f} 秒",
                    f"{one['index'] / 1e6:.2f} MB",
                    f"{one['index_gzip'] / 1e6:.2f} MB",
                )
                for one in record["sizes"]
            ],
        ),
        "搜索索引随读者打开的第一页下载，以后由浏览器保留。短语来自同样的条文，重复较多，压缩后的大小比同样多的真实条文小。",
    ]


def _table(head: tuple[str, ...], body: list[tuple[str, ...]]) -> str:
    align = ["---", *("---:" if any(c.isdigit() for c in cell) else "---" for cell in body[0][1:])]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, tuple(align), *body))


_WIDTH, _BAR, _LABEL, _NAME = 340, 16, 40, 22
_SHADES = (1, 0.55)


def _chart(title: str, groups: list[tuple[str, list[tuple[str, float, str]]]]) -> str:
    """Bars by group: a name, and a label, a value and its words for each bar. The table has the same figures.

    The colours follow the page's own, and no style stands in an attribute, so that no policy forbids it.
    """
    most = max(value for _, bars in groups for _, value, _ in bars)
    left = _LABEL if any(label for _, bars in groups for label, _, _ in bars) else 0
    widest = _WIDTH - left - 80
    shapes = []
    y = 0
    for name, bars in groups:
        shapes.append(f'<text x="0" y="{y + 15}" font-weight="bold">{escape(name)}</text>')
        y += _NAME
        for index, (label, value, words) in enumerate(bars):
            width = max(1, round(widest * value / most))
            ours = name.startswith(NAMES[start.OURS])
            fill = "var(--md-typeset-a-color)" if ours else "currentColor"
            shapes += [
                f'<text x="0" y="{y + 12}">{label}</text>' if label else "",
                f'<rect x="{left}" y="{y}" width="{width}" height="{_BAR}" fill="{fill}" opacity="{_SHADES[index]}"/>',
                f'<text x="{left + width + 6}" y="{y + 12}">{words}</text>',
            ]
            y += _BAR + 4
        y += 8
    inside = "\n".join(filter(None, shapes))
    return (
        f'<figure>\n<svg viewBox="0 0 {_WIDTH} {y}" width="{_WIDTH}" height="{y}" role="img" '
        f'aria-label="{title}；数字见下表。" fill="currentColor" font-size="13">\n{inside}\n</svg>\n</figure>'
    )


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
