"""What pages receive is what `handbook_checker.replies` declares: real replies of every part, held to the types."""

import io
import json
import types
from collections.abc import Iterator
from random import Random
from typing import Any, Literal, NotRequired, TypedDict, get_args, get_type_hints

import pytest
from handbook_checker import CHECKS, replies
from handbook_checker.model.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY, Fact
from handbook_checker.site import answer
from handbook_checker.tables import page
from handbook_checker.training import page as training
from handbook_checker.training.courses import READY
from typeguard import CollectionCheckStrategy, TypeCheckError, check_type

from tools.export import surface_types

SETS = 400
FACTS_GIVEN = 0.6


def hold(value: Any, declared: Any) -> None:
    check_type(value, declared, collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)


def test_a_value_of_another_shape_is_found() -> None:
    good = {"fact": "role", "problem": "…", "value": None}
    hold({"errors": [good, good]}, replies.Unusable)
    for bad in ({**good, "fact": 1}, {**good, "more": 1}, {"fact": "role", "value": None}):
        with pytest.raises(TypeCheckError):
            hold({"errors": [good, bad]}, replies.Unusable)


# A check


def entry(fact: Fact, random: Random) -> Any:
    if random.random() < 0.05:
        return random.choice(["?!", "-5", "2026-02-30", "x" * 300, True, ["a"]])
    return {
        BOOLEAN: lambda: random.choice([True, False, None]),
        CHOICE: lambda: random.choice([value for value, _label in fact.choices]),
        DATE: lambda: f"{random.randint(2019, 2026)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        MONEY: lambda: str(random.randint(0, 10**7)),
        COUNT: lambda: random.randint(0, 50),
    }[fact.kind]()


def requests(check: str) -> Iterator[dict[str, Any]]:
    facts, random = CHECKS[check].facts, Random(check)
    yield {}
    yield {"nothing": "1"}
    yield from (dict(given) for _title, given in CHECKS[check].examples)
    for _ in range(SETS):
        yield {name: entry(fact, random) for name, fact in facts.items() if random.random() < FACTS_GIVEN}


def asked(check: str, entries: dict[str, Any], settings: dict[str, Any] | None = None) -> Any:
    request = {"check": check, "settings": settings, "entries": entries}
    hold(request, replies.CheckRequest)
    return json.loads(answer("check", json.dumps(request)))


def held(reply: Any) -> Any:
    """Hold a check's reply to its type, the check's own fields apart; they are returned."""
    outcome = reply["outcome"]
    if outcome is None:
        hold(reply, replies.CheckReply)
        return None
    common = get_type_hints(replies.Outcome)
    assert common.keys() <= outcome.keys()
    hold(reply | {"outcome": {name: outcome[name] for name in common}}, replies.CheckReply)
    return {name: value for name, value in outcome.items() if name not in common}


@pytest.mark.parametrize("check", CHECKS)
def test_the_replies_of_every_check(check: str) -> None:
    outcomes, kinds = 0, set()
    for entries in requests(check):
        reply = asked(check, entries)
        outcomes += held(reply) is not None
        kinds |= {section["kind"] for section in reply["view"]["sections"]} if reply["view"] else set()
    assert 0 < outcomes < SETS + len(CHECKS[check].examples) + 2
    assert {"questions", "reasons"} <= kinds


def test_what_the_check_of_a_customer_adds() -> None:
    declared = get_type_hints(replies.CreditFields)
    settled = 0
    for entries in requests("credit"):
        own = held(asked("credit", entries))
        if own is not None:
            hold({name: own[name] for name in declared}, replies.CreditFields)
            settled += own["credit"]["limit"] is not None
    assert settled
    before = held(asked("credit", {"as_of": "2020-01-01"}, {"effective_from": "2026-06-01"}))
    hold({name: before[name] for name in declared}, replies.CreditFields)
    assert set(before.values()) == {None}


