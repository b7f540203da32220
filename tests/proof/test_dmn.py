"""The rules as a DMN model that independent engines evaluate: they agree with the checker."""

import json
import random
import re
import subprocess
from datetime import date, timedelta
from itertools import batched, pairwise

import pytest
from handbook_checker import CHECKS, Settings, clauses
from handbook_checker.engine import decisions as feel
from handbook_checker.model import money
from handbook_checker.model.facts import parse
from handbook_checker.site import models
from lxml import etree
from pyDMNrules import DMN

from tests.conftest import ROOT
from tools.export import dmn
from tools.handbook.handbook import read
from tools.publish.runtime import node

HANDBOOK = read(ROOT / "docs")
CREDIT = CHECKS["credit"]
CUSTOMERS = 10_000
SCHEMA = ROOT / "node_modules" / "dmn-moddle" / "resources" / "dmn" / "xsd" / "DMN13.xsd"
NS = {"dmn": dmn.DMN, "dmndi": dmn.DMNDI, "dc": dmn.DC, "di": dmn.DI}
HEADROOM = ("receivables_reference_balance", "total_credit_granted")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dmn")
    dmn.write(HANDBOOK, folder)
    return folder / "credit.dmn"


class EngineRefused(Exception):
    """The engine found the model to leave something open."""


def engine(path, customers):
    """What the independent engine says of each customer."""
    lines = "\n".join(json.dumps(customer, default=str) for customer in customers)
    run = subprocess.run(
        [node(), ROOT / "tests" / "proof" / "dmn_engine.mjs", path],
        input=lines,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise EngineRefused(run.stderr[-3000:])
    return [json.loads(line) for line in run.stdout.splitlines()]


# Customers: everything is known, but for the headroom. Amounts are in fen, so that the engine's binary numbers are
# exact; the rules only compare, subtract and take the lowest, so the unit makes no difference.

AMOUNTS = (
    "requested_amount",
    "prior_credit_amount",
    "average_monthly_collection",
    "average_monthly_delivery",
    "collateral_value",
    "current_exposure",
    *HEADROOM,
)
# Few different amounts, so that any two of them are often equal or a yuan apart; whole yuan, so that a share of one is
# as exact in the engine's numbers as in the checker's.
_BASES = [random.Random(power).randrange(10**power) for power in (1, 3, 5, 6, 7, 8, 10, 12)]
FEN = (0, 100, *(100 * base for base in _BASES), *(100 * base + 100 for base in _BASES), 10**15 - 100)
UNFAVOURABLE = {
    "serious_default_2y": True,
    "law_abiding_and_reliable": False,
    "good_operations_2y": False,
    "strong_finances": False,
    "meets_annual_standard": False,
    "often_breaks_promises": True,
    "debt_dispute_or_asset_transfer": True,
    "weak_finances": True,
    "poor_operations": True,
    "sharp_decline_or_unfair_conduct": True,
    "serious_illegal_operation": True,
    "ordered_to_suspend_or_rectify": True,
    "seizure_or_freeze_risk": True,
    "newly_developed": True,
    "key_data_complete": False,
}
DAYS = (
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2026, 1, 31),
    date(2026, 11, 24),
)


def customer(rng):
    """Facts drawn so that every article is met often, amounts and days lie at a boundary as often as not."""
    how_bad = rng.choice((0, 0, 0.05, 0.3))
    facts = {name: bad is (rng.random() < how_bad) for name, bad in UNFAVOURABLE.items()}
    as_of = rng.choice(DAYS) + timedelta(days=rng.choice((0, 0, 365, 366, rng.randrange(2000))))
    since = rng.choice((as_of.replace(year=as_of.year - 1, day=min(as_of.day, 28)), *DAYS, date(2020, 1, 1)))
    facts["as_of"] = as_of
    facts["cooperation_since"] = min(as_of, since + timedelta(days=rng.choice((0, 0, 1, -1))))
    start = rng.choice(DAYS) + timedelta(days=rng.randrange(60))
    facts["start_date"] = start if rng.random() < 0.95 else None
    facts["arrears_unsettled"] = rng.random() < 0.1
    facts["special_necessity"] = rng.random() < 0.8
    facts["collateral_completed"] = rng.random() < 0.8
    facts["role"] = rng.choice(("downstream", "upstream"))
    facts["requested_kind"] = rng.choice(("temporary", "long_term"))
    facts["has_prior_credit"] = rng.random() < 0.5
    for name in AMOUNTS:
        facts[name] = rng.choice(FEN)
    if rng.random() < 0.5:
        facts[rng.choice(HEADROOM)] = None
    return facts


