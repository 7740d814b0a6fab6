"""A crew on other machines: the workers of a Dask cluster.

A source goes out whole and what was read in it comes back; files stay here. Dask hands the sources of a
worker that is lost to others, and only when it gives a source up (`distributed.scheduler.allowed-failures`,
4 dead workers) is it a reader that died. Each answer says by which engine it was made; one by another than
ours is refused. How long to wait for the other side is Dask's own setting,
`distributed.comm.timeouts.connect` (30 s).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sourceline import __version__
from sourceline.errors import SourcelineError, UsageError
from sourceline.extract.crew import AHEAD, Answer, ReaderDied, extract_one, read_together
from sourceline.extract.engine import Engine, load_engine, sign_engine
from sourceline.model import Extraction, Source

if TYPE_CHECKING:
    from distributed import Client

_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado.application")

_PULSE = 5.0
"""Seconds between two looks at which workers there are."""


class ClusterError(SourcelineError):
    """The cluster cannot do the work; what was read before is kept."""


def read_sources(sources: Sequence[Source], engine: Engine, address: str) -> Iterator[Answer]:
    """What `engine` reads in each of `sources`, in their order, by the workers of the scheduler at
    `address`. UsageError when Dask is not installed; ClusterError when the scheduler does not answer, has
    no workers or is lost, or when a worker reads otherwise than this process."""
    with _join_cluster(engine, address) as cluster:
        yield from read_together(sources, lambda: nullcontext(cluster))


def check_address(address: str) -> None:
    """UsageError when `address` is not like tcp://10.0.0.5:8786 or tls://name:8786."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:  # the port is no number, or too large
        good = None
    if not good or address != f"{parts.scheme}://{parts.netloc}" or "@" in address:
        raise UsageError(
            f"{address!r} is no address of a Dask scheduler.\n"
            "    Give the one that `dask scheduler` prints, such as tcp://10.0.0.5:8786."
        )


# --- the cluster ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cluster:
    """A crew, and what is known of it."""

    address: str
    client: Client
    executor: Executor
    engine: Engine
    patience: float
    """Seconds to wait for an answer, or for a worker when all are gone."""
    places: int = 0
    asked_at: float = field(default_factory=time.monotonic)
    """When it was last asked which workers there are …"""
    seen_at: float = field(default_factory=time.monotonic)
    """… and when there were some; monotonic."""

    def count_places(self) -> int:
        if time.monotonic() - self.asked_at >= _PULSE:
            self.feel_pulse()
        return self.places

    def start(self, source: Source) -> Future[Extraction]:
        return self.executor.submit(extract_one, source, self.engine.name)

    def take(self, future: Future[Extraction]) -> Extraction:
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        while not wait([future], _PULSE).done:
            self.feel_pulse()
        try:
            extraction = future.result()
        except KilledWorker:
            raise ReaderDied from None
        except CancelledError:
            raise ClusterError(explain_loss(self.address)) from None
        except SourcelineError as error:
            raise ClusterError(f"A worker of the cluster cannot read: {error}") from None
        except Exception:
            self.refuse_strangers()  # whose error it probably is
            raise
        if extraction.engine != sign_engine(self.engine):
            self.refuse_strangers()
            raise ClusterError(
                f"A worker read with {extraction.engine!r}, and this machine has"
                f" {sign_engine(self.engine)!r}.\n"
                "    Install the same Sourceline on all machines, and run it again."
            )
        return extraction

    def feel_pulse(self) -> None:
        """See how many workers there are; ClusterError when there were none for too long."""
        try:
            threads = self.client.nthreads(callback_timeout=self.patience)
        except (OSError, KeyError, AttributeError):
            # TimeoutError and Dask's CommClosedError too; one that closes knows its own words no more
            # (KeyError: 'ncores'), and a client that has seen it go has no scheduler left (AttributeError:
            # 'ncores' of None); each seen once.
            raise ClusterError(explain_loss(self.address)) from None
        self.asked_at = time.monotonic()
        if threads:
            self.seen_at = self.asked_at
            self.places = sum(threads.values()) * AHEAD
        elif self.asked_at - self.seen_at >= self.patience:
            raise ClusterError(
                f"The scheduler at {self.address} has no workers.\n"
                f"    Start some, on any machine that reaches it: dask worker {self.address}"
            )

    def refuse_strangers(self) -> None:
        """ClusterError that names the scheduler (which unpacks what goes through it) and every worker that
        would read otherwise than this process."""
        ours = find_version(self.engine.name)
        strangers = [
            f"{place}: {describe(answer)}"
            for place, answer in self.ask_versions().items()
            if answer != ours and not isinstance(answer, OSError)  # that one is gone
        ]
        if strangers:
            listed = "\n    ".join(strangers)
            raise ClusterError(
                f"Not all of the cluster reads as this machine does, which has {ours}:\n    {listed}\n"
                "    Install the same Sourceline there, start it anew, and run this again."
            )

    def ask_versions(self) -> Mapping[str, object]:
        """The scheduler and each worker, and what `find_version` gives there, or the error."""
        name, patience = self.engine.name, self.patience
        try:
            first = self.client.run_on_scheduler(find_version, name, callback_timeout=patience)
        except Exception as error:  # noqa: BLE001 - whatever comes where Sourceline is missing
            first = error
        try:
            answers = self.client.run(
                find_version, name, on_error="return", callback_timeout=patience
            )
        except OSError:
            raise ClusterError(explain_loss(self.address)) from None
        return {
            f"the scheduler {self.address}": first,
            **{f"the worker {place}": answers[place] for place in sorted(answers)},
        }


