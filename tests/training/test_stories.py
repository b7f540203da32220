"""Two hundred stories of each check, read by a script for what an editor would strike out."""

import re
from collections import Counter
from functools import cache
from random import Random

import pytest
from handbook_checker.model.settings import Settings
from handbook_checker.training.cases import make
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.stories import amount, compose, state

from tests.training.reading import texts, words

STORIES = 200
every_check = pytest.mark.parametrize("check", EXERCISES)


@cache
def stories(check):
    return [make(check, number % 4 + 1, f"r{number}", Settings()).story for number in range(STORIES)]


@every_check
def test_no_internal_name_and_nothing_but_chinese(check):
    names = [name for each in EXERCISES.values() for name in each.language.facts]
    for story in stories(check):
        text = words(story)
        assert not [name for name in names if name in text]
        # Grades are all the Latin letters that there are.
        assert not re.findall(r"[A-Za-z_{}<>]", re.sub(r"[ABC]级", "", text)), text
        assert not re.findall(r"[,;:!?()]|\.(?![0-9])", text), text


@every_check
def test_no_clumsy_sentence(check):
    for story in stories(check):
        text = words(story)
        assert not re.findall(r"[，。；：、]{2}", text), text
        assert not re.findall(r"的的|了了|该该|我方我方|公司公司|没有没有", text), text
        for sentence in (sentence.text for paragraph in story for sentence in paragraph):
            assert sentence.endswith("。")
            assert sentence.count("。") == 1
            assert len(sentence) <= 90, sentence
            assert sentence.count("“") == sentence.count("”")
            assert sentence.count("《") == sentence.count("》")


@every_check
def test_sentences_do_not_repeat_each_other(check):
    alike = 0
    for story in stories(check):
        sentences = [sentence.text for paragraph in story for sentence in paragraph]
        assert len(set(sentences)) == len(sentences)
        text = re.sub(r"《.+?》|[0-9]+(?:\.[0-9]+)?[年月日万元次秒]*", "", words(story))
        grams = Counter(text[index : index + 8] for index in range(len(text) - 7))
        assert not [gram for gram, count in grams.items() if count > 1 and "有限公司" not in gram], words(
            story
        )
        beginnings = Counter(sentence[:4] for sentence in sentences)
        alike += max(beginnings.values()) > 1
    print(
        f"{check}: {alike} of {STORIES} stories with two sentences that begin with the same four characters"
    )
    assert alike <= STORIES // 10


@every_check
def test_stories_differ(check):
    whole = Counter(words(story) for story in stories(check))
    assert max(whole.values()) == 1
    frequent = Counter(
        re.sub(r"[0-9.]+", "#", sentence.text)
        for story in stories(check)
        for paragraph in story
        for sentence in paragraph
    )
    sentence, times = frequent.most_common(1)[0]
    print(
        f"{check}: {len(frequent)} different sentences; the most frequent in {times} of {STORIES} stories: {sentence}"
    )
    assert times <= STORIES * 0.4


@every_check
def test_every_wording_is_punctuated_as_it_is_put_together(check):
    for text in texts(check):
        assert not text.endswith(("。", "，", "；", "：")), text
        assert "。" not in text, text


@every_check
def test_every_wording_of_a_sentence_states_the_same(check):
    for statement in EXERCISES[check].language.statements:
        written = {frozenset(re.findall(r"\{([a-z_0-9]+)\}", text)) for text in statement.texts}
        assert len(written) == 1, statement.texts
        assert statement.facts.keys() <= EXERCISES[check].language.facts.keys()
        assert statement.when.keys() <= EXERCISES[check].language.facts.keys()


@pytest.mark.parametrize(
    ("yuan", "written"),
    [
        ("0", "0元"),
        ("4200", "4200元"),
        ("365.50", "365.50元"),
        ("10000", "1万元"),
        ("86500", "8.65万元"),
        ("86550", "86550元"),
        ("120000", "12万元"),
        ("120000.01", "120000.01元"),
        ("12345600", "1234.56万元"),
    ],
)
def test_an_amount_is_written_as_in_a_letter(yuan, written):
    assert amount(yuan) == written


@pytest.mark.parametrize(
    ("spec", "facts", "when"),
    [
        ("strong_finances", {"strong_finances": True}, {}),
        ("-strong_finances ?weak_finances", {"strong_finances": False, "weak_finances": None}, {}),
        ("kind=routine @role=upstream", {"kind": "routine"}, {"role": "upstream"}),
    ],
)
def test_a_statement_is_read_from_its_specification(spec, facts, when):
    statement = state(spec, "某事")
    assert (statement.facts, statement.when) == (facts, when)


def test_a_fact_that_no_sentence_states_is_an_error():
    language = EXERCISES["order"].language
    with pytest.raises(LookupError, match="grade"):
        compose(language, {"grade": "D"}, (), {}, Random("x"))