def by_checker(facts):
    """What the checker says, in the engine's terms."""
    given = {
        name: money.yuan(value) if name in AMOUNTS and value is not None else value
        for name, value in facts.items()
    }
    outcome = CREDIT.decide(parse(CREDIT.facts, given), Settings()).to_dict()
    credit = outcome["credit"]
    met = {finding["clause"] for finding in outcome["findings"] if finding["status"] == "met"}
    not_met = {finding["clause"] for finding in outcome["findings"] if finding["status"] == "not_met"}
    approvers = [{key: step[key] for key in ("role", "act", "clauses")} for step in outcome["approvers"]]
    term = credit["term"] and {"months": "P{}M", "days": "P{}D"}[next(iter(credit["term"]))].format(
        *credit["term"].values()
    )
    return {
        "grade": outcome["rating"]["grade"],
        **{name: credit[name] for name in ("decision", "kind", "due", "request", "because")},
        **{name: money.fen(credit[name]) for name in ("limit", "available")},
        "term": term,
        "approvers": approvers,
        "conditions": [condition["clause"] for condition in outcome["conditions"]],
        "a_failed": sorted(id for id in not_met if id.startswith("credit.15.")),
        "c_met": sorted(id for id in met if id.startswith("credit.16.")),
        "barred": "credit.18" in met,
    }


def by_engine(answer):
    """What the engine says, as far as the checker says it too."""
    values, hits = answer["values"], answer["hits"]
    own = (
        "grade",
        "decision",
        "kind",
        "due",
        "request",
        "because",
        "limit",
        "available",
        "term",
        "conditions",
    )
    return {
        **{name: values[name] for name in own},
        "approvers": approvers_of(values["approvers"]),
        "a_failed": sorted({rule["clauses"] for rule in hits["a_conditions"]} - {"credit.15"}),
        "c_met": sorted({rule["clauses"] for rule in hits["c_conditions"]} - {"credit.16"}),
        "barred": values["barred"],
    }


def approvers_of(records):
    return [{"role": each["职务"], "act": each["行为"], "clauses": each["条文"].split()} for each in records]


def differences(customers, answers):
    """The customers to whom the engine and the checker give different answers, and what those are."""
    found = []
    for facts, answer in zip(customers, answers, strict=True):
        here, there = by_checker(facts), by_engine(answer)
        if here != there:
            found.append(
                (facts, {name: (here[name], there[name]) for name in here if here[name] != there[name]})
            )
    return found


@pytest.fixture(scope="module")
def answered(path):
    """The customers, and what the engine says of them."""
    rng = random.Random(2026)
    customers = [customer(rng) for _ in range(CUSTOMERS)]
    return customers, engine(path, customers)


@pytest.mark.xdist_group("dmn")
def test_an_independent_engine_gives_every_customer_the_same_answers(answered, record_property):
    different = differences(*answered)
    record_property(
        "figure", f"DMN model: {CUSTOMERS - len(different)} of {CUSTOMERS} customers as the checker decides"
    )
    assert not different, different[0]


@pytest.mark.xdist_group("dmn")
def test_every_rule_of_every_table_applies_to_some_customer(path, answered):
    applied = {rule["id"] for answer in answered[1] for found in answer["hits"].values() for rule in found}
    assert applied == {rule.get("id") for rule in etree.parse(path).iterfind(".//dmn:rule", NS)}


