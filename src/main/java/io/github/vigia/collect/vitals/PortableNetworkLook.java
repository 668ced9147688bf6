package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.kernel.portable.PortableInterface;
import io.github.vigia.model.Metric;
import java.util.function.Consumer;

/** Network interfaces. */
final class PortableNetworkLook implements Consumer<Readings> {

  private static final double MEGABITS = 8 / 1e6;

  private final PortableHost host;
  private final Rates rates = new Rates();

  PortableNetworkLook(PortableHost host) {
    this.host = host;
  }

  @Override
  public void accept(Readings out) {
    double received = 0;
    double sent = 0;
    for (PortableInterface net : host.interfaces()) {
      received += net.receivedBytes();
      sent += net.sentBytes();
      write(net, out);
    }
    out.value(Metric.BYTES_RECV, received);
    out.value(Metric.BYTES_SENT, sent);
    rates.write(out, Metric.NET_IN_MBPS, "", received, MEGABITS);
    rates.write(out, Metric.NET_OUT_MBPS, "", sent, MEGABITS);
  }

  private void write(PortableInterface net, Readings out) {
    String name = net.name();
    double received = net.receivedBytes();
    double sent = net.sentBytes();
    out.value(Metric.INTERFACE_RECEIVED_BYTES, name, received);
    out.value(Metric.INTERFACE_SENT_BYTES, name, sent);
    rates.write(out, Metric.INTERFACE_RECEIVE_BYTES_PER_SECOND, name, received, 1);
    rates.write(out, Metric.INTERFACE_SEND_BYTES_PER_SECOND, name, sent, 1);
    rates.write(out, Metric.INTERFACE_ERRORS_PER_SECOND, name, (double) net.errors(), 1);
    rates.write(out, Metric.INTERFACE_DROPS_PER_SECOND, name, (double) net.drops(), 1);
  }
}
