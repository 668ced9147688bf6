"""The scraper, a process of its own so that its cost is nobody's: prints its results as JSON.

    poller.py spaced PORT SECONDS        one request a second on a kept connection
    poller.py sequential PORT COUNT      one after the other on a kept connection
    poller.py clients PORT SECONDS N     N processes as fast as they can
"""

import gzip
import json
import os
import socket
import sys
import time

# As Prometheus 2.42 asks.
REQUEST = (b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: Prometheus/2.42.0\r\n"
           b"Accept: application/openmetrics-text;version=1.0.0,"
           b"application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,"
           b"*/*;q=0.1\r\nAccept-Encoding: gzip\r\n"
           b"X-Prometheus-Scrape-Timeout-Seconds: 1\r\n\r\n")


class Connection:
    """One kept connection; the whole answer is read, chunked or with a length."""

    def __init__(self, port):
        self.request = REQUEST % port
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""

    def scrape(self):
        """The body as it came."""
        self.socket.sendall(self.request)
        head = self._until(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n")[0].decode())
        fields = head.lower()
        if b"transfer-encoding: chunked" in fields:
            return self._chunks()
        length = fields.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]
        return self._exactly(int(length))

    def _more(self):
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("closed by the server")
        self.left += piece

    def _until(self, mark):
        while mark not in self.left:
            self._more()
        found, self.left = self.left.split(mark, 1)
        return found + mark

    def _exactly(self, count):
        while len(self.left) < count:
            self._more()
        found, self.left = self.left[:count], self.left[count:]
        return found

    def _chunks(self):
        body = b""
        while True:
            size = int(self._until(b"\r\n").split(b";")[0], 16)
            body += self._exactly(size)
            self._exactly(2)
            if size == 0:
                return body


def timed(connection):
    begun = time.perf_counter()
    connection.scrape()
    return 1000 * (time.perf_counter() - begun)


def spaced(port, seconds):
    """Latencies in ms of one request a second."""
    connection = Connection(port)
    begun = time.monotonic()
    found = []
    while len(found) < seconds:
        time.sleep(max(0.0, begun + len(found) + 0.5 - time.monotonic()))
        found.append(timed(connection))
    return found


def sequential(port, count):
    connection = Connection(port)
    return [timed(connection) for _ in range(count)]


def clients(port, seconds, number):
    """Requests a second of all clients together."""
    pipes = []
    for _ in range(number):
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.write(writer, b"%d" % hammer(port, seconds))
            os._exit(0)
        os.close(writer)
        pipes.append(reader)
    counts = []
    for reader in pipes:
        counts.append(int(os.read(reader, 64) or b"0"))
        os.wait()
    return sum(counts) / seconds


def hammer(port, seconds):
    connection = Connection(port)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        connection.scrape()
        count += 1
    return count


def page(port):
    """(bytes on the wire, bytes of text, series, whether node_ families are there)."""
    body = Connection(port).scrape()
    text = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    lines = [line for line in text.split(b"\n") if line and not line.startswith(b"#")]
    return [len(body), len(text), len(lines), any(line.startswith(b"node_cpu") for line in lines)]


def main(mode, port, *numbers):
    act = {"spaced": spaced, "sequential": sequential, "clients": clients, "page": page}[mode]
    print(json.dumps(act(int(port), *[int(number) for number in numbers])))


if __name__ == "__main__":
    main(*sys.argv[1:])
