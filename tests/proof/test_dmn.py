"""The DMN model that is made from the rules: engines of others read it, and agree with the checker and the oracle.

Feelin evaluates FEEL; `dmn_engine.mjs` does what is left, and is strict. pyDMNrules is an engine as a whole.
"""

import json
import random
import re
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pyDMNrules
import pytest
from handbook_checker import CHECKS, Settings, clauses
from handbook_checker.model import money
from handbook_checker.model.facts import parse
from lxml import etree

from tests.conftest import FIXTURES, ROOT
from tests.oracle import credit as oracle
from tools.export import dmn
from tools.handbook.handbook import read
from tools.publish.runtime import node

HANDBOOK = read(ROOT / "docs")
CREDIT = CHECKS["credit"]
CUSTOMERS, FEWER = 10_000, 600
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


def feelin(path, customers):
    """What feelin says of each customer: the value of each decision, and the rules that applied."""
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


# Customers: everything is known, but for the headroom and now and then the first day. Amounts are whole yuan and quarters of one, which an engine's
# binary numbers hold exactly, and so whatever share of them a clause speaks of.

AMOUNTS = (
    "requested_amount",
    "prior_credit_amount",
    "average_monthly_collection",
    "average_monthly_delivery",
    "collateral_value",
    "current_exposure",
    *HEADROOM,
)
# Few different amounts, so that any two of them are often equal or a little apart.
_BASES = [random.Random(digits).randrange(10**digits) for digits in (3, 5, 7, 8, 9, 10, 12, 13)]
QUARTERS = (0, 1, *_BASES, *(amount + 1 for amount in _BASES), 4 * 10**13 - 1)
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
        facts[name] = rng.choice(QUARTERS) / 4
    if rng.random() < 0.5:
        facts[rng.choice(HEADROOM)] = None
    if rng.random() < 0.1:
        facts["start_date"] = None
    return facts


def in_fen(yuan):
    return None if yuan is None else round(yuan * 100)


def by_oracle(facts):
    """What the oracle says."""
    amounts = {name: in_fen(facts[name]) for name in AMOUNTS}
    found = oracle.credit({**facts, **amounts})
    return {
        **found._asdict(),
        "due": found.due and found.due.isoformat(),
        "because": [*found.because],
        "approvers": [*found.approvers],
        "conditions": [*found.conditions],
        "a_failed": oracle.failed_a_conditions(facts),
        "c_met": oracle.met_c_conditions(facts),
        "barred": oracle.is_barred(facts),
    }


def by_checker(facts):
    """What the checker says, in the oracle's terms."""
    given = {
        name: money.yuan(in_fen(value)) if name in AMOUNTS and value is not None else value
        for name, value in facts.items()
    }
    outcome = CREDIT.decide(parse(CREDIT.facts, given), Settings()).to_dict()
    credit = outcome["credit"]
    met = {finding["clause"] for finding in outcome["findings"] if finding["status"] == "met"}
    not_met = {finding["clause"] for finding in outcome["findings"] if finding["status"] == "not_met"}
    return {
        "grade": outcome["rating"]["grade"],
        **{name: credit[name] for name in ("decision", "kind", "due", "request", "because")},
        **{name: money.fen(credit[name]) for name in ("limit", "available")},
        "term": credit["term"] and oracle.Term(**credit["term"]),
        "approvers": [(step["role"], step["act"], *step["clauses"]) for step in outcome["approvers"]],
        "conditions": [condition["clause"] for condition in outcome["conditions"]],
        "a_failed": sorted(id for id in not_met if id.startswith("credit.15.")),
        "c_met": sorted(id for id in met if id.startswith("credit.16.")),
        "barred": "credit.18" in met,
    }


_TERM = re.compile(r"P(\d+)([YMD])")


def term_of(text):
    """An ISO 8601 duration in the oracle's terms."""
    if text is None:
        return None
    count, unit = _TERM.fullmatch(text).groups()
    return (
        oracle.Term(days=int(count)) if unit == "D" else oracle.Term(int(count) * (12 if unit == "Y" else 1))
    )


def by_model(values):
    """The values of the model's decisions in the oracle's terms."""
    approvers = [(each["职务"], each["行为"], *each["条文"].split()) for each in values["approvers"]]
    return {
        **{name: values[name] for name in ("grade", "decision", "kind", "due", "request")},
        **{name: in_fen(values[name]) for name in ("limit", "available")},
        "term": term_of(values["term"]),
        "because": sorted(values["because"], key=[*clauses()].index),
        "approvers": approvers,
        "conditions": values["conditions"],
        "barred": values["barred"],
    }


def by_feelin(answer):
    hits = answer["hits"]
    return {
        **by_model(answer["values"]),
        "a_failed": sorted({rule["clauses"] for rule in hits["a_conditions"]} - {"credit.15"}),
        "c_met": sorted({rule["clauses"] for rule in hits["c_conditions"]} - {"credit.16"}),
    }


