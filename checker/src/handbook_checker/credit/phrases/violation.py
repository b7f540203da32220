"""Somebody who acted beyond what he was authorised to do, or did not."""

from ...training.stories import Language, state
from ..violations import CHECK

STATEMENTS = (
    state(
        "exceeded_authority",
        "{as_of}，稽核发现{当事人}没有得到授权，就给{客户}多放了一批赊销的货",
        "{as_of}查账，{当事人}超出批准的额度给{客户}发了货，事前没有报批",
        "{as_of}，财务部退回一张付款单：{当事人}批了超出自己授权范围的预付款，收款人是{客户}",
        "{as_of}，有人反映{当事人}越过授信范围，答应{客户}延期付款；核对合同，情况属实",
    ),
    state(
        "-exceeded_authority",
        "{as_of}，有人举报{当事人}给{客户}多发了货；核对后，数额在批准的额度之内，没有超越授信范围",
        "{as_of}复查{当事人}经手的{客户}业务，每一笔都在授权之内",
        "{as_of}，{当事人}被问起{客户}的一笔赊销；批文齐全，没有越权",
    ),
    state(
        "?exceeded_authority",
        "{as_of}，有人反映{当事人}给{客户}多放了货，是否超出授权，批文还在调取",
        "{as_of}，{当事人}经手的{客户}业务受到质疑，是不是越权还在查",
    ),
    state(
        "corrected_in_time",
        "通知下达以后，当事人在限期内改正，手续也补齐了",
        "限期之内已经纠正、补救",
    ),
    state("-corrected_in_time", "限期已过，仍没有纠正", "给了限期，到期也没有补救"),
    state("?corrected_in_time", "限期内补救了没有，还没有回报"),
    state("", "损失核定为{economic_loss}", "财务部算下来，造成损失{economic_loss}"),
    state("economic_loss=0", "没有造成经济损失", "算下来，一分钱也没有损失"),
    state("?economic_loss", "损失有多少，还没有核定"),
    state("corrected_in_time economic_loss=0", "限期之内就改正了，没有造成经济损失"),
    state("-corrected_in_time", "限期过了也没有补救，损失{economic_loss}"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(("as_of", "exceeded_authority", "corrected_in_time", "economic_loss"),),
    statements=STATEMENTS,
)
