"""Many customers at once: what is read from a table, what each row gives, and what damage costs."""

import codecs
import csv
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from handbook_checker import CHECKS, Settings, UnusableFacts, check
from handbook_checker.credit import granting, rating
from handbook_checker.credit.facts import A_FACTS
from handbook_checker.tables import decide, results
from handbook_checker.tables.layout import find_layout, harmless, rows, to_csv
from handbook_checker.tables.plan import Counted, described, letter, plan_of

SOURCE = Path(__file__).parents[2] / "checker" / "src"
CREDIT = CHECKS["credit"]
TODAY = date(2026, 11, 24)
TABLE = [
    ["客户名称", "客户类别", "备注"],
    ["甲公司", "下游客户", "一\n二"],
    ["乙“公司”", "供应商", 'a"b;c\t,'],
]


def table(*lines, encoding="utf-8"):
    return io.BytesIO("".join(f"{line}\r\n" for line in lines).encode(encoding))


def planned(*lines, id="credit"):
    file = table(*lines)
    return plan_of(CHECKS[id], file), file


def rated(*lines, id="credit", settings=None):
    plan, file = planned(*lines, id=id)
    return plan, [row for _, batch in decide.rate(plan, file, settings or Settings(), TODAY) for row in batch]


def refusal(*lines, **kinds):
    with pytest.raises(UnusableFacts) as caught:
        plan_of(CREDIT, table(*lines, **kinds))
    (problem,) = caught.value.problems
    assert problem.fact is None
    return problem.problem


# Reading a table.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_layouts(encoding, delimiter, end):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(TABLE)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    file = io.BytesIO(mark + text.getvalue().encode(encoding))
    layout = find_layout(file)
    assert layout.delimiter == delimiter
    assert layout.encoding == {"utf-8": "utf-8-sig"}.get(encoding, encoding[:6] if mark else encoding)
    assert [*rows(file, layout)] == TABLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A mark without its fellow costs its own line alone, wherever the next mark stands.
        ('a,b\n"x,1\ny,2\nz,3\n', [["a", "b"], None, ["y", "2"], ["z", "3"]]),
        ('a,b\n"x,1\n"y",2\nz,3\n', [["a", "b"], None, ["y", "2"], ["z", "3"]]),
        ('a,b\n"x,1\ny,"2"\nz,3\n', [["a", "b"], None, ["y", "2"], ["z", "3"]]),
        ('a,b\nx,1\ny,"2', [["a", "b"], ["x", "1"], None]),
        # A mark within a cell is a letter like any other.
        ('a,b\nx,5" y\n', [["a", "b"], ["x", '5" y']]),
        ('a,b\n"x"y,1\n', [["a", "b"], ["xy", "1"]]),
        ('a,b\n"x\ny",1\n', [["a", "b"], ["x\ny", "1"]]),
        ("a,b\n\n,\nx,1", [["a", "b"], [], ["", ""], ["x", "1"]]),
        ("", []),
    ],
)
def test_quotation_marks(text, expected):
    file = io.BytesIO(text.encode())
    assert [*rows(file, find_layout(file), width=2)] == expected


def test_an_open_mark_takes_no_more_than_its_line_from_a_long_table():
    lines = ["a,b", '"x,1', *(f"{n},{n}" for n in range(5000))]
    file = io.BytesIO("\n".join(lines).encode())
    read = [*rows(file, find_layout(file), width=2)]
    assert read[:3] == [["a", "b"], None, ["0", "0"]]
    assert len(read) == len(lines)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("客户名称,b\n".encode() + b"\xb0\xa1\xff,2\n" + "丙,3\n".encode(), "utf-8-sig"),
        ("客户名称,b\n".encode("gb18030") + b"\xff\xff,2\n" + "丙,3\n".encode("gb18030"), "gb18030"),
    ],
)
def test_damaged_bytes_neither_change_the_encoding_nor_swallow_a_comma(content, encoding):
    file = io.BytesIO(content)
    layout = find_layout(file)
    (headings, damaged, good) = rows(file, layout)
    assert layout.encoding == encoding
    assert (headings, good) == (["客户名称", "b"], ["丙", "3"])
    assert len(damaged) == 2
    assert "\ufffd" in damaged[0]


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "XLSX"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS")]
)
def test_other_files_are_refused(start, kind):
    with pytest.raises(UnusableFacts, match=kind):
        find_layout(io.BytesIO(start + bytes(100)))


