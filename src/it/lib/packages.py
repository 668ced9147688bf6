"""Programs that a suite needs, from Debian's packages where we are root and there is apt."""

import os
import shutil
import subprocess
import sys

from lib.suite import NotRun

# Program or file, and the package that brings it.
PACKAGE_OF = {
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "prometheus-node-exporter": "prometheus-node-exporter",
    "monit": "monit",
    "ip": "iproute2",
    "debugfs": "e2fsprogs",
    "mkfs.ext4": "e2fsprogs",
    "unshare": "util-linux",
    "xz": "xz-utils",
    "dnsmasq": "dnsmasq-base",
    "systemd-tmpfiles": "systemd",
    "/usr/lib/python3/dist-packages/prometheus_client": "python3-prometheus-client",
}
FOLDERS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def find(program):
    """Path of a program or file, None where there is none."""
    if program.startswith("/"):
        return program if os.path.exists(program) else None
    return shutil.which(program, path=FOLDERS)


def require(*programs):
    """Paths of `programs`; installs what is missing, and raises NotRun where that can't be done."""
    missing = [program for program in programs if not find(program)]
    if missing:
        install(sorted({PACKAGE_OF.get(program, program) for program in missing}))
    still = [program for program in programs if not find(program)]
    if still:
        raise NotRun("there is no " + ", ".join(still))
    return [find(program) for program in programs]


def install(packages):
    if os.geteuid() != 0 or not find("apt-get"):
        raise NotRun("needs " + ", ".join(packages) + "; not root with apt, so not installed")
    print("installing " + " ".join(packages), file=sys.stderr, flush=True)
    # A service that the package would start is not wanted: policy-rc.d is the host's business.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    argv = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        subprocess.run(["apt-get", "update", "-q"], env=environment, capture_output=True)
        done = subprocess.run(argv, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise NotRun(f"apt-get install {' '.join(packages)}: {done.stderr.strip()[-300:]}")


def require_root():
    if os.geteuid() != 0:
        raise NotRun("needs root")
