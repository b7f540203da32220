"""What is taken as a fact, and what is said of what is not: in Python, and as the bytes of a file."""

import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from handbook_checker import CHECKS, UnusableFacts, check
from handbook_checker.model.facts import parse, read_json, schema

CREDIT = CHECKS["credit"].facts


def problems(facts):
    with pytest.raises(UnusableFacts) as unusable:
        check("credit", facts)
    return {problem.fact: problem.to_dict() for problem in unusable.value.problems}


@pytest.mark.parametrize(
    ("fact", "value", "parsed"),
    [
        ("requested_amount", 0, 0),
        ("requested_amount", "0", 0),
        ("requested_amount", "0.00", 0),
        ("requested_amount", 120000, 12000000),
        ("requested_amount", 1000.5, 100050),
        ("requested_amount", 0.07, 7),
        ("requested_amount", "1000.05", 100005),
        ("requested_amount", Decimal("1.10"), 110),
        ("requested_amount", "9999999999999.99", 999999999999999),
        ("weak_finances", True, True),
        ("weak_finances", None, None),
        ("cooperation_since", "2024-02-29", date(2024, 2, 29)),
        ("cooperation_since", date(2024, 2, 29), date(2024, 2, 29)),
        ("role", "upstream", "upstream"),
    ],
)
def test_usable(fact, value, parsed):
    assert parse(CREDIT, {fact: value})[fact] == parsed


@pytest.mark.parametrize(
    ("fact", "value", "hint"),
    [
        *(
            ("requested_amount", value, "至多两位小数")
            for value in (
                -1,
                "-1",
                "+5",
                ".5",
                "5.",
                "1e3",
                1e16,
                10**13,
                "10000000000000",
                "1.234",
                1.234,
                "１２",
                "12万",
                "1,000",
                " 5",
                "5\n",
                "",
                True,
                [],
                {},
                float("nan"),
                float("inf"),
                "9" * 5000,
            )
        ),
        *(("weak_finances", value, "true、false") for value in ("true", 1, 0, "是", [])),
        *(
            ("cooperation_since", value, "YYYY-MM-DD")
            for value in (
                "2024-1-5",
                "20240105",
                "2024/01/05",
                "２０２４-01-05",
                20240105,
                "2024-W01-1",
                "",
                True,
            )
        ),
        *(("cooperation_since", value, "日历") for value in ("2023-02-29", "2024-13-01", "0000-01-01")),
        *(("role", value, "downstream（下游客户）") for value in ("customer", "Downstream", "", 1, True, [])),
        ("cooperation_since", "2026-11-25", "晚于核对日期"),
    ],
)
def test_unusable_names_fact_problem_and_what_would_be_right(fact, value, hint):
    found = problems({fact: value, "as_of": "2026-11-24"})
    assert found.keys() == {fact}
    assert hint in found[fact]["problem"]
    assert len(json.dumps(found[fact], ensure_ascii=False)) < 700


@pytest.mark.parametrize(
    ("value", "usable"),
    [(0, True), (10_000, True), (10_001, False), (-1, False), (2.5, False), ("3", False), (True, False)],
)
def test_counts(value, usable):
    from handbook_checker.model.facts import COUNT, Fact

    counted = {"late_count": Fact("late_count", COUNT, "迟到次数", "迟到几次？"), "as_of": CREDIT["as_of"]}
    if usable:
        assert parse(counted, {"late_count": value})["late_count"] == value
    else:
        with pytest.raises(UnusableFacts, match="late_count"):
            parse(counted, {"late_count": value})


def test_every_bad_fact_is_named_at_once_in_the_order_given():
    found = problems({"rolle": "x", "weak_finances": "yes", "requested_amount": -1, "as_of": "soon"})
    assert list(found) == ["rolle", "weak_finances", "requested_amount", "as_of"]
    assert "role" in found["rolle"]["problem"]


def test_a_bad_check_date_does_not_hide_the_others():
    assert problems({"as_of": "2026-02-30", "cooperation_since": "2027-01-01"}).keys() == {"as_of"}


@pytest.mark.parametrize(
    ("content", "fact", "hint"),
    [
        (b"", None, "JSON"),
        (b"[1, 2]", None, "对象"),
        (b'"text"', None, "对象"),
        (b"{", None, "第 1 行"),
        (b'{"a": NaN}', None, "NaN"),
        (b'{"a": 1}}', None, "第 1 行"),
        (b"\xff\xfe", None, "UTF-8"),
        (b"[" * 100_000, None, "嵌套"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, None, "嵌套"),
        (b'"' + b'\\"' * 300_000, None, "JSON"),
        (b'{"role": "upstream", "role": "downstream"}', "role", "不止一次"),
        (b'{"requested_amount": 1e3}', "requested_amount", "指数"),
        (b'{"requested_amount": 1' + b"0" * 6000 + b"}", "requested_amount", "两位小数"),
        (b'{"requested_amount": 12.345}', "requested_amount", "两位小数"),
        (b'{"\\ud800": 1}', "\\ud800", "没有名为"),
    ],
)
def test_unusable_files(content, fact, hint):
    with pytest.raises(UnusableFacts) as unusable:
        parse(CREDIT, read_json(content))
    [problem] = [problem.to_dict() for problem in unusable.value.problems]
    assert problem["fact"] == fact
    assert hint in problem["problem"]
    json.dumps(problem, ensure_ascii=False).encode()


def test_a_name_twice_does_not_hide_other_problems():
    with pytest.raises(UnusableFacts) as unusable:
        parse(CREDIT, read_json('{"role": "upstream", "role": "x", "weak_finances": 3}'))
    assert [problem.fact for problem in unusable.value.problems] == ["role", "weak_finances"]


def test_numbers_keep_the_digits_they_were_written_with():
    assert (
        parse(CREDIT, read_json('{"requested_amount": 1234567890123.45}'))["requested_amount"]
        == 123456789012345
    )


@pytest.mark.parametrize("id", CHECKS)
def test_schema_is_valid_and_takes_what_the_examples_mean(id):
    from handbook_checker.model.entry import understand_all

    document = schema("t", CHECKS[id].facts.values())
    jsonschema.Draft202012Validator.check_schema(document)
    validator = jsonschema.Draft202012Validator(document)
    for _title, typed in CHECKS[id].examples:
        facts = understand_all(CHECKS[id].facts, typed)
        assert list(validator.iter_errors(facts)) == []
        assert check(id, facts).check == id
    assert not validator.is_valid({"no_such_fact": True})