# Understanding its headings.


@pytest.mark.parametrize(
    ("headings", "facts"),
    [
        (["role", "as_of"], {"role": 0, "as_of": 1}),
        (["核对日期", "客户类别"], {"role": 1, "as_of": 0}),
        ([" 客户类别 ", "申请金额（元）"], {"role": 0, "requested_amount": 1}),
        (["ROLE", "申请金额(元)*"], {"role": 0, "requested_amount": 1}),
        (["申请多少预付、赊销？"], {"requested_amount": 0}),
        (["编号", "客户名称", "weak_finances"], {"weak_finances": 2}),
    ],
)
def test_headings_in_any_order(headings, facts):
    plan, _file = planned(",".join(headings))
    assert plan.facts == facts


@pytest.mark.parametrize("id", CHECKS)
def test_no_two_facts_of_a_check_share_a_heading(id):
    facts = CHECKS[id].facts
    headings = [heading for name, fact in facts.items() for heading in (name, fact.label)]
    plan, _file = planned(to_csv([headings]).strip(), id=id)
    assert [*plan.facts] == [*facts]
    assert plan.unread == ()
    assert not plan.naming


@pytest.mark.parametrize(
    ("lines", "first", "names"),
    [
        (["客户类别", "下游客户"], 1, []),
        (["客户一览表", "", "名称,role", "甲,downstream"], 3, [["甲"]]),
        (["sep=;", "role;编号;客户名称", "downstream;7;甲"], 2, [["7", "甲"]]),
    ],
)
def test_a_title_may_stand_above_the_headings(lines, first, names):
    plan, found = rated(*lines)
    assert plan.first == first
    assert [[*row.names] for row in found if row.names] == names
    assert [row.outcome.check for row in found] == ["credit"]
    assert [row.number for row in found] == [first + 1]


def test_what_was_understood_is_told():
    plan, _file = planned("客户名称,客户类别,role,备注,申请金颔,", "甲,下游客户,下游客户,x,1", "")
    reply = plan.to_dict()
    assert (reply["encoding"], reply["delimiter"], reply["rows"]) == ("UTF-8", "逗号", 1)
    assert [(column["column"], column["use"], column["fact"]) for column in reply["columns"]] == [
        ("A", "naming", None),
        ("B", "fact", "role"),
        ("C", "repeated", None),
        ("D", "unread", None),
        ("E", "unread", None),
    ]
    assert reply["columns"][2]["like"] == "B"
    assert reply["columns"][4]["near"] == "申请金额"
    assert {"fact": "as_of", "label": "核对日期", "set": None} in reply["absent"]
    text = "\n".join(described(plan))
    for part in (
        "UTF-8 编码",
        "逗号分隔",
        "客户 1 行",
        "B 列“客户类别”",
        "同 B 列",
        "D 列“备注”",
        "“申请金额”",
    ):
        assert part in text


@pytest.mark.parametrize("lines", [[], [""], ["甲,乙", "1,2"], ["备注", *["x"] * 20, "role"]])
def test_a_table_without_a_known_heading_is_refused(lines):
    assert "没有认出任何一列" in refusal(*lines)


