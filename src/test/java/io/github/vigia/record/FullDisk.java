package io.github.vigia.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The real disk as long as there is room; what does not fit is written in part, as disks do. */
final class FullDisk implements Disk {

  private final Disk real = new HostDisk();
  private long room = Long.MAX_VALUE;
  private boolean sound = true;
  private boolean cuts = true;
  private boolean moves = true;
  private int open;

  /** How many bytes it takes from now on. */
  void room(long bytes) {
    room = bytes;
  }

  /** Whether opening, syncing and closing succeed. */
  void sound(boolean sound) {
    this.sound = sound;
  }

  /** Whether files can be cut back. */
  void cuts(boolean cuts) {
    this.cuts = cuts;
  }

  /** Whether files can be moved. */
  void moves(boolean moves) {
    this.moves = moves;
  }

  /** How many outputs are open. */
  int open() {
    return open;
  }

  @Override
  public Output append(Path file) throws IOException {
    check(sound);
    Output output = real.append(file);
    open++;
    return new Limited(output);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return real.create(file);
  }

  @Override
  public void sync(Path file) throws IOException {
    real.sync(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    real.syncFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    check(moves);
    real.move(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    real.delete(file);
  }

  private static void check(boolean well) throws IOException {
    if (!well) {
      throw new IOException("Input/output error");
    }
  }

  private final class Limited implements Output {

    private final Output output;
    private long size;

    Limited(Output output) {
      this.output = output;
      this.size = output.length();
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
      int taken = (int) Math.min(length, room);
      output.write(bytes, taken);
      room -= taken;
      size += taken;
      if (taken < length) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      check(cuts);
      output.truncate(length);
      room += size - length;
      size = length;
    }

    @Override
    public void sync() throws IOException {
      check(sound);
      output.sync();
    }

    @Override
    public void close() throws IOException {
      open--;
      output.close();
      check(sound);
    }
  }
}
