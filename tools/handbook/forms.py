"""What the six forms that the regulations name hold.

The questions are the checker's facts, group by group, and the results are those of its outcomes. What stands here is
what neither has: the order on paper, the room that is left for the pen, and who signs by which clause.
"""

from typing import NamedTuple


class Fact(NamedTuple):
    """A fact of a check: asked on the blank form, answered on the filled one."""

    check: str
    name: str
    lines: int = 1
    """Room beside the answer, in lines."""
    room: str = ""
    """What the room is for, where it is for more than remarks."""


class Result(NamedTuple):
    """A result of a check, by the label that its outcome gives it."""

    check: str
    label: str
    clauses: tuple[str, ...]


class Room(NamedTuple):
    """Something to write by hand that no check asks for."""

    label: str
    clauses: tuple[str, ...] = ()
    lines: int = 1


class Matter(NamedTuple):
    """A clause that says itself what is to be looked at, with room for what was found."""

    clause: str
    conflicts_of: str | None = None
    """The check whose contradictory facts stand here."""
    lines: int = 1


class Group(NamedTuple):
    """All facts of a group of a check; as a part of its own, under the group's title and clause."""

    check: str
    title: str
    lines: int = 1


Row = Fact | Result | Room | Matter | Group


class Part(NamedTuple):
    """Rows under a title and the clauses that ask for them."""

    title: str
    clauses: tuple[str, ...]
    rows: tuple[Row, ...]


class Signature(NamedTuple):
    """A place to sign; the clauses name the role."""

    role: str
    act: str
    clauses: tuple[str, ...]


class Form(NamedTuple):
    """One form: what identifies the case, then its parts, or a row for each customer, then the signatures."""

    id: str
    title: str
    regulation: str
    checks: tuple[str, ...]
    """The checks whose cases fill it."""
    purpose: str
    clauses: tuple[str, ...]
    """The clauses that ask for the form."""
    signatures: tuple[Signature, ...]
    heading: tuple[Room | Fact, ...] = ()
    parts: tuple[Part | Group, ...] = ()
    columns: tuple[Fact | Result | Room, ...] = ()
    rows: int = 0
    """Rows of a blank register."""


_GRADING = ("credit.15", "credit.16", "credit.17", "credit.18")
_GRANTING = ("credit.26", "credit.27", "credit.28")

