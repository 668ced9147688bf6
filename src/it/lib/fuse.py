"""An empty filesystem in user space, spoken over /dev/fuse by hand: stop it, and the mount hangs.

    fuse.py MOUNTPOINT    mounts and serves until it is killed

Protocol: linux/fuse.h. Only what a reader of its size and its (empty) root asks for is answered.
"""

import errno
import os
import struct
import sys

ROOT = 1
GETATTR, OPEN, READ, STATFS, RELEASE, INIT = 3, 14, 15, 17, 18, 26
OPENDIR, READDIR, RELEASEDIR, INTERRUPT, FORGET, BATCH_FORGET = 27, 28, 29, 36, 2, 42
IN_HEADER = struct.Struct("<IIQQIIIHH")
OUT_HEADER = struct.Struct("<IiQ")
BLOCK, BLOCKS, FREE = 4096, 10_000, 2_500


def root_attributes():
    """fuse_attr_out of a folder that root owns."""
    attributes = struct.pack("<QQQQQQIIIIIIIIII", ROOT, 0, 0, 0, 0, 0, 0, 0, 0,
                             0o040755, 2, 0, 0, 0, BLOCK, 0)
    return struct.pack("<QII", 1, 0, 0) + attributes


def sizes():
    """fuse_statfs_out: a quarter is free."""
    return struct.pack("<QQQQQIIII6I", BLOCKS, FREE, FREE, 1000, 900, BLOCK, 255, BLOCK, 0, *[0] * 6)


def initialised(body):
    """fuse_init_out for the version that the kernel offers, at most 7.31."""
    _, minor, readahead = struct.unpack_from("<III", body)
    return struct.pack("<IIIIHHIIHHI7I", 7, min(minor, 31), readahead, 0, 0, 0, BLOCK, 1, 0, 0,
                       0, *[0] * 7)


def answer(operation, body):
    """(error, payload), None where no answer is wanted."""
    if operation in (FORGET, BATCH_FORGET, INTERRUPT):
        return None
    if operation == INIT:
        return 0, initialised(body)
    if operation == GETATTR:
        return 0, root_attributes()
    if operation == STATFS:
        return 0, sizes()
    if operation in (OPEN, OPENDIR):
        return 0, struct.pack("<QII", 0, 0, 0)
    if operation in (READ, READDIR, RELEASE, RELEASEDIR):
        return 0, b""
    return errno.ENOSYS, b""


def serve(device):
    while True:
        try:
            request = os.read(device, 1 << 17)
        except OSError as problem:
            if problem.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                continue
            if problem.errno == errno.ENODEV:
                return  # unmounted
            raise
        _, operation, unique, *_ = IN_HEADER.unpack_from(request)
        result = answer(operation, request[IN_HEADER.size:])
        if result is not None:
            error, payload = result
            payload = b"" if error else payload
            os.write(device, OUT_HEADER.pack(
                OUT_HEADER.size + len(payload), -error, unique) + payload)


def main():
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from lib.namespace import mount
    device = os.open("/dev/fuse", os.O_RDWR)
    mount("hung", sys.argv[1], "fuse.hung",
          f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other")
    print("mounted", flush=True)
    serve(device)


if __name__ == "__main__":
    main()