def test_columns_are_named_as_spreadsheets_name_them():
    assert [letter(column) for column in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


# What a row gives.


@pytest.mark.parametrize(
    ("heading", "cell", "fact", "value"),
    [
        ("weak_finances", "是", "weak_finances", True),
        ("weak_finances", "否", "weak_finances", False),
        ("weak_finances", "未知", "weak_finances", None),
        ("weak_finances", "", "weak_finances", None),
        ("weak_finances", " TRUE ", "weak_finances", True),
        ("客户类别", "上游供应商", "role", "upstream"),
        ("客户类别", "downstream", "role", "downstream"),
        ("申请金额", "12万", "requested_amount", 12_000_000),
        ("申请金额", "1200.5", "requested_amount", 120_050),
        ("申请金额", "００１２", "requested_amount", 1_200),
        ("申请金额", '"1,200.50"', "requested_amount", 120_050),
        ("申请金额", "0001200", "requested_amount", 120_000),
        ("申请金额", "9999999999999.99", "requested_amount", 999_999_999_999_999),
        ("合作起始日", "2026/1/5", "cooperation_since", date(2026, 1, 5)),
        ("合作起始日", "2026年1月5日", "cooperation_since", date(2026, 1, 5)),
        ("核对日期", "", "as_of", TODAY),
        ("核对日期", "2026-01-05", "as_of", date(2026, 1, 5)),
    ],
)
def test_cells_are_read_as_people_type_them(heading, cell, fact, value):
    _plan, (row,) = rated(f"编号,{heading}", f"1,{cell}")
    assert row.problems == ()
    assert row.values[fact] == value


def text_of(fact, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def random_facts(rng):
    """Facts of a customer, some unknown; small amounts, so that they often agree."""
    unknown, bad = rng.choice((0, 0.05, 0.3)), rng.choice((0, 0.05, 0.5))
    good = {*(fact.name for fact in A_FACTS), "key_data_complete"} - {"serious_default_2y"}
    ask = {"special_necessity", "has_prior_credit", "collateral_completed"}
    facts = {}
    for name, fact in CREDIT.facts.items():
        if rng.random() < unknown:
            continue
        if fact.kind == "boolean":
            facts[name] = rng.random() < 0.7 if name in ask else (name in good) ^ (rng.random() < bad)
        elif fact.kind == "choice":
            facts[name] = rng.choice(fact.choices)[0]
        elif fact.kind == "money":
            facts[name] = rng.choice(("0", "0.01", "0.02", "1", "2", "3", "5.5", "100", "9999999999999.99"))
        elif name == "as_of":
            facts[name] = rng.choice(("2026-11-24", "2025-02-28", "9999-12-30"))
        else:
            facts[name] = date(2026, 11, 24).replace(year=rng.choice((2023, 2024))).isoformat()
    return facts


def test_rows_give_what_single_checks_give():
    """To the byte, for thousands of customers; a part of the batches at a time gives the same."""
    rng = random.Random(29)
    customers = [random_facts(rng) for _ in range(4500)]
    names = [*CREDIT.facts]
    lines = [[text_of(CREDIT.facts[name], facts.get(name)) for name in names] for facts in customers]
    file = io.BytesIO(to_csv([names, *lines]).encode())
    plan = plan_of(CREDIT, file)
    assert plan.rows == len(customers)
    batches = dict(
        batch
        for part in range(3)
        for batch in decide.rate(plan, file, Settings(), TODAY, range(part, len(plan.batches), 3))
    )
    assert len(batches) > 3
    found = [row.outcome.to_json() for number in sorted(batches) for row in batches[number]]
    assert found == [check("credit", {"as_of": TODAY, **facts}).to_json() for facts in customers]


def test_the_table_says_what_the_outcomes_say():
    """The lines are put together from what customers have in common, the outcomes one by one."""
    rng = random.Random(31)
    customers = [random_facts(rng) for _ in range(3000)]
    names = [*CREDIT.facts]
    lines = [[text_of(CREDIT.facts[name], facts.get(name)) for name in names] for facts in customers]
    plan, found = rated(*(to_csv([line]).strip() for line in [names, *lines]))
    headings = results.result_headings(plan)
    decisions = {"permitted": "可以授信", "refused": "不予授信", "undetermined": "尚未确定"}
    kinds = {None: "", **dict(CREDIT.facts["requested_kind"].choices)}
    units = {"months": "个月", "days": "天"}
    for row in found:
        outcome = row.outcome.to_dict()
        credit, rating_ = outcome["credit"], outcome["rating"]
        exposure, limit = row.values["current_exposure"], credit["limit"]
        beyond = exposure - int(limit.replace(".", "")) if exposure and limit is not None else 0
        cells = dict(zip(headings, results.result_cells(plan, row), strict=True))
        because, clauses = credit["because"] or [], cells.pop("依据条文").split()
        assert clauses[len(clauses) - len(because) :] == because
        assert cells == {
            "行": str(row.number),
            "信用等级": rating_["grade"] or "",
            "可能的等级": "、".join(rating_["possible"]),
            "授信决定": decisions[credit["decision"]],
            "授信种类": kinds[credit["kind"]],
            "信用额度（元）": limit or "",
            "期限": "".join(f"{count} {units[unit]}" for unit, count in (credit["term"] or {}).items()),
            "到期日": credit["due"] or "",
            "审批人": " → ".join(approver["role"] for approver in outcome["approvers"] or []),
            "占用超出额度（元）": f"{beyond // 100}.{beyond % 100:02d}" if beyond > 0 else "",
            "还需了解": "、".join(CREDIT.facts[name].label for name in outcome["missing"]),
            "条件": " ".join(condition["clause"] for condition in outcome["conditions"]),
            "错误": "",
        }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_batch_can_be_read_by_itself(encoding, end):
    """Whatever stands around its ends: rows of several lines, blank ones, marks that do not pair."""
    rng = random.Random(32)
    kinds = [
        "甲,下游客户",
        '"乙\n二",供应商',
        "",
        '"丙,下游客户',
        '丁,下游客户"',
        '"戊", x',
        "己,下游客户,1",
        "庚",
    ]
    lines = [
        "一览表",
        "客户名称,客户类别",
        *rng.choices(kinds, [3000, 2, 9, 1, 1, 1, 1, 1], k=16_000),
    ]
    file = io.BytesIO(end.join(lines).encode(encoding))
    plan = plan_of(CREDIT, file)
    through = [*rows(file, plan.layout, 2)]
    last = len(plan.batches) - 1
    assert last > 2
    numbers = []
    for batch in rng.sample(range(last + 1), last + 1):
        ((_batch, found),) = decide.rate(plan, file, Settings(), TODAY, [batch])
        numbers += [row.number for row in found]
        assert [[*row.cells] for row in found] == [through[row.number - 1] or [] for row in found]
        for row in rng.sample(found, 5):
            assert decide.typed(plan, file, row.number) == (
                [row.cells[1].strip()] if len(row.cells) > 1 else []
            )
    assert len(numbers) == len({*numbers}) == plan.rows
    again = plan_of(CREDIT, file, counted=Counted(plan.layout, plan.rows, plan.batches))
    assert again == plan


def test_open_marks_in_every_line_do_not_make_one_batch_of_the_table():
    plan, file = planned("role,a", *['"a'] * 30_000)
    assert plan.rows == 30_000
    assert len(plan.batches) > 2
    sizes = [len(found) for _batch, found in decide.rate(plan, file, Settings(), TODAY)]
    assert sum(sizes) == 30_000
    assert max(sizes) < 15_000


REMEMBERED = [
    each for module in (rating, granting) for each in vars(module).values() if hasattr(each, "cache_clear")
]


def test_what_is_remembered_of_other_customers_changes_nothing():
    rng = random.Random(30)
    customers = [random_facts(rng) for _ in range(1500)]
    remembering = [check("credit", facts).to_json() for facts in customers]
    assert len(REMEMBERED) > 5
    for facts, text in zip(customers, remembering, strict=True):
        for each in REMEMBERED:
            each.cache_clear()
        assert check("credit", facts).to_json() == text


def test_an_outcome_is_the_callers_own():
    first = check("credit", CREDIT.examples[2][1] | {"current_exposure": "42000"}).to_dict()
    text = json.dumps(first)
    for part in (
        first["findings"],
        first["rating"]["possible"],
        first["credit"]["because"],
        first["upgrade"],
    ):
        part.clear()
    assert (
        json.dumps(check("credit", CREDIT.examples[2][1] | {"current_exposure": "42000"}).to_dict()) == text
    )


SOUND = {name: value for name, value in CREDIT.examples[0][1].items() if name != "requested_amount"} | {
    "cooperation_since": "2023-03-01",
    "prior_credit_amount": "90000",
    "average_monthly_collection": "100000",
    "current_exposure": "30000",
    "start_date": "2026-12-01",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {},
            {
                "信用等级": "A",
                "可能的等级": "A",
                "授信决定": "可以授信",
                "授信种类": "长期预付、赊销",
                "信用额度（元）": "90000.00",
                "期限": "1 个月",
                "到期日": "2027-01-01",
                "审批人": "营销副总 → 财务总监 → 总经理 → 董事长",
                "占用超出额度（元）": "",
                "还需了解": "",
                "条件": "credit.24.2.1 credit.24.2.3 credit.26.2",
                "依据条文": "credit.15 credit.26.2",
            },
        ),
        ({"current_exposure": "100000"}, {"占用超出额度（元）": "10000.00"}),
        (
            {"weak_finances": True},
            {
                "信用等级": "C",
                "授信决定": "不予授信",
                "授信种类": "",
                "信用额度（元）": "0.00",
                "期限": "",
                "审批人": "",
                "占用超出额度（元）": "30000.00",
                "依据条文": "credit.16.4 credit.28",
            },
        ),
        (
            {
                "meets_annual_standard": False,
                "special_necessity": True,
                "collateral_completed": True,
                "collateral_value": "50000",
                "requested_kind": "temporary",
            },
            {
                "信用等级": "B",
                "审批人": "营销部经理 → 营销副总 → 财务总监 → 总经理 → 董事长",
                "依据条文": "credit.15.6 credit.17 credit.27",
            },
        ),
        (
            {"strong_finances": None, "prior_credit_amount": None},
            {
                "信用等级": "",
                "可能的等级": "A、B",
                "授信决定": "尚未确定",
                "信用额度（元）": "",
                "还需了解": "资金实力雄厚、确有必要、抵押手续完备、原有预付、赊销额、抵押资产额度",
            },
        ),
    ],
)
def test_line_of_a_customer(changes, expected):
    facts = SOUND | changes
    line = [text_of(CREDIT.facts[name], value) for name, value in facts.items()]
    plan, (row,) = rated(to_csv([["客户名称", *facts]]).strip(), to_csv([["甲", *line]]).strip())
    cells = dict(zip(results.result_headings(plan), results.result_cells(plan, row), strict=True))
    assert cells | expected == cells
    assert (cells["行"], cells["客户名称"], cells["错误"]) == ("2", "甲", "")


