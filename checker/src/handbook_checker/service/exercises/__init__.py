"""How each check of the regulation is practised."""

from ...model.clauses import stated
from ...training.duties import exercise
from ...training.trainees import SERVICE
from ..phrases.service import LANGUAGE
from ..work import CHECK
from . import pay

_SECONDS = stated("service.2.6").at_most
_ALLOWED = {
    "service.2.6": f"确有必要的私人电话，至多 {_SECONDS // 60} 分钟，即 {_SECONDS} 秒，不算违反（解释 I-33）。"
}

EXERCISES = (exercise(CHECK, LANGUAGE, courses={SERVICE: "工作要求"}, allowed=_ALLOWED), pay.EXERCISE)
