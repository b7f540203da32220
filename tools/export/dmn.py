"""The decisions of a regulation as a DMN 1.3 model, for programs of others to open and run.

The checker makes the decisions from its rules (`engine.decisions`); here they become XML, with a diagram. A decision, its
variable and its output have one name, as the standard asks, and it is Chinese: viewers show it, and expressions read in
the words of the regulation. Ids are the ASCII names of facts and decisions. Nothing else is a label: some engines take one
for a name. `python -m tools.export.dmn FOLDER` writes the models by themselves.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handbook_checker.site import EDITION, Decision, Model, clauses, feel, models

from tools.handbook.handbook import Handbook

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"

_NAMES = re.compile(r'"[^"]*"|[^\W\d]\w*')
_TEXTS = "tTexts"
"""The type of a list of texts."""


def write(handbook: Handbook, folder: Path) -> None:
    """Write the model of each regulation that has one; the same text and rules give the same bytes."""
    for model in models():
        if model.check in handbook.checks:
            root = to_xml(model, handbook)
            ET.indent(root)
            folder.mkdir(parents=True, exist_ok=True)
            text = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
            (folder / f"{model.check}.dmn").write_bytes(text + b"\n")


class Need(NamedTuple):
    """What a decision needs: a fact or another decision."""

    id: str
    name: str
    is_decision: bool


def needs(model: Model) -> dict[str, list[Need]]:
    """What each decision needs, by its id."""
    known = {feel.name_of(fact): Need(id, feel.name_of(fact), False) for id, fact in model.facts.items()}
    found = {}
    for decision in model.decisions:
        cells = [decision.expression, *decision.inputs]
        cells += [cell for row in decision.rows for cell in (*row.tests.values(), *row.values)]
        named = dict.fromkeys(name for cell in cells for name in _NAMES.findall(cell))
        found[decision.id] = [known[name] for name in named if name in known]
        known[decision.name] = Need(decision.id, decision.name, True)
    return found


def to_xml(model: Model, handbook: Handbook) -> ET.Element:
    """The whole model: types, facts, decisions, diagram."""
    root = ET.Element(
        "definitions",
        {"xmlns": DMN, "xmlns:dmndi": DMNDI, "xmlns:dc": DC, "xmlns:di": DI},
        id=f"{model.check}_definitions",
        name=model.title,
        namespace=f"urn:customer-policy-handbook:{model.check}",
        exporter="customer-policy-handbook",
        exporterVersion=EDITION,
    )
    regulation = handbook.regulations[handbook.checks[model.check].regulation]
    _text(root, "description", f"《{regulation.title}》，{EDITION} 版。{model.description}")
    needed = needs(model)
    facts = {need.id: need.name for found in needed.values() for need in found if not need.is_decision}
    facts = {id: facts[id] for id in model.facts if id in facts}
    _types(root, model, facts)
    for id, name in facts.items():
        _input_data(root, model, id, name)
    types = {
        need.name: _type_of_fact(model, need.id)
        for found in needed.values()
        for need in found
        if not need.is_decision
    }
    types |= {decision.name: _type_of(decision) for decision in model.decisions}
    for decision in model.decisions:
        _decision(root, decision, needed[decision.id], types, handbook)
    _diagram(root, model.title, facts, model.decisions, needed)
    titled = handbook.organisation.titled
    for element in root.iter():
        element.text = element.text and titled(element.text)
        element.attrib.update(
            {key: titled(text) for key, text in element.items() if key in ("name", "label")}
        )
    return root


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    _add(parent, tag).text = text


def _type(id: str) -> str:
    return "t" + id.title().replace("_", "")


def _types(root: ET.Element, model: Model, facts: Mapping[str, str]) -> None:
    def add(name: str, base: str, **attributes: str) -> ET.Element:
        item = _add(root, "itemDefinition", id=f"type_{name}", name=name, **attributes)
        _text(item, "typeRef", base)
        return item

    choices = {id: tuple(value for value, _label in model.facts[id].choices) for id in facts}
    choices |= {decision.id: decision.choices for decision in model.decisions}
    for id, values in choices.items():
        if values:
            item = add(_type(id), "string")
            listed = ",".join(map(feel.literal, values))
            _text(_add(item, "allowedValues", id=f"type_{id}_values"), "text", listed)
    add(_TEXTS, "string", isCollection="true")
    for decision in model.decisions:
        if decision.parts:
            name = f"{_type(decision.id)}Item"
            item = _add(root, "itemDefinition", id=f"type_{name}", name=name)
            for number, part in enumerate(decision.parts, 1):
                component = _add(item, "itemComponent", id=f"type_{name}_{number}", name=part)
                _text(component, "typeRef", "string")
            add(_type(decision.id), name, isCollection="true")


def _type_of(decision: Decision) -> str:
    """The type of a decision's value."""
    if decision.choices or decision.parts:
        return _type(decision.id)
    return _TEXTS if decision.is_list else decision.type


