"""Where site files and their state are, and which one is meant."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from platformdirs import user_config_path, user_state_path

from checks.adapters.platform import private_folder, too_open
from checks.adapters.whole_file import replace_file
from checks.engine.phrase import Phrase
from tui.config import Site, load
from tui.section import ConfigFault

APPLICATION = "clienttime-monitor"


def config_home() -> Path:
    """Return the folder of site files; CTMON_CONFIG_HOME replaces it."""
    return Path(os.environ.get("CTMON_CONFIG_HOME") or user_config_path(APPLICATION, appauthor=False))


def state_home() -> Path:
    """Return the folder of what the program remembers; CTMON_STATE_HOME replaces it."""
    return Path(os.environ.get("CTMON_STATE_HOME") or user_state_path(APPLICATION, appauthor=False))


def site_names() -> tuple[str, ...]:
    """Return the names of the configured sites."""
    return tuple(sorted(path.stem for path in (config_home() / "sites").glob("[!.]*.toml")))


def site_path(name: str) -> Path:
    """Return the file of the site of this name."""
    return config_home() / "sites" / f"{name}.toml"


def find_site(config: Path | None, name: str | None) -> Site:
    """Read the site that is meant: by file, by name, or the only one there is; raises ConfigFault."""
    if config is not None:
        path = _absolute(config)
        return load(path, folder=folder_by_path(path))
    names = site_names()
    if name is None and len(names) == 1:
        name = names[0]
    if name is None:
        home = str(config_home() / "sites")
        raise ConfigFault(SEVERAL.with_(names=", ".join(names)) if names else NONE.with_(home=home))
    if name not in names:
        raise ConfigFault(NO_SUCH.with_(name=name, names=", ".join(names) or "–"))
    return load(site_path(name), name)


def folder_by_path(path: Path) -> str:
    """Return the state folder's name for a site that is given by its file: another file is another site."""
    digest = hashlib.sha256(os.fsencode(_absolute(path))).hexdigest()[:8]
    return f"{path.stem}-{digest}"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links


def state_folder(site: Site) -> Path:
    """Return the site's state folder, made for its owner only."""
    folder = state_home() / "sites" / site.folder
    try:
        private_folder(folder)
        if too_open(folder):
            folder.chmod(0o700)
        return folder
    except OSError as error:
        raise ConfigFault(NO_STATE.with_(path=str(folder), why=error.strerror or "?")) from None


def last_asked(site: Site) -> datetime | None:
    """Return when the two systems of a site were last compared, as far as its state tells.

    The calls to e-conomic are counted at the end of every reading, in a file of their agreement.
    """
    number = site.economic.agreement_number
    if number is None or not (state_home() / "sites" / site.folder / "memory.db").exists():
        return None
    try:
        times = [path.stat().st_mtime for path in (state_home() / "budget").glob(f"calls-{number}-*")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None


def same_books(site: Site, folder: Path) -> None:
    """Refuse a site file whose agreement or database is not the one that this state belongs to."""
    file = folder / "identity.json"
    now = {"agreement_number": site.economic.agreement_number, "database": site.clienttime.place}
    known = _identity(file)
    for what, value in now.items():
        if known.get(what) is not None and value is not None and known[what] != value:
            found = OTHER_BOOKS.with_(what=what, known=str(known[what]), found=str(value), path=str(folder))
            raise ConfigFault(found)
    told = {**known, **{what: value for what, value in now.items() if value is not None}}
    if told != known:
        try:
            replace_file(file, json.dumps(told))
        except OSError as error:
            raise ConfigFault(NO_STATE.with_(path=str(file), why=error.strerror or "?")) from None


def _identity(file: Path) -> dict[str, object]:
    """Return whose state this is, {} for nobody's yet; what cannot be read may be another's, and is refused."""
    try:
        known: object = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        known = None
    if not isinstance(known, dict):
        raise ConfigFault(NOT_TOLD.with_(path=str(file)))
    return cast("dict[str, object]", known)


NONE = Phrase(
    "No site is configured in {home}. `ctmon init` writes a site file; `ctmon demo` needs none.",
    "Der er ingen opsætning i {home}. `ctmon init` skriver en; `ctmon demo` behøver ingen.",
)
SEVERAL = Phrase(
    "There are several sites: {names}. Say which one with --site NAME.",
    "Der er flere opsætninger: {names}. Angiv hvilken med --site NAVN.",
)
NO_SUCH = Phrase("There is no site “{name}”. There are: {names}.", "Der er ingen opsætning “{name}”. Der er: {names}.")
NO_STATE = Phrase(
    "The state folder {path} cannot be made ({why}). Mend the rights, or set CTMON_STATE_HOME.",
    "Tilstandsmappen {path} kan ikke oprettes ({why}). Ret rettighederne, eller sæt CTMON_STATE_HOME.",
)
NOT_TOLD = Phrase(
    "{path} cannot be read, so it is not known whose journal lies beside it, and nothing is started. "
    "Mend it or its rights; where you are certain, remove it.",
    "{path} kan ikke læses, så det vides ikke, hvis journal der ligger ved siden af, og intet startes. "
    "Ret den eller dens rettigheder; er du sikker, så fjern den.",
)
OTHER_BOOKS = Phrase(
    "The {what} of this site was {known} and is {found} now. The journal and memory in {path} belong to the "
    "former, so nothing is started. Put the site file right, or give the new books a site file of another name.",
    "{what} for denne opsætning var {known} og er nu {found}. Journalen og hukommelsen i {path} hører til den "
    "tidligere, så intet startes. Ret opsætningen, eller giv de nye bøger en opsætningsfil med et andet navn.",
)
