"""The rating and credit rules as a DMN 1.3 model, which Camunda, Trisotech and the like can open and run.

`credit_model` has the decisions; here they become XML, with a diagram. `python -m tools.dmn FILE` writes it by itself.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handbook_checker import CHECKS, EDITION
from handbook_checker import clauses as registry
from handbook_checker.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY

from tools.clauses import Clause, by_id, read
from tools.credit_model import DECISIONS, DIAGRAM, LISTS, RECORDS, TYPES, Decision, Table

ROOT = Path(__file__).resolve().parent.parent

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
NAMESPACE = "urn:customer-policy-handbook:credit"

_FACTS = CHECKS["credit"].facts
_DECISIONS = {decision.name: decision for decision in DECISIONS}
_NUMBER, _STRING = "number", "string"
_TYPES = {BOOLEAN: "boolean", DATE: "date", MONEY: _NUMBER, COUNT: _NUMBER, CHOICE: _STRING}
_NAME = re.compile(r'"[^"]*"|[a-z_][a-z_0-9]*(?:\.[a-z_]+)?')


def write(docs: Path, path: Path) -> None:
    """Write the model; the same text and rules give the same bytes."""
    root = model(by_id(read(docs)))
    ET.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


def model(clauses: dict[str, Clause]) -> ET.Element:
    """The whole model: types, facts, decisions, diagram."""
    root = ET.Element(
        "definitions",
        {"xmlns": DMN, "xmlns:dmndi": DMNDI, "xmlns:dc": DC, "xmlns:di": DI},
        id="credit_definitions",
        name="客户评级与授信",
        namespace=NAMESPACE,
        exporter="customer-policy-handbook",
        exporterVersion=EDITION,
    )
    _text(
        root,
        "description",
        f"《客户信用管理制度》第十三条至第三十五条，{EDITION} 版。金额以元计；事实须齐全，授信总额的两项可以不填。",
    )
    _types(root)
    for name in _facts_read():
        _input_data(root, name)
    for decision in DECISIONS:
        _decision(root, decision, clauses)
    _diagram(root)
    return root


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    _add(parent, tag).text = text


# What the model names.


def names_read(expression: str) -> list[str]:
    """The facts and decisions that a FEEL expression names."""
    found = dict.fromkeys(name.partition(".")[0] for name in _NAME.findall(expression))
    return [name for name in found if name in _FACTS or name in _DECISIONS]


class Rule(NamedTuple):
    """One line of a table: the clauses behind it, a test for each input, a value for each output."""

    clauses: str
    tests: list[str]
    values: list[str]


def lines(table: Table) -> tuple[Rule, list[Rule]]:
    """The headings of a table, and its rules."""
    rows = []
    for line in table.text.strip().splitlines():
        left, right = line.split("||")
        clauses, *tests = (cell.strip() for cell in left.split("|"))
        rows.append(Rule(clauses, tests, [cell.strip() for cell in right.split("|")]))
    return rows[0], rows[1:]


def requirements(decision: Decision) -> list[str]:
    """The facts and decisions that a decision needs."""
    if isinstance(decision.logic, str):
        return names_read(decision.logic)
    head, rules = lines(decision.logic)
    cells = [*head.tests, *(cell for rule in rules for cell in (*rule.tests, *rule.values))]
    return list(dict.fromkeys(name for cell in cells for name in names_read(cell)))


def _facts_read() -> list[str]:
    needed = {name for decision in DECISIONS for name in requirements(decision)}
    return [name for name in _FACTS if name in needed]


def _type(expression: str) -> str:
    """The type of a fact, of a decision or of a part of one; what compares is true or false."""
    if expression in TYPES:
        return expression
    if expression in _FACTS:
        return _TYPES[_FACTS[expression].kind]
    if expression in _DECISIONS:
        return _DECISIONS[expression].type
    record, _, part = expression.partition(".")
    return RECORDS[record][part][0] if part else "boolean"


def _label(expression: str) -> str:
    """What people call a fact, a decision or a part of one; another expression in these words."""
    if expression in _FACTS:
        return _FACTS[expression].label
    if expression in _DECISIONS:
        return _DECISIONS[expression].label
    record, _, part = expression.partition(".")
    if record in RECORDS:
        return RECORDS[record][part][1]
    return _NAME.sub(lambda match: _label(match[0]) if names_read(match[0]) else match[0], expression)


# The XML.


def _reference(type_: str) -> str:
    """How the model refers to a type: FEEL's own by their names, ours as `tName`."""
    own = type_ in TYPES or type_ in LISTS or type_ in RECORDS
    return "t" + type_.title().replace("_", "") if own else type_


def _types(root: ET.Element) -> None:
    def add(name: str, **attributes: str) -> ET.Element:
        return _add(root, "itemDefinition", id=f"type_{name}", name=_reference(name), **attributes)

    for name, (base, allowed) in TYPES.items():
        item = add(name)
        _text(item, "typeRef", base)
        _text(_add(item, "allowedValues", id=f"type_{name}_values"), "text", allowed)
    for name, base in LISTS.items():
        _text(add(name, isCollection="true"), "typeRef", _reference(base))
    for name, parts in RECORDS.items():
        item = add(name)
        for part, (base, label) in parts.items():
            component = _add(item, "itemComponent", id=f"type_{name}_{part}", name=part, label=label)
            _text(component, "typeRef", _reference(base))


def _input_data(root: ET.Element, name: str) -> None:
    fact = _FACTS[name]
    element = _add(root, "inputData", id=name, name=name, label=fact.label)
    _text(element, "description", fact.question + fact.help)
    _add(element, "variable", id=f"{name}_variable", name=name, typeRef=_reference(_type(name)))