def _input_data(root: ET.Element, model: Model, id: str, name: str) -> None:
    fact = model.facts[id]
    element = _add(root, "inputData", id=id, name=name)
    _text(element, "description", fact.question + fact.help)
    _add(element, "variable", id=f"{id}_variable", name=name, typeRef=_type_of_fact(model, id))


def _type_of_fact(model: Model, id: str) -> str:
    return _type(id) if model.facts[id].choices else feel.type_of(model.facts[id])


def _decision(
    root: ET.Element, decision: Decision, needed: Sequence[Need], types: Mapping[str, str], handbook: Handbook
) -> None:
    id, type_ = decision.id, _type_of(decision)
    element = _add(root, "decision", id=id, name=decision.name)
    readings = sorted({reading for each in decision.all_clauses for reading in clauses()[each].readings})
    about = f"{decision.name}：{'；'.join(handbook.clauses[each].name for each in decision.all_clauses)}。"
    _text(element, "description", about + (f"解释：{'、'.join(readings)}。" if readings else ""))
    _add(element, "variable", id=f"{id}_variable", name=decision.name, typeRef=type_)
    for need in needed:
        requirement = _add(element, "informationRequirement", id=_requirement(id, need.id))
        _add(requirement, "requiredDecision" if need.is_decision else "requiredInput", href=f"#{need.id}")
    if decision.rows:
        _table(element, decision, types, handbook)
    else:
        logic = _add(element, "literalExpression", id=f"{id}_logic", typeRef=type_)
        _text(logic, "text", decision.expression)


def _requirement(decision: str, needed: str) -> str:
    return f"{decision}_needs_{needed}"


def _table(element: ET.Element, decision: Decision, types: Mapping[str, str], handbook: Handbook) -> None:
    prefix = decision.id
    logic = _add(element, "decisionTable", id=f"{prefix}_logic", hitPolicy=decision.policy)
    for number, expression in enumerate(decision.inputs, 1):
        id = f"{prefix}_input_{number}"
        # What is no name is an amount that is worked out.
        type_ = types.get(expression, "number")
        wanted = _add(_add(logic, "input", id=id), "inputExpression", id=f"{id}_expression", typeRef=type_)
        _text(wanted, "text", expression)
    item_type = "string" if decision.is_list and decision.policy == feel.RULE_ORDER else _type_of(decision)
    for number, part in enumerate(decision.parts or (decision.name,), 1):
        # One engine calls a single output by its label, and several by their names.
        label = {} if decision.parts else {"label": part}
        _add(logic, "output", id=f"{prefix}_output_{number}", name=part, typeRef=item_type, **label)
    for number, row in enumerate(decision.rows, 1):
        id = f"{prefix}_rule_{number}"
        rule = _add(logic, "rule", id=id, label=" ".join(row.clauses))
        # Viewers show the description beside the rule.
        found = [handbook.clauses[each] for each in row.clauses]
        _text(rule, "description", "\n".join(f"{clause.name}：{clause.proposed}" for clause in found))
        tests = [row.tests.get(expression, feel.ANY_ANSWER) for expression in decision.inputs]
        for kind, cells in (("inputEntry", tests), ("outputEntry", row.values)):
            for column, cell in enumerate(cells, 1):
                _text(_add(rule, kind, id=f"{id}_{kind}_{column}"), "text", cell)


# The diagram.

_WIDTH, _HEIGHT = 230, 50
_COLUMN, _ROW = 340, 70
# Modellers write the name of the model into the corner.
_LEFT, _TOP = 40, 130
_SWEEPS = 24


