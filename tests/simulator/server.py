"""The HTTP server on loopback: one thread a connection, bodies by length or in chunks."""

import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from simulator.call import Violation
from simulator.switchboard import Incoming, Reply, Switchboard

_BODILESS = (204, 304)


class Listener(ThreadingHTTPServer):
    """A server that knows its connections, so that closing it closes them too."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, board: Switchboard) -> None:
        super().__init__(("127.0.0.1", port), Connection)
        self.board = board
        self.connections: set[socket.socket] = set()

    def stop(self) -> None:
        """End the server and all connections."""
        self.board.closing.set()
        self.shutdown()
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, _request: object, _address: object) -> None:
        """Say nothing of callers that hang up; an error of ours is kept as a violation."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            self.board.api.violations.append(Violation("simulator", "a request", traceback.format_exc()))


class Connection(BaseHTTPRequestHandler):
    """One connection of a caller."""

    protocol_version = "HTTP/1.1"
    server_version = "github.com"
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
        super().finish()
        self.server.connections.discard(self.connection)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Print nothing: the calls are kept instead."""

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.board.reply(Incoming(self.command, path, query, headers, self._body()))
        if reply is None:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._send(reply)

    do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(self._chunks())
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not isinstance(reply.body, bytes):
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            self._send_blocks(reply.body)
            return
        if reply.status not in _BODILESS:
            self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _send_blocks(self, blocks: Iterator[bytes]) -> None:
        for block in blocks:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block))
        self.wfile.write(b"0\r\n\r\n")
