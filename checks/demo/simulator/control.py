"""The door that tests and the demo use to change the stand-in from another process."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from checks.demo.simulator.call import Answer, Request, json_answer
from checks.demo.simulator.fault import Fault, FaultKind
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.refusal import Refusal, not_found
from checks.demo.simulator.simulator import Call, Simulator

PREFIX = "/__control__"
HEADER = "x-control-secret"


class Control:
    """Without a secret the door does not exist; with a wrong one neither."""

    def __init__(self, simulator: Simulator, secret: str | None) -> None:
        self._simulator = simulator
        self._secret = secret

    def concerns(self, request: Request) -> bool:
        """Tell whether a call knocks at this door."""
        return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")

    def answer(self, request: Request) -> Answer:
        """Do what is asked and answer with what came of it."""
        given = request.headers.get(HEADER, "")
        try:
            if not self._secret or not hmac.compare_digest(given.encode(), self._secret.encode()):
                raise not_found()
            return json_answer(self._done(request))
        except Refusal as refusal:
            return json_answer({"message": refusal.message, "errors": refusal.errors}, refusal.status)
        except (TypeError, ValueError, KeyError) as error:
            return json_answer({"message": f"{type(error).__name__}: {error}"}, 400)

    def _done(self, request: Request) -> object:
        simulator, name = self._simulator, request.path[len(PREFIX) + 1 :]
        adders: dict[str, Callable[[Json], object]] = {
            "customers": simulator.upsert_customer,
            "drafts": simulator.add_draft,
            "booked": simulator.add_booked,
            "draft-entries": simulator.add_draft_entry,
            "booked-entries": simulator.add_booked_entry,
        }
        match request.method, name.split("/"):
            case "GET", ["world"]:
                return simulator.world().document()
            case "GET", ["calls"]:
                return [_call(call) for call in simulator.calls]
            case "GET", ["customers", number]:
                return simulator.customer(int(number))
            case "POST", ["faults"]:
                simulator.fault(_fault(request.document()))
                return {}
            case "DELETE", ["faults"]:
                simulator.clear_faults()
                return {}
            case "POST", ["book", number]:
                return simulator.book(int(number))
            case "POST", ["move", entry, journal]:
                return simulator.move(int(entry), int(journal))
            case "POST", [kind] if kind in adders:
                return adders[kind](request.document())
            case _:
                raise not_found()


def _fault(document: Json) -> Fault:
    known = {field.name for field in fields(Fault)}
    if unknown := set(document) - known:
        raise ValueError(f"a fault has no member {', '.join(sorted(unknown))}")
    members: dict[str, Any] = dict(document)
    return Fault(FaultKind(members.pop("kind")), **members)


def _call(call: Call) -> Json:
    return {
        "method": call.method,
        "path": call.path,
        "query": [list(pair) for pair in call.query],
        "headers": dict(call.headers),
        "tokens": call.tokens,
        "body": call.body.decode("utf-8", "replace"),
        "at": call.at,
    }