def test_the_customers_meet_every_clause():
    """Customers who are all refused for one reason would agree easily."""
    rng = random.Random(2026)
    decided = [by_checker(customer(rng)) for _ in range(2_000)]
    assert {(each["grade"], each["decision"]) for each in decided} == {
        *((grade, "permitted") for grade in "AB"),
        *((grade, "refused") for grade in "ABC"),
    }
    named = {
        id for each in decided for name in ("because", "conditions", "c_met", "a_failed") for id in each[name]
    }
    assert named == {
        *(f"credit.15.{number}" for number in range(1, 7)),
        *(f"credit.16.{number}" for number in range(1, 10)),
        *("credit.24.2.1", "credit.24.2.3", "credit.26.1", "credit.26.2", "credit.27", "credit.28"),
        *("credit.32", "credit.33", "credit.34", "credit.35"),
    }


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("&lt;= 核对日期", "&lt; 核对日期"),
        ('"P15D"', '"P16D"'),
        (", 抵押资产额度", ""),
        ("授信总额余额 &lt; 最高额度", "授信总额余额 &lt;= 最高额度"),
        ("<text>max(0, 信用额度 - 当前占用额)</text>", "<text>信用额度 - 当前占用额</text>"),
        ('"credit.27 credit.30"', '"credit.30"'),
        ("<text>&lt; 平均月回款额</text>", "<text>&lt;= 平均月回款额</text>"),
    ],
)
def test_a_model_with_one_rule_changed_is_found_out(path, tmp_path, written, instead):
    changed = tmp_path / "changed.dmn"
    text = path.read_text(encoding="utf-8")
    assert written in text
    changed.write_text(text.replace(written, instead), encoding="utf-8")
    rng = random.Random(4)
    customers = [customer(rng) for _ in range(500)]
    assert differences(customers, engine(changed, customers))


def test_a_model_whose_rules_contradict_each_other_is_refused(path, tmp_path):
    changed = tmp_path / "changed.dmn"
    text = path.read_text(encoding="utf-8")
    output = re.compile(r'(id="a_conditions_rule_1_outputEntry_1">\s*<text>)false')
    assert output.search(text)
    changed.write_text(output.sub(r"\1true", text), encoding="utf-8")
    rng = random.Random(4)
    with pytest.raises(EngineRefused, match=r"rules that apply differ|two rules apply"):
        engine(changed, [customer(rng) for _ in range(250)])


# A second engine, which joins the tables by itself.

SECOND_ENGINES_CUSTOMERS = 600


def by_second_engine(engine, facts):
    """What pyDMNrules says of a customer; where no rule of a list applies, it stops, and the lists from there on are empty."""
    given = {feel.name_of(fact): facts[name] for name, fact in CREDIT.facts.items()}
    status, reached = engine.decide(given)
    values = (reached[-1] if isinstance(reached, list) else reached)["Result"]
    assert all("No rules matched" in error for error in status.get("errors", ())), status
    named = {
        decision.id: values.get(decision.name) for (model,) in [models()] for decision in model.decisions
    }
    listed = named["approvers"] or []
    amounts = {name: round(named[name]) for name in ("limit", "available")}
    return {
        **{
            name: named[name]
            for name in ("grade", "decision", "kind", "request", "because", "term", "barred")
        },
        **amounts,
        "due": named["due"] and named["due"].isoformat(),
        "conditions": named["conditions"] or [],
        "approvers": [
            {"role": role, "act": act, "clauses": ids.split()} for role, act, ids in batched(listed, 3)
        ],
    }


def without_last_days(facts):
    """A customer whose periods begin by the 28th: from later days on this engine counts months otherwise than DMN does."""
    early = {
        name: facts[name] and facts[name].replace(day=min(facts[name].day, 28))
        for name in ("cooperation_since", "start_date")
    }
    return facts | early


