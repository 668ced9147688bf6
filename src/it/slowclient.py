#!/usr/bin/env python3
"""A hundred clients that dawdle hold no scrape up."""

import socket
import time

from lib import http
from lib.agent import Agent
from lib.suite import eventually, run

CLIENTS = 100
SCRAPES = 20
LIMIT_SECONDS = 1.0


def connect(port, first):
    client = socket.create_connection(("127.0.0.1", port), 5)
    client.sendall(first)
    client.settimeout(0)
    return client


def dawdlers(port):
    """A third send nothing, a third half a request, a third never read their answers."""
    firsts = [b"", b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
              b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50]
    return [connect(port, firsts[number % 3]) for number in range(CLIENTS)]


def drip(clients):
    """One more byte of each half request."""
    for client in clients[1::3]:
        try:
            client.send(b"a")
        except OSError:
            pass  # shown the door already: what is wanted


def closed(client):
    try:
        while client.recv(1 << 16):
            pass
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def body(suite):
    agent = Agent(suite).ready()
    clients = dawdlers(agent.port)
    suite.at_end(lambda: [client.close() for client in clients])
    slowest = 0.0
    statuses = set()
    for _ in range(SCRAPES):
        drip(clients)
        begun = time.monotonic()
        statuses.add(http.status(agent.port, "/metrics", LIMIT_SECONDS * 3))
        slowest = max(slowest, time.monotonic() - begun)
        time.sleep(0.1)
    suite.equal(f"each of {SCRAPES} scrapes beside {CLIENTS} slow clients is answered",
                statuses, {200})
    suite.check(f"none of them takes {LIMIT_SECONDS} s", slowest < LIMIT_SECONDS,
                f"{slowest:.3f} s")

    def shown_the_door():
        drip(clients)
        return all(closed(client) for client in clients[1::3])
    suite.check("half a request is given up within 40 s however it drips",
                eventually(shown_the_door, 40, 0.5))
    before = agent.cycles()
    suite.check("the cycles went on", eventually(lambda: agent.cycles() > before, 5))


if __name__ == "__main__":
    run("slowclient", body)