# Many customers at once


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a worker has and this process has not: files come and go as bytes."""
    has: dict[str, Any] = {"sent": [], "made": []}
    monkeypatch.setattr(page, "_attached", lambda: has)
    monkeypatch.setattr(page, "_opened", io.BytesIO)
    monkeypatch.setattr(page, "_load", lambda attached: None)
    monkeypatch.setattr(page, "_send", lambda port, fields, content: has["sent"].append((fields, content)))
    monkeypatch.setattr(page, "_hand_over", has["made"].append)
    return has


TABLE = (
    "编号,客户类别,申请金额,备注,应收账款基准余额\n"
    "1,下游客户,12万,x,100万\n"
    "2,上游供应商,,,100万\n"
    "3,没有的,?,,100万\n"
)


def test_the_replies_of_the_portfolio(worker: dict[str, Any]) -> None:
    declared = get_type_hints(replies.PortfolioReplies)
    given = {get_args(get_type_hints(each)["do"])[0]: each for each in get_args(replies.PortfolioRequest)}
    done = set()

    def ask(**request: Any) -> Any:
        hold(request, given[request["do"]])
        reply = json.loads(answer("portfolio", json.dumps(request)))
        hold(reply, declared[request["do"]])
        done.add(request["do"])
        return reply

    worker |= {"file": TABLE.encode(), "port": None}
    ask(do="write spreadsheet", title="客户")
    worker["file"] = worker["made"][0]
    assert ask(do="read spreadsheet") == {"sheet": "客户"}
    worker["file"] = worker["made"][1]
    taken = ask(do="take", ragged=True)
    assert taken["plan"]["rows"] == 3
    assert {column["use"] for column in taken["plan"]["columns"]} >= {"fact", "naming"}
    ask(do="take", ragged=False, counted=taken["counted"])
    ask(do="warm up")
    ask(do="start", settings=None, today="2026-11-24")
    totals = [ask(do="decide", first=0, last=taken["batches"] - 1)["totals"]]
    assert [fields for fields, _content in worker["sent"]] == [{"batch": 0, "rows": 3}]
    ask(do="typed", rows=[1, 3])
    for balance in ("", "50万", "500万"):
        ask(do="summary", totals=totals, balance=balance)
    assert done == declared.keys() == given.keys() == page._REQUESTS.keys()


def test_what_the_portfolio_cannot_use(worker: dict[str, Any]) -> None:
    worker["file"] = b"a\n1\n"
    for request in ({"do": "take", "ragged": False}, {"do": "read spreadsheet"}):
        hold(json.loads(answer("portfolio", json.dumps(request))), replies.PortfolioProblems)


# Training


def reply_to(name: str, /, **given: Any) -> Any:
    hold(given, get_type_hints(replies.TrainingRequests)[name])
    return json.loads(answer("training", json.dumps({"ask": name, "settings": None, **given})))


def train(name: str, /, **given: Any) -> Any:
    reply = reply_to(name, **given)
    hold(reply, get_type_hints(replies.TrainingReplies)[name])
    return reply


def test_every_request_of_the_training_is_declared() -> None:
    asked_for, replied = (
        get_type_hints(each) for each in (replies.TrainingRequests, replies.TrainingReplies)
    )
    assert asked_for.keys() == replied.keys() == training._ANSWERS.keys()


@pytest.mark.parametrize("check", CHECKS)
def test_the_cases_of_every_check(check: str) -> None:
    kinds = set()
    for level, seed in ((level, f"{number}") for level in (1, 2, 3, 4) for number in range(5)):
        case = train("case", check=check, level=level, seed=seed)
        kinds |= {question["kind"] for question in case["questions"]}
        wrong = {
            question["id"]: [] if question["kind"] in ("many", "sequence") else "?"
            for question in case["questions"]
        }
        for answers in ({}, wrong):
            train("grade", check=check, level=level, seed=seed, answers=answers)
    assert len(kinds) > 1
    train("next", check=check, level=1, seed="1", missed={})


@pytest.mark.parametrize("course", [course for _about, course in READY], ids=lambda course: course.seed)
def test_the_courses(course: Any) -> None:
    link = course.to_dict()
    cases = train("course", course=link)["cases"]
    train("sheet", course=link)
    attempt = {
        "name": "甲",
        "started": "2026-11-24T08:00:00",
        "finished": "2026-11-24T08:30:00",
        "answers": [{} for _case in cases],
    }
    result = train("finish", course=link, attempt=attempt)
    file = {
        "kind": "handbook-training-result",
        **attempt,
        **{key: result[key] for key in ("course", "edition", "score", "code")},
    }
    certificate = {key: result[key] for key in ("name", "edition", "code")}
    train("code", course=link, date="2026-11-24", score=str(result["score"]), **certificate)
    found = train("class", files=[{"name": "a", "text": json.dumps(file)}, {"name": "b", "text": "?"}])
    assert [len(found[part]) for part in ("people", "unusable")] == [1, 1]
    train("exercises")


def test_what_the_training_cannot_use() -> None:
    hold(reply_to("course", course={"title": ""}), replies.Unusable)
    hold(reply_to("case", check="none", level=9, seed=""), replies.Unusable)


# The pages' view of it


class Kept(TypedDict):
    """One thing."""

    name: str
    counts: list[int | None]
    term: NotRequired[replies.Term]
    by_clause: dict[str, Any]


def test_the_types_are_written_for_the_pages() -> None:
    module = types.ModuleType("declared")
    module.Kept, module.Tone, module.number = Kept, Literal["good", "bad"], 1  # type: ignore[attr-defined]
    assert surface_types.declarations(module) == (
        "/** One thing. */\n"
        "export interface Kept {\n"
        "  name: string;\n"
        "  counts: (number | null)[];\n"
        "  term?: Term;\n"
        "  by_clause: Record<string, unknown>;\n"
        "}\n"
        'export type Tone = "good" | "bad";\n'
    )


@pytest.mark.parametrize("declared", [set[str], dict[int, str], float])
def test_what_is_no_json_is_refused(declared: Any) -> None:
    module = types.ModuleType("declared")
    module.Wrong = TypedDict("Wrong", {"value": declared})  # type: ignore[attr-defined,misc]
    with pytest.raises(ValueError, match="no JSON value"):
        surface_types.declarations(module)
