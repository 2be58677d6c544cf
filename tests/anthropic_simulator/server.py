"""The HTTP server on loopback: one thread a connection."""

import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote

from anthropic_simulator.api import Api
from anthropic_simulator.exchange import Exchange, HangUpError, Reply
from anthropic_simulator.settle import new_id


class Listener(ThreadingHTTPServer):
    """A server that knows its connections, so that closing it closes them too."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, api: Api) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.api = api
        self.connections: set[socket.socket] = set()

    def stop(self) -> None:
        """End the server and all connections."""
        self.api.conversation.clock.close()
        self.shutdown()
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, _request: object, _address: object) -> None:
        """Say nothing of callers that hang up; an error of a mind is kept as its mistake."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            self.api.conversation.mistakes.append(traceback.format_exc())


class Connection(BaseHTTPRequestHandler):
    """One connection of a caller."""

    protocol_version = "HTTP/1.1"
    server_version = "cloudflare"
    sys_version = ""
    disable_nagle_algorithm = True
    # Head and body leave in one piece: two would wait for each other's receipt.
    wbufsize = 65_536
    server: Listener

    def setup(self) -> None:
        """Make the connection known."""
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        with suppress(OSError):
            super().finish()
        self.server.connections.discard(self.connection)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Print nothing: the exchanges are kept instead."""

    def _serve(self) -> None:
        exchange = self._exchange()
        self.server.api.begin(exchange)
        try:
            self._send(exchange, self.server.api.reply(exchange))
        except HangUpError:
            self.server.api.end(exchange)
            self._hang_up()
        finally:
            self.server.api.end(exchange)

    do_GET = do_POST = _serve  # noqa: N815

    def _exchange(self) -> Exchange:
        path, _, query = self.path.partition("?")
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        now = self.server.api.conversation.clock.now()
        return Exchange(self.command, unquote(path), parse_qs(query), headers, raw, now, new_id("req"))

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, exchange: Exchange, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", reply.content_type)
        self.send_header("request-id", exchange.request_id)
        self.send_header("anthropic-organization-id", self.server.api.access.federation.organization)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        length = len(reply.body) if isinstance(reply.body, bytes) else reply.length
        self.send_header(*(("transfer-encoding", "chunked") if length is None else ("content-length", str(length))))
        self.end_headers()
        if isinstance(reply.body, bytes):
            last = reply.body
        else:
            last = self._send_chunks(reply.body) if length is None else self._send_pieces(reply.body)
        # Before the last byte: a caller that has it may ask again at once, and would seem to ask twice at a time.
        self.server.api.end(exchange)
        self.wfile.write(last)

    def _send_chunks(self, pieces: Iterator[bytes]) -> bytes:
        for piece in pieces:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.flush()
        return b"0\r\n\r\n"

    def _send_pieces(self, pieces: Iterator[bytes]) -> bytes:
        """Send all pieces but the last, which is given back."""
        last = b""
        try:
            for piece in pieces:
                self.wfile.write(last)
                self.wfile.flush()
                last = piece
        except HangUpError:
            self.wfile.write(last)
            raise
        return last
