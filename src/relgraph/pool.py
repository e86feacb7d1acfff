"""Child processes that stay, so that a question that is asked often does not pay for a new one each time.

Comes in: a store's path and questions. Goes out: a table or a graph, under the limits of the sandbox. A child whose question
takes too long or too much memory ends, and another takes its place; one is replaced after some hundred questions anyway.
"""

import json
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from relgraph.errors import InputError, Overtime, StoreError
from relgraph.sandbox import BAD_QUERY, BAD_STORE, Dataset, Limits, disarmed, refuse

#: Questions after which a child is replaced, so that what it has kept of memory is given back.
LIFE = 500


class Child:
    """A process that answers one question after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-m", "relgraph.sandbox", "stay"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet
        )
        self.asked = 0

    def answer(self, order: Mapping[str, object], seconds: float) -> tuple[int, bytes] | None:
        """Give status and content of an answer, or None if the child ended over it or had to be ended."""
        assert self._process.stdin and self._process.stdout
        self.asked += 1
        watch = threading.Timer(seconds, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            body = json.dumps(order).encode()
            self._process.stdin.write(struct.pack("<Q", len(body)) + body)
            self._process.stdin.flush()
            head = self._process.stdout.read(9)
            if len(head) < 9:
                return None
            status, length = struct.unpack("<BQ", head)
            content = self._process.stdout.read(length)
            return (status, content) if len(content) == length else None
        except OSError:
            return None
        finally:
            watch.cancel()

    @property
    def is_spent(self) -> bool:
        """Say whether it should be replaced."""
        return self.asked >= LIFE or self._process.poll() is not None

    def end(self) -> None:
        """End it."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


@dataclass(frozen=True, slots=True)
class Pool:
    """Children that wait for questions of one store; as many as were ever asked at a time."""

    store: Path
    limits: Limits
    idle: "queue.LifoQueue[Child]" = field(default_factory=queue.LifoQueue)

    def raw(self, text: str, dataset: Dataset, state: str) -> tuple[str, bytes]:
        """Ask: a table as SPARQL's JSON, or a graph as sorted N-Triples. `state` tells one state of the store from others."""
        refuse(text, graphs=True)
        order = {"store": str(self.store), "text": disarmed(text), "terms": {}, "megabytes": self.limits.megabytes}
        order |= {"default": dataset.default, "named": dataset.named, "state": state}
        child = self._child()
        found = None
        try:
            found = child.answer(order, self.limits.seconds)
        finally:
            if found is None or child.is_spent:
                child.end()
            else:
                self.idle.put(child)
        if found is None:
            problem = f"took longer than {self.limits.seconds:g} s, or more than {self.limits.megabytes} MB"
            raise Overtime("query", problem, "narrow it, or raise --limit")
        status, content = found
        if status == BAD_QUERY:
            raise InputError("query", f"is no query that can be asked: {content.decode()}", "mend the query")
        if status == BAD_STORE:
            raise StoreError(str(self.store), content.decode().removeprefix(f"{self.store}: "))
        kind, _, body = content.partition(b"\n")
        return kind.decode(), body

    def close(self) -> None:
        """End all children."""
        with suppress(queue.Empty):
            while True:
                self.idle.get_nowait().end()

    def _child(self) -> Child:
        """Give a child that waits, or a new one."""
        with suppress(queue.Empty):
            while True:
                child = self.idle.get_nowait()
                if not child.is_spent:
                    return child
                child.end()
        return Child()
