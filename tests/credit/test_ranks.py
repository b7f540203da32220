"""A decision by the ranks of a customer's amounts is the decision by the amounts themselves (`engine.ranks`)."""

from datetime import date

from handbook_checker.credit import granting
from handbook_checker.credit.facts import DOWNSTREAM, GRADES, LONG_TERM, TEMPORARY, UPSTREAM
from handbook_checker.engine.permission import Headroom
from handbook_checker.model.money import BELOW
from hypothesis import example, given, settings
from hypothesis import strategies as st

TRUTHS = st.sampled_from((True, False, None))
# Few amounts, so that many are equal; and any amount at all.
AMOUNTS = st.none() | st.sampled_from((0, 1, 2, 99, 100, 5_000_000, BELOW - 1)) | st.integers(0, BELOW - 1)
GRADES_POSSIBLE = st.sampled_from([(grade,) for grade in GRADES] + [("A", "B"), ("B", "C"), GRADES])


def by_amounts(outlines, balance, total, exposure, requested, *amounts):
    """The decision for the amounts as they are, without a rank and without memory."""
    room = Headroom.of(balance, total)
    ceilings = tuple(
        granting.ceiling(caps, reductions, amounts, room) for caps, reductions in outlines.measured
    )
    after = None if requested is None else (exposure or 0) + requested
    return granting.decide(outlines, ceilings, exposure, after, Headroom.is_kept(balance, total), "zh")


@given(
    GRADES_POSSIBLE,
    st.tuples(
        *[TRUTHS] * 4,
        st.sampled_from((TEMPORARY, LONG_TERM, None)),
        st.sampled_from((DOWNSTREAM, UPSTREAM, None)),
    ),
    st.tuples(*[AMOUNTS] * 8),
)
@example(("B",), (False, True, True, True, TEMPORARY, DOWNSTREAM), (100, 40, 60, 1, 70, None, 60, 80))
@settings(max_examples=1500, deadline=None)
def test_ranked_is_unranked(grades, answers, amounts):
    balance, total, exposure, requested, *caps = amounts
    outlines = granting.outlines(grades, *answers)
    ranked, figures = granting.grant_amounts(
        outlines, balance, total, exposure, requested, date(2026, 12, 1), *caps
    )
    plain = by_amounts(outlines, balance, total, exposure, requested, *caps)
    # Without a cap nothing is left of the credit, and only whether there is an exposure counts.
    assert figures.limit == plain.limit
    assert ranked.credit == plain.credit
    for field in (
        "available_is_settled",
        "term",
        "approvers",
        "conditions",
        "findings",
        "missing",
        "readings",
    ):
        assert getattr(ranked, field) == getattr(plain, field), field
