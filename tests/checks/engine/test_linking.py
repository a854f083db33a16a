"""A link to a target that is named or chosen: what is planned, what is minded, what is refused."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from checks.engine import refusals as no
from checks.engine.doubt import DOUBTS, Doubt
from checks.engine.linking import NOT_CERTAIN, NOT_SUGGESTED, NOTHING_AGREES
from checks.engine.plan import FixPlan, Refused, Request
from tests.support.door import door
from tests.support.firm import Firm, customer, debtor, firm, world

CVR = "12345674"
ELSEWHERE = {"address": "Havnevej 3", "zip": "4600", "city": "Køge"}
STRANGE = {"Address1": "Torvet 1", "ZipCode": "9000", "City": "Aalborg"}
CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),
    customer(2, "1043", "20043", "Jensen VVS"),
    customer(3, "1044", "29999", "Lunds Bageri", CvrNumber="13748136"),
    customer(4, "1046", None, "Krogh Teknik ApS"),
    customer(5, "1047", None, "Ukendt", **STRANGE),
    customer(6, "1048", "20050", "Nørgaard Tømrer", **STRANGE),
    customer(7, "1049", None, "Ravnsborg Maskinværksted ApS"),
)
DEBTORS = (
    debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR),
    debtor(20043, "Jensen VVS"),
    debtor(20044, "Lunds Bageri", corporateIdentificationNumber="13748136"),
    debtor(20046, "Krogh Teknik A/S"),
    debtor(20050, "Fremmed A/S", **ELSEWHERE),
    debtor(20099, "Ny Kunde A/S", **ELSEWHERE),
    debtor(20049, "Ravnsborg Maskinværksted ApS", barred=True),
)


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with firm(tmp_path, CUSTOMERS, (), world(DEBTORS)) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


def warnings(plan: FixPlan) -> list[str]:
    return [warning.en for warning in plan.warnings]


async def test_a_named_target_is_compared_and_what_speaks_against_it_is_minded(holm: Firm) -> None:
    async with door(holm) as at:
        stranger = await at.planned("null-foreign-id:1047", to=" 20099 ")
        neighbour = await at.planned("null-foreign-id:1042", to="20046")
        likely = await at.planned("null-foreign-id:1046", to="20046")
        sure = await at.planned("null-foreign-id:1042")

    assert warnings(stranger) == [NOT_SUGGESTED.en, NOTHING_AGREES.en]
    assert warnings(neighbour) == [NOT_SUGGESTED.en]
    assert warnings(likely) == [NOT_CERTAIN.en]
    assert warnings(sure) == []
    both = {line.field: (line.clienttime, line.economic, line.speaks) for line in stranger.evidence}
    assert both["name"] == ("Ukendt", "Ny Kunde A/S", "against")
    assert both["address"] == ("Torvet 1", "Havnevej 3", "against")


async def test_a_barred_target_is_suggested_with_what_has_to_be_done_first_and_never_planned(holm: Firm) -> None:
    async with door(holm) as at:
        unsure = await at.monitor.plan(Request("null-foreign-id:1049"))
        refusal = await at.refusal("null-foreign-id:1049", to="20049")

        assert at.writes == 0
    assert isinstance(unsure, Refused)
    (one,) = unsure.candidates
    assert (one.to, one.safe, one.against) == ("20049", False, ("barred",))
    assert one.reason
    assert DOUBTS[Doubt.BARRED].en in one.reason.en
    assert refusal == no.BARRED.en


async def test_the_points_of_a_plan_add_up_from_the_start_and_speak_as_their_fields_do(holm: Firm) -> None:
    async with door(holm) as at:
        sure = await at.planned("null-foreign-id:1042")
        stranger = await at.planned("null-foreign-id:1047", to="20099")

    for plan, likely in ((sure, True), (stranger, False)):
        points = {line.field: line.points for line in plan.evidence if line.points is not None}
        assert plan.start is not None
        assert plan.points == pytest.approx(plan.start + sum(points.values()))
        assert (sum(points.values()) > -plan.start) is likely
        assert all((points[e.field] > 0) is (e.speaks == "for") for e in plan.evidence if e.field in points)
        assert plan.reason
    assert {"cvr", "name", "form"} <= {line.field for line in sure.evidence if line.points}
    assert sure.reason
    assert sure.reason.en.endswith("Nobody else comes near.")


async def test_without_a_target_the_candidates_come_with_name_and_place(holm: Firm) -> None:
    async with door(holm) as at:
        unsure = await at.monitor.plan(Request("null-foreign-id:1046"))
        nobody = await at.monitor.plan(Request("null-foreign-id:1047"))
        theirs = await at.monitor.plan(Request("only-in-economic:20046"))

    assert isinstance(unsure, Refused)
    assert isinstance(nobody, Refused)
    assert isinstance(theirs, Refused)
    assert (unsure.reason, unsure.target_wanted) == (no.PICK_ONE, True)
    assert [(c.to, c.name, c.place, c.safe) for c in unsure.candidates] == [
        ("20046", "Krogh Teknik A/S", "8000 Aarhus C", False)
    ]
    assert [c.to for c in theirs.candidates] == ["1046"]
    assert (nobody.reason.en, nobody.target_wanted, nobody.candidates) == (no.NO_CANDIDATE.en, True, ())


REFUSED = [
    ("null-foreign-id:1047", "31337", no.ABSENT.en),
    ("null-foreign-id:1047", "twenty", no.NOT_A_NUMBER.en),
    ("null-foreign-id:1047", "20043", no.TAKEN.en),
    ("broken-link:1048", "20050", no.LINKED_ALREADY.en),
    ("only-in-economic:20099", "9999", no.NO_SUCH_CODE.en),
    ("only-in-economic:20099", "1043", no.LINKED_ALREADY.en),
]


async def test_a_named_target_that_cannot_be_is_refused_with_its_reason(holm: Firm) -> None:
    async with door(holm) as at:
        for key, to, sentence in REFUSED:
            assert await at.refusal(key, to=to) == sentence

        assert at.writes == 0


async def test_a_wrong_link_may_be_replaced_from_either_side(holm: Firm) -> None:
    async with door(holm) as at:
        ours = await at.planned("broken-link:1044", to="20044")
        theirs = await at.planned("only-in-economic:20044")

    assert ours.changes == theirs.changes
    assert (ours.changes[0].before, ours.changes[0].after) == ("29999", "20044")


@pytest.mark.parametrize("language", ["en", "da"])
def test_no_refusal_of_a_target_speaks_of_the_command_line(language: str) -> None:
    for phrase in (no.PICK_ONE, no.NO_CANDIDATE, no.NOT_A_NUMBER, no.NO_SUCH_CODE, no.UNKNOWN_FINDING, no.READ_ONLY):
        said = phrase.da if language == "da" else phrase.en
        assert "--" not in said
        assert "ctmon" not in said
