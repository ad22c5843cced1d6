"""What one officer comes for with both hands full: twenty scans of two cases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from custody_app.bootstrap import Core
from custody_app.domain.tag import Tag, TagKind, parse
from custody_app.queries.holdings import find_place
from custody_app.queries.names import containers_of
from custody_app.queries.reader import Reader
from custody_app.services.script.answer import filled_in
from tests.living import CAST
from tests.scenarios.conftest import Play

ZHANG = "530211"
OUT = 10
BACK = 6
MOVED = 2
BOXED = 5
FROM = {"out": "A-01-01", "back": "A-01-03", "moved": "A-01-03", "boxed": ""}


@dataclass(frozen=True, slots=True)
class Twenty:
    """Codes in the order in which they are scanned, and what must come of them."""

    out: tuple[str, ...]
    back: tuple[str, ...]
    moved: tuple[str, ...]
    box: str
    unknown: str
    ids: dict[str, tuple[str, ...]]
    cases: tuple[str, str]
    place: str
    other_place: str

    @property
    def mixed(self) -> tuple[str, ...]:
        """Twenty scans: ten out, six back, two to move, a box and a label nobody knows."""
        return (
            *self.back[:3], *self.out[:5], self.unknown, *self.back[3:], *self.out[5:], self.box,
            *self.moved,
        )  # fmt: skip


def make_twenty(core: Core, folder: Path) -> Twenty:
    """Two cases of one officer, filled by the door for scripts."""
    read = Reader(core.reader)
    with core.reader.connect() as connection:
        number = connection.exec_driver_sql(
            "SELECT key FROM subject_key WHERE kind = 'case' AND key LIKE '%五华%3021号'"
        ).scalar_one()
    play = Play(core, CAST, folder, str(number))
    unit = play.session("zhang").person.unit
    play.does(
        "zhang", "RegisterCase", as_="case2",
        kind="criminal", unit=unit, name="钱某某涉嫌诈骗案", officers=[ZHANG, "530212"],
    )  # fmt: skip
    cases = (str(number), str(filled_in("$case2.case", play.answers)))
    names: dict[str, list[str]] = {"out": [], "back": [], "moved": [], "boxed": []}
    counts = {"out": OUT, "back": BACK, "moved": MOVED, "boxed": BOXED}
    play.does("clerk", "RegisterContainer", as_="box", kind="box", name="转运箱", place="A-01-03")
    for kind, count in counts.items():
        for n in range(count):
            name = f"{kind}{n}"
            names[kind].append(name)
            in_second = n % 2 == 1 and kind != "boxed"
            play.burglary = cases[1] if in_second else cases[0]
            play.lists(f"涉案物品{kind}{n}", as_=name)
            play.takes_in(name, place=FROM[kind])
            if kind == "boxed":
                play.does("clerk", "MoveItem", item=f"${name}.item", container="$box.container")
    lend(play, names["back"])
    ask(play, names["out"] + names["boxed"])
    centre = parse(str(filled_in("$out0.code", play.answers)))[0]
    box = str(filled_in("$box.container", play.answers))

    def codes(kind: str) -> tuple[str, ...]:
        return tuple(str(filled_in(f"${name}.code", play.answers)) for name in names[kind])

    return Twenty(
        out=codes("out"),
        back=codes("back"),
        moved=codes("moved"),
        box=read(containers_of, [box])[box].code,
        unknown=Tag(TagKind.ITEM, centre.site, centre.station, centre.year, 987_654).code(),
        ids={
            kind: tuple(str(filled_in(f"${name}.item", play.answers)) for name in found)
            for kind, found in names.items()
        },
        cases=cases,
        place=read(find_place, text="A-01-02")[0].label_code,
        other_place=read(find_place, text="A-01-04")[0].label_code,
    )


def ask(play: Play, names: list[str]) -> list[str]:
    """Approved call-outs, one for each case; their references."""
    found: list[str] = []
    of_case: dict[str, list[str]] = {}
    for name in names:
        of_case.setdefault(play.item(f"${name}.item").case, []).append(name)
    for case, mine in of_case.items():
        reference = f"asked-{mine[0]}"
        play.does(
            "zhang", "RequestCallOut", as_=reference,
            items=[{"item": f"${name}.item"} for name in mine],
            purpose="identification", due_at=play.hours(30), reason=f"辨认 {case[:4]}",
        )  # fmt: skip
        play.does("wuhua_head", "ApproveRequest", request=f"${reference}.request")
        found.append(reference)
    return found


def lend(play: Play, names: list[str]) -> None:
    """Handed out before."""
    of_case = {name: play.item(f"${name}.item").case for name in names}
    for reference in ask(play, names):
        request = play.request(f"${reference}.request")
        for name in names:
            if of_case[name] == request.case:
                play.does(
                    "clerk", "CheckOutItem", "zhang",
                    item=f"${name}.item", request=request.id, borrower=ZHANG,
                )  # fmt: skip
