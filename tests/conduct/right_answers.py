"""What is right to answer in the exercises of conduct, by the outcome."""

from tests.training.outcomes import Right, yes

RIGHT: dict[str, dict[str, Right]] = {
    "conduct": {
        "compliant": lambda case, o: yes(o["compliant"]),
        "breaches": lambda case, o: set(o["breaches"]),
    },
}
"""Every question by check."""
