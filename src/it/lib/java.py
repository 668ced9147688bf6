"""Small Java programs of src/test, which a suite runs against what it has made."""

import os
import re
import shutil
import subprocess

from lib.suite import REPOSITORY, NotRun

CLASSES = [os.path.join(REPOSITORY, "target", name) for name in ("classes", "test-classes")]
LIBRARIES = os.path.join(REPOSITORY, "target", "lib", "*")


def program(name, *arguments):
    """The argv that runs the main class `name` of src/test."""
    file = os.path.join(CLASSES[1], *name.split(".")) + ".class"
    if not os.path.exists(file):
        raise NotRun(f"there is no {os.path.relpath(file, REPOSITORY)}; ./build compiles it")
    return [_java(), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx48m", "-cp",
            os.pathsep.join([*CLASSES, LIBRARIES]), name, *map(str, arguments)]


def _java():
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not java:
        raise NotRun("there is no java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if not version or int(version[1]) < 25:
        raise NotRun(f"{java} is older than 25")
    return java
