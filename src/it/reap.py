#!/usr/bin/env python3
"""As the first process of a container it reaps every orphan, and loses no exit code of its own."""

from lib.child import call
from lib.java import program
from lib.packages import require, require_root
from lib.suite import NotRun, run

ORPHANS = 50
MAIN = "io.github.vigia.treat.action.ReapMain"


def body(suite):
    require_root()
    require("unshare")
    code, out, err = call(["unshare", "--pid", "--fork", "--mount-proc", *program(MAIN, ORPHANS)])
    if code != 0 and "unshare" in err:
        raise NotRun("no pid namespace: " + err.strip())
    suite.check("it ends well", code == 0, err)
    words = out.split()
    seen = dict(zip(words[::2], map(int, words[1::2])))
    suite.equal("it is the first process", seen.get("pid"), 1)
    suite.equal("all orphans become zombies of its own", seen.get("before"), ORPHANS)
    suite.equal("it reaps them all", seen.get("reaped"), ORPHANS)
    suite.equal("none is left", seen.get("left"), 0)
    suite.equal("the exit code of its own child arrives", seen.get("own"), 7)


if __name__ == "__main__":
    run("reap", body)
