"""What is trained of credit after a clause was amended by more than a figure."""

import ast
import re

import pytest

from tests.editions import scratch
from tests.training.amending import amend_rule, trained

pytestmark = pytest.mark.regulations("credit")

CASES = 300


def argument(returned: ast.Call, name: str) -> ast.keyword:
    (found,) = [each for each in ast.walk(returned) if isinstance(each, ast.keyword) and each.arg == name]
    return found


def count_share_of_collateral(returned: ast.Call) -> None:
    """The last of the caps counts for 70 percent."""
    caps = argument(returned, "caps").value
    assert isinstance(caps, ast.Tuple)
    caps.elts[-1] = ast.parse(f"({ast.unparse(caps.elts[-1])}).share(70)", mode="eval").body


def let_the_chair_approve(returned: ast.Call) -> None:
    argument(returned, "approved_by").value = ast.parse("(CHAIR,)", mode="eval").body


def renew_every_month(returned: ast.Call) -> None:
    argument(returned, "within").value = ast.parse("MONTH", mode="eval").body


@pytest.mark.parametrize(
    ("check", "rule", "edit", "new", "old"),
    [
        ("credit", "credit_for_b", count_share_of_collateral, "抵押资产额度的 70%[0-9.]+万?元", "抵押资产额度[0-9.]+万?元.*；额度为"),
        ("credit", "credit_for_b", let_the_chair_approve, "B级由营销部经理上报；董事长审批", "B级由营销部经理上报；(?!董事长审批)"),
        ("order", "credit_for_b", let_the_chair_approve, "营销部经理 → 总经理 → 董事长", "营销部经理 → 营销副总"),
        ("survey", "is_kept_current", renew_every_month, "每月全面更新一次：不是满一个月，而是到下个月的末日为止", "季度"),
    ],
)  # fmt: skip
def test_an_amended_clause_is_trained(tmp_path, check, rule, edit, new, old):
    before = trained(scratch.checker(tmp_path / "before"), CASES, check)[check]
    package = scratch.checker(tmp_path / "after")
    amend_rule(package, rule, edit)
    after = trained(package, CASES, check)[check]
    for texts, present, absent in ((before, old, new), (after, new, old)):
        assert [text for text in texts if re.search(present, text)]
        assert not [text for text in texts if re.search(absent, text)]
