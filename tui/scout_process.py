"""The scout's process: answers one question after the other about a database, and leaves with who asks.

It is the only one that loads a driver and holds the password while a site is being set up.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from checks.adapters.platform import lower_priority
from checks.engine.errors import Fault, LoginRefused
from checks.engine.phrase import Phrase
from tui.config import PASSWORD, ClientTimeSettings, load, read
from tui.file_look import tables_in
from tui.invoice_search import is_it, searching
from tui.scout import Plain
from tui.scout_link import FAULT, FOUND, REFUSED
from tui.server_look import databases_on, tables_on
from tui.site_template import Place, Server
from tui.wire import LENGTH, packed, unpacked

Answer = tuple[str, object]


def main() -> int:
    """Answer until the end of the input, which ends the process whatever hangs."""
    lower_priority()
    questions = queue.SimpleQueue[tuple[str, tuple[Any, ...]]]()
    with os.fdopen(os.dup(1), "wb", buffering=0) as outgoing:
        os.dup2(2, 1)  # whatever else prints is not an answer
        threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), questions), daemon=True).start()
        while True:
            verb, arguments = questions.get()
            outgoing.write(packed(_answer(verb, arguments)))


def _listen(incoming: BinaryIO, questions: queue.SimpleQueue[tuple[str, tuple[Any, ...]]]) -> None:
    while head := incoming.read(LENGTH.size):
        body = incoming.read(*LENGTH.unpack(head))
        questions.put(cast("tuple[str, tuple[Any, ...]]", unpacked(body)))
    os._exit(0)


def _answer(verb: str, arguments: tuple[Any, ...]) -> Answer:
    try:
        return FOUND, VERBS[verb](*arguments)
    except LoginRefused as fault:
        return REFUSED, fault.phrase
    except Fault as fault:
        return FAULT, fault.phrase
    except Exception as defect:  # noqa: BLE001 - a defect of ours is told by its kind; its text could hold values
        return FAULT, DEFECT.with_(kind=type(defect).__name__)


def _databases(place: Plain, secrets: Mapping[str, str]) -> object:
    os.environ.update(secrets)  # where everything looks for them; this process has no children
    return databases_on(_server(place))


def _tables(place: Plain, secrets: Mapping[str, str]) -> object:
    os.environ.update(secrets)
    return tables_in(Path(str(place["sqlite"]))) if "sqlite" in place else tables_on(_server(place))


def _server(place: Plain) -> Server:
    password = Place(_text(place["variable"]), Path(str(place["file"])) if place["file"] else None)
    return Server(
        str(place["address"]),
        _text(place["database"]),
        _text(place["user"]),
        password if password != Place() else None,
        str(place["driver"]),
        str(place["encrypt"]),
        bool(place["trust"]),
    )


def _text(value: str | bool | None) -> str | None:
    return None if value is None else str(value)


def _settings(text: str, path: str, name: str) -> ClientTimeSettings:
    return read(text, Path(path), name).clienttime


def _proposed(text: str, path: str, name: str) -> str | None:
    with searching(_settings(text, path, name)) as search:
        return search.proposed() if search.mapped else None


def _invoice(text: str, path: str, name: str, number: str) -> Phrase | None:
    with searching(_settings(text, path, name)) as search:
        found = search.invoice(number)
        return None if found is None else is_it(found)


def _put_on_record(path: str, name: str) -> None:
    from tui.commands.confirm import put_on_record

    put_on_record(load(Path(path), name))


def _password() -> str | None:
    return os.environ.get(PASSWORD)


VERBS: Mapping[str, Callable[..., object]] = {
    "databases": _databases,
    "tables": _tables,
    "proposed": _proposed,
    "invoice": _invoice,
    "put_on_record": _put_on_record,
    "password": _password,
}

DEFECT = Phrase(
    "A defect of the program ({kind}) kept it from looking. Go on with guesses, and report it.",
    "En fejl i programmet ({kind}) forhindrede det i at se efter. Fortsæt med gæt, og meld den.",
)


if __name__ == "__main__":
    sys.exit(main())
