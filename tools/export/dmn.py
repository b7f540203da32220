"""The rating and credit rules as a DMN 1.3 model, which Camunda, Trisotech and the like can open and run.

docs/decisions.toml has the decisions, so each edition has its own; here they become XML, with a diagram.
`python -m tools.export.dmn FILE` writes it by itself.
"""

import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from handbook_checker.site import CHECKS, EDITION, Fact, kinds
from handbook_checker.site import clauses as registry

from tools import ROOT
from tools.handbook.clauses import Clause
from tools.handbook.handbook import Handbook, read

SOURCE = "decisions.toml"

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
NAMESPACE = "urn:customer-policy-handbook:credit"

_FEEL_TYPES = {
    kinds.BOOLEAN: "boolean",
    kinds.DATE: "date",
    kinds.MONEY: "number",
    kinds.COUNT: "number",
    kinds.CHOICE: "string",
}
_NAME = re.compile(r'"[^"]*"|[a-z_][a-z_0-9]*(?:\.[a-z_]+)?')


class Rule(NamedTuple):
    """One line of a table: the clauses behind it, a test for each input, a value for each output."""

    clauses: str
    tests: tuple[str, ...]
    values: tuple[str, ...]


class Decision(NamedTuple):
    """One decision: a FEEL expression with the clauses behind it, or a table, whose headings are a line like a rule."""

    name: str
    label: str
    type: str
    expression: str = ""
    clauses: str = ""
    hit_policy: str = ""
    aggregation: str = ""
    headings: Rule = Rule("", (), ())
    rules: tuple[Rule, ...] = ()


class Model(NamedTuple):
    """What docs/decisions.toml says, and the facts that it speaks of."""

    facts: Mapping[str, Fact]
    decisions: Mapping[str, Decision]
    types: Mapping[str, str]
    """The values of each type that has a few."""
    lists: Mapping[str, str]
    """The type of the items of each list."""
    records: Mapping[str, Mapping[str, tuple[str, str]]]
    """The type and the label of each part."""
    places: Mapping[str, tuple[int, int]]
    """The row and the column of every fact and decision in the diagram."""


def write(handbook: Handbook, path: Path) -> None:
    """Write the model; the same text and rules give the same bytes. An edition from before there was one has none."""
    source = handbook.docs / SOURCE
    if not source.exists():
        return
    root = to_xml(read_model(source), handbook.clauses)
    ET.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


def read_model(path: Path) -> Model:
    """The decisions in docs/decisions.toml."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    cells = [line.split("|") for line in said["diagram"]["cells"].strip().splitlines()]
    return Model(
        CHECKS["credit"].facts,
        {entry["name"]: _decision_of(entry) for entry in said["decision"]},
        said["types"],
        said["lists"],
        {name: {part: (*typed,) for part, typed in parts.items()} for name, parts in said["records"].items()},
        {
            name.strip(): (row, column)
            for row, line in enumerate(cells)
            for column, name in enumerate(line)
            if name.strip()
        },
    )


def _decision_of(entry: dict[str, Any]) -> Decision:
    table = entry.pop("table", "")
    lines = [_rule_of(line) for line in table.strip().splitlines()]
    headings, *rules = lines or [Rule("", (), ())]
    entry["expression"] = entry.get("expression", "").strip()
    return Decision(**entry, headings=headings, rules=tuple(rules))


def _rule_of(line: str) -> Rule:
    left, right = line.split("||")
    clauses, *tests = (cell.strip() for cell in left.split("|"))
    return Rule(clauses, tuple(tests), tuple(cell.strip() for cell in right.split("|")))


# What is named in the model.


def names_read(model: Model, expression: str) -> list[str]:
    """The facts and decisions that a FEEL expression names."""
    found = dict.fromkeys(name.partition(".")[0] for name in _NAME.findall(expression))
    return [name for name in found if name in model.facts or name in model.decisions]


def requirements(model: Model, decision: Decision) -> list[str]:
    """The facts and decisions that a decision needs."""
    cells = [decision.expression, *decision.headings.tests]
    cells += [cell for rule in decision.rules for cell in (*rule.tests, *rule.values)]
    return list(dict.fromkeys(name for cell in cells for name in names_read(model, cell)))


def _type(model: Model, expression: str) -> str:
    """The type of a fact, of a decision or of a part of one; what compares is true or false."""
    if expression in model.types:
        return expression
    if expression in model.facts:
        return _FEEL_TYPES[model.facts[expression].kind]
    if expression in model.decisions:
        return model.decisions[expression].type
    record, _, part = expression.partition(".")
    return model.records[record][part][0] if part else "boolean"


def _label(model: Model, expression: str) -> str:
    """What people call a fact, a decision or a part of one; another expression in these words."""
    if expression in model.facts:
        return model.facts[expression].label
    if expression in model.decisions:
        return model.decisions[expression].label
    record, _, part = expression.partition(".")
    if record in model.records:
        return model.records[record][part][1]
    return _NAME.sub(
        lambda match: _label(model, match[0]) if names_read(model, match[0]) else match[0], expression
    )


def _outputs(model: Model, decision: Decision) -> Mapping[str, tuple[str, str]]:
    """The type and label of each output: the parts of a record, or the decision itself."""
    item = model.lists.get(decision.type, decision.type)
    own = {decision.headings.values[0]: (item, decision.label)}
    return model.records.get(item, own)


def _reference(model: Model, type_: str) -> str:
    """How the model refers to a type: FEEL's own by their names, ours as `tName`."""
    own = type_ in model.types or type_ in model.lists or type_ in model.records
    return "t" + type_.title().replace("_", "") if own else type_


