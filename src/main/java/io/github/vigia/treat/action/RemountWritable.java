package io.github.vigia.treat.action;

import io.github.vigia.kernel.Fstab;
import io.github.vigia.kernel.Mount;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Mounts a sound filesystem writable again that somebody has mounted read-only. */
final class RemountWritable extends DescribedStep {

  private final Soundness soundness;
  private final List<String> writable;

  RemountWritable(Description description, Soundness soundness, List<String> writable) {
    super(description);
    this.soundness = soundness;
    this.writable = writable;
  }

  @Override
  public Preview preview() throws IOException {
    String obstacle = obstacle();
    return obstacle.isEmpty()
        ? new Preview(true, "would mount " + target() + " writable again", 1, List.of(target()))
        : Preview.nothing(obstacle);
  }

  private String obstacle() throws IOException {
    Mount mount = soundness.mount();
    if (mount == null) {
      return "nothing is mounted at " + target();
    }
    if (mount.isStopped() || soundness.errors(mount) > 0) {
      return target() + " has had errors: it must be checked first";
    }
    if (!mount.isReadonly()) {
      return target() + " is not mounted read-only";
    }
    Fstab.Entry entry = soundness.fstab();
    boolean isMeantWritable = writable.contains(target()) || (entry != null && entry.isWritable());
    if (!isMeantWritable) {
      return "nothing says that " + target() + " is to be writable: not fstab, not the settings";
    }
    if (soundness.isDeviceReadonly(mount)) {
      return "the device of " + target() + " itself is read-only";
    }
    return soundness.diskTrouble(mount);
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      return Effect.none(obstacle);
    }
    Run.Ended ended =
        run.command(
            List.of("mount", "-o", "remount,rw", soundness.path().toString()),
            Duration.ofSeconds(30));
    if (!ended.succeeded()) {
      throw new IOException("mount ended with " + ended.code() + ": " + ended.err().strip());
    }
    return soundness.isWritable(run.attempt())
        ? new Effect(1, "filesystems", target() + " is writable again", List.of())
        : Effect.none(target() + " was mounted writable, but no file can be made on it");
  }
}
