"""What is said leaves by itself and never comes back; what is grave waits for Esc; nothing long is lost."""

from checks.engine.board import Notice
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tests.support.boards import NO_ID, NOON, board, panel
from tests.support.main_screen import Seat, seated

SMALL, OTHER = Phrase("Something small", "Noget småt"), Phrase("Something else", "Noget andet")
GRAVE = Phrase("The journal is broken", "Journalen er brudt")
LONG = Phrase(
    "The export could not be written to {path}. Nothing else is affected.",
    "Eksporten kunne ikke skrives til {path}. Intet andet er berørt.",
).with_(path="/srv/" + "meget-lang-mappe/" * 5 + "liste.csv")


async def waits(seat: Seat, seconds: int) -> None:
    seat.clock.turn(seconds)
    seat.dashboard.tell()
    await seat.press()


async def test_a_word_leaves_after_half_a_minute_and_never_comes_back() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, SMALL))
        await seat.sees("Something small")
        await waits(seat, 25)
        assert "Something small" in seat.screen

        await waits(seat, 5)
        assert "Something small" not in seat.screen
        seat.monitor.tell(Notice(NOON, GRAVE, grave=True))
        await seat.sees("The journal is broken")
        await seat.press("escape")

        assert "Something" not in seat.screen


async def test_the_next_key_takes_a_word_away_that_has_been_read() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, SMALL))
        await seat.sees("Something small")
        await seat.press("down")
        assert "Something small" in seat.screen

        seat.clock.turn(10)
        await seat.press("down")

        assert "Something small" not in seat.screen


async def test_a_key_that_says_something_itself_is_not_silenced() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, SMALL))
        seat.clock.turn(10)

        await seat.press("9")

        assert "There is no panel 9." in seat.screen


async def test_a_grave_one_stays_until_escape_whatever_the_time() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, GRAVE, grave=True), Notice(NOON, OTHER))
        await seat.sees("The journal is broken  Esc puts it away")
        await waits(seat, 3600)
        await seat.press("down")
        assert "The journal is broken  Esc puts it away" in seat.screen

        await seat.press("escape")

        assert "The journal is broken" not in seat.screen
        assert "Something else" not in seat.screen


async def test_the_same_grave_one_waits_once_however_often_it_comes() -> None:
    async with seated() as seat:
        seat.monitor.tell(*(Notice(NOON, GRAVE, grave=True) for _ in range(4)))
        await seat.sees("The journal is broken  Esc puts it away")
        assert "+3" not in seat.screen

        await seat.press("escape")

        assert "The journal is broken" not in seat.screen


async def test_a_long_one_is_whole_on_more_lines_and_the_rest_moves() -> None:
    async with seated() as seat:
        before = len(seat.screen.splitlines())
        seat.monitor.tell(Notice(NOON, LONG, grave=True))
        await seat.sees("The export could not")
        await seat.press()

        said = "".join(seat.screen.splitlines()[-4:-1]).replace(" ", "")
        assert LONG.text().replace(" ", "") in said
        assert "f fix" in seat.screen.splitlines()[-1]
        assert len(seat.screen.splitlines()) == before
        await seat.press("escape")

        assert seat.screen.splitlines()[-2] == ""
        assert seat.screen.splitlines()[-3].startswith("╰")


async def test_what_is_too_long_even_then_ends_in_a_mark_and_is_whole_among_the_messages() -> None:
    endless = Phrase("word " * 80 + "end", "ord " * 80 + "slut")
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, endless, grave=True))
        await seat.sees("…  Esc puts it away")
        assert "word end" not in seat.screen

        await seat.press("ctrl+p")
        await seat.type("messages")
        await seat.press("enter")

        assert seat.on_top == "MessagesScreen"
        assert "word end" in seat.screen


async def test_the_messages_are_all_there_newest_first_and_go_into_the_clipboard() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, SMALL), Notice(NOON, OTHER))
        await seat.sees("Something else")
        await waits(seat, 60)

        await seat.dashboard.run_action("messages")
        await seat.press("y")

        assert seat.screen.index("Something else") < seat.screen.index("Something small")
        assert "Something small" in seat.app.clipboard


async def test_without_any_message_the_page_says_so() -> None:
    async with seated() as seat:
        await seat.dashboard.run_action("messages")
        await seat.press()

        assert "There was none yet." in seat.screen


async def test_the_word_that_a_side_is_lost_gives_way_to_the_one_that_it_is_back() -> None:
    up = SourceState("economic", Health.OK, NOON)
    down = SourceState("economic", Health.DOWN, NOON, Phrase("503 from the service.", "503 fra tjenesten."))
    async with seated(board(panel(NO_ID, []), sources=(up,))) as seat:
        await seat.show(board(panel(NO_ID, []), sources=(down,), cycle=2))
        await seat.sees("503 from the service.")

        await seat.show(board(panel(NO_ID, []), sources=(up,), cycle=3))
        await seat.sees("e-conomic answers again.")
        assert "503" not in seat.screen
        await waits(seat, 30)

        assert "503" not in seat.screen
        assert "answers again" not in seat.screen
