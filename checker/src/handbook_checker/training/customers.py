"""Customers and those who look after them, for the stories; every name is made up."""

from collections.abc import Mapping
from random import Random

_NAMES = (
    "嘉穗",
    "宁川",
    "同茂",
    "瑞禾",
    "博远",
    "晨屿",
    "广渠",
    "安泽",
    "润庭",
    "信陵",
    "青棠",
    "临港",
    "松岭",
    "云栖",
    "禾川",
)
_TRADES = (
    ("食品", "调味品"),
    ("建材", "防水卷材"),
    ("五金", "紧固件"),
    ("纸业", "包装纸箱"),
    ("电器", "小家电"),
    ("粮油", "面粉"),
    ("日化", "洗涤用品"),
    ("机电", "水泵"),
    ("医疗器械", "一次性耗材"),
    ("纺织", "坯布"),
)
_CLERKS = ("业务员小周", "业务员小林", "业务员老陈", "业务员何敏", "业务主管吴芳", "业务员马骏")


def cast(rng: Random) -> Mapping[str, tuple[str, ...]]:
    """A customer with its trade, and the clerk who looks after it."""
    name = rng.choice(_NAMES)
    trade, goods = rng.choice(_TRADES)
    return {"客户": (f"{name}{trade}有限公司",), "货": (goods,), "业务员": (rng.choice(_CLERKS),)}