def test_totals_by_grade():
    customers = [
        SOUND,
        SOUND | {"current_exposure": "95000"},
        SOUND | {"weak_finances": True, "current_exposure": "1"},
        SOUND | {"strong_finances": None},
    ]
    columns = [*SOUND, "receivables_reference_balance"]
    lines = [
        [text_of(CREDIT.facts[name], {**facts, columns[-1]: "100000"}[name]) for name in columns]
        for facts in customers
    ]
    plan, found = rated(*(to_csv([line]).strip() for line in [columns, *lines, ["!"] * len(columns)]))
    parts = [Counter(), Counter()]
    for index, row in enumerate(found):
        results.count(plan, parts[index % 2], row)
    reply = results.summary(CREDIT, parts[0] + parts[1])
    assert [
        (grade["grade"], grade["customers"], grade["permitted"], grade["limits"]) for grade in reply["grades"]
    ] == [
        ("A", 2, 2, "180000.00"),
        ("B", 0, 0, "0.00"),
        ("C", 1, 0, "0.00"),
        ("open", 1, 0, "0.00"),
    ]
    assert (reply["rows"], reply["unusable"], reply["limits"], reply["open_limits"]) == (5, 1, "180000.00", 1)
    assert (reply["balance"], reply["above_balance"], reply["below_balance"]) == (
        "100000.00",
        "80000.00",
        "0.00",
    )
    assert (reply["customers_beyond_limit"], reply["beyond_limit"]) == (2, "5001.00")
    assert results.summary(CREDIT, parts[0] + parts[1], 20_000_000)["below_balance"] == "20000.00"


