"""Plain HTTP to loopback, with the headers that Prometheus sends."""

import gzip
import http.client

TEXT = "text/plain;version=0.0.4;q=1"
OPENMETRICS = "application/openmetrics-text;version=1.0.0"


def get(port, path, seconds=5, headers=None, method="GET"):
    """(status, headers, body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return answer.status, answer.headers, body
    finally:
        connection.close()


def status(port, path, seconds=2):
    """Status of an answer, 0 where there is none."""
    try:
        return get(port, path, seconds)[0]
    except (OSError, http.client.HTTPException):
        return 0