def differences(customers, answers, *others):
    """The customers of whom others say otherwise than an engine, and what those say."""
    found = []
    for facts, here in zip(customers, answers, strict=True):
        for other in others:
            there = other(facts)
            apart = {name: (here[name], there[name]) for name in here if here[name] != there[name]}
            if apart:
                found.append((facts, other.__name__, apart))
    return found


@pytest.fixture(scope="module")
def answered(path):
    """The customers, and what feelin says of them."""
    rng = random.Random(2026)
    customers = [customer(rng) for _ in range(CUSTOMERS)]
    return customers, feelin(path, customers)


@pytest.mark.xdist_group("dmn")
def test_feelin_gives_every_customer_the_answers_of_checker_and_oracle(answered, record_property):
    customers, answers = answered
    different = differences(customers, map(by_feelin, answers), by_checker, by_oracle)
    assert not different, different[0]
    record_property(
        "figure", f"DMN model in feelin: {CUSTOMERS} customers as the checker and the oracle decide"
    )


@pytest.mark.xdist_group("dmn")
def test_every_rule_of_every_table_applies_to_some_customer(path, answered):
    applied = {rule["id"] for answer in answered[1] for found in answer["hits"].values() for rule in found}
    assert applied == {rule.get("id") for rule in etree.parse(path).iterfind(".//dmn:rule", NS)}


def test_the_customers_meet_every_clause():
    """Customers who are all refused for one reason would agree easily."""
    rng = random.Random(2026)
    decided = [by_oracle(customer(rng)) for _ in range(2_000)]
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


def altered(path, folder, written, instead):
    """A copy of the model that has something else where it has what is `written`."""
    text, count = re.subn(written, instead, path.read_text(encoding="utf-8"))
    assert count
    changed = folder / "changed.dmn"
    changed.write_text(text, encoding="utf-8")
    return changed


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("&lt;= 核对日期", "&lt; 核对日期"),
        (r'"P(\d+)D"', r'"P1\1D"'),
        (r"<text>min\((平均月回款额), [^<]*</text>", r"<text>\1</text>"),
        ("授信总额余额 &lt; 最高额度", "授信总额余额 &lt;= 最高额度"),
        (r"(<text>)&gt;( 信用额度</text>\s*</inputEntry>\s*<outputEntry id=.conditions)", r"\1&gt;=\2"),
        ("credit.26.1 credit.30", "credit.30"),
    ],
)
def test_a_model_with_one_rule_changed_is_found_out(path, tmp_path, written, instead):
    rng = random.Random(4)
    customers = [customer(rng) for _ in range(250)]
    changed = altered(path, tmp_path, written, instead)
    assert differences(customers, map(by_feelin, feelin(changed, customers)), by_checker)


@pytest.mark.parametrize(
    ("written", "instead", "refused"),
    [
        (r"(<inputEntry id=.a_conditions[^>]*>\s*<text>)false", r"\1-", "rules that apply differ"),
        (r"<text>&gt; 0</text>", "<text>-</text>", "two rules apply"),
        ("<text>not\\(null\\)</text>", "<text>null</text>", "no rule applies"),
        (
            r'<requiredInput href="#current_exposure" />',
            r'<requiredInput href="#requested_amount" />',
            "申请后占用额",
        ),
    ],
)
def test_a_model_that_leaves_something_open_is_refused(path, tmp_path, written, instead, refused):
    rng = random.Random(4)
    with pytest.raises(EngineRefused, match=refused):
        feelin(altered(path, tmp_path, written, instead), [customer(rng) for _ in range(250)])


# pyDMNrules.


def pydmnrules(path, customers):
    """What pyDMNrules says of each customer: the value of each decision."""
    engine = pyDMNrules.DMN()
    # It opens a file in the encoding of the machine.
    status = engine.useXML(path.read_bytes())
    if status.get("errors"):
        raise EngineRefused(status["errors"])
    root = etree.parse(path).getroot()
    name_of = {each.get("id"): each.get("name") for each in root.iterfind("dmn:inputData", NS)}
    decisions = {each.get("name"): each for each in root.iterfind("dmn:decision", NS)}
    tables = [table for table, *_others in engine.decisions]
    assert tables == [*dict.fromkeys(tables)]
    assert {*tables} == {*decisions}
    for facts in customers:
        status, results = engine.decideTables({name_of[id]: value for id, value in facts.items()}, tables)
        # Of a table of which no rule applies DMN makes an empty list; this engine calls it an error.
        for error in status.get("errors", ()):
            table = re.fullmatch(r"No rules matched the input data for decision table '(.+)'", error)[1]
            assert decisions[table].find("dmn:decisionTable", NS).get("hitPolicy") == "RULE ORDER"
        values = dict.fromkeys(each.get("id") for each in decisions.values())
        for result in results:
            _description, table, *_rule = (
                result["Executed Rule"][0]
                if isinstance(result["Executed Rule"], list)
                else result["Executed Rule"]
            )
            values[decisions[table].get("id")] = _value(decisions[table], result["Result"])
        yield {
            id: [] if value is None and id in ("approvers", "conditions") else value
            for id, value in values.items()
        }


