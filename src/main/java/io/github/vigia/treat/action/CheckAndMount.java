package io.github.vigia.treat.action;

import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Unmounts an ext filesystem that stopped after an error, checks it and mounts it again. It is
 * never unmounted lazily or by force, and it is mounted again whatever happens to this program.
 */
final class CheckAndMount extends DescribedStep {

  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration CHECK = Duration.ofMinutes(28);

  /** After this the mount is made even if we are gone; a check that still runs makes it fail. */
  private static final Duration COMES_BACK = Duration.ofMinutes(29);

  /** From here on, the exit code of e2fsck(8) says that errors were left. */
  private static final int ERRORS_LEFT = 4;

  /** Words in mountinfo that mount(8) does not take, or that must not come back. */
  private static final Set<String> NO_OPTIONS =
      Set.of("ro", "rw", "emergency_ro", "shutdown", "seclabel");

  private final Soundness soundness;
  private final Roots roots;

  CheckAndMount(Description description, Soundness soundness, Roots roots) {
    super(description);
    this.soundness = soundness;
    this.roots = roots;
  }

  @Override
  public Preview preview() throws IOException {
    String obstacle = obstacle();
    return obstacle.isEmpty()
        ? new Preview(
            true,
            "would unmount " + target() + ", check it and mount it again",
            1,
            List.of(target()))
        : Preview.nothing(obstacle);
  }

  private String obstacle() throws IOException {
    Mount mount = soundness.mount();
    if (mount == null) {
      return "nothing is mounted at " + target();
    }
    if (!mount.type().matches("ext[234]")) {
      return "a filesystem of type " + mount.type() + " is not repaired without a person";
    }
    if (!mount.isStopped() && soundness.errors(mount) == 0) {
      return target() + " has had no errors";
    }
    String trouble = soundness.diskTrouble(mount);
    if (!trouble.isEmpty()) {
      return "the disk may be failing, and a check would make it worse: " + trouble;
    }
    if (soundness.isDeviceReadonly(mount)) {
      return "the device of " + target() + " itself is read-only";
    }
    if (soundness.isDeviceGoneOnceUnmounted(mount)) {
      return mount.source() + " goes when " + target() + " is unmounted: it could not come back";
    }
    List<String> uses = FilesystemUse.of(roots, target(), mount);
    return uses.isEmpty()
        ? ""
        : target() + " is in use: " + String.join("; ", uses.subList(0, Math.min(uses.size(), 20)));
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    String obstacle = obstacle();
    Mount mount = soundness.mount();
    if (!obstacle.isEmpty() || mount == null) {
      return Effect.none(obstacle);
    }
    if (!soundness.refusesWrites(mount, run.attempt())) {
      return Effect.none(
          target() + " can be written or is full: it is not unmounted for old errors");
    }
    Run.Armed comesBack = run.arm(mountArgv(mount, "rw"), COMES_BACK);
    Run.Ended unmounted = run.command(List.of("umount", soundness.path().toString()), SHORT);
    if (!unmounted.succeeded()) {
      comesBack.disarm();
      return Effect.none("it could not be unmounted: " + unmounted.err().strip());
    }
    run.did(Effect.none(target() + " was unmounted"));
    return checked(mount, comesBack, run);
  }

  private Effect checked(Mount mount, Run.Armed comesBack, Run run) throws IOException {
    List<String> details = new ArrayList<>();
    boolean isRepaired = check(mount, run, details);
    // What a check could not repair is mounted as it was: readable.
    Run.Ended mounted = run.command(mountArgv(mount, isRepaired ? "rw" : "ro"), SHORT);
    if (!mounted.succeeded()) {
      details.add("mount ended with " + mounted.code() + ": " + mounted.err().strip());
      comesBack.fire();
    } else {
      comesBack.disarm();
    }
    return soundness.isWritable(run.attempt())
        ? new Effect(1, "filesystems", target() + " was checked and is writable again", details)
        : new Effect(
            0, "filesystems", target() + " was checked, but can't be written again", details);
  }

  private static boolean check(Mount mount, Run run, List<String> details) {
    try {
      Run.Ended checked = run.command(List.of("e2fsck", "-f", "-p", mount.source()), CHECK);
      details.add("e2fsck ended with " + checked.code() + ": " + checked.out().strip());
      return !checked.timedOut() && checked.code() >= 0 && checked.code() < ERRORS_LEFT;
    } catch (IOException e) {
      // The mount must come back all the same.
      details.add("e2fsck could not be run: " + e.getMessage());
      return false;
    }
  }

  /** As it was mounted, but for what the error has changed. */
  private List<String> mountArgv(Mount mount, String access) {
    Set<String> options = new LinkedHashSet<>();
    options.add(access);
    for (String all : List.of(mount.options(), mount.superOptions())) {
      for (String option : all.split(",", -1)) {
        if (!option.isEmpty() && !NO_OPTIONS.contains(option)) {
          options.add(option);
        }
      }
    }
    return List.of(
        "mount",
        "-t",
        mount.type(),
        "-o",
        String.join(",", options),
        mount.source(),
        soundness.path().toString());
  }
}
