"""A network of two links and a peer behind each, of which one thing is taken away."""

import os
import socket
import struct
import subprocess
import time
from datetime import datetime, timezone

from chaos.bed import FOLDER, shadow
from chaos.row import MONIT, STAMP, Row, Target, must

GATEWAY, OUTSIDE = "10.77.0.1", "198.51.100.7"
QUESTIONS = (("links", "ip -o link show"), ("addresses", "ip -o addr show"),
             ("routes4", "ip -4 -o route show table all"),
             ("routes6", "ip -6 -o route show table all"),
             ("rules4", "ip -4 rule show"), ("rules6", "ip -6 rule show"))
APPLY = """\
ip link set up0 up
ip addr replace 10.77.0.2/24 dev up0
ip route replace default via 10.77.0.1
"""


def checksum(data):
    total = sum(int.from_bytes(data[n:n + 2], "big") for n in range(0, len(data), 2))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff


def answers(address, seconds=0.5):
    """Whether an echo request is answered."""
    head = struct.pack("!BBHHH", 8, 0, 0, os.getpid() & 0xffff, 1)
    packet = head[:2] + struct.pack("!H", checksum(head)) + head[4:]
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as asking:
        asking.settimeout(seconds)
        try:
            asking.sendto(packet, (address, 0))
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                data, sender = asking.recvfrom(2048)
                if sender[0] == address and data[20] == 0:
                    return True
        except OSError:
            pass  # no route, or nobody answers
        return False


def ip(*words):
    must("ip", *" ".join(words).split())