@contextmanager
def _join_cluster(engine: Engine, address: str) -> Iterator[_Cluster]:
    """The workers of the cluster. When the block is left, the scheduler forgets what was under way."""
    try:
        import dask  # noqa: PLC0415 - an extra

        # What it logs, with tracebacks, of a connection that is lost or that we close (Ctrl-C) is told by
        # our own words. Who configured Dask's logging wants to see it.
        dask.config.set(
            logging={**dict.fromkeys(_LOGGERS, "critical"), **dask.config.get("logging", {})}
        )
        from dask.utils import parse_timedelta  # noqa: PLC0415 - the same
        from distributed import Client  # noqa: PLC0415 - the same
    except ImportError as error:
        raise UsageError(
            f"--scheduler needs Dask, and {error.name} is not installed.\n"
            '    Type: pip install "sourceline[cluster]"\n'
            "    or read on this machine: --jobs N."
        ) from None
    patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    greet_scheduler(address, patience)
    try:
        client = Client(address, set_as_default=False)
    except (OSError, ImportError) as error:  # lost, or of a version of Dask that does not fit ours
        raise ClusterError(f"{explain_loss(address)}\n    {describe(error)}") from None
    with client:
        # Each is a task of its own, also when the same source was read before.
        executor = client.get_executor(pure=False)
        cluster = _Cluster(address, client, executor, engine, patience)
        cluster.feel_pulse()
        while not cluster.places:
            time.sleep(0.1)
            cluster.feel_pulse()
        cluster.refuse_strangers()
        yield cluster


def greet_scheduler(address: str, patience: float) -> None:
    """ClusterError when no scheduler answers within `patience` seconds. Dask's client would wait for
    ever on what takes a connection and then says nothing."""
    from distributed import Security, rpc  # noqa: PLC0415 - an extra

    connection = Security().get_connection_args("client")
    if address.startswith("tls:") and not connection.get("ssl_context"):
        raise UsageError(
            "A tls:// address needs certificates, and Dask's configuration names none.\n"
            "    Set distributed.comm.tls.ca-file and distributed.comm.tls.client.cert and .key there."
        )

    async def greet() -> str:
        async with asyncio.timeout(patience), rpc(address, connection_args=connection) as other:
            return str((await other.identity())["type"])

    try:
        kind = asyncio.run(greet())
    except Exception as error:  # noqa: BLE001 - a stranger may answer anything (a web server: MemoryError)
        kind = describe(error)
    if kind != "Scheduler":
        raise ClusterError(
            f"No Dask scheduler answers at {address} ({kind}).\n"
            "    See that it runs (`dask scheduler` prints its address) and that this machine reaches it."
        )


def explain_loss(address: str) -> str:
    """That a scheduler answers no more."""
    return f"The scheduler at {address} was lost."


def find_version(engine: str) -> str:
    """By what this process would read: "rules 0a1b2c3d of Sourceline 0.1.0". Runs in workers too."""
    return f"{sign_engine(load_engine(engine))} of Sourceline {__version__}"


def describe(answer: object) -> str:
    """An answer, or the error that came in its place."""
    if isinstance(answer, Exception):
        return f"{type(answer).__name__}: {answer}".removesuffix(": ")
    return str(answer)
