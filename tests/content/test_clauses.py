"""How clauses, their ids and their references are found in plain text."""

import json
from dataclasses import replace

import pytest
from handbook_checker import clauses as registry

from tools import ROOT
from tools.export.records import write_clauses
from tools.handbook.clauses import (
    Span,
    number,
    numeral,
    parse,
    proposed,
    split,
    words,
)
from tools.handbook.handbook import read
from tools.handbook.regulations import Regulation

HANDBOOK = read(ROOT / "docs")
CLAUSES = HANDBOOK.clauses
REGULATIONS = HANDBOOK.regulations
RETURNS = Regulation("returns", "退货制度", kinds={"returns": "rule"})


def text(*blocks):
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("blocks", "ids", "labels"),
    [
        (["第一条 甲", "第二条乙"], ["returns.1", "returns.2"], ["第一条", "第二条"]),
        (["第二十一条 甲", "1.乙", "2、丙"], ["returns.21", "returns.21.1", "returns.21.2"], ["第二十一条", "(1)", "(2)"]),
        (["第四条 甲", "(1) 乙", "（2）丙", "3)丁"], ["returns.4", "returns.4.1", "returns.4.2", "returns.4.3"], None),
        (["第四十三条 甲", "(一)乙", "(十二)丙"], ["returns.43", "returns.43.1", "returns.43.12"], ["第四十三条", "(一)", "(十二)"]),
        (["第一条 甲", "1. 乙", "2. 丙", "① 丁", "②戊", "第二条 己", "1.庚"],
         ["returns.1", "returns.1.1", "returns.1.2", "returns.1.2.1", "returns.1.2.2", "returns.2", "returns.2.1"], None),
        (["## 一、甲", "1.乙", "1)丙", "2.丁", "## 二、戊", "1.己"],
         ["returns.1", "returns.1.1", "returns.1.1.1", "returns.1.2", "returns.2", "returns.2.1"], ["一", "1", "(1)", "2", "二", "1"]),
        (["## 甲:", "1、乙", "## 丙:", "1、丁"], ["returns.1", "returns.1.1", "returns.2", "returns.2.1"], ["", "1", "", "1"]),
        (["序言", "## 第一条 甲", "(1)乙"], ["returns.0", "returns.1", "returns.1.1"], ["(序)", "第一条", "(1)"]),
        (["第三十六条 甲", "第三十六条 乙", "1.丙"], ["returns.36", "returns.36bis", "returns.36bis.1"],
         ["第三十六条", "第三十六条(重号)", "(1)"]),
        (["## 第一章 甲", "第一条 乙", "## 第二章 丙", "第二条 丁"], [None, "returns.1", None, "returns.2"], None),
        (["第十{~~级~>条~~}甲"], ["returns.10"], ["第十条"]),
    ],
)  # fmt: skip
def test_ids_follow_from_the_numbers_as_printed(blocks, ids, labels):
    clauses = parse(RETURNS, text(*blocks))
    assert [clause.id for clause in clauses] == ids
    if labels:
        assert [clause.label for clause in clauses] == labels


def test_a_paragraph_without_a_number_belongs_to_the_clause_before_it():
    (clause,) = parse(RETURNS, text("第一条 甲", "1个月以内。", "1.5倍。", "其他。"))
    assert clause.proposed == "甲 / 1个月以内。 / 1.5倍。 / 其他。"


@pytest.mark.parametrize(
    ("blocks", "id"),
    [
        (["第一条 甲", "1.乙", "1.丙"], "returns.1.1"),
        (["第一条 甲", "第一条 乙", "第一条 丙"], "returns.1bis"),
    ],
)
def test_a_number_that_stands_twice_is_an_error_that_names_it(blocks, id):
    with pytest.raises(ValueError, match=f"{id}: this number stands twice"):
        parse(RETURNS, text(*blocks))


@pytest.mark.parametrize(
    ("printed", "value"),
    [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("四十三", 43), ("九十九", 99), ("12", 12), ("③", 3)],
)
def test_numbers(printed, value):
    assert number(printed) == value
    if not printed.isascii() and printed != "③":
        assert numeral(value) == printed


@pytest.mark.parametrize(
    ("id", "citation"),
    [
        ("credit.15", "《客户信用管理制度》第十五条"),
        ("credit.15.1", "《客户信用管理制度》第十五条第（一）项"),
        ("credit.24.2.1", "《客户信用管理制度》第二十四条第（二）项第①目"),
        ("credit.36bis", "《客户信用管理制度》第三十六条（重号）"),
        ("credit.43.5", "《客户信用管理制度》第四十三条第（五）项"),
        ("conduct.2.3", "《客服人员行为规范》“客服部门日常行为规范一般包括”第3项"),
        ("visits.3.2.1", "《客户回访管理制度》第三部分第2项第（1）目"),
        ("suppliers.0", "《新供应商选择制度》序言"),
        ("suppliers.2.1.1", "《新供应商选择制度》第二条第（一）项第①目"),
    ],
)
def test_citations(id, citation):
    assert CLAUSES[id].citation == citation


