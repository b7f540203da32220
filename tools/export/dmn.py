"""The decisions of a regulation as a DMN 1.3 model, which engines of others open and run.

A regulation offers them in its `decisions` module, which makes them of its rules; here they become XML with a diagram.
A name in the model is what people call a fact or a decision, for that is what viewers show, and FEEL speaks of it by
the same name; ids are the names that the checker uses.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from handbook_checker.site import EDITION, Decision, Fact, Model, feel, models
from handbook_checker.site import clauses as registry

from tools.handbook.clauses import Clause
from tools.handbook.handbook import Handbook

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
NAMESPACE = "urn:customer-policy-handbook"


def write(handbook: Handbook, folder: Path) -> None:
    """Write the model of each check that has one; the same rules and words give the same bytes."""
    for model in models():
        root = to_xml(model, handbook)
        ET.indent(root)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{model.check}.dmn"
        path.write_bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


# What needs what.


def _names(model: Model) -> dict[str, str]:
    """The id of each fact and decision, by its name in FEEL."""
    facts = {feel.name_of(fact): fact.name for fact in model.facts.values()}
    return facts | {decision.name: decision.id for decision in model.decisions}


def _expressions(decision: Decision) -> Iterator[str]:
    yield decision.expression
    for row in decision.rows:
        for name, test in row.tests.items():
            yield from (name, test)
        yield from row.values


def requirements(model: Model, decision: Decision) -> list[str]:
    """The ids of the facts and decisions that a decision needs, in the order in which it names them."""
    ids = _names(model)
    # Of two names that begin alike the longer one: 申请金额与额度 names no 申请金额.
    pattern = re.compile("|".join(['"[^"]*"', *map(re.escape, sorted(ids, key=len, reverse=True))]))
    found = [ids[name] for text in _expressions(decision) for name in pattern.findall(text) if name in ids]
    return [id for id in dict.fromkeys(found) if id != decision.id]


# The XML.


def to_xml(model: Model, handbook: Handbook) -> ET.Element:
    """The whole model: types, facts, decisions, diagram."""
    words = handbook.clauses
    cited = [id for decision in model.decisions for id in decision.all_clauses if id in words]
    title = words[cited[0]].regulation_title if cited else ""
    root = ET.Element(
        "definitions",
        {"xmlns": DMN, "xmlns:dmndi": DMNDI, "xmlns:dc": DC, "xmlns:di": DI},
        id=f"{model.check}_definitions",
        name=model.title,
        namespace=f"{NAMESPACE}:{model.check}",
        exporter="customer-policy-handbook",
        exporterVersion=EDITION,
    )
    _text(root, "description", f"《{title}》，{EDITION} 版。{model.description}")
    for decision in model.decisions:
        _type(root, decision)
    needs = {decision.id: requirements(model, decision) for decision in model.decisions}
    needed = {id for ids in needs.values() for id in ids}
    for fact in model.facts.values():
        if fact.name in needed:
            _input_data(root, fact)
    for decision in model.decisions:
        _decision(root, model, decision, needs[decision.id], words)
    _diagram(root, model, needs)
    return root


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    _add(parent, tag).text = text


def _reference(decision: Decision) -> str:
    """The type of a decision's value: its own where it has choices, several parts or several items."""
    own = decision.choices or decision.parts or decision.is_list
    return f"t{decision.id.title().replace('_', '')}" if own else decision.type


def _type(root: ET.Element, decision: Decision) -> None:
    name = _reference(decision)
    if name == decision.type:
        return
    item = _add(root, "itemDefinition", id=f"type_{decision.id}", name=name)
    if decision.is_list:
        item.set("isCollection", "true")
    if not decision.parts:
        _text(item, "typeRef", decision.type)
    if decision.choices:
        values = ",".join(map(feel.literal, decision.choices))
        _text(_add(item, "allowedValues", id=f"type_{decision.id}_values"), "text", values)
    for number, part in enumerate(decision.parts, 1):
        component = _add(item, "itemComponent", id=f"type_{decision.id}_{number}", name=part)
        _text(component, "typeRef", "string")


def _input_data(root: ET.Element, fact: Fact) -> None:
    name = feel.name_of(fact)
    element = _add(root, "inputData", id=fact.name, name=name, label=fact.label)
    _text(element, "description", fact.question + fact.help)
    _add(element, "variable", id=f"{fact.name}_variable", name=name, typeRef=feel.type_of(fact))


def _decision(
    root: ET.Element, model: Model, decision: Decision, needs: list[str], words: Mapping[str, Clause]
) -> None:
    id, type_ = decision.id, _reference(decision)
    element = _add(root, "decision", id=id, name=decision.name)
    _text(element, "description", _description(decision, words))
    _add(element, "variable", id=f"{id}_variable", name=decision.name, typeRef=type_)
    decided = {each.id for each in model.decisions}
    for needed in needs:
        requirement = _add(element, "informationRequirement", id=_requirement(id, needed))
        _add(requirement, "requiredDecision" if needed in decided else "requiredInput", href=f"#{needed}")
    if decision.rows:
        _table(element, model, decision, words)
    else:
        logic = _add(element, "literalExpression", id=f"{id}_logic", typeRef=type_)
        _text(logic, "text", decision.expression)


