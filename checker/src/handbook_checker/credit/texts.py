"""What the conditions of the credit checks say, by the clause that states them."""

from ..model.clauses import stated
from ..model.wording import spelled
from . import rules  # noqa: F401 (states the clauses)

CLEARING_WINDOW = f"合同到期前{spelled(stated('credit.36').period)}内"

_REDUCTION = "原有预付、赊销额低于本条款标准：信用额度从低执行，并应逐步减少。"

CONDITIONS = {
    "credit.24.2.1": "授信前由财务部确认：加上本额度后，授信总额不超过基准日的应收账款余额。",
    "credit.24.2.3": "在购销合同中注明信用额度，并随客户信用变化及时调整。",
    "credit.26.2": _REDUCTION,
    "credit.27": _REDUCTION,
    "credit.32": "申请金额超出可用额度：须先取得上级相关部门的正式批准文书，方可办理。",
    "credit.33": "当前占用额大于信用额度：应采取措施，在较短期间内压缩至信用额度之内。",
    "credit.34": "不享有信用额度而仍有占用：应加大货款清收力度，占用额只减不增，并采取担保、不动产抵押等资产保全措施。",
    "credit.36": f"{CLEARING_WINDOW}：与客户确定下一年度的合作方式，并对欠货、欠款全部清收。",
}
