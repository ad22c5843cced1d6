"""Rows pasted from a spreadsheet: header found, columns named, every row as a LineEntry."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace

from custody_app.domain.quantity import COUNT_UNITS, UNITS
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CashUse, Category
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, SOURCE_LANGUAGE
from custody_app.runtime.words import words
from custody_app.ui.intake.line_entry import UNIT_OF, LineEntry

ROWS_MAX = 500
CELL_MAX = 500
HEADER_HITS = 2
HEADINGS: dict[str, tuple[str, ...]] = {
    "line": ("序号", "编号", "行号", "no", "no.", "line", "#"),
    "name": ("名称", "物品名称", "财物名称", "品名", "涉案财物名称", "name", "item", "description"),
    "category": ("类别", "种类", "类型", "财物类别", "category", "kind", "type"),
    "number": ("数量", "数额", "金额", "quantity", "qty", "amount"),
    "unit": ("单位", "计量单位", "unit"),
    "features": ("特征", "规格", "型号", "规格型号", "品牌型号", "特征描述", "备注", "features",
                 "model", "remark", "remarks", "note"),
    "imei": ("imei", "imei1", "串号", "串码", "手机串号"),
    "imei2": ("imei2", "串号2"),
    "serial_no": ("序列号", "机身号", "serial", "serial no", "serial no.", "sn"),
    "plate": ("车牌", "车牌号", "号牌", "号牌号码", "plate"),
    "vin": ("车架号", "车辆识别代号", "vin"),
    "engine_no": ("发动机号", "engine no", "engine no."),
    "mileage": ("里程", "里程数", "mileage"),
    "bank_card": ("卡号", "银行卡号", "card no", "card no."),
    "fineness": ("成色", "纯度", "fineness"),
    "owner": ("所有人", "持有人", "物主", "owner"),
    "seal_no": ("封签号", "封条号", "封签", "seal", "seal no", "seal no."),
    "place": ("库位", "存放位置", "位置", "货位", "place", "location"),
    "cash_use": ("现金用途", "用途", "cash use"),
    "proving_feature": ("证明特征", "特定物特征", "proving feature"),
}  # fmt: skip
"""Field -> the headings it is known by; compared without blanks, case and width."""
UNIT_WORDS = {
    "元": "CNY", "人民币": "CNY", "rmb": "CNY", "¥": "CNY", "克": "g", "毫克": "mg", "千克": "kg",
    "公斤": "kg", "吨": "t", "毫升": "mL", "ml": "mL", "升": "L", "l": "L", "米": "m",
    "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY",
}  # fmt: skip
CLUES: tuple[tuple[Category, str], ...] = (
    (Category.PHONE, r"手机|iphone|华为|小米.*(手机|note)|phone"),
    (Category.BANK_CARD, r"银行卡|储蓄卡|信用卡|bank card"),
    (Category.COUNTERFEIT, r"假币|假钞|伪钞|伪币|假人民币|假美元|假港币|counterfeit"),
    (Category.CASH, r"现金|人民币|美元|港币|cash"),
    (Category.DRUGS, r"毒品|冰毒|海洛因|氯胺酮|大麻|麻古|甲基苯丙胺|疑似毒|heroin|drug"),
    (Category.AMMUNITION, r"子弹|弹药|cartridge"),
    (Category.FIREARM, r"枪|rifle|pistol"),
    (Category.KNIFE, r"刀|匕首|knife"),
    (Category.VEHICLE, r"轿车|汽车|货车|客车|摩托车|电动车|车辆|vehicle|car\b"),
    (Category.VALUABLES, r"黄金|金条|金砖|首饰|戒指|项链|手镯|铂金|玉|gold|jewel"),
    (
        Category.ELECTRONIC,
        r"电脑|笔记本电脑|平板|硬盘|u盘|优盘|主机|服务器|相机|laptop|computer|disk",
    ),
    (Category.BOOK, r"图书|书籍|光盘|教材|book"),
    (Category.DOCUMENT, r"账本|合同|文件|单据|票据|document"),
)
"""What a name says about its category when no column does; the clerk may choose another."""
_QUANTITY = re.compile(r"^([0-9][0-9,，]*(?:\.[0-9]+)?)\s*(\D*)$")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read: rows, the fields that the columns hold, what was left out."""

    rows: tuple[LineEntry, ...]
    columns: tuple[str, ...]
    has_header: bool
    left_out: int = 0


def looks_like_rows(text: str) -> bool:
    """Whether a text was copied from several cells."""
    return "\t" in text or "\n" in text.strip()


