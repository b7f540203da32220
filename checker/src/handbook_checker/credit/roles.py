"""The roles that the credit regulation names."""

from ..model.titles import role

MARKETING_DEPARTMENT = role("营销部")
FINANCE_DEPARTMENT = role("财务部")
FINANCE = role("财务部门")
RELEVANT_DEPARTMENTS = role("相关部门")
BUSINESS_SUPERVISOR = role("业务主管")
SUPERVISOR_IN_MARKETING = role("营销部业务主管")
CREDIT_CONTROLLER = role("财务部信用控制主管", "信用控制主管")
DEPARTMENT_MANAGER = role("部门经理")
MARKETING_MANAGER = role("营销部经理")
DEPUTY_IN_CHARGE_OF_MARKETING = role("营销主管副总")
DEPUTY_GM_MARKETING = role("营销副总")
CFO = role("财务总监")
GENERAL_MANAGER = role("总经理")
CHAIR = role("董事长")
SALESPERSON = role("经办业务员")
