package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much of the process and thread ids is in use: of {@code kernel.pid_max} and {@code
 * kernel.threads-max}, see proc_sys_kernel(5), whichever is less, and inside a container of {@code
 * pids.max} too, see Documentation/admin-guide/cgroup-v2.rst.
 */
final class IdSpace implements AutoCloseable {

  private final HostFile pidMax;
  private final HostFile threadsMax;
  private final @Nullable HostFile containerMax;
  private final @Nullable HostFile containerNow;

  IdSpace(Roots roots) {
    pidMax = new HostFile(roots.proc("sys/kernel/pid_max"), 64);
    threadsMax = new HostFile(roots.proc("sys/kernel/threads-max"), 64);
    // Only in a container is the top of the hierarchy somebody's group, with a limit.
    Path v2 = roots.sys("fs/cgroup");
    Path group = Files.exists(v2.resolve("pids.max")) ? v2 : v2.resolve("pids");
    boolean limited = Files.exists(group.resolve("pids.max"));
    containerMax = limited ? new HostFile(group.resolve("pids.max"), 64) : null;
    containerNow = limited ? new HostFile(group.resolve("pids.current"), 64) : null;
  }

  /** The fullest of them, with {@code threads} on the host. */
  double percent(long threads) throws IOException {
    long most = Math.min(pidMax.read().number(), threadsMax.read().number());
    double percent = most > 0 ? 100.0 * threads / most : Double.NaN;
    return containerMax == null || containerNow == null
        ? percent
        : Math.max(percent, ofContainer(containerMax, containerNow));
  }

  private static double ofContainer(HostFile max, HostFile now) throws IOException {
    Text limit = max.read();
    if (limit.skip("max")) {
      return 0;
    }
    long most = limit.number();
    return most > 0 ? 100.0 * now.read().number() / most : 0;
  }

  @Override
  public void close() throws IOException {
    pidMax.close();
    threadsMax.close();
    if (containerMax != null && containerNow != null) {
      containerMax.close();
      containerNow.close();
    }
  }
}
