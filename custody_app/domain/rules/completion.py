"""A request is carried out when each thing it names has left or come on it.

Nobody has to say so.
"""

from __future__ import annotations

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.events.registers import RequestCarriedOut
from custody_app.domain.ids import RequestId
from custody_app.domain.world import World

USES = (
    e.ItemCheckedOut
    | e.LoanExtended
    | e.ItemHandedOver
    | e.ItemReleased
    | e.ItemDestroyed
    | e.ItemSold
    | e.ItemPaidIn
    | e.ItemGivenToAuthority
    | ItemStoredByAuthority
)
"""Events that use up an approval for their item."""


def carried_out(events: tuple[Event, ...], world: World) -> tuple[Event, ...]:
    """The events that say so for every request that these events finish."""
    uses = [(event.request, event.item) for event in events if isinstance(event, USES)]
    return tuple(
        RequestCarriedOut(request=request)
        for request in dict.fromkeys(request for request, _ in uses)
        if _is_finished(request, {item for used, item in uses if used == request}, world)
    )


def _is_finished(request: RequestId, now: set[str], world: World) -> bool:
    asked = world.request(request).items
    return all(one.item in now or request in world.item(one.item).used_requests for one in asked)
