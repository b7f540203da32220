"""The regulations a second time, as a DMN model that an independent engine evaluates: it agrees with the checker."""

import json
import random
import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pytest
from handbook_checker import CHECKS, Settings, clauses
from handbook_checker.model import money
from handbook_checker.model.facts import parse
from lxml import etree

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
    path = tmp_path_factory.mktemp("dmn") / "credit.dmn"
    dmn.write(HANDBOOK, path)
    return path


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
# Few different amounts, so that any two of them are often equal or a fen apart.
_BASES = [random.Random(place).randrange(10**place) for place in (3, 5, 7, 8, 9, 10, 12, 14)]
FEN = (0, 1, *_BASES, *(amount + 1 for amount in _BASES), 10**15 - 1)
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
    facts["start_date"] = rng.choice(DAYS) + timedelta(days=rng.randrange(60))
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
        "approvers",
        "conditions",
    )
    return {
        **{name: values[name] for name in own},
        "a_failed": sorted({rule["clauses"] for rule in hits["lacks_an_a_condition"]} - {"credit.15"}),
        "c_met": sorted({rule["clauses"] for rule in hits["shows_a_c_condition"]} - {"credit.16"}),
        "barred": values["barred_from_a"],
    }


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
        ("&lt;= as_of", "&lt; as_of"),
        ('"P15D"', '"P16D"'),
        ("<text>collateral_value</text>", "<text>measure</text>"),
        ("headroom &lt; cap", "headroom &lt;= cap"),
        ("requested_amount &lt;= available", "requested_amount &lt; available"),
        ('[permission.article, "credit.30"]', '["credit.30"]'),
        ('hitPolicy="COLLECT" aggregation="MIN"', 'hitPolicy="ANY"'),
    ],
)
def test_a_model_with_one_rule_changed_is_found_out(path, tmp_path, written, instead):
    changed = tmp_path / "changed.dmn"
    text = path.read_text(encoding="utf-8")
    assert written in text
    changed.write_text(text.replace(written, instead), encoding="utf-8")
    rng = random.Random(4)
    customers = [customer(rng) for _ in range(250)]
    if "hitPolicy" in instead:
        with pytest.raises(EngineRefused, match="rules that apply differ"):
            engine(changed, customers)
    else:
        assert differences(customers, engine(changed, customers))


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
    assert inputs == {name: fact.label for name, fact in CREDIT.facts.items()}
    cited = {
        id
        for rule in root.iterfind(".//dmn:rule", NS)
        for id in rule.find("dmn:annotationEntry/dmn:text", NS).text.split()
    }
    assert cited <= clauses().keys()
    assert cited >= {id for id in clauses() if id.startswith(("credit.15.", "credit.16."))}


def test_the_same_regulations_give_the_same_bytes(path, tmp_path):
    dmn.write(HANDBOOK, tmp_path / "again.dmn")
    assert path.read_bytes() == (tmp_path / "again.dmn").read_bytes()


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
        assert line[0][0] < line[1][0]
        assert {name for name, box in boxes.items() if passes_through(line, box)} == ends


def test_an_edition_from_before_the_model_has_none(tmp_path):
    dmn.write(replace(HANDBOOK, docs=tmp_path), tmp_path / "credit.dmn")
    assert not (tmp_path / "credit.dmn").exists()