@pytest.mark.xdist_group("dmn2")
def test_a_second_engine_gives_every_customer_the_same_answers(path, record_property):
    engine = DMN()
    assert not engine.loadXML(str(path)).get("errors")
    rng = random.Random(7)
    customers = [without_last_days(customer(rng)) for _ in range(SECOND_ENGINES_CUSTOMERS)]
    for facts in customers:
        here, there = by_checker(facts), by_second_engine(engine, facts)
        assert {name: here[name] for name in there} == there, facts
    record_property(
        "figure",
        f"DMN model in pyDMNrules: {len(customers)} of {len(customers)} customers as the checker decides",
    )


# The file as such.


def test_the_file_keeps_to_the_schema_of_dmn_1_3(path):
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.assertValid(etree.parse(path))
    broken = etree.parse(path)
    broken.find(".//dmn:decisionTable", NS).set("hitPolicy", "SOME")
    assert not schema.validate(broken)


def test_facts_and_clauses_are_those_of_the_checker(path):
    root = etree.parse(path).getroot()
    inputs = {each.get("name"): each.get("label") for each in root.iterfind("dmn:inputData", NS)}
    assert inputs == {feel.name_of(fact): fact.label for fact in CREDIT.facts.values()}
    cited = {
        id
        for rule in root.iterfind(".//dmn:rule", NS)
        for id in rule.find("dmn:annotationEntry/dmn:text", NS).text.split()
    }
    assert cited <= clauses().keys()
    assert cited >= {id for id in clauses() if id.startswith(("credit.15.", "credit.16."))}


def test_the_same_regulations_give_the_same_bytes(path, tmp_path):
    dmn.write(HANDBOOK, tmp_path)
    assert path.read_bytes() == (tmp_path / "credit.dmn").read_bytes()


@pytest.fixture
def diagram(path):
    """The corners of every box by the element that it shows, and the ends of every line by its requirement."""
    root = etree.parse(path).getroot()
    boxes = {}
    for shape in root.iterfind(".//dmndi:DMNShape", NS):
        x, y, width, height = (
            float(shape.find("dc:Bounds", NS).get(key)) for key in ("x", "y", "width", "height")
        )
        assert shape.get("dmnElementRef") not in boxes
        boxes[shape.get("dmnElementRef")] = (x, y, x + width, y + height)
    lines = {
        edge.get("dmnElementRef"): [
            (float(point.get("x")), float(point.get("y"))) for point in edge.iterfind("di:waypoint", NS)
        ]
        for edge in root.iterfind(".//dmndi:DMNEdge", NS)
    }
    return root, boxes, lines


def passes_through(line, box):
    """Whether a line that runs from left to right cuts a box, or comes within three points of it."""
    (x0, y0), (x1, y1) = line
    left, top, right, bottom = box
    start, end = max(x0, left - 3), min(x1, right + 3)
    if start >= end:
        return False
    heights = [y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in (start, end)]
    return min(heights) < bottom + 3 and max(heights) > top - 3


def test_the_diagram_shows_every_element_and_requirement(diagram):
    root, boxes, lines = diagram
    shown = {f"{{{dmn.DMN}}}{kind}" for kind in ("decision", "inputData")}
    assert boxes.keys() == {each.get("id") for each in root if each.tag in shown}
    assert lines.keys() == {each.get("id") for each in root.iterfind(".//dmn:informationRequirement", NS)}


def test_no_line_of_the_diagram_runs_through_a_box(diagram):
    root, boxes, lines = diagram
    for requirement in root.iterfind(".//dmn:informationRequirement", NS):
        line = lines[requirement.get("id")]
        ends = {requirement.getparent().get("id"), requirement[0].get("href")[1:]}
        assert all(start[0] < end[0] for start, end in pairwise(line))
        met = {name for name, box in boxes.items() for part in pairwise(line) if passes_through(part, box)}
        assert met == ends, requirement.get("id")