# The XML.


def to_xml(model: Model, clauses: Mapping[str, Clause]) -> ET.Element:
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
    said = f"《客户信用管理制度》第十三条至第三十五条，{EDITION} 版。金额以元计；事实须齐全，授信总额的两项可以不填。"
    _text(root, "description", said)
    _types(root, model)
    needed = {name for decision in model.decisions.values() for name in requirements(model, decision)}
    for name, fact in model.facts.items():
        if name in needed:
            _input_data(root, model, fact)
    for decision in model.decisions.values():
        _decision(root, model, decision, clauses)
    _diagram(root, model)
    return root


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    _add(parent, tag).text = text


def _types(root: ET.Element, model: Model) -> None:
    def add(name: str, **attributes: str) -> ET.Element:
        return _add(root, "itemDefinition", id=f"type_{name}", name=_reference(model, name), **attributes)

    for name, values in model.types.items():
        item = add(name)
        _text(item, "typeRef", "string")
        _text(_add(item, "allowedValues", id=f"type_{name}_values"), "text", values)
    for name, base in model.lists.items():
        _text(add(name, isCollection="true"), "typeRef", _reference(model, base))
    for name, parts in model.records.items():
        item = add(name)
        for part, (base, label) in parts.items():
            component = _add(item, "itemComponent", id=f"type_{name}_{part}", name=part, label=label)
            _text(component, "typeRef", _reference(model, base))


def _input_data(root: ET.Element, model: Model, fact: Fact) -> None:
    element = _add(root, "inputData", id=fact.name, name=fact.name, label=fact.label)
    _text(element, "description", fact.question + fact.help)
    type_ = _reference(model, _type(model, fact.name))
    _add(element, "variable", id=f"{fact.name}_variable", name=fact.name, typeRef=type_)


def _decision(root: ET.Element, model: Model, decision: Decision, clauses: Mapping[str, Clause]) -> None:
    name, type_ = decision.name, _reference(model, decision.type)
    element = _add(root, "decision", id=name, name=name, label=decision.label)
    _text(element, "description", _description(decision, clauses))
    _add(element, "variable", id=f"{name}_variable", name=name, typeRef=type_)
    for needed in requirements(model, decision):
        requirement = _add(element, "informationRequirement", id=_requirement(name, needed))
        kind = "requiredDecision" if needed in model.decisions else "requiredInput"
        _add(requirement, kind, href=f"#{needed}")
    if decision.rules:
        _table(element, model, decision, clauses)
    else:
        logic = _add(element, "literalExpression", id=f"{name}_logic", typeRef=type_)
        _text(logic, "text", decision.expression)


