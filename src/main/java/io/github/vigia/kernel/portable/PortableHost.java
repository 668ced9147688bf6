package io.github.vigia.kernel.portable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;
import oshi.software.os.OSProcess;

/**
 * Windows, macOS and others, read by OSHI and handed on as plain numbers. Loads OSHI and JNA when
 * it is made, so it is made only where there is no /proc. One thread.
 */
public final class PortableHost {

  private final SystemInfo system = new SystemInfo();

  public PortableCpu cpu() {
    CentralProcessor processor = system.getHardware().getProcessor();
    long[] ticks = processor.getSystemCpuLoadTicks();
    List<PortableCpu.Core> cores = new ArrayList<>();
    for (long[] core : processor.getProcessorCpuLoadTicks()) {
      cores.add(new PortableCpu.Core(busy(core), Arrays.stream(core).sum()));
    }
    return new PortableCpu(
        busy(ticks),
        ticks[TickType.USER.getIndex()] + ticks[TickType.NICE.getIndex()],
        ticks[TickType.SYSTEM.getIndex()]
            + ticks[TickType.IRQ.getIndex()]
            + ticks[TickType.SOFTIRQ.getIndex()],
        ticks[TickType.IOWAIT.getIndex()],
        Arrays.stream(ticks).sum(),
        cores,
        Arrays.stream(processor.getSystemLoadAverage(3)).boxed().toList(),
        Arrays.stream(processor.getCurrentFreq()).filter(f -> f > 0).average().orElse(0));
  }

  private static long busy(long[] ticks) {
    return Arrays.stream(ticks).sum()
        - ticks[TickType.IDLE.getIndex()]
        - ticks[TickType.IOWAIT.getIndex()];
  }

  public PortableMemory memory() {
    GlobalMemory memory = system.getHardware().getMemory();
    return new PortableMemory(
        memory.getTotal(),
        memory.getAvailable(),
        memory.getVirtualMemory().getSwapTotal(),
        memory.getVirtualMemory().getSwapUsed());
  }

  /** May block for as long as a network drive likes. */
  public List<PortableVolume> volumes() {
    List<PortableVolume> volumes = new ArrayList<>();
    for (OSFileStore store : system.getOperatingSystem().getFileSystem().getFileStores(true)) {
      if (store.getTotalSpace() > 0) {
        volumes.add(
            new PortableVolume(
                store.getMount(),
                store.getTotalSpace(),
                store.getFreeSpace(),
                store.getUsableSpace(),
                store.getTotalInodes(),
                store.getFreeInodes(),
                Arrays.asList(store.getOptions().split(",", -1)).contains("ro")));
      }
    }
    return volumes;
  }

  public List<PortableDisk> disks() {
    List<PortableDisk> disks = new ArrayList<>();
    for (HWDiskStore disk : system.getHardware().getDiskStores()) {
      disks.add(
          new PortableDisk(
              disk.getName(),
              disk.getReads(),
              disk.getReadBytes(),
              disk.getWrites(),
              disk.getWriteBytes(),
              disk.getTransferTime()));
    }
    return disks;
  }

  public List<PortableInterface> interfaces() {
    List<PortableInterface> interfaces = new ArrayList<>();
    for (NetworkIF net : system.getHardware().getNetworkIFs(false)) {
      interfaces.add(
          new PortableInterface(
              net.getName(),
              net.getBytesRecv(),
              net.getBytesSent(),
              net.getInErrors() + net.getOutErrors(),
              net.getInDrops(),
              net.getIfOperStatus() == NetworkIF.IfOperStatus.UP));
    }
    return interfaces;
  }

  public List<PortableProcess> processes() {
    List<PortableProcess> processes = new ArrayList<>();
    for (OSProcess process : system.getOperatingSystem().getProcesses()) {
      processes.add(
          new PortableProcess(
              process.getProcessID(),
              process.getName(),
              process.getStartTime(),
              process.getKernelTime() + process.getUserTime(),
              process.getResidentSetSize(),
              process.getBytesRead() + process.getBytesWritten(),
              process.getThreadCount(),
              process.getState() == OSProcess.State.ZOMBIE));
    }
    return processes;
  }

  public PortableFiles files() {
    FileSystem files = system.getOperatingSystem().getFileSystem();
    return new PortableFiles(files.getOpenFileDescriptors(), files.getMaxFileDescriptors());
  }
}
