"""What is right to answer in the exercises of return visits, by the outcome."""

from tests.training.outcomes import Right, status, view, yes

RIGHT: dict[str, dict[str, Right]] = {
    "visit": {
        "compliant": lambda case, o: yes(o["compliant"]),
        "missed": lambda case, o: {id for id in status(o, "not_met") if id != "visits.7.2"},
        "due": lambda case, o: o["report_due"],
        "late": lambda case, o: yes(o["report_late"]),
        "reimbursable": lambda case, o: o["reimbursable"],
        "self_paid": lambda case, o: o["self_paid"],
        "who": lambda case, o: view(case, o, "steps")[-1]["who"],
    },
}
"""Every question by check."""