def _diagram(
    root: ET.Element,
    title: str,
    facts: Mapping[str, str],
    decisions: Sequence[Decision],
    needed: Mapping[str, Sequence[Need]],
) -> None:
    corners, ways = layout([*facts], {id: [need.id for need in found] for id, found in needed.items()})
    diagram = _add(_add(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram", name=title)
    for id in (*facts, *(decision.id for decision in decisions)):
        shape = _add(diagram, "dmndi:DMNShape", id=f"{id}_shape", dmnElementRef=id)
        left, top = corners[id]
        _add(shape, "dc:Bounds", x=str(left), y=str(top), width=str(_WIDTH), height=str(_HEIGHT))
    for (needed_id, id), points in ways.items():
        requirement = _requirement(id, needed_id)
        edge = _add(diagram, "dmndi:DMNEdge", id=f"{requirement}_edge", dmnElementRef=requirement)
        for x, y in points:
            _add(edge, "di:waypoint", x=str(x), y=str(y))


Point = tuple[int, int]
_Cell = tuple[str, int]


def layout(
    sources: Sequence[str], needed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Point], dict[tuple[str, str], list[Point]]]:
    """The upper left corner of every box, and the points of the line for each need, in columns from left to right.

    A line to a column that is not the next passes each column between in a row of its own, where no box stands; lines
    from the same box share it. The rows are put in order by the middle of what they are joined to, as Sugiyama does.
    """
    column: dict[str, int] = {}
    for id, found in needed.items():
        column[id] = 1 + max((column.get(each, 0) for each in found), default=0)
    # As far to the right as what needs it allows: lines are short.
    for id in (*reversed([*needed]), *sources):
        column[id] = min(
            (column[other] - 1 for other in needed if id in needed[other]), default=column.get(id, 0)
        )
    last = {id: max((column[each] for each in needed if id in needed[each]), default=0) for id in column}
    # Every box and every passage of a line: what it comes from, and its column.
    cells = [(id, at) for id in column for at in range(column[id], max(column[id] + 1, last[id]))]
    joined: dict[_Cell, list[_Cell]] = defaultdict(list)
    for id, at in cells:
        if at > column[id]:
            joined[id, at].append((id, at - 1))
            joined[id, at - 1].append((id, at))
    for id, found in needed.items():
        for each in found:
            joined[id, column[id]].append((each, column[id] - 1))
            joined[each, column[id] - 1].append((id, column[id]))
    columns: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        columns[cell[1]].append(cell)
    row = {cell: float(index) for found in columns.values() for index, cell in enumerate(found)}
    for sweep in range(_SWEEPS):
        to_the_left = sweep % 2
        for at in sorted(columns, reverse=bool(to_the_left)):
            _put_in_order(columns[at], row, joined, at + (1 if to_the_left else -1))
    top = min(row.values())
    rows = {cell: round(index - top) for cell, index in row.items()}
    corners = {id: (_LEFT + column[id] * _COLUMN, _TOP + rows[id, column[id]] * _ROW) for id in column}
    ways = {}
    for id, found in needed.items():
        for each in found:
            points = [(_LEFT + column[each] * _COLUMN + _WIDTH, _middle(rows[each, column[each]]))]
            for at in range(column[each] + 1, column[id]):
                left, middle = _LEFT + at * _COLUMN, _middle(rows[each, at])
                points += [(left, middle), (left + _WIDTH, middle)]
            points.append((_LEFT + column[id] * _COLUMN, _middle(rows[id, column[id]])))
            ways[each, id] = points
    return corners, ways


def _put_in_order(
    cells: list[_Cell], row: dict[_Cell, float], joined: Mapping[_Cell, Sequence[_Cell]], beside: int
) -> None:
    """Order the cells of a column by the middle of their neighbours in the column `beside`, a row or more apart."""
    wanted = {}
    for cell in cells:
        near = [row[other] for other in joined[cell] if other[1] == beside]
        wanted[cell] = sum(near) / len(near) if near else row[cell]
    cells.sort(key=lambda cell: wanted[cell])
    # Each as near to where it wants to be as those before allow; then the column is moved to the middle of the wishes.
    free = 0.0
    found = []
    for cell in cells:
        free = max(free, round(wanted[cell]))
        found.append(free)
        free += 1
    shift = round(sum(wanted[cell] - at for cell, at in zip(cells, found, strict=True)) / len(cells))
    shift = max(shift, -round(min(found)))
    for cell, at in zip(cells, found, strict=True):
        row[cell] = at + shift


def _middle(row: int) -> int:
    return _TOP + row * _ROW + _HEIGHT // 2
