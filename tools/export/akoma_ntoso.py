"""The regulations as Akoma Ntoso 3.0 XML, the standard of OASIS for legal texts, for programs that know law.

One file for each regulation of an edition. `eId` follows from the number of a clause, as the standard's naming
convention wants, and `wId` is our own id, which stays when a number changes. Both readings of damaged words stand in
the text, as deletions and insertions. A work dates from its first edition; each edition is an expression of it.
"""

from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from tools.handbook.clauses import Clause, Words, number, split
from tools.handbook.editions import Edition
from tools.handbook.handbook import Handbook
from tools.handbook.regulations import Regulation

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LEVELS = {2: ("paragraph", "para"), 3: ("point", "point"), 4: ("indent", "indent")}


def work_of(regulation: str, first: Edition) -> str:
    """The IRI of a regulation, whatever its edition."""
    return f"/akn/cn/act/regulation/company/{first.date.isoformat()}/{regulation}"


def e_id(clause: Clause) -> str:
    """The name of a clause by its numbers: art_24__para_2__point_1."""
    if clause.id is None:
        return f"chp_{number(clause.label[1:-1])}"
    first, *below = clause.id.split(".")[1:]
    parts = [f"{_element(clause, 1)[1]}_{first}"]
    parts += [f"{_element(clause, level)[1]}_{each}" for level, each in enumerate(below, 2)]
    return "__".join(parts)


def _element(clause: Clause, level: int) -> tuple[str, str]:
    """The element of a clause at a level, and what its eId begins with."""
    if level > 1:
        return LEVELS[level]
    # Items share the first part of their name with the article or the section that they stand in.
    return ("article", "art") if clause.name.startswith("第") and "条" in clause.name else ("section", "sec")


def write(handbook: Handbook, folder: Path) -> None:
    """Write every regulation of the newest edition into `folder`."""
    register_namespace("", NAMESPACE)
    folder.mkdir(parents=True, exist_ok=True)
    for regulation in handbook.regulations.values():
        text = tostring(document(regulation, handbook), encoding="unicode")
        (folder / f"{regulation.id}.xml").write_text(
            f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', encoding="utf-8"
        )


def document(regulation: Regulation, handbook: Handbook) -> Element:
    """A regulation as XML."""
    root = Element(f"{{{NAMESPACE}}}akomaNtoso")
    act = _add(root, "act", name="regulation", contains="multipleVersions")
    company = handbook.organisation.site.company or handbook.edition.owner or "本公司"
    _meta(act, regulation, handbook.editions, company)
    preface = _add(act, "preface")
    _add(_add(preface, "longTitle"), "p", text=regulation.title)
    body: Element | None = None
    open_elements: list[tuple[int, Element]] = []
    for clause in handbook.members[regulation.id]:
        if clause.id and clause.id.endswith(".0"):
            preamble = _add(act, "preamble")
            paragraphs = _paragraphs(preamble, clause, handbook)
            paragraphs[0].attrib |= {"eId": "preamble__p_1", "wId": clause.id}
            continue
        if body is None:
            body = _add(act, "body")
        while open_elements and open_elements[-1][0] >= clause.level:
            open_elements.pop()
        parent = open_elements[-1][1] if open_elements else body
        tag = _element(clause, clause.level)[0] if clause.id else "chapter"
        element = _add(parent, tag, eId=e_id(clause))
        if clause.id:
            element.set("wId", clause.id)
        if label := tuple(span._replace(text=span.text.strip()) for span in clause.printed_label):
            _words(_add(element, "num"), label)
        open_elements.append((clause.level, element))
        if clause.kind == "heading":
            _words(_add(element, "heading"), clause.paragraphs[0])
        else:
            _paragraphs(_add(element, "content"), clause, handbook)
    # What has clauses below it introduces them.
    for element in root.iter():
        content = element.find(f"{{{NAMESPACE}}}content")
        if content is not None and element[-1] is not content:
            content.tag = f"{{{NAMESPACE}}}intro"
    return root


def _meta(act: Element, regulation: Regulation, editions: Sequence[Edition], company: str) -> None:
    first, edition = editions[0], editions[-1]
    work = work_of(regulation.id, first)
    expression = f"{work}/zho@{edition.date.isoformat()}"
    meta = _add(act, "meta")
    identification = _add(meta, "identification", source="#company")
    for level, iri, end, day, event in (
        ("FRBRWork", work, "", first, "Generation"),
        ("FRBRExpression", expression, "", edition, "Edition"),
        ("FRBRManifestation", expression, ".xml", edition, "XML"),
    ):
        frbr = _add(identification, level)
        _add(frbr, "FRBRthis", value=f"{iri}/!main{end}")
        _add(frbr, "FRBRuri", value=iri + end)
        _add(frbr, "FRBRdate", date=day.date.isoformat(), name=event)
        _add(frbr, "FRBRauthor", href="#company")
        if level == "FRBRWork":
            _add(frbr, "FRBRcountry", value="cn")
            _add(frbr, "FRBRsubtype", value="regulation")
            _add(frbr, "FRBRnumber", value=regulation.id)
            _add(frbr, "FRBRname", value=regulation.title)
        elif level == "FRBRExpression":
            _add(frbr, "FRBRversionNumber", value=edition.name)
            _add(frbr, "FRBRlanguage", language="zho")
        else:
            _add(frbr, "FRBRformat", value="application/akn+xml")
    lifecycle = _add(meta, "lifecycle", source="#company")
    for index, each in enumerate(editions):
        type_ = "amendment" if index else "generation"
        attributes = {"eId": f"event_{index + 1}", "date": each.date.isoformat(), "type": type_}
        _add(lifecycle, "eventRef", source=f"#edition_{index + 1}", **attributes)
    references = _add(meta, "references", source="#company")
    for index, each in enumerate(editions):
        _add(
            references,
            "passiveRef" if index else "original",
            eId=f"edition_{index + 1}",
            href=f"{work}/zho@{each.date.isoformat()}",
            showAs=f"{each.name} 版",
        )
    organization = "/akn/ontology/organization/cn/company"
    _add(references, "TLCOrganization", eId="company", href=organization, showAs=company)


def _paragraphs(parent: Element, clause: Clause, handbook: Handbook) -> list[Element]:
    made = []
    for index, words in enumerate(clause.paragraphs):
        mentions = [
            link
            for link in handbook.links.get(clause.id or "", [])
            if link.paragraph == index and not link.defines
        ]
        parts = split(words, [at for link in mentions for at in (link.start, link.end)])
        paragraph = _add(parent, "p")
        for turn, part in enumerate(parts):
            if turn % 2 == 0:
                _words(paragraph, part)
                continue
            target = handbook.clauses[mentions[turn // 2].target]
            outside = (
                ""
                if target.regulation == clause.regulation
                else work_of(target.regulation, handbook.editions[0])
            )
            _words(_add(paragraph, "ref", href=f"{outside}#{e_id(target)}"), part)
        made.append(paragraph)
    return made


def _words(element: Element, words: Words) -> None:
    for span in words:
        if span.reading == "same":
            _append(element, span.text)
        else:
            tag = {"old": "del", "new": "ins", "lost": "remark"}[span.reading]
            _add(element, tag, text=span.text)


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    if text:
        element.text = text
    return element