def test_words_come_apart_into_both_readings_and_back():
    spans = words("索{~~2024~>有关~~}资{--料--}{++料++}{>>缺失<<}")
    assert spans == (
        Span("same", "索"), Span("old", "2024"), Span("new", "有关"), Span("same", "资"), Span("old", "料"),
        Span("new", "料"), Span("lost", "缺失"),
    )  # fmt: skip
    head, tail = split(spans, [2])
    assert (proposed(head), proposed(tail)) == ("索有", "关资料")
    assert head + tail != spans
    assert proposed(head) + proposed(tail) == proposed(spans)


def linked(id):
    clause = CLAUSES[id]
    return {
        (proposed(clause.paragraphs[link.paragraph])[link.start : link.end], link.target)
        for link in HANDBOOK.links[id]
    }


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("credit.21", {("客户", "credit.4"), ("信用额度", "credit.22"), ("回款、到货期限", "credit.23")}),
        # The longest term first; a term is not linked within its own definition.
        ("credit.25.2", {("客户", "credit.4"), ("信用额度", "credit.22"), ("预付、赊销", "credit.25.1")}),
        ("credit.4", set()),
        # Half of this term is a correction.
        ("credit.24.2.2", {("客户", "credit.4"), ("信用等级", "credit.14"), ("授信", "credit.21"),
                           ("信用额度", "credit.22")}),
        ("credit.17", {("A、", "credit.15"), ("C级评定条件", "credit.16"), ("客户", "credit.4")}),
        # 客户 within the name of a form is not the term.
        ("credit.19", {("《客户信用调查评定表》", "credit.10"), ("客户", "credit.4"), ("信用等级", "credit.14")}),
        ("suppliers.2.2", {("一般调查的总体印象", "suppliers.2.1"), ("上述基本原则", "suppliers.1")}),
    ],
)  # fmt: skip
def test_terms_and_other_clauses_are_links(id, expected):
    assert linked(id) == expected


def test_a_term_is_linked_once_in_a_clause():
    targets = [link.target for link in HANDBOOK.links["credit.26.2"] if link.defines]
    assert sorted(targets) == ["credit.22", "credit.25.1", "credit.25.2", "credit.4"]


def amended(words_of_17):
    """What clauses say of one another with other words in article 17 of the credit regulation."""
    kept = [clause for clause in HANDBOOK.members["credit"] if clause.id != "credit.17"]
    (clause,) = parse(REGULATIONS["credit"], f"第十七条 不符合A、C级评定条件的客户，{words_of_17}")
    return replace(HANDBOOK, members={**HANDBOOK.members, "credit": [*kept, clause]}).links


@pytest.mark.parametrize(
    ("words_of_17", "target"),
    [
        ("适用第二十六条。", "credit.26"),
        ("适用第十五条第（一）项。", "credit.15.1"),
        ("适用第二十四条第(2)项第①目。", "credit.24.2.1"),
        ("适用《新供应商选择制度》第一条。", "suppliers.1"),
    ],
)
def test_a_mention_in_a_sentence_is_a_link(words_of_17, target):
    assert target in {link.target for link in amended(words_of_17)["credit.17"] if not link.defines}


def test_a_mention_of_another_law_is_none():
    found = amended("适用《民法典》第二百零一条和《公司法》第三条。")["credit.17"]
    assert {link.target for link in found} == {"credit.15", "credit.16", "credit.4"}


def test_a_mention_of_a_clause_that_does_not_exist_is_an_error():
    with pytest.raises(
        ValueError, match=r"credit\.17: “第九十条” is mentioned, but there is no clause credit\.90"
    ):
        amended("适用第九十条。")


def test_the_file_for_programs_is_stable_and_says_of_each_clause_what_the_site_says(tmp_path):
    write_clauses(HANDBOOK, tmp_path / "first/clauses.json")
    write_clauses(HANDBOOK, tmp_path / "second/clauses.json")
    written = (tmp_path / "first/clauses.json").read_bytes()
    assert written == (tmp_path / "second/clauses.json").read_bytes()
    records = json.loads(written)
    assert [record["id"] for record in records] == list(CLAUSES)
    by = {record["id"]: record for record in records}
    for id, entry in registry().items():
        assert by[id]["checks"] == list(entry.checks)
        assert by[id]["readings"] == list(entry.readings)
        assert by[id]["source"] == entry.source
        assert by[id]["nothing_to_decide"] == entry.nothing_to_decide
    assert by["credit.14"] | {"checks": 0, "readings": 0, "source": 0, "nothing_to_decide": 0} == {
        "id": "credit.14",
        "regulation": "credit",
        "label": "第十四条",
        "kind": "definition",
        "printed": {"received": "第十四级", "proposed": "第十四条"},
        "received": "客户信用等级分A、B、C三级,相应代表客户信用程度的高、中、低三等。",
        "proposed": "客户信用等级分A、B、C三级,相应代表客户信用程度的高、中、低三等。",
        "checks": 0,
        "readings": 0,
        "refers_to": [],
        "referred_by": [],
        "citation": "《客户信用管理制度》第十四条",
        "source": 0,
        "nothing_to_decide": 0,
    }
    assert by["credit.15"]["referred_by"] == ["credit.17", "credit.18", "credit.26"]
    assert by["credit.17"]["refers_to"] == ["credit.15", "credit.16"]
    for id, record in by.items():
        assert all(id in by[target]["referred_by"] for target in record["refers_to"])
        assert all(id in by[other]["refers_to"] for other in record["referred_by"])
