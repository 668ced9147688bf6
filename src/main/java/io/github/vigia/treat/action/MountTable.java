package io.github.vigia.treat.action;

import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.MountInfo;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All mounts at one moment, as this program sees them, because that is where it can act. */
final class MountTable {

  private final Roots roots;
  private final List<Mount> mounts;

  private MountTable(Roots roots, List<Mount> mounts) {
    this.roots = roots;
    this.mounts = mounts;
  }

  static MountTable read(Roots roots) throws IOException {
    byte[] bytes = Files.readAllBytes(roots.proc("self/mountinfo"));
    return new MountTable(roots, MountInfo.parse(new Text(bytes, bytes.length)));
  }

  List<Mount> all() {
    return mounts;
  }

  /** What is mounted exactly there, the topmost; null if nothing is. */
  @Nullable Mount at(String hostPath) {
    String place = roots.root(hostPath).toString();
    return mounts.reversed().stream()
        .filter(mount -> mount.mountPoint().equals(place))
        .findFirst()
        .orElse(null);
  }

  /** The mount that a path of the host is on; null if there is none, which no real host has. */
  @Nullable Mount holding(String hostPath) {
    Path path = roots.root(hostPath);
    Mount found = null;
    int depth = -1;
    for (Mount mount : mounts) {
      Path place = Path.of(mount.mountPoint());
      // Among those at one place the last hides the others.
      if (path.startsWith(place) && place.getNameCount() >= depth) {
        found = mount;
        depth = place.getNameCount();
      }
    }
    return found;
  }

  /** Whether a path of the host is on the filesystem that is mounted at {@code place}. */
  boolean isOn(String hostPath, String place) {
    Mount target = at(place);
    Mount holder = holding(hostPath);
    return target != null && holder != null && target.device().equals(holder.device());
  }

  /** Mount points of other filesystems at or below a place. */
  List<String> below(String place) {
    Path path = roots.root(place);
    return mounts.stream()
        .map(Mount::mountPoint)
        .filter(other -> Path.of(other).startsWith(path) && !Path.of(other).equals(path))
        .toList();
  }
}
