"""What is right to answer in the exercises of service staff, by the outcome."""

from tests.training.outcomes import Right, status, yes

RIGHT: dict[str, dict[str, Right]] = {
    "service": {
        "compliant": lambda case, o: yes(o["compliant"]),
        "breaches": lambda case, o: set(o["breaches"]),
    },
    "pay": {
        "lateness": lambda case, o: o["lateness_deduction"],
        "fines": lambda case, o: o["complaint_fines"],
        "total": lambda case, o: o["total_deduction"],
        "after": lambda case, o: o["pay_after_deductions"],
        "probation": lambda case, o: yes(o["in_probation"]),
        "allowed": lambda case, o: yes("service.6.1" in status(o, "met")),
    },
}
"""Every question by check."""