def read_pasted(text: str) -> Pasted:
    """Tab-separated text as lines of a list; empty rows are passed over."""
    table = [
        [_cell(cell) for cell in line.split("\t")]
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    table = [cells for cells in table if any(cells)]
    if not table:
        return Pasted((), (), False)
    columns = _header(table[0])
    has_header = columns is not None
    body = table[1:] if has_header else table
    named = columns if columns is not None else _guessed(body)
    kept = body[:ROWS_MAX]
    rows = tuple(_entry(cells, named) for cells in kept)
    return Pasted(rows, tuple(name for name in named if name), has_header, len(body) - len(kept))


def _cell(text: str) -> str:
    inner = text.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        inner = inner[1:-1].replace('""', '"')
    return inner.strip()[:CELL_MAX]


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s:*()]+", "", folded)


def _header(cells: list[str]) -> list[str] | None:
    known = {_bare(heading): name for name, all_ in HEADINGS.items() for heading in all_}
    found = [known.get(_bare(cell), "") for cell in cells]
    unique: list[str] = []
    for name in found:
        again = name in unique and name != "features"
        unique.append("" if again else name)
    return unique if sum(bool(name) for name in unique) >= HEADER_HITS else None


def _guessed(body: list[list[str]]) -> list[str]:
    """Columns of a table without header: a number, a name, then by what the cells look like."""
    width = max(len(cells) for cells in body)
    columns = [[cells[at] if at < len(cells) else "" for cells in body] for at in range(width)]
    names = [""] * width
    first = 0
    if width > 1 and all(cell.isdigit() for cell in columns[0]) and _runs(columns[0]):
        names[0], first = "line", 1
    names[first] = "name"
    for at in range(first + 1, width):
        for field, fits in (("category", _category), ("number", _is_quantity), ("unit", _unit)):
            if field not in names and all(fits(cell) for cell in columns[at] if cell):
                names[at] = field if any(columns[at]) else ""
                break
        else:
            names[at] = "features"
    return names


def _runs(cells: list[str]) -> bool:
    numbers = [int(cell) for cell in cells[:ROWS_MAX] if len(cell) < 6]
    steps = itertools.pairwise(numbers)
    return len(numbers) == len(cells[:ROWS_MAX]) and all(b - a == 1 for a, b in steps)


def _is_quantity(cell: str) -> bool:
    return bool(_QUANTITY.match(unicodedata.normalize("NFKC", cell)))


def _unit(cell: str) -> str:
    bare = unicodedata.normalize("NFKC", cell).strip()
    if bare in UNITS:
        return bare
    return UNIT_WORDS.get(bare.lower(), "") or (bare.upper() if bare.upper() in UNITS else "")


def _category(cell: str) -> str:
    for language in (DEFAULT_LANGUAGE, SOURCE_LANGUAGE):
        for code, said in words("category", language).items():
            if cell.strip().lower() in (code, said.lower(), said.split("（")[0].lower()):
                return code
    return ""


def _guess_category(name: str) -> str:
    for category, clue in CLUES:
        if re.search(clue, name.lower()):
            return category.value
    return Category.GENERAL.value


def _entry(cells: list[str], columns: list[str]) -> LineEntry:
    given: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name and cell:
            given[name] = f"{given[name]} {cell}" if name in given else cell
    said = given.pop("category", "")
    category = _category(said) or _guess_category(f"{said} {given.get('name', '')}")
    number, unit = _quantity(given.pop("number", ""), given.pop("unit", ""), Category(category))
    use = given.pop("cash_use", "")
    entry = replace(LineEntry(), **given)
    return replace(
        entry, category=category, number=number, unit=unit, cash_use=_cash_use(use) if use else ""
    )


def _quantity(cell: str, unit_cell: str, category: Category) -> tuple[str, str]:
    usual = UNIT_OF.get(category, "件")
    unit = _unit(unit_cell) if unit_cell else ""
    found = _QUANTITY.match(unicodedata.normalize("NFKC", cell))
    if found is None:
        return (cell or "1"), unit or usual
    number = found.group(1).replace(",", "").replace("，", "")
    own = _unit(found.group(2)) if found.group(2) else ""
    unit = unit or own or usual
    if unit in COUNT_UNITS and number.endswith(".0"):
        number = number[:-2]
    return number.lstrip("0") if number.lstrip("0")[:1].isdigit() else number, unit


def _cash_use(cell: str) -> str:
    for language in (DEFAULT_LANGUAGE, SOURCE_LANGUAGE):
        for code, said in words("cash_use", language).items():
            if cell in (code, said):
                return code
    if re.search(r"存|bank|账", cell):
        return CashUse.TO_BANK.value
    return CashUse.OBJECT.value if re.search(r"特定|物|object", cell) else ""
