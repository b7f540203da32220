"""For whom there is a ready-made course; which checks it asks of, and why, the exercises of each regulation say."""

from typing import NamedTuple

CLERK, CONTROLLER, SERVICE = "clerk", "controller", "service"


class Trainee(NamedTuple):
    """Somebody who is trained, and how the course for them is set."""

    called: str
    title: str
    cases: int
    level: int
    pass_mark: int
    """In percent of the questions."""
    minutes: int


TRAINEES = {
    CLERK: Trainee("业务员", "业务员上岗课程", cases=12, level=2, pass_mark=80, minutes=45),
    CONTROLLER: Trainee("信用控制人员", "信用控制课程", cases=15, level=4, pass_mark=85, minutes=75),
    SERVICE: Trainee("客服人员", "客服人员上岗课程", cases=12, level=2, pass_mark=80, minutes=40),
}
