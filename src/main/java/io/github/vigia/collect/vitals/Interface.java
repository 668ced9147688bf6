package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.NetDev;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.SysAttribute;
import io.github.vigia.model.Metric;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One network interface as long as it is there. */
final class Interface {

  /** IFF_UP of {@code /sys/class/net/<name>/flags}: somebody wants it to work. */
  private static final long ADMINISTRATIVELY_UP = 1;

  private final String name;
  private final byte[] nameBytes;
  private final InterfaceKind kind;
  private final Rate receive = new Rate();
  private final Rate send = new Rate();
  private final Rate errors = new Rate();
  private final Rate drops = new Rate();
  private final @Nullable SysAttribute flags;
  private final @Nullable SysAttribute carrier;
  private boolean hadCarrier;
  private double receivedPerSecond = Rate.NONE;
  private double sentPerSecond = Rate.NONE;
  private long firstLook = -1;
  private long lastLook = -1;

  Interface(String name, byte[] nameBytes, InterfaceKind kind, Path net) {
    this.name = name;
    this.nameBytes = nameBytes;
    this.kind = kind;
    boolean watched = kind == InterfaceKind.COUNTED && InterfaceKind.isFileName(name);
    this.flags = watched ? new SysAttribute(net.resolve(name).resolve("flags")) : null;
    this.carrier = watched ? new SysAttribute(net.resolve(name).resolve("carrier")) : null;
  }

  String name() {
    return name;
  }

  boolean isRow(NetDev row) {
    return row.isNamed(nameBytes);
  }

  /** Whether it was there in look number {@code look}. */
  boolean wasSeenIn(long look) {
    return lastLook == look;
  }

  boolean isCounted() {
    return kind == InterfaceKind.COUNTED;
  }

  /** Bytes received a second in the last look, {@link Rate#NONE} if that can't be told. */
  double receivedPerSecond() {
    return receivedPerSecond;
  }

  double sentPerSecond() {
    return sentPerSecond;
  }

  /** Whether this is the first look at it, so that no rate is to be expected. */
  boolean isNew() {
    return firstLook == lastLook;
  }

  /**
   * @param look number of this look
   */
  void look(long look, NetDev row, Readings out) {
    firstLook = firstLook < 0 ? look : firstLook;
    lastLook = look;
    receivedPerSecond = receive.next(row.counter(NetDev.RECEIVED_BYTES), out.nanos());
    sentPerSecond = send.next(row.counter(NetDev.SENT_BYTES), out.nanos());
    double errorsPerSecond =
        errors.next(
            row.counter(NetDev.RECEIVE_ERRORS) + row.counter(NetDev.SEND_ERRORS), out.nanos());
    double dropsPerSecond =
        drops.next(row.counter(NetDev.RECEIVE_DROPS) + row.counter(NetDev.SEND_DROPS), out.nanos());
    if (kind == InterfaceKind.EPHEMERAL) {
      return;
    }
    bytes(Metric.INTERFACE_RECEIVED_BYTES, row.counter(NetDev.RECEIVED_BYTES), out);
    bytes(Metric.INTERFACE_SENT_BYTES, row.counter(NetDev.SENT_BYTES), out);
    rate(Metric.INTERFACE_RECEIVE_BYTES_PER_SECOND, receivedPerSecond, out);
    rate(Metric.INTERFACE_SEND_BYTES_PER_SECOND, sentPerSecond, out);
    rate(Metric.INTERFACE_ERRORS_PER_SECOND, errorsPerSecond, out);
    rate(Metric.INTERFACE_DROPS_PER_SECOND, dropsPerSecond, out);
    carrier(out);
  }

  private void bytes(Metric metric, long counter, Readings out) {
    out.value(metric, name, Interfaces.unsigned(counter));
  }

  private void rate(Metric metric, double perSecond, Readings out) {
    if (!Double.isNaN(perSecond)) {
      out.value(metric, name, Percent.rounded(perSecond));
    }
  }

  /**
   * A cable that was never there is not missed, nor is one of an interface that is switched off.
   */
  private void carrier(Readings out) {
    if (flags == null || carrier == null) {
      return;
    }
    try {
      // Asked first because the kernel refuses (EINVAL) to tell the carrier while it is off.
      if ((flags.hex() & ADMINISTRATIVELY_UP) == 0) {
        return;
      }
      boolean linked = carrier.number() != 0;
      hadCarrier |= linked;
      if (hadCarrier) {
        out.value(Metric.INTERFACE_CARRIER, name, linked ? 1 : 0);
      }
    } catch (NotPresentException _) {
      // It went between the two files, or this sysfs is not of this network namespace.
    } catch (IOException e) {
      if (hadCarrier) {
        out.failed(Metric.INTERFACE_CARRIER, name, Cause.of(e));
      }
    }
  }

  void close() throws IOException {
    if (flags != null) {
      flags.close();
    }
    if (carrier != null) {
      carrier.close();
    }
  }
}
