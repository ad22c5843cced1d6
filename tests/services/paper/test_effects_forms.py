"""Papers of personal effects say what the record says: the slip, and what left at one time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.effects import EffectsCount, EffectsWords, GivenTo, KeptWhy, LineState
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.effects import EffectsReceived, EffectsReturned, EffectsTakenOut
from custody_app.domain.ids import EffectsId
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import FormKind, SignedBy
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.services.paper.effects_forms import effects_out, effects_slip
from custody_app.services.paper.gather import Gather
from custody_app.storage.state_store import StateStore
from tests.queries.recording import CASE, CLERK, CLERK_2, SLOT, Centre, a_centre

SLIP = EffectsId("0190f000-0000-7000-8000-0000000e0001")
ASKED = IssueForm(kind=FormKind.EFFECTS_SLIP, effects=SLIP)
OUT = IssueForm(kind=FormKind.EFFECTS_OUT, effects=SLIP)


def received() -> EffectsReceived:
    return EffectsReceived(
        effects=SLIP,
        number="SC2026110001",
        place=SLOT,
        officer=CLERK_2,
        why=KeptWhy.NOBODY_REACHED,
        case=CASE,
        lines=(EffectsCount(Amount("1", "根")), EffectsCount(Amount("20", "CNY"), "F-1")),
        name="赵某",
        id_no="530102199001010000",
        words=(EffectsWords("皮带", "棕色"), EffectsWords("人民币")),
    )


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    found = a_centre(tmp_path / "centre.db")
    found.record(received())
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()


@pytest.fixture
def gather(centre: Centre) -> Iterator[Gather]:
    with centre.reader.engine.connect() as connection:
        yield Gather(World(StateStore(connection)), Evidence(connection), "zh_CN")


def test_the_slip_shows_the_person_and_every_line(gather: Gather, head: FormHead) -> None:
    slip = effects_slip(ASKED, gather, head)
    assert (slip.slip_no, slip.owner.name, slip.owner.id_no) == (
        "SC2026110001", "赵某", "530102199001010000",
    )  # fmt: skip
    assert [(line.n, line.name, line.seal_no, line.state) for line in slip.lines] == [
        (1, "皮带", "", None),
        (2, "人民币", "F-1", None),
    ]
    assert slip.officer.name == gather.person(CLERK_2).name


def test_what_left_last_is_the_paper_of_what_leaves(
    centre: Centre, gather: Gather, head: FormHead
) -> None:
    centre.record(EffectsTakenOut(effects=SLIP, lines=(1,), taken_by=CLERK_2, purpose="辨认"))
    out = effects_out(OUT, gather, head)
    assert (out.to, out.note, [line.n for line in out.lines]) == (
        LineState.TAKEN_OUT, "辨认", [1],
    )  # fmt: skip
    assert out.taker is not None
    assert out.second is None
    centre.record(
        EffectsReturned(
            effects=SLIP, lines=(2,), given_to=GivenTo.RELATIVE, signed_by=SignedBy.SIGNATURE,
            second=CLERK, recipient="赵父", recipient_id_no="5301",
        )
    )  # fmt: skip
    fresh = Gather(World(StateStore(gather.evidence.connection)), gather.evidence, "zh_CN")
    back = effects_out(OUT, fresh, head)
    assert (back.to, back.recipient, [line.n for line in back.lines]) == (
        LineState.RETURNED, "赵父", [2],
    )  # fmt: skip
    assert back.taker is None
    assert effects_slip(ASKED, fresh, head).lines[1].state is LineState.RETURNED


@pytest.mark.parametrize(
    ("make", "command", "code"),
    [
        (effects_slip, IssueForm(kind=FormKind.EFFECTS_SLIP), "form.no_effects"),
        (effects_out, OUT, "form.nothing_left"),
    ],
)
def test_without_a_slip_or_a_step_there_is_no_paper(
    make: Callable[[IssueForm, Gather, FormHead], object],
    command: IssueForm,
    code: str,
    gather: Gather,
    head: FormHead,
) -> None:
    with pytest.raises(RuleBroken) as told:
        make(command, gather, head)
    assert told.value.code == code