def test_balances_that_differ_are_none():
    plan, found = rated("应收账款基准余额", *("100", "100.00", "101", "102"))
    totals = Counter()
    for row in found:
        results.count(plan, totals, row)
    reply = results.summary(CREDIT, totals)
    assert (reply["balance"], reply["balances_differ"], reply["above_balance"]) == (None, True, None)


@pytest.mark.parametrize("id", CHECKS)
def test_every_check_takes_its_template(id):
    lines = [to_csv([line]).strip() for line in results.template(CHECKS[id])]
    plan, (row,) = rated(*lines, id=id)
    assert [*plan.facts] == [*CHECKS[id].facts]
    assert row.problems == ()
    typed = dict(CHECKS[id].examples[0][1])
    given = dict(zip(plan.facts, decide.typed(plan, table(*lines), row.number), strict=True))
    assert {name for name, cell in given.items() if cell} == {
        name for name, value in typed.items() if value not in (None, "")
    }
    headings, cells = results.result_headings(plan), results.result_cells(plan, row)
    assert len(headings) == len(cells) == len({*headings})
    assert all(isinstance(cell, str) for cell in cells)


def test_before_the_regulation_came_into_force():
    settings = Settings(effective_from=date(2027, 1, 1))
    plan, (row,) = rated("客户名称,weak_finances", "甲,是", settings=settings)
    cells = results.result_cells(plan, row)
    assert len(cells) == len(results.result_headings(plan))
    assert "制度尚未施行" in cells
    totals = Counter()
    results.count(plan, totals, row)
    assert results.summary(CREDIT, totals)["grades"][2]["customers"] == 0


