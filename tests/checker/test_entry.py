"""What people type, and what it is taken to mean."""

import pytest
from handbook_checker.model.entry import understand
from handbook_checker.model.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY, Fact

FACTS = {
    kind: Fact("x", kind, "某项", "？", choices=(("downstream", "下游客户"), ("upstream", "上游供应商")))
    for kind in (BOOLEAN, CHOICE, COUNT, DATE, MONEY)
}


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (MONEY, "120000", "120000"),
        (MONEY, "120,000.50", "120000.5"),
        (MONEY, "１２０，０００", "120000"),
        (MONEY, "12万", "120000"),
        (MONEY, "12.5 万元", "125000"),
        (MONEY, "1.2345万", "12345"),
        (MONEY, "3千", "3000"),
        (MONEY, "2亿", "200000000"),
        (MONEY, "￥5,000元整", "5000"),
        (MONEY, "0", "0"),
        (MONEY, "1.23456万", "12345.6"),
        (MONEY, "0.00001万", "0.1"),
        (MONEY, "0.001", "0.001"),
        (MONEY, "12,00", "12,00"),
        (MONEY, "-5", "-5"),
        (MONEY, "1e3", "1e3"),
        (MONEY, "很多", "很多"),
        (MONEY, "不清楚", None),
        (MONEY, "  ", None),
        (DATE, "2026/1/5", "2026-01-05"),
        (DATE, "2026.1.5", "2026-01-05"),
        (DATE, "2026年1月5日", "2026-01-05"),
        (DATE, "２０２６－０１－０５", "2026-01-05"),
        (DATE, "20260105", "2026-01-05"),
        (DATE, "2026-01-05 00:00:00", "2026-01-05"),
        (DATE, "2026-02-30", "2026-02-30"),
        (DATE, "1/5/2026", "1/5/2026"),
        (BOOLEAN, "是", True),
        (BOOLEAN, " Yes ", True),
        (BOOLEAN, "√", True),
        (BOOLEAN, "否", False),
        (BOOLEAN, "无", False),
        (BOOLEAN, "未知", None),
        (BOOLEAN, "也许", "也许"),
        (BOOLEAN, True, True),
        (CHOICE, "下游客户", "downstream"),
        (CHOICE, "UPSTREAM", "upstream"),
        (CHOICE, "中游", "中游"),
        (COUNT, "3", 3),
        (COUNT, "３次", 3),
        (COUNT, "三", "三"),
        (COUNT, 3, 3),
    ],
)
def test_understand(kind, typed, meant):
    found = understand(FACTS[kind], typed)
    assert found == meant
    assert type(found) is type(meant)
