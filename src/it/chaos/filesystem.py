"""Filesystems that can't be written any more."""

import os
import time

from chaos.bed import shadow
from chaos.disk import MOUNT, DiskRow, image
from chaos.row import MONIT, STAMP, Target, must
from lib.agent import LAUNCHER
from lib.child import call, clean_environment


class Readonly(DiskRow):
    signals = ("filesystem_fault",)
    horizon = 40
    fstab = False
    device = ""

    def approves(self, event):
        return event["treatment"] == "repair_readonly_filesystem"

    def not_for(self, subject):
        if subject == "vigia" and call([LAUNCHER, "approve", "--help"], clean_environment())[0]:
            return "there is no command `vigia approve` in this build"
        return ""

    def mount(self, path):
        """On a device that stays when it is unmounted."""
        self.device = self.device or must("losetup", "--find", "--show", path).strip()
        must("mount", self.device, MOUNT)

    def restore(self):
        super().restore()
        if self.device:
            must("losetup", "--detach", self.device)

    def prepare(self):
        super().prepare()
        self.loop = must("findmnt", "-n", "-o", "SOURCE", MOUNT).strip()
        if self.fstab:
            with open("/etc/fstab") as file:
                shadow("/etc/fstab", file.read() + f"\n{self.loop} {MOUNT} ext4 rw 0 0\n")

    def healed(self):
        probe = MOUNT + "/data/probe"
        try:
            with open(probe, "xb"):
                pass
            os.unlink(probe)
            return os.path.exists(self.kept.path)
        except OSError:
            return False

    def monit_rule(self):
        return (f"check filesystem fs with path {MOUNT}\n"
                f"  if changed fsflags then exec \"{MONIT}/act\"")

    def monit_scripts(self):
        return {"act": STAMP + f"mount -o remount,rw {MOUNT}\n"}


class Stopped(Readonly):
    """Time to heal counts from the yes of a person, which it must wait for."""
    id, fault = "C11", "ext4 stopped after an error"
    target = Target(5, 2, 1)

    def image(self):
        return image(options=("-e", "remount-ro"))

    def inject(self):
        device = os.path.basename(self.loop)
        with open(f"/sys/fs/ext4/{device}/trigger_fs_error", "w") as file:
            file.write("t")


class Remounted(Readonly):
    id, fault = "C11b", "remounted read-only by somebody"
    target = Target(5, 2, 1)
    fstab = True

    def inject(self):
        must("mount", "-o", "remount,ro", MOUNT)
        self.began = time.time()
