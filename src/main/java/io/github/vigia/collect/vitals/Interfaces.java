package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.NetDev;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Traffic, faults and carrier of the network interfaces, from {@code /proc/net/dev} and {@code
 * /sys/class/net}, one by one and together. The totals leave out loopback and all whose traffic
 * passes through another one again; ends of containers' cables are left out altogether.
 */
public final class Interfaces implements Collector {

  private static final List<Metric> METRICS =
      List.of(
          Metric.BYTES_SENT,
          Metric.BYTES_RECV,
          Metric.NET_IN_MBPS,
          Metric.NET_OUT_MBPS,
          Metric.INTERFACE_RECEIVED_BYTES,
          Metric.INTERFACE_SENT_BYTES,
          Metric.INTERFACE_RECEIVE_BYTES_PER_SECOND,
          Metric.INTERFACE_SEND_BYTES_PER_SECOND,
          Metric.INTERFACE_ERRORS_PER_SECOND,
          Metric.INTERFACE_DROPS_PER_SECOND,
          Metric.INTERFACE_CARRIER);

  private static final double BITS_PER_BYTE = 8;
  private static final double BITS_PER_MEGABIT = 1e6;

  private final HostFile file;
  private final Path net;
  private final NetDev rows = new NetDev();
  private final List<Interface> interfaces = new ArrayList<>();
  private int expected;
  private long looks;
  private boolean counted;
  private double received;
  private double sent;
  private boolean measured;
  private double receivedPerSecond;
  private double sentPerSecond;

  public Interfaces(Roots roots) {
    // /proc/net is a link to self/net: the interfaces of the network namespace that this runs in.
    this.file = new HostFile(roots.proc("net/dev"));
    this.net = roots.sys("class/net");
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.NETWORK;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) throws IOException {
    looks++;
    expected = 0;
    counted = false;
    measured = false;
    received = sent = receivedPerSecond = sentPerSecond = 0;
    rows.start(file.read());
    while (rows.next()) {
      look(out);
    }
    dropGone();
    totals(out);
  }

  private void look(Readings out) {
    Interface found = found();
    if (found.wasSeenIn(looks)) {
      // A text that lists one twice: the first stands.
      return;
    }
    found.look(looks, rows, out);
    if (found.isCounted()) {
      counted = true;
      received += unsigned(rows.counter(NetDev.RECEIVED_BYTES));
      sent += unsigned(rows.counter(NetDev.SENT_BYTES));
      if (!found.isNew()) {
        // One that was reset makes the sum unknown, not smaller: no rate is NaN.
        measured = true;
        receivedPerSecond += found.receivedPerSecond();
        sentPerSecond += found.sentPerSecond();
      }
    }
  }

  private void totals(Readings out) {
    if (!counted) {
      return;
    }
    out.value(Metric.BYTES_RECV, received);
    out.value(Metric.BYTES_SENT, sent);
    megabits(Metric.NET_IN_MBPS, receivedPerSecond, out);
    megabits(Metric.NET_OUT_MBPS, sentPerSecond, out);
  }

  private void megabits(Metric metric, double bytesPerSecond, Readings out) {
    if (measured && !Double.isNaN(bytesPerSecond)) {
      out.value(
          metric, Percent.roundedToThousandths(bytesPerSecond * BITS_PER_BYTE / BITS_PER_MEGABIT));
    } else {
      out.failed(metric, "", "no earlier count of bytes to compare with");
    }
  }

  /** The interface of this row: mostly the one after that of the row before. */
  private Interface found() {
    for (int i = 0; i < interfaces.size(); i++) {
      int at = (expected + i) % interfaces.size();
      if (interfaces.get(at).isRow(rows)) {
        expected = at + 1;
        return interfaces.get(at);
      }
    }
    String name = rows.name();
    Interface added = new Interface(name, rows.nameBytes(), kind(name), net);
    interfaces.add(added);
    expected = interfaces.size();
    return added;
  }

  private InterfaceKind kind(String name) {
    InterfaceKind kind = InterfaceKind.of(name, net);
    String parent = InterfaceKind.parent(name);
    for (int i = 0; i < interfaces.size(); i++) {
      String other = interfaces.get(i).name();
      if (other.equals(name)) {
        // Two names of invalid UTF-8 that read the same: one label can't stand for both.
        return InterfaceKind.EPHEMERAL;
      }
      if (other.equals(parent) && kind == InterfaceKind.COUNTED) {
        kind = InterfaceKind.SHOWN;
      }
    }
    return kind;
  }

  private void dropGone() throws IOException {
    int kept = 0;
    for (int i = 0; i < interfaces.size(); i++) {
      Interface candidate = interfaces.get(i);
      if (candidate.wasSeenIn(looks)) {
        interfaces.set(kept++, candidate);
      } else {
        candidate.close();
      }
    }
    interfaces.subList(kept, interfaces.size()).clear();
  }

  /** A counter of 64 bits without sign. */
  static double unsigned(long counter) {
    return counter >= 0 ? counter : (counter >>> 1) * 2.0;
  }
}
