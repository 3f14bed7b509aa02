"""A mail server in a thread that takes letters and keeps them; it refuses the addresses it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Sink:
    """Where it listens, what came, and whom it refuses."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@contextmanager
def run_sink() -> Iterator[Sink]:
    """As much of SMTP as a letter needs, at a free port of this machine."""
    sink = Sink()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 sink")
            for line in iter(self.rfile.readline, b""):
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.take()
                elif verb == b"RCPT":
                    self.say("550 nobody" if any(name.encode() in line for name in sink.refused) else "250 yes")
                else:
                    self.say("221 bye" if verb == b"QUIT" else "250 sink")
                if verb == b"QUIT":
                    return

        def take(self) -> None:
            self.say("354 go on")
            lines = list(iter(self.rfile.readline, b".\r\n"))
            raw = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
            letter = message_from_bytes(raw, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            sink.letters.append(letter)
            self.say("250 taken")

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield sink
        server.shutdown()
        thread.join()