# What damage costs.

GOOD = "甲公司,下游客户,是,2023-03-01,1000"
MEGABYTE = "x" * 2**20


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("乙,零售客户,是,2023-03-01,1000", ["B 列：“客户类别”应为下列之一"]),
        (
            "乙,下游客户,也许,2023-02-30,1000",
            ["C 列：“资金实力不足”应为“是”“否”或“未知”。", "D 列：“合作起始日”不是日历上有的日期"],
        ),
        ("乙,下游客户,是,2023-03-01,-5", ["E 列：“申请金额”应为"]),
        ("乙,下游客户,是,2023-03-01,1.2E+05", ["E 列：“申请金额”应为"]),
        ("乙,下游客户,是,2030-01-01,1000", ["D 列：“合作起始日”晚于核对日期 2026-11-24"]),
        ("乙,下游客户,是,2023-03-01", ["有 4 格，标题有 5 格"]),
        ("乙,下游客户,是,2023-03-01,1000,7", ["有 6 格，标题有 5 格"]),
        ('"乙,下游客户,是,2023-03-01,1000', ["引号没有成对"]),
        (f"乙,下游客户,是,2023-03-01,{MEGABYTE}", ["E 列：“申请金额”应为"]),
        (f"乙,下游客户,{MEGABYTE},2023-03-01,1", ["C 列：“资金实力不足”应为"]),
        (f"{MEGABYTE},下游客户,是,2023-03-01,1", ["A 列：“客户名称”过长"]),
        ("乙\ufffd,下游客户,是,2023-03-01,1", ["A 列：“客户名称”含有乱码"]),
        ("乙,下游\ufffd,是,2023-03-01,x", ["B 列：“客户类别”含有乱码", "E 列：“申请金额”应为"]),
    ],
)
def test_a_damaged_row_says_what_is_wrong_and_costs_no_other(line, problems):
    heading = "客户名称,客户类别,资金实力不足,合作起始日,申请金额"
    plan, found = rated(heading, GOOD, line, GOOD, GOOD)
    assert [row.outcome is not None for row in found] == [True, False, True, True]
    assert [row.number for row in found] == [2, 3, 4, 5]
    reply = [results.in_words(problem) for problem in found[1].problems]
    assert len(reply) == len(problems)
    for sentence, expected in zip(reply, problems, strict=True):
        assert expected in sentence
        assert len(sentence) < 500
    cells = results.result_cells(plan, found[1])
    assert len(cells) == len(results.result_headings(plan))
    assert cells[0] == "3"
    assert cells[-1] == "".join(reply)
    assert max(map(len, cells)) < 500


