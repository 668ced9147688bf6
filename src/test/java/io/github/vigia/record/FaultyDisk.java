package io.github.vigia.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The real disk up to its n-th operation, at which the process dies or the disk says no. */
final class FaultyDisk implements Disk {

  /** What happens at the n-th operation; a write that is hit has written half. */
  enum Fault {
    /** The process is gone before it; nothing that comes after it happens either. */
    DEATH_BEFORE,
    /** The process is gone right after it. */
    DEATH_AFTER,
    /** The disk refuses this one operation. */
    ERROR
  }

  /** The death of the process: not an exception that anything could handle. */
  static final class Death extends Error {

    private static final long serialVersionUID = 1;
  }

  private interface Step {
    void run() throws IOException;
  }

  private final Disk real = new HostDisk();
  private final Fault fault;
  private final int at;
  private int operations;

  FaultyDisk(Fault fault, int at) {
    this.fault = fault;
    this.at = at;
  }

  /** Whether the n-th operation was reached. */
  boolean hasStruck() {
    return operations >= at;
  }

  private void step(Step step) throws IOException {
    step(step, () -> {});
  }

  private void step(Step step, Step half) throws IOException {
    operations++;
    if (operations < at || (operations > at && fault == Fault.ERROR)) {
      step.run();
      return;
    }
    if (operations == at) {
      if (fault == Fault.DEATH_AFTER) {
        step.run();
      } else {
        half.run();
      }
    }
    if (fault == Fault.ERROR) {
      throw new IOException("Input/output error");
    }
    throw new Death();
  }

  @Override
  public Output append(Path file) throws IOException {
    Output[] opened = new Output[1];
    step(() -> opened[0] = real.append(file));
    return new Appended(opened[0]);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    OutputStream[] opened = new OutputStream[1];
    step(() -> opened[0] = real.create(file));
    return new Created(opened[0]);
  }

  @Override
  public void sync(Path file) throws IOException {
    step(() -> real.sync(file));
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step(() -> real.syncFolder(folder));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step(() -> real.move(from, to));
  }

  @Override
  public void delete(Path file) throws IOException {
    step(() -> real.delete(file));
  }

  private final class Created extends OutputStream {

    private final OutputStream out;

    Created(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      step(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      step(() -> out.write(bytes, from, count), () -> out.write(bytes, from, count / 2));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private final class Appended implements Output {

    private final Output output;

    Appended(Output output) {
      this.output = output;
    }

    @Override
    public long length() {
      return output.length();
    }

    @Override
    public boolean isTorn() {
      return output.isTorn();
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
      step(() -> output.write(bytes, length), () -> output.write(bytes, length / 2));
    }

    @Override
    public void truncate(long length) throws IOException {
      step(() -> output.truncate(length));
    }

    @Override
    public void sync() throws IOException {
      step(output::sync);
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
