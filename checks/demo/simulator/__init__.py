"""A local e-conomic: both surfaces over one set of books, on loopback, with faults on demand."""

from checks.demo.simulator.fault import Fault, FaultKind
from checks.demo.simulator.refusal import Refusal
from checks.demo.simulator.server import Server
from checks.demo.simulator.simulator import Call, Simulator
from checks.demo.simulator.tokens import Tokens
from checks.demo.simulator.world import World

__all__ = ["Call", "Fault", "FaultKind", "Refusal", "Server", "Simulator", "Tokens", "World"]