@pytest.mark.parametrize(
    ("encoding", "damage"),
    [
        ("utf-8", b"\xb0"),
        ("utf-8", b"\xff\xfe"),
        ("utf-8", b"\xe4\xb9"),
        ("gb18030", b"\xb0"),
        ("gb18030", b"\xff"),
    ],
)
def test_bytes_that_are_no_text_cost_their_row_alone(encoding, damage):
    good = GOOD.encode(encoding)
    heading = "客户名称,客户类别,资金实力不足,合作起始日,申请金额".encode(encoding)
    file = io.BytesIO(b"\r\n".join([heading, good, damage + b",," + good.split(b",", 2)[2], good]))
    plan = plan_of(CREDIT, file)
    ((_number, found),) = decide.rate(plan, file, Settings(), TODAY)
    assert [row.outcome is not None for row in found] == [True, False, True]
    assert next(map(results.in_words, found[1].problems)).startswith("A 列：“客户名称”含有乱码")


@pytest.mark.parametrize(
    ("first", "again", "is_good"),
    [("是", "是", True), ("是", "yes", True), ("是", "否", False), ("是", "", False), ("", "", True)],
)
def test_a_heading_that_stands_twice(first, again, is_good):
    """No good row is lost: only one whose two cells say different things is."""
    _plan, found = rated("客户名称,资金实力不足,weak_finances", "甲,否,否", f"乙,{first},{again}")
    assert [row.outcome is not None for row in found] == [True, is_good]
    if not is_good:
        assert results.in_words(found[1].problems[0]).startswith("C 列：与 B 列同为")


def test_a_row_names_everything_that_is_wrong_with_it():
    _plan, (row,) = rated("客户名称,资金实力不足,客户类别,weak_finances", f"{'x' * 201},是,零售客户,否")
    assert [problem.column for problem in row.problems] == [0, 2, 3]


def test_missing_columns_are_unknown_facts():
    _plan, (row,) = rated("客户名称,资金实力不足", "甲,否")
    assert row.outcome.fields["rating"]["possible"] == ["A", "B", "C"]
    assert row.values["role"] is None


# Writing the outcomes.


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_cells_are_written_so_that_no_spreadsheet_runs_them(start):
    name = f"{start}cmd|' /C calc'!A0"
    assert harmless(name) == f"'{name}"
    assert harmless(f"甲{name}") == f"甲{name}"
    plan, (row,) = rated("客户名称,role", to_csv([[f"x{start}", "downstream"]]).strip())
    assert results.result_cells(plan, row)[1] == f"x{start}".strip()
    plan, (row,) = rated("客户名称,role", to_csv([[f"{start}1+1", "downstream"]]).strip())
    cell = results.result_cells(plan, row)[1]
    assert cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert cell.endswith("1+1")