_FORMS = (
    Form(
        "assessment",
        "客户信用调查评定表",
        "credit",
        ("survey", "credit"),
        "调查客户资信，评定信用等级。营销部业务主管填写，部门经理审核，财务部门备案，每季度全面更新一次。",
        ("credit.8", "credit.10", "credit.11", "credit.12"),
        heading=(
            Room("客户名称"),
            Fact("credit", "role"),
            Room("地址"),
            Room("联系人及电话"),
        ),
        parts=(
            Group("survey", "调查要点", lines=2),
            Group("credit", "A级条件"),
            Group("credit", "C级情形"),
            Group("credit", "新客户与资料"),
            Part("信用等级", _GRADING, (Result("credit", "信用等级", _GRADING),)),
            Group("survey", "更新"),
            Part(
                "重点审核内容",
                ("credit.11",),
                (
                    Matter("credit.11.1", conflicts_of="credit"),
                    Matter("credit.11.2"),
                    Matter("credit.11.3"),
                    Matter("credit.11.4"),
                ),
            ),
            Group("survey", "填报、审核与备案"),
        ),
        signatures=(
            Signature("营销部业务主管", "填表人，对本表内容的真实性负全部责任", ("credit.10",)),
            Signature("部门经理", "审核", ("credit.10",)),
            Signature("相关部门", "重点审核", ("credit.11",)),
            Signature("财务部门", "备案", ("credit.10",)),
        ),
    ),
    Form(
        "classification",
        "客户信用等级分类汇总表",
        "credit",
        ("credit",),
        "汇总预付、赊销客户的信用等级和信用额度，一户一行。营销部经理填写，额度经总经理、董事长审批。",
        ("credit.19", "credit.29", "credit.30"),
        columns=(
            Room("客户名称", ("credit.29",)),
            Fact("credit", "role"),
            Result("credit", "信用等级", ("credit.19",)),
            Fact("credit", "prior_credit_amount"),
            Fact("credit", "current_exposure"),
            Fact("credit", "arrears_unsettled"),
            Result("credit", "授信决定", _GRANTING),
            Result("credit", "授信种类", ("credit.25",)),
            Result("credit", "信用额度", ("credit.22", "credit.30")),
            Result("credit", "期限", ("credit.23",)),
            Room("备注"),
        ),
        rows=15,
        signatures=(
            Signature("营销部经理", "填写；B级客户上报", ("credit.19", "credit.27")),
            Signature("经办业务员", "会同评定", ("credit.19",)),
            Signature("财务部信用控制主管", "会同评定", ("credit.19",)),
            Signature("营销副总", "审批", ("credit.26", "credit.27")),
            Signature("财务总监", "审批", ("credit.26", "credit.27")),
            Signature("总经理", "审批", ("credit.26", "credit.27", "credit.30")),
            Signature("董事长", "审批", ("credit.30",)),
        ),
    ),
    Form(
        "evaluation",
        "客户授信额度执行评价表",
        "credit",
        ("review", "order"),
        "按月评价授信额度的执行情况，必要时调整额度。财务部填写，营销部经理核对。",
        ("credit.37", "credit.38", "credit.39", "credit.40", "credit.41", "credit.42"),
        heading=(Room("客户名称"), Room("评价月份")),
        parts=(
            Part(
                "财务数据及往来情况",
                ("credit.40",),
                (
                    Fact("order", "grade"),
                    Fact("order", "limit"),
                    Room("本月发货、预付金额", ("credit.40",)),
                    Room("本月回款、到货金额", ("credit.40",)),
                    Fact("order", "current_exposure"),
                    Fact("order", "arrears_unsettled"),
                ),
            ),
            Part(
                "月度、季度检查",
                ("credit.38",),
                (Group("review", "每月"), Group("review", "每季度")),
            ),
            Part(
                "汇报与评价",
                ("credit.37", "credit.39", "credit.41"),
                (
                    Room("业务主管的书面汇报", ("credit.39",), lines=4),
                    Room("营销部经理的书面评价意见", ("credit.41",), lines=3),
                    Room("财务部信用控制主管的稽核意见", ("credit.37",), lines=2),
                ),
            ),
            Part(
                "额度调整",
                ("credit.41", "credit.42"),
                (Group("review", "额度调整"), Result("review", "调整", ("credit.42",))),
            ),
        ),
        signatures=(
            Signature("财务部", "填写，对财务数据的真实性负责", ("credit.40",)),
            Signature("业务主管", "书面汇报，对汇报的真实性负全部责任", ("credit.39",)),
            Signature("营销部经理", "核对，签署评价意见并上报", ("credit.40", "credit.41")),
            Signature("财务部信用控制主管", "稽核", ("credit.37",)),
            Signature("营销主管副总", "审核", ("credit.41",)),
            Signature("总经理", "批准调整", ("credit.41",)),
            Signature("董事长", "批准调整", ("credit.41",)),
        ),
    ),
    Form(
        "visit-plan",
        "客户回访计划",
        "visits",
        ("visit",),
        "回访之前，列明回访的大概时间、内容、目的和方式，并备齐资料。客户服务专员制订。",
        ("visits.3.1", "visits.3.3"),
        heading=(Room("客户名称"), Fact("visit", "kind"), Room("受访人及职务"), Room("联系电话")),
        parts=(
            Part(
                "回访计划",
                ("visits.3.1",),
                (
                    Fact("visit", "plan_time", 1, "大概时间："),
                    Fact("visit", "plan_content", 4, "回访内容："),
                    Fact("visit", "plan_purpose", 3, "回访目的："),
                    Fact("visit", "plan_method", 1, "回访方式："),
                ),
            ),
            Part(
                "回访资料",
                ("visits.3.3",),
                (
                    Fact("visit", "material_customer_profile", 2, "姓名、职务、年龄等："),
                    Fact("visit", "material_service_records", 2, "服务记录："),
                    Fact("visit", "material_consumption_traits", 2, "消费特点："),
                ),
            ),
        ),
        signatures=(Signature("客户服务专员", "制订", ("visits.3.1",)),),
    ),
    Form(
        "visit-record",
        "客户回访记录表",
        "visits",
        ("visit",),
        "回访当时，记下客户的需求和对服务的意见。客户服务专员填写。",
        ("visits.4.2",),
        heading=(
            Room("客户名称"),
            Fact("visit", "kind"),
            Room("受访人及职务"),
            Room("时间和地点"),
        ),
        parts=(
            Part(
                "回访情况",
                ("visits.4.2",),
                (
                    Room("客户的需求", ("visits.4.2",), lines=9),
                    Room("对服务的意见", ("visits.4.2",), lines=9),
                    Fact("visit", "record_form_completed"),
                ),
            ),
        ),
        signatures=(
            Signature("客户服务专员", "填写", ("visits.4.2",)),
            Signature("客户服务主管", "审查", ("visits.5.2",)),
            Signature("客户服务部相关人员", "归档", ("visits.6.1",)),
        ),
    ),
    Form(
        "visit-report",
        "客户回访报告表",
        "visits",
        ("visit",),
        "回访结束的第二天，根据《客户回访记录表》汇总回访过程和结果。客户服务专员填写，客户服务主管审查。",
        ("visits.5.1", "visits.5.2"),
        heading=(
            Room("客户名称"),
            Fact("visit", "kind"),
            Room("受访人及职务"),
            Room("记录表编号"),
        ),
        parts=(
            Part(
                "回访过程和结果",
                ("visits.5.1",),
                (
                    Fact("visit", "visit_ended_on"),
                    Result("visit", "报告期限", ("visits.5.1",)),
                    Fact("visit", "report_on"),
                    Result("visit", "报告逾期", ("visits.5.1",)),
                    Room("回访过程", ("visits.5.1",), lines=5),
                    Room("回访结果", ("visits.5.1",), lines=5),
                ),
            ),
            Part(
                "审查",
                ("visits.5.2",),
                (
                    Room("指导意见", ("visits.5.2",), lines=2),
                    Fact("visit", "supervisor_reviewed"),
                ),
            ),
        ),
        signatures=(
            Signature("客户服务专员", "填写", ("visits.5.1",)),
            Signature("客户服务主管", "审查并提出指导意见", ("visits.5.2",)),
        ),
    ),
)

FORMS = {form.id: form for form in _FORMS}
"""The forms by id, in the order of the regulations."""


def forms_of(check: str) -> list[Form]:
    """The forms that a case of `check` fills."""
    return [form for form in _FORMS if check in form.checks]