def _requirement(decision: str, needed: str) -> str:
    return f"{decision}_needs_{needed}"


def _description(decision: Decision, clauses: Mapping[str, Clause]) -> str:
    ids = dict.fromkeys(" ".join([decision.clauses, *(rule.clauses for rule in decision.rules)]).split())
    readings = sorted({reading for id in ids for reading in registry()[id].readings})
    said = f"{decision.label}：{'；'.join(clauses[id].name for id in ids)}。"
    return said + (f"解释：{'、'.join(readings)}。" if readings else "")


def _table(element: ET.Element, model: Model, decision: Decision, clauses: Mapping[str, Clause]) -> None:
    prefix = decision.name
    aggregation = {"aggregation": decision.aggregation} if decision.aggregation else {}
    logic = _add(element, "decisionTable", id=f"{prefix}_logic", hitPolicy=decision.hit_policy, **aggregation)
    for place, expression in enumerate(decision.headings.tests, 1):
        id, type_ = f"{prefix}_input_{place}", _type(model, expression)
        clause = _add(logic, "input", id=id, label=_label(model, expression))
        wanted = _add(clause, "inputExpression", id=f"{id}_expression", typeRef=_reference(model, type_))
        _text(wanted, "text", expression)
        if type_ in model.types:
            _text(_add(clause, "inputValues", id=f"{id}_values"), "text", model.types[type_])
    for place, (name, (base, label)) in enumerate(_outputs(model, decision).items(), 1):
        id = f"{prefix}_output_{place}"
        _add(logic, "output", id=id, name=name, label=label, typeRef=_reference(model, base))
    for name in ("条文", "原文"):
        _add(logic, "annotation", name=name)
    for number, rule in enumerate(decision.rules, 1):
        _rule(logic, f"{prefix}_rule_{number}", rule, clauses)


def _rule(logic: ET.Element, prefix: str, rule: Rule, clauses: Mapping[str, Clause]) -> None:
    element = _add(logic, "rule", id=prefix)
    ids = rule.clauses.split()
    # Camunda's modeler shows the description beside the rule, other tools the annotations.
    _text(element, "description", "；".join(clauses[id].name for id in ids))
    for kind, cells in (("inputEntry", rule.tests), ("outputEntry", rule.values)):
        for place, cell in enumerate(cells, 1):
            _text(_add(element, kind, id=f"{prefix}_{kind}_{place}"), "text", cell)
    for text in (" ".join(ids), " ".join(clauses[id].proposed for id in ids)):
        _text(_add(element, "annotationEntry"), "text", text)


_WIDTH, _HEIGHT = 230, 50
_COLUMN, _ROW = 340, 70
# Modellers write the name of the model into the corner.
_LEFT, _TOP = 40, 130


def _diagram(root: ET.Element, model: Model) -> None:
    corners = {
        name: (_LEFT + column * _COLUMN, _TOP + row * _ROW) for name, (row, column) in model.places.items()
    }
    diagram = _add(_add(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram", name=root.attrib["name"])
    for name, (left, top) in corners.items():
        shape = _add(diagram, "dmndi:DMNShape", id=f"{name}_shape", dmnElementRef=name)
        _add(shape, "dc:Bounds", x=str(left), y=str(top), width=str(_WIDTH), height=str(_HEIGHT))
        _text(_add(shape, "dmndi:DMNLabel"), "dmndi:Text", _label(model, name))
    for decision in model.decisions.values():
        for needed in requirements(model, decision):
            requirement = _requirement(decision.name, needed)
            edge = _add(diagram, "dmndi:DMNEdge", id=f"{requirement}_edge", dmnElementRef=requirement)
            # From the middle of a right side to the middle of a left side.
            (from_left, from_top), (left, top) = corners[needed], corners[decision.name]
            _add(edge, "di:waypoint", x=str(from_left + _WIDTH), y=str(from_top + _HEIGHT // 2))
            _add(edge, "di:waypoint", x=str(left), y=str(top + _HEIGHT // 2))


if __name__ == "__main__":
    write(read(ROOT / "docs"), Path(sys.argv[1]))