def _value(decision, result):
    name = decision.get("name")
    outputs = [each.get("name") for each in decision.iterfind("dmn:decisionTable/dmn:output", NS)]
    if len(outputs) > 1:
        columns = [result[f"{name}.{output}"] for output in outputs]
        return [dict(zip(outputs, each, strict=True)) for each in zip(*columns, strict=True)]
    value = result[name]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("seed", range(4))
def test_pydmnrules_gives_every_customer_the_answers_of_checker_and_oracle(path, seed, record_property):
    rng = random.Random(seed)
    # It takes the 28th for the last day of every month, so that no credit begins later in one.
    customers = [
        facts | {"start_date": (start := facts["start_date"]) and start.replace(day=min(28, start.day))}
        for facts in (customer(rng) for _ in range(FEWER // 4))
    ]
    answers = map(by_model, pydmnrules(path, customers))
    different = differences(customers, answers, by_checker, by_oracle)
    assert not different, different[0]
    record_property(
        "figure", f"DMN model in pyDMNrules: {FEWER} customers as the checker and the oracle decide"
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
    inputs = {each.get("id"): each.get("name") for each in root.iterfind("dmn:inputData", NS)}
    assert inputs == {name: fact.label.replace("、", "") for name, fact in CREDIT.facts.items()}
    cited = {id for rule in root.iterfind(".//dmn:rule", NS) for id in rule.get("label").split()}
    assert cited <= clauses().keys()
    assert cited >= {id for id in clauses() if id.startswith(("credit.15.", "credit.16."))} - {"credit.15.1"}
    for rule in root.iterfind(".//dmn:rule", NS):
        described = rule.find("dmn:description", NS).text
        assert all(HANDBOOK.clauses[id].proposed in described for id in rule.get("label").split())


def test_every_name_is_given_once_and_to_variable_and_output_alike(path):
    root = etree.parse(path).getroot()
    elements = [*root.iterfind("dmn:inputData", NS), *root.iterfind("dmn:decision", NS)]
    names = [each.get("name") for each in elements]
    assert len({*names}) == len(names)
    assert all(name.isidentifier() and re.search("[\u4e00-\u9fff]", name) for name in names)
    for element in elements:
        variable = element.find("dmn:variable", NS)
        assert variable.get("name") == element.get("name")
        logic = element.find("dmn:literalExpression", NS)
        outputs = element.findall("dmn:decisionTable/dmn:output", NS)
        if logic is not None:
            assert logic.get("typeRef") == variable.get("typeRef")
        if len(outputs) == 1:
            (output,) = outputs
            is_list = element.find("dmn:decisionTable", NS).get("hitPolicy") == "RULE ORDER"
            assert output.get("name") == element.get("name")
            assert output.get("typeRef") == ("string" if is_list else variable.get("typeRef"))


def test_the_same_regulations_give_the_same_bytes(path, tmp_path):
    dmn.write(HANDBOOK, tmp_path)
    assert path.read_bytes() == (tmp_path / "credit.dmn").read_bytes()


def test_approvers_bear_the_titles_of_the_organisation(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDBOOK_ORGANISATION", str(FIXTURES / "organisation-filled.toml"))
    dmn.write(read(ROOT / "docs"), tmp_path)
    cells = {
        each.text for each in etree.parse(tmp_path / "credit.dmn").iterfind(".//dmn:outputEntry/dmn:text", NS)
    }
    assert {'"执行董事"', '"销售总监"'} <= cells
    assert cells.isdisjoint({'"董事长"', '"营销副总"'})


@pytest.fixture
def diagram(path):
    """The corners of every box by the element that it shows, and the points of every line by its requirement."""
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


def passes_through(start, end, box):
    """Whether a line that runs from left to right cuts a box, or comes within three points of it."""
    (x0, y0), (x1, y1) = start, end
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


def test_no_box_of_the_diagram_covers_another(diagram):
    _root, boxes, _lines = diagram
    for one, other in combinations(boxes.values(), 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_no_line_of_the_diagram_runs_through_a_box(diagram):
    root, boxes, lines = diagram
    for requirement in root.iterfind(".//dmn:informationRequirement", NS):
        line = lines[requirement.get("id")]
        ends = {requirement.getparent().get("id"), requirement[0].get("href")[1:]}
        pieces = [*pairwise(line)]
        assert all(start[0] < end[0] for start, end in pieces)
        crossed = {
            name for name, box in boxes.items() if any(passes_through(*piece, box) for piece in pieces)
        }
        assert crossed == ends


def test_a_regulation_that_is_not_registered_has_no_model(tmp_path):
    others = {id: each for id, each in HANDBOOK.regulations.items() if id != "credit"}
    dmn.write(replace(HANDBOOK, regulations=others), tmp_path)
    assert not [*tmp_path.iterdir()]
