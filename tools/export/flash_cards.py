"""Flash cards for the definitions and the time limits, from the words of the clauses themselves.

docs/generated/training/cards.json is what the training page shows, cards.apkg the same for Anki. A definition asks for
what a term means; a time limit is the sentence of its clause with the time left out. Nobody writes a card: whoever
amends a clause amends its cards.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import genanki

from tools.handbook.clauses import Clause, proposed
from tools.handbook.handbook import Handbook
from tools.handbook.links import definitions
from tools.publish.runtime import drop_dates

BLANK = "＿＿＿＿"
# Anki tells decks and kinds of notes by a number that never changes.
_DECK_ID, _MODEL_ID = 1_764_000_001, 1_764_000_002

_NUMBER = "(?:[0-9]+|[一二三四五六七八九十两]+)"
_TIME = re.compile(
    rf"(?:最近连续|过去|过往)?{_NUMBER}年(?:或以上|内)?(?![0-9度]*月)|到期前{_NUMBER}个月内|{_NUMBER}个月(?:以内)?"
    rf"|第?{_NUMBER}天|{_NUMBER}分钟|月度、季度|每季度|每月度?|每天|早?[0-9]+:[0-9]+——[0-9]+:[0-9]+"
)
_SENTENCE = re.compile(r"[^。;；]+[。;；]?")

_MODEL = genanki.Model(
    _MODEL_ID,
    "客户管理制度手册·条文",
    fields=[{"name": name} for name in ("题目", "答案", "条文", "出处")],
    templates=[
        {
            "name": "条文",
            "qfmt": "<p>{{题目}}</p><p class=source>{{出处}}</p>",
            "afmt": "{{FrontSide}}<hr id=answer><p><b>{{答案}}</b></p><p>{{条文}}</p>",
        }
    ],
    css=".card { font-family: sans-serif; font-size: 20px; line-height: 1.6; } .source { color: #666; font-size: 15px; }",
)


@dataclass(frozen=True)
class Card:
    """A question and its answer, with the clause that both come from."""

    id: str
    kind: str
    """"definition" or "time"."""
    front: str
    back: str
    clause: str
    words: str
    citation: str


def cards(handbook: Handbook) -> list[Card]:
    """Every card, in the order of the regulations."""
    return [card for members in handbook.members.values() for card in _of_regulation(members)]


def _of_regulation(members: list[Clause]) -> Iterator[Card]:
    terms = {id: term for term, id in definitions(members).items()}
    for clause in members:
        if clause.id is None:
            continue
        if clause.id in terms:
            front = f"《{clause.regulation_title}》里，什么是“{terms[clause.id]}”？"
            yield _card(clause, "term", "definition", front, _meaning(clause.proposed))
        yield from _times(clause)


def _card(clause: Clause, name: str, kind: str, front: str, back: str) -> Card:
    assert clause.id
    return Card(f"{clause.id}/{name}", kind, front, back, clause.id, clause.proposed, clause.citation)


def _meaning(words: str) -> str:
    """What a definition says, without the words that lead up to it."""
    return re.sub(r"^.*?(?:是指|[:：]指)", "", words).strip()


def _times(clause: Clause) -> Iterator[Card]:
    """A card for each sentence that speaks of a time: its sentence with every time in it left out."""
    sentences = (
        sentence[0].strip()
        for text in map(proposed, clause.paragraphs)
        for sentence in _SENTENCE.finditer(text)
    )
    for index, sentence in enumerate(sentences):
        times = _TIME.findall(sentence)
        if times:
            yield _card(clause, f"time-{index}", "time", _TIME.sub(BLANK, sentence), "，".join(times))


def write(handbook: Handbook, target: Path) -> None:
    """Write the cards for the page and for Anki; the same clauses give the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    here = handbook.organisation
    made = [
        replace(
            card, front=here.titled(card.front), back=here.titled(card.back), words=here.titled(card.words)
        )
        for card in cards(handbook)
    ]
    text = json.dumps([asdict(card) for card in made], ensure_ascii=False, indent=1)
    (target / "cards.json").write_text(text + "\n", encoding="utf-8")
    deck = genanki.Deck(_DECK_ID, here.site.name)
    for card in made:
        fields = [html.escape(text) for text in (card.front, card.back, card.words, card.citation)]
        # The id keeps what somebody has learnt when an amended card is imported again.
        deck.add_note(
            genanki.Note(model=_MODEL, fields=fields, guid=genanki.guid_for(card.id), tags=[card.kind])
        )
    package = target / "cards.apkg"
    day = handbook.edition.date
    genanki.Package(deck).write_to_file(
        str(package), timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    )
    drop_dates(package)
