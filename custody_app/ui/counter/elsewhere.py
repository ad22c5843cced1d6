"""What the counter says of a thing that lies in another store, on the road or with a unit."""

from __future__ import annotations

from custody_app.domain.vocabulary import Custody
from custody_app.messages import Told
from custody_app.queries.whereabouts import Whereabouts
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.times import local_text


def elsewhere(where: Whereabouts) -> Told:
    """Where it is, and what can be done."""
    facts = {
        "store": where.store or translate("counter", "the centre"),
        "to": where.to_store or translate("counter", "the centre"),
        "place": where.place,
        "name": where.carrier,
        "unit": where.unit,
        "since": local_text(where.since),
        "act": word("command", _ACTS.get(where.custody, "SendToStore")),
        "stop": word("command", "FreezeItem"),
    }
    if where.custody is Custody.IN_TRANSIT:
        text = translate(
            "counter", "It is on the road from {store} to {to}, with {name} since {since}."
        )
        further = translate("counter", "If it is here, open it under Items: “{act}”.")
    elif where.custody is Custody.ENTRUSTED:
        text = translate("counter", "{unit} keeps it under contract since {since}.")
        further = translate("counter", "If it is here, open it under Items: “{act}”.")
    elif where.custody is Custody.AT_AUTHORITY_STORE:
        text = translate("counter", "It is in the store of {unit}.")
        further = translate("counter", "If it comes back, open Transfers: “{act}”.")
    else:
        text = translate("counter", "It belongs to another store: {store}, {place}.")
        further = translate(
            "counter",
            "Have it sent with two signatures (Items, “{act}”). If it lies here although nobody "
            "sent it, stop it: “{stop}”.",
        )
    return Told("", text.format(**facts), "", further.format(**facts))


_ACTS = {
    Custody.IN_TRANSIT: "ReceiveFromStore",
    Custody.ENTRUSTED: "ReturnEntrusted",
    Custody.AT_AUTHORITY_STORE: "TakeBackItem",
}
"""Where it is -> the command that brings it back; from another store it is sent."""
