package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.CgroupFiles;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MemInfo;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The files that limit the control group at the root of the mount, in either version. */
interface Cgroup {

  /** {@link CgroupFiles#UNLIMITED_BYTES} where there is no limit. */
  long memoryLimit() throws IOException;

  /** Without the file pages that the kernel would give up first. */
  long memoryUsed() throws IOException;

  /** {@link CgroupFiles#UNLIMITED_CORES} where there is no limit. */
  double cpuLimit() throws IOException;

  /** {@code nr_periods}: periods in which the group wanted to run. */
  long periods() throws IOException;

  /** {@code nr_throttled}: those of them in which it used up its quota. */
  long throttledPeriods() throws IOException;

  /**
   * The group that this host is, if it is a container: the root group of a real host has no limit
   * files in version 2, and no limits in version 1.
   */
  static Optional<Cgroup> of(Roots roots) {
    if (Files.exists(roots.sys("fs/cgroup/memory.max"))
        || Files.exists(roots.sys("fs/cgroup/cpu.max"))) {
      return Optional.of(new Two(roots));
    }
    if (Files.exists(roots.sys("fs/cgroup/memory/memory.limit_in_bytes"))
        || Files.exists(roots.sys("fs/cgroup/cpu/cpu.cfs_quota_us"))) {
      return Optional.of(new One(roots));
    }
    return Optional.empty();
  }

  /** Version 2: one tree. */
  final class Two implements Cgroup {

    private final HostFile limit;
    private final HostFile usage;
    private final HostFile memoryStat;
    private final HostFile cpuMax;
    private final HostFile cpuStat;

    private Two(Roots roots) {
      this.limit = new HostFile(roots.sys("fs/cgroup/memory.max"), 64);
      this.usage = new HostFile(roots.sys("fs/cgroup/memory.current"), 64);
      this.memoryStat = new HostFile(roots.sys("fs/cgroup/memory.stat"));
      this.cpuMax = new HostFile(roots.sys("fs/cgroup/cpu.max"), 64);
      this.cpuStat = new HostFile(roots.sys("fs/cgroup/cpu.stat"), 512);
    }

    @Override
    public long memoryLimit() throws IOException {
      return CgroupFiles.limitBytes(limit.read());
    }

    @Override
    public long memoryUsed() throws IOException {
      long all = CgroupFiles.bytes(usage.read());
      return Math.max(0, all - CgroupFiles.field(memoryStat.read(), "inactive_file"));
    }

    @Override
    public double cpuLimit() throws IOException {
      return CgroupFiles.cores(cpuMax.read());
    }

    @Override
    public long periods() throws IOException {
      return CgroupFiles.field(cpuStat.read(), "nr_periods");
    }

    @Override
    public long throttledPeriods() throws IOException {
      return CgroupFiles.field(cpuStat.read(), "nr_throttled");
    }
  }

  /** Version 1: one tree a controller. */
  final class One implements Cgroup {

    private final HostFile limit;
    private final HostFile usage;
    private final HostFile memoryStat;
    private final HostFile quota;
    private final HostFile period;
    private final HostFile cpuStat;
    private final HostFile hostMemory;
    private final MemInfo memory = new MemInfo();

    private One(Roots roots) {
      this.limit = new HostFile(roots.sys("fs/cgroup/memory/memory.limit_in_bytes"), 64);
      this.usage = new HostFile(roots.sys("fs/cgroup/memory/memory.usage_in_bytes"), 64);
      this.memoryStat = new HostFile(roots.sys("fs/cgroup/memory/memory.stat"));
      this.quota = new HostFile(roots.sys("fs/cgroup/cpu/cpu.cfs_quota_us"), 64);
      this.period = new HostFile(roots.sys("fs/cgroup/cpu/cpu.cfs_period_us"), 64);
      this.cpuStat = new HostFile(roots.sys("fs/cgroup/cpu/cpu.stat"), 512);
      this.hostMemory = new HostFile(roots.proc("meminfo"));
    }

    /** A limit that is not below the memory of the host limits nothing. */
    @Override
    public long memoryLimit() throws IOException {
      long bytes = CgroupFiles.limitBytes(limit.read());
      if (bytes == CgroupFiles.UNLIMITED_BYTES) {
        return bytes;
      }
      memory.parse(hostMemory.read());
      return bytes < memory.totalBytes() ? bytes : CgroupFiles.UNLIMITED_BYTES;
    }

    @Override
    public long memoryUsed() throws IOException {
      long all = CgroupFiles.bytes(usage.read());
      return Math.max(0, all - CgroupFiles.field(memoryStat.read(), "total_inactive_file"));
    }

    @Override
    public double cpuLimit() throws IOException {
      return CgroupFiles.cores(quota.read(), period.read());
    }

    @Override
    public long periods() throws IOException {
      return CgroupFiles.field(cpuStat.read(), "nr_periods");
    }

    @Override
    public long throttledPeriods() throws IOException {
      return CgroupFiles.field(cpuStat.read(), "nr_throttled");
    }
  }
}