def _requirement(decision: str, needed: str) -> str:
    return f"{decision}_needs_{needed}"


def _description(decision: Decision, words: Mapping[str, Clause]) -> str:
    ids = [id for id in decision.all_clauses if id in words]
    readings = sorted({reading for id in ids for reading in registry()[id].readings})
    text = f"{decision.name}：{'；'.join(words[id].name for id in ids)}。"
    return text + (f"解释：{'、'.join(readings)}。" if readings else "")


def _type_of(model: Model, name: str) -> str:
    """The type of a fact or a decision by its name."""
    for fact in model.facts.values():
        if feel.name_of(fact) == name:
            return feel.type_of(fact)
    return next((_reference(each) for each in model.decisions if each.name == name), "boolean")


def _table(element: ET.Element, model: Model, decision: Decision, words: Mapping[str, Clause]) -> None:
    id = decision.id
    logic = _add(element, "decisionTable", id=f"{id}_logic", hitPolicy=decision.policy)
    for number, name in enumerate(decision.inputs, 1):
        clause = _add(logic, "input", id=f"{id}_input_{number}", label=name)
        wanted = _add(
            clause, "inputExpression", id=f"{id}_input_{number}_expression", typeRef=_type_of(model, name)
        )
        _text(wanted, "text", name)
    own = decision.type if not decision.choices else _reference(decision)
    for number, part in enumerate(decision.parts or (decision.name,), 1):
        type_ = "string" if decision.parts else own
        _add(logic, "output", id=f"{id}_output_{number}", name=part, label=part, typeRef=type_)
    for number, row in enumerate(decision.rows, 1):
        ids = [each for each in row.clauses if each in words]
        rule = _add(logic, "rule", id=f"{id}_rule_{number}")
        # Some modellers show the description beside the rule, others the annotations.
        _text(rule, "description", "；".join(words[each].name for each in ids))
        tests = [row.tests.get(name, feel.ANY_ANSWER) for name in decision.inputs]
        for kind, cells in (("inputEntry", tests), ("outputEntry", row.values)):
            for column, cell in enumerate(cells, 1):
                _text(_add(rule, kind, id=f"{id}_rule_{number}_{kind}_{column}"), "text", cell)
        for text in (" ".join(ids), " ".join(words[each].proposed for each in ids)):
            _text(_add(rule, "annotationEntry"), "text", text)


# The diagram: facts on the left, each decision right of all that it needs.

_WIDTH, _HEIGHT, _COLUMN, _ROW = 230, 50, 360, 80
_LEFT, _TOP = 40, 130
"""Modellers write the name of the model into the corner."""


def _columns(model: Model, needs: Mapping[str, list[str]]) -> list[list[str]]:
    """The facts in the order in which they are needed, then the decisions by how many steps they are away from facts."""
    depth: dict[str, int] = {}
    for decision in model.decisions:
        depth[decision.id] = 1 + max((depth.get(id, 0) for id in needs[decision.id]), default=0)
    facts = dict.fromkeys(id for ids in needs.values() for id in ids if id not in depth)
    deepest = max(depth.values())
    return [
        [*facts],
        *([id for id, steps in depth.items() if steps == column] for column in range(1, deepest + 1)),
    ]


def _diagram(root: ET.Element, model: Model, needs: Mapping[str, list[str]]) -> None:
    columns = _columns(model, needs)
    tallest = max(map(len, columns))
    corners, column_of = {}, {}
    for column, ids in enumerate(columns):
        for number, id in enumerate(ids):
            # Spread over the height, in whole rows, so that lines can pass between them.
            row = (2 * number + 1) * tallest // (2 * len(ids))
            corners[id] = (_LEFT + column * _COLUMN, _TOP + row * _ROW)
            column_of[id] = column
    diagram = _add(_add(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram", name=root.attrib["name"])
    labels = {id: name for name, id in _names(model).items()}
    for id, (left, top) in corners.items():
        shape = _add(diagram, "dmndi:DMNShape", id=f"{id}_shape", dmnElementRef=id)
        _add(shape, "dc:Bounds", x=str(left), y=str(top), width=str(_WIDTH), height=str(_HEIGHT))
        _text(_add(shape, "dmndi:DMNLabel"), "dmndi:Text", labels[id])
    for id, ids in needs.items():
        for needed in ids:
            requirement = _requirement(id, needed)
            edge = _add(diagram, "dmndi:DMNEdge", id=f"{requirement}_edge", dmnElementRef=requirement)
            for x, y in _line(corners[needed], corners[id], column_of[id] - column_of[needed]):
                _add(edge, "di:waypoint", x=str(x), y=str(y))


def _line(start: tuple[int, int], end: tuple[int, int], columns: int) -> list[tuple[int, int]]:
    """From the middle of a right side to the middle of a left side; past columns between two rows."""
    first = (start[0] + _WIDTH, start[1] + _HEIGHT // 2)
    last = (end[0], end[1] + _HEIGHT // 2)
    if columns == 1:
        return [first, last]
    lane = end[1] + _HEIGHT + (_ROW - _HEIGHT) // 2
    gutter = _COLUMN - _WIDTH
    return [first, (first[0] + gutter - 10, lane), (last[0] - gutter + 10, lane), last]