def test_no_cell_of_any_row_starts_as_a_formula():
    lines = [f"{start}{other}1,{start}" for start, other in product("=+-@", repeat=2)]
    plan, found = rated("名称,资金实力不足", *lines)
    cells = [cell for row in found for cell in results.result_cells(plan, row)]
    assert len(cells) > 100
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r"]


# The command.


def run(*arguments, given=b""):
    command = [sys.executable, "-m", "handbook_checker", *map(str, arguments)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "LC_ALL": "C"}
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def test_command_writes_outcomes_and_says_what_it_understood(tmp_path):
    source, target = tmp_path / "客户.csv", tmp_path / "结果.csv"
    source.write_text("客户名称,资金实力不足\n甲,是\n乙,否\n", encoding="gb18030")
    code, out, err = run("credit", "--csv", source, "-o", target)
    assert (code, out) == (0, b"")
    written = target.read_bytes()
    assert written.startswith(codecs.BOM_UTF8)
    lines = [*csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))]
    assert [line[:3] for line in lines] == [["行", "客户名称", "信用等级"], ["2", "甲", "C"], ["3", "乙", ""]]
    for part in ("GB18030 编码", "逗号分隔", "客户 2 行", "2/2 行", "C 级：1 户"):
        assert part in err
    assert run("credit", "--csv", "-", given=source.read_bytes())[:2] == (0, written)


def test_command_goes_on_after_an_unusable_row(tmp_path):
    target = tmp_path / "out.csv"
    code, _out, err = run(
        "credit", "--csv", "-", "-o", target, given="名称,role\n甲,x\n乙,upstream\n".encode()
    )
    lines = [*csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline=""))]
    assert code == 2
    assert [line[1] for line in lines[1:]] == ["甲", "乙"]
    assert "B 列：“客户类别”应为" in lines[1][-1]
    assert lines[2][-1] == ""
    assert "1 行不能使用" in err


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04"])
def test_command_refuses_a_file_that_is_no_table(tmp_path, content):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    code, out, err = run("credit", "--csv", source, "-o", target)
    assert (code, out, target.exists()) == (2, b"", False)
    assert [error["fact"] for error in json.loads(err)["errors"]] == [None]


def test_command_does_not_overwrite_what_it_reads(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("role\nupstream\n")
    code, _out, err = run("credit", "--csv", source, "-o", source)
    assert code == 2
    assert "另取名称" in json.loads(err)["errors"][0]["problem"]
    assert source.read_text() == "role\nupstream\n"


MEASURE = r"""
import re, sys
from pathlib import Path
from handbook_checker.__main__ import main
code = main(["credit", "--csv", sys.argv[1], "-o", sys.argv[2]])
# ru_maxrss would tell of the test's own process before this one.
print(code, re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def peak(tmp_path, customers):
    """The most memory, in KiB, that the command takes for so many different customers."""
    rng = random.Random(customers)
    names = [name for name in CREDIT.facts if name != "as_of"]
    source = tmp_path / "in.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        file.write(to_csv([["客户名称", *names]]))
        for number in range(customers):
            facts = random_facts(rng)
            facts["requested_amount"] = str(number)
            line = [text_of(CREDIT.facts[name], facts.get(name)) for name in names]
            file.write(to_csv([[f"客户{number}", *line]]))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, source, tmp_path / "out.csv"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    code, most = map(int, done.stdout.split())
    assert code == 0
    return most


def test_memory_does_not_grow_with_the_table(tmp_path):
    few, many = peak(tmp_path, 5_000), peak(tmp_path, 25_000)
    print(f"5,000 customers: {few:,} KiB; 25,000 customers: {many:,} KiB")
    assert many < 150 * 1024
    assert many < few * 1.8
