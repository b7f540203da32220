"""The pay of somebody in customer service for a month."""

from ...model.clauses import stated
from ...model.wording import numeral, quantity
from ...training.stories import Language, state
from ..pay import CHECK

LATE = stated("service.7.1")

STATEMENTS = (
    state(
        "",
        "{as_of}，人事部结算{客服}这个月的工资",
        "{as_of}是结薪日，桌上放着{客服}的考勤和投诉登记",
        "人事部的小纪在{as_of}核对{客服}的薪酬",
    ),
    state("", "{客服}是{hired_on}入职的", "劳动合同写明，入职日期为{hired_on}", "{客服}自{hired_on}起上班"),
    state("?hired_on", "入职日期要等档案室查", "哪一天入职的，合同还没有找到"),
    state("", "基本工资{base_salary}", "每月的基本工资是{base_salary}", "合同约定的基本工资为{base_salary}"),
    state("?base_salary", "基本工资的数额，定薪表还没有送到"),
    state("", "{客服}于{hired_on}入职，基本工资{base_salary}"),
    state("", "当月迟到{late_count}次", "考勤机记下的迟到有{late_count}次", "这个月上班迟到了{late_count}次"),
    state("late_count=0", "当月没有迟到", "考勤上一次迟到也没有"),
    state("?late_count", "当月迟到几次，考勤还在补录", "考勤机坏了三天，迟到次数还没有统计出来"),
    state(
        "late_rate_applies=whole_month",
        f"公司规定，当月迟到{quantity(LATE.too_often)}次以上的，{LATE.percent_then}% 的标准当月各次都适用",
    ),
    state(
        "late_rate_applies=from_third",
        f"公司规定，当月迟到{quantity(LATE.too_often)}次以上的，{LATE.percent_then}% 的标准从第{numeral(LATE.too_often)}次起适用",
    ),
    state(
        "",
        "客户和销售人员的投诉有{complaint_count}次",
        "投诉登记簿上记着{complaint_count}次",
        "这个月被投诉了{complaint_count}次",
    ),
    state("complaint_count=0", "当月没有投诉", "客户和销售人员都没有投诉"),
    state("?complaint_count", "投诉有几次，客户回访还没有核完", "投诉登记簿被借走了，次数不详"),
    state("", "每次罚款定为{fine_per_complaint}", "部门按情节定的罚款是每次{fine_per_complaint}"),
    state("late_count=0 complaint_count=0", "当月没有迟到，也没有投诉"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", "hired_on", "base_salary"),
        ("late_count", "late_rate_applies", "complaint_count", "fine_per_complaint"),
    ),
    statements=STATEMENTS,
)