def _decision(root: ET.Element, decision: Decision, clauses: dict[str, Clause]) -> None:
    element = _add(root, "decision", id=decision.name, name=decision.name, label=decision.label)
    _text(element, "description", _description(decision, clauses))
    _add(
        element,
        "variable",
        id=f"{decision.name}_variable",
        name=decision.name,
        typeRef=_reference(decision.type),
    )
    for name in requirements(decision):
        requirement = _add(element, "informationRequirement", id=_requirement(decision.name, name))
        kind = "requiredDecision" if name in _DECISIONS else "requiredInput"
        _add(requirement, kind, href=f"#{name}")
    if isinstance(decision.logic, str):
        logic = _add(
            element, "literalExpression", id=f"{decision.name}_logic", typeRef=_reference(decision.type)
        )
        _text(logic, "text", decision.logic)
    else:
        _table(element, decision, decision.logic, clauses)


def _requirement(decision: str, needed: str) -> str:
    return f"{decision}_needs_{needed}"


def _description(decision: Decision, clauses: dict[str, Clause]) -> str:
    rules = [] if isinstance(decision.logic, str) else lines(decision.logic)[1]
    ids = dict.fromkeys(" ".join([decision.clauses, *(rule.clauses for rule in rules)]).split())
    readings = sorted({reading for id in ids for reading in registry()[id].readings})
    said = f"{decision.label}：{'；'.join(clauses[id].name for id in ids)}。"
    return said + (f"解释：{'、'.join(readings)}。" if readings else "")


def _table(element: ET.Element, decision: Decision, table: Table, clauses: dict[str, Clause]) -> None:
    head, rules = lines(table)
    prefix = decision.name
    aggregation = {"aggregation": table.aggregation} if table.aggregation else {}
    logic = _add(element, "decisionTable", id=f"{prefix}_logic", hitPolicy=table.hit_policy, **aggregation)
    for place, expression in enumerate(head.tests, 1):
        clause = _add(logic, "input", id=f"{prefix}_input_{place}", label=_label(expression))
        type_ = _type(expression)
        wanted = _add(
            clause, "inputExpression", id=f"{prefix}_input_{place}_expression", typeRef=_reference(type_)
        )
        _text(wanted, "text", expression)
        if type_ in TYPES:
            _text(_add(clause, "inputValues", id=f"{prefix}_input_{place}_values"), "text", TYPES[type_][1])
    for place, (name, (base, label)) in enumerate(_outputs(decision, head.values).items(), 1):
        id = f"{prefix}_output_{place}"
        _add(logic, "output", id=id, name=name, label=label, typeRef=_reference(base))
    for name in ("条文", "原文"):
        _add(logic, "annotation", name=name)
    for number, rule in enumerate(rules, 1):
        _rule(logic, f"{prefix}_rule_{number}", rule, clauses)


def _outputs(decision: Decision, names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The type and label of each output: the parts of a record, or the decision itself."""
    item = LISTS.get(decision.type, decision.type)
    return RECORDS[item] if item in RECORDS else {names[0]: (item, decision.label)}


def _rule(logic: ET.Element, prefix: str, rule: Rule, clauses: dict[str, Clause]) -> None:
    element = _add(logic, "rule", id=prefix)
    ids = rule.clauses.split()
    # Camunda's modeler shows the description beside the rule, other tools the annotations.
    _text(element, "description", "；".join(clauses[id].name for id in ids))
    for kind, cells in (("inputEntry", rule.tests), ("outputEntry", rule.values)):
        for place, cell in enumerate(cells, 1):
            _text(_add(element, kind, id=f"{prefix}_{kind}_{place}"), "text", cell)
    for text in (" ".join(ids), " ".join(clauses[id].proposed for id in ids)):
        _text(_add(element, "annotationEntry"), "text", text)


# The diagram, of which the model has a drawing.

_WIDTH, _HEIGHT = 230, 50
_COLUMN, _ROW = 340, 70
# Modellers write the name of the model into the corner.
_LEFT, _TOP = 40, 130


def _layout() -> dict[str, tuple[int, int]]:
    """The left upper corner of every fact and decision."""
    cells = [line.split("|") for line in DIAGRAM.strip().splitlines()]
    return {
        name.strip(): (_LEFT + column * _COLUMN, _TOP + row * _ROW)
        for row, line in enumerate(cells)
        for column, name in enumerate(line)
        if name.strip()
    }


def _diagram(root: ET.Element) -> None:
    places = _layout()
    diagram = _add(_add(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram", name=root.attrib["name"])
    for name, (left, top) in places.items():
        shape = _add(diagram, "dmndi:DMNShape", id=f"{name}_shape", dmnElementRef=name)
        _add(shape, "dc:Bounds", x=str(left), y=str(top), width=str(_WIDTH), height=str(_HEIGHT))
        _text(_add(shape, "dmndi:DMNLabel"), "dmndi:Text", _label(name))
    for decision, needed in _edges():
        requirement = _requirement(decision, needed)
        edge = _add(diagram, "dmndi:DMNEdge", id=f"{requirement}_edge", dmnElementRef=requirement)
        for x, y in _line(places[needed], places[decision]):
            _add(edge, "di:waypoint", x=str(x), y=str(y))


def _edges() -> Iterator[tuple[str, str]]:
    for decision in DECISIONS:
        for needed in requirements(decision):
            yield decision.name, needed


def _line(source: tuple[int, int], target: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """From the middle of a right side to the middle of a left side."""
    middle = _HEIGHT // 2
    return (source[0] + _WIDTH, source[1] + middle), (target[0], target[1] + middle)


if __name__ == "__main__":
    write(ROOT / "docs", Path(sys.argv[1]))