class NetworkRow(Row):
    signals = ("network_loss_percent", "ping_ms", "latency_ms", "interface_carrier")
    targets = ["gateway", OUTSIDE]
    horizon = 45
    verdict = 45
    warm_up = 12
    target = Target(1.5, 2.5, 1)

    def settings(self):
        return {"thresholds/latency_ms/timeout": "1s"}

    def prepare(self):
        self.peer = subprocess.Popen(["unshare", "--net", "sleep", "3600"])
        time.sleep(0.3)
        self.link("up0", "peer0", "10.77.0", "fd77::")
        self.link("up1", "peer1", "10.78.0", "fd78::")
        for address in (OUTSIDE + "/32", "8.8.8.8/32"):
            self.at_peer("ip addr add", address, "dev lo")
        ip("route add default via", GATEWAY)
        ip("-6 route add default via fd77::1")
        ip("route add 10.99.0.0/16 via 10.78.0.1")
        ip("route add default via 10.78.0.1 dev up1 table 100")
        ip("rule add from 10.78.0.2 lookup 100")
        time.sleep(2.5)  # until IPv6 has seen that nobody else has these addresses
        self.before = self.state()
        self.learn()

    def link(self, ours, theirs, net, net6):
        ip("link add", ours, "type veth peer name", theirs)
        ip("link set", theirs, "netns", str(self.peer.pid))
        ip("addr add", net + ".2/24 dev", ours)
        ip("-6 addr add", net6 + "2/64 dev", ours)
        ip("link set", ours, "up")
        self.at_peer("ip addr add", net + ".1/24 dev", theirs)
        self.at_peer("ip -6 addr add", net6 + "1/64 dev", theirs)
        self.at_peer("ip link set", theirs, "up")
        self.at_peer("ip link set lo up")

    def at_peer(self, *words):
        must("nsenter", "-t", str(self.peer.pid), "-n", *" ".join(words).split())

    def learn(self):
        """What an agent that ran for ten minutes has kept: the network as it worked."""
        now = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
        text = f"## at {now}\n"
        for name, line in QUESTIONS:
            text += f"## {name}\n" + must(*line.split()) + "\n"
        with open("/etc/resolv.conf") as file:
            text += "## resolv.conf\n" + file.read() + "\n"
        os.makedirs(FOLDER + "/cache", exist_ok=True)
        with open(FOLDER + "/cache/network-last-known-good", "w") as file:
            file.write(text)

    def state(self):
        """Addresses, routes and rules, without what the kernel and IPv6 make of themselves."""
        lines = set()
        for name, line in QUESTIONS[1:]:
            for row in must(*line.split()).splitlines():
                if "fe80" not in row and "multicast" not in row and "local" not in row.split()[:1] \
                        and "broadcast" not in row and "anycast" not in row:
                    lines.add(name + " " + " ".join(
                        word for word in row.split(": ", 1)[-1].split()
                        if word not in ("linkdown", "nodad")))
        return lines

    def healed(self):
        return answers(OUTSIDE)

    def damage(self):
        now = self.state()
        return ["missing: " + line for line in sorted(self.before - now)] + [
            "added: " + line for line in sorted(now - self.before)]

    def restore(self):
        self.peer.kill()

    def monit_rule(self):
        return (f"check host gw with address {OUTSIDE}\n  if failed ping count 2 with timeout 1 "
                f"seconds then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + APPLY}


class RouteLost(NetworkRow):
    id, fault = "C4a", "default route lost"

    def inject(self):
        ip("route del default")


class AddressLost(NetworkRow):
    id, fault = "C4b", "addresses lost"

    def inject(self):
        ip("addr flush dev up0")


class LinkDown(NetworkRow):
    id, fault = "C4c", "link switched off"

    def inject(self):
        ip("link set up0 down")

    def monit_rule(self):
        return f"check network v with interface up0\n  if link down then exec \"{MONIT}/act\""


class Blackhole(NetworkRow):
    id, fault = "C4d", "foreign blackhole route"
    target = Target(4, 6, 2)

    def inject(self):
        ip("route add blackhole 198.51.100.0/24")


class PeerDead(NetworkRow):
    """Nothing that could be done here helps."""
    id, fault = "C4e", "peer dead"
    target = Target()
    horizon = 180
    verdict = 0

    def inject(self):
        self.at_peer("ip link set peer0 down")

    def play(self, watch):
        ours = type(self.subject).__name__ == "Vigia"
        deadline = time.time() + (self.horizon if ours else 30)
        while time.time() < deadline and not (ours and self.subject.has_escalated()):
            time.sleep(0.5)
        return None

    def damage(self):
        return ["missing: " + line for line in sorted(self.before - self.state())]

    def checks(self, subject, result):
        if type(subject).__name__ != "Vigia":
            return []
        told = [at for reason, at in result["escalated"] if reason == "LADDER_EXHAUSTED"]
        return [("LADDER_EXHAUSTED within 3 minutes", bool(told) and told[0] < 180,
                 result["escalated"]),
                ("no more actions than rungs", result["actions"] <= 4, result["acted"])]


class Slow(Row):
    id, fault = "C9", "latency"

    def not_for(self, subject):
        return "there is no heal_latency_path to try, and this kernel has no netem"


DNSMASQ = ("dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts "
           "--listen-address=127.0.0.53 --bind-interfaces --user=root "
           "--address=/root-servers.net/10.77.0.1 --address=/anchor.test/127.0.0.1 "
           f"--pid-file={FOLDER}/dnsmasq.pid")
SCRIPT = f"""#!/bin/sh
alive() {{ test -e {FOLDER}/dnsmasq.pid && kill -0 "$(cat {FOLDER}/dnsmasq.pid)" 2>/dev/null; }}
case $1 in
  status) alive && exit 0; test -e {FOLDER}/dnsmasq.pid && exit 1; exit 3 ;;
  restart|start) alive || setsid {DNSMASQ} </dev/null >/dev/null 2>&1 & sleep 0.1 ;;
esac
"""


class ResolverDead(Row):
    id, fault = "C10", "local resolver dead"
    target = Target(4, 5, 1)
    signals = ("network_loss_percent", "ping_ms", "latency_ms")
    targets = ["anchor.test"]
    horizon = 60

    def approves(self, event):
        return event["treatment"] == "heal_dns"

    def not_for(self, subject):
        return "" if subject != "vigia" else (
            "no signal of the agent's tells of a resolver: an address once found is probed on, and "
            "heal_dns is tried for lost probes only")

    def prepare(self):
        shadow("/etc/resolv.conf", "nameserver 127.0.0.53\noptions timeout:1 attempts:1\n")
        os.mkdir(FOLDER + "/init.d")
        with open(FOLDER + "/init.d/dnsmasq", "w") as file:
            file.write(SCRIPT)
        os.chmod(FOLDER + "/init.d/dnsmasq", 0o755)
        must("mount", "--bind", FOLDER + "/init.d", "/etc/init.d")
        must("/etc/init.d/dnsmasq", "start")
        time.sleep(0.5)
        if not self.healed():
            raise RuntimeError("dnsmasq does not answer")

    def inject(self):
        with open(FOLDER + "/dnsmasq.pid") as file:
            os.kill(int(file.read()), 9)
        self.began = time.time()

    def healed(self):
        query = bytes.fromhex("123401000001000000000000") + b"\6anchor\4test\0\0\1\0\1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(0.5)
            try:
                asking.sendto(query, ("127.0.0.53", 53))
                return asking.recv(512)[:2] == query[:2]
            except OSError:
                return False

    def monit_rule(self):
        return (f"check program dns with path {MONIT}/look\n"
                f"  if status != 0 then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"look": "getent ahostsv4 anchor.test >/dev/null\n",
                "act": STAMP + "/etc/init.d/dnsmasq restart\n"}
