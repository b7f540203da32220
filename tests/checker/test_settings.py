"""What the organisation has set: its titles in whatever leaves the checker, and its figures where no fact is given."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from handbook_checker import CHECKS, Settings, check
from handbook_checker.model.entry import understand_all
from handbook_checker.model.facts import UnusableFacts
from handbook_checker.model.settings import parse_settings, read_settings
from handbook_checker.model.titles import named, roles, titled
from handbook_checker.site import answer
from handbook_checker.tables import decide, plan, results

FILLED = (Path(__file__).parents[1] / "fixtures" / "organisation-filled.toml").read_text(encoding="utf-8")
AS_OF = "2026-11-24"
A_CUSTOMER, B_CUSTOMER = (
    understand_all(CHECKS["credit"].facts, facts) for _title, facts in CHECKS["credit"].examples[:2]
)

# Titles.


@pytest.mark.parametrize(
    ("titles", "text", "shown"),
    [
        ({}, "报总经理、董事长批准", "报总经理、董事长批准"),
        ({"董事长": "执行董事"}, "报总经理、董事长批准", "报总经理、执行董事批准"),
        # What one role is called may be the name of another; nobody is renamed twice.
        ({"董事长": "总经理", "总经理": "副总经理"}, "报总经理、董事长批准", "报副总经理、总经理批准"),
        # A shorter name within a longer one is no mention of it, whether the longer one has a title or not.
        ({"营销部": "销售部"}, "营销部经理审核，营销部执行", "营销部经理审核，销售部执行"),
        ({"业务主管": "主管"}, "营销部业务主管填写", "营销部业务主管填写"),
        ({"财务部": "财会部"}, "财务部门对财务部信用控制主管负责", "财务部门对财务部信用控制主管负责"),
        ({"财务部信用控制主管": "风控经理"}, "财务部信用控制主管稽核", "风控经理稽核"),
        ({"财务部信用控制主管": "风控经理"}, "信用控制主管稽核过没有", "风控经理稽核过没有"),
        # A document keeps its name.
        ({"营销部": "销售部"}, "《营销部守则》所称营销部", "《营销部守则》所称销售部"),
    ],
)
def test_a_role_is_called_by_its_title(titles, text, shown):
    assert titled(text, parse_settings({"titles": titles}).titles) == shown


def test_only_texts_have_titles():
    settings = parse_settings({"titles": {"董事长": "执行董事"}})
    given = {"董事长": ["董事长", 1, None, True], "limit": ("董事长批准",)}
    assert titled(given, settings.titles) == {
        "董事长": ["执行董事", 1, None, True],
        "limit": ["执行董事批准"],
    }
    assert titled(given, ()) is given


def all_renamed():
    return parse_settings({"titles": {role: f"〔{number}〕" for number, role in enumerate(roles())}})


@pytest.mark.parametrize("id", CHECKS)
def test_no_outcome_and_no_view_names_a_role_that_has_a_title(id):
    settings, texts = all_renamed(), []
    for _title, facts in CHECKS[id].examples:
        entries = {name: str(value).lower() for name, value in facts.items()}
        renaming = {"titles": dict(settings.titles)}
        plain, renamed = (
            json.loads(answer("check", json.dumps({"check": id, "entries": entries, "settings": given})))
            for given in ({}, renaming)
        )
        assert renamed["outcome"] == titled(plain["outcome"], settings.titles)
        assert renamed["view"] == titled(plain["view"], settings.titles)
        assert renamed["understood"] == plain["understood"]
        texts.append(json.dumps([renamed["outcome"], renamed["view"]], ensure_ascii=False))
    assert named("".join(texts)) == []


@pytest.mark.parametrize(
    ("settings", "approvers"),
    [
        (Settings(), ["营销副总", "财务总监", "总经理", "董事长"]),
        (
            Settings(titles=(("营销副总", "销售总监"), ("董事长", "执行董事"))),
            ["销售总监", "财务总监", "总经理", "执行董事"],
        ),
    ],
)
def test_approvers_have_their_titles(settings, approvers):
    outcome = check("credit", A_CUSTOMER, settings).to_dict()
    assert [approver["role"] for approver in outcome["approvers"]] == approvers


@pytest.mark.parametrize("id", ["credit", "review", "supplier"])
def test_a_table_of_outcomes_has_the_same_titles(id):
    facts = [facts for _title, facts in CHECKS[id].examples]
    columns = sorted({name for each in facts for name in each})
    lines = [columns, *([str(each.get(name, "")).lower() for name in columns] for each in facts)]
    text = "".join(",".join(cell.replace(",", "") for cell in line) + "\n" for line in lines)

    def rated(settings):
        file = io.BytesIO(text.encode())
        planned = plan.plan_of(CHECKS[id], file)
        found = decide.rate(planned, file, settings, date.fromisoformat(AS_OF))
        return [cell for _, rows in found for row in rows for cell in results.result_cells(planned, row)]

    settings = all_renamed()
    plain, renamed = rated(Settings()), rated(settings)
    assert renamed == [titled(cell, settings.titles) for cell in plain]
    assert named("".join(plain))
    assert not named("".join(renamed))


# Figures that stand where no fact is given.


@pytest.mark.parametrize(
    ("id", "facts", "setting", "field", "without", "with_it"),
    [
        ("pay", {"late_count": 1, "complaint_count": 0}, {"base_pay": "4500"}, "lateness_deduction", None, "45.00"),
        ("pay", {"late_count": 1, "complaint_count": 0, "base_salary": "3000"}, {"base_pay": "4500"},
         "lateness_deduction", "30.00", "30.00"),
        ("visit", {"expense_claim": "600"}, {"expense_limit": "500"}, "self_paid", None, "100.00"),
        ("visit", {"expense_claim": "600", "expense_limit": "550"}, {"expense_limit": "500"}, "self_paid",
         "50.00", "50.00"),
    ],
)  # fmt: skip
def test_a_setting_stands_where_no_fact_is_given(id, facts, setting, field, without, with_it):
    def found(settings):
        return check(id, {"as_of": AS_OF, **facts}, settings).to_dict()[field]

    assert found(Settings()) == without
    assert found(parse_settings(setting)) == with_it


@pytest.mark.parametrize(("id", "fact", "setting"), [("pay", "base_salary", "base_pay")])
def test_what_is_set_is_not_missing(id, fact, setting):
    assert fact in check(id, {"as_of": AS_OF}).missing
    assert fact not in check(id, {"as_of": AS_OF}, parse_settings({setting: "4500"})).missing


@pytest.mark.parametrize(
    ("balance", "given", "limit"),
    [
        (None, None, None),
        ("120000", None, "20000.00"),
        # What is given stands before what is set.
        ("120000", "130000", "30000.00"),
    ],
)
def test_the_balance_that_is_set_caps_the_total(balance, given, limit):
    facts = {
        **B_CUSTOMER,
        "as_of": AS_OF,
        "total_credit_granted": "100000",
        "receivables_reference_balance": given,
    }
    if limit is None:
        # Nothing caps it beside the clauses on credit themselves.
        limit = check("credit", {**B_CUSTOMER, "as_of": AS_OF}).to_dict()["credit"]["limit"]
    settings = parse_settings({} if balance is None else {"reference_balance": balance})
    assert check("credit", facts, settings).to_dict()["credit"]["limit"] == limit
    entries = {name: str(value).lower() for name, value in facts.items() if value is not None}
    asked = {
        "check": "credit",
        "entries": entries,
        "settings": {"reference_balance": balance} if balance else {},
    }
    reply = json.loads(answer("check", json.dumps(asked)))
    assert reply["outcome"]["credit"]["limit"] == limit
    # What the organisation has set is no entry of the reader's.
    assert reply["facts"].get("receivables_reference_balance") == given
    assert ("receivables_reference_balance" in reply["understood"]) is (given is not None)
    for columns in (facts, {name: value for name, value in facts.items() if value is not None}):
        cells = ["" if value is None else str(value).lower() for value in columns.values()]
        file = io.BytesIO(f"{','.join(columns)}\n{','.join(cells)}\n".encode())
        planned = plan.plan_of(CHECKS["credit"], file)
        ((_, (row,)),) = decide.rate(planned, file, settings, date.fromisoformat(AS_OF))
        assert (
            dict(zip(results.result_headings(planned), results.result_cells(planned, row), strict=True))[
                "信用额度（元）"
            ]
            == limit
        )


@pytest.mark.regulations("credit", "service")
@pytest.mark.parametrize(
    ("id", "setting", "label", "shown"),
    [
        ("credit", {"reference_balance": "8600000"}, "应收账款基准余额", "8,600,000.00 元"),
        ("pay", {"base_pay": "4500"}, "基本工资", "4,500.00 元"),
        ("pay", {"late_rate_applies": "whole_month"}, "5% 的适用范围", "当月各次"),
    ],
)
def test_a_table_without_a_column_says_what_is_set_for_it(id, setting, label, shown):
    fact = next(name for name in CHECKS[id].facts if name != "as_of")
    planned = plan.plan_of(CHECKS[id], io.BytesIO(f"{fact}\n\n".encode()))
    absent = {fact["label"]: fact["set"] for fact in planned.to_dict(parse_settings(setting))["absent"]}
    assert {label: text for label, text in absent.items() if text} == {label: shown}
    *_, open_facts, own = plan.described(planned, parse_settings(setting))
    assert own == f"表中没有，按组织设置：{label} {shown}。"
    assert label not in open_facts
    *_, open_facts = plan.described(planned)
    assert label in open_facts
    assert {fact["set"] for fact in planned.to_dict()["absent"]} == {None}


@pytest.mark.regulations("credit", "service", "visits")
def test_every_figure_that_is_a_fact_too_is_its_default():
    found = {
        fact.default_from: (check.id, fact.name)
        for check in CHECKS.values()
        for fact in check.facts.values()
        if fact.default_from
    }
    assert (
        found.items()
        >= {
            "reference_balance": ("credit", "receivables_reference_balance"),
            "expense_limit": ("visit", "expense_limit"),
            "base_pay": ("pay", "base_salary"),
            "late_rate_applies": ("pay", "late_rate_applies"),
        }.items()
    )
    assert found.keys() <= vars(Settings()).keys()


# Settings that cannot be used.


@pytest.mark.parametrize(
    ("given", "fact", "problem"),
    [
        ({"titles": "执行董事"}, "titles", "应为一张表"),
        ({"titles": ["董事长"]}, "titles", "应为一张表"),
        ({"titles": {"董事": "执行董事"}}, "titles.董事", "没有“董事”这个职务或部门；制度中有：董事长、"),
        ({"titles": {"营销经理": "甲"}}, "titles.营销经理", "制度中有：营销部经理、"),
        ({"titles": {"董事长": ""}}, "titles.董事长", "应为一行不空的文字"),
        ({"titles": {"董事长": " "}}, "titles.董事长", "应为一行不空的文字"),
        ({"titles": {"董事长": "甲\n乙"}}, "titles.董事长", "应为一行不空的文字"),
        ({"titles": {"董事长": 3}}, "titles.董事长", "应为一行不空的文字"),
        ({"base_pay": True}, "base_pay", "应为 0 元以上、至多两位小数的金额"),
        ({"reference_balance": "一百万"}, "reference_balance", "应为 0 元以上、至多两位小数的金额"),
    ],
)
def test_a_wrong_setting_is_named(given, fact, problem):
    with pytest.raises(UnusableFacts) as raised:
        parse_settings(given)
    (found,) = raised.value.problems
    assert found.fact == fact
    assert problem in found.problem


def test_all_wrong_settings_are_named_at_once_and_each_unknown_role_with_all_that_are_known():
    with pytest.raises(UnusableFacts) as raised:
        parse_settings({"base_pay": "x", "titles": {"董事": "甲", "总经理": "", "经理": 1}})
    assert [each.fact for each in raised.value.problems] == [
        "base_pay", "titles.董事", "titles.总经理", "titles.经理",
    ]  # fmt: skip
    for problem in raised.value.problems:
        if problem.fact in ("titles.董事", "titles.经理"):
            assert all(role in problem.problem for role in roles())


def test_two_roles_may_have_one_title():
    settings = parse_settings({"titles": {"营销副总": "副总经理", "营销主管副总": "副总经理"}})
    assert titled("营销副总、营销主管副总", settings.titles) == "副总经理、副总经理"


@pytest.mark.regulations("credit", "service", "suppliers", "visits")
def test_settings_are_values():
    assert read_settings(FILLED) == read_settings(FILLED)
    assert len({read_settings(FILLED), read_settings(FILLED), replace(read_settings(FILLED), titles=())}) == 2
