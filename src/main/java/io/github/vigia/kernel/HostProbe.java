package io.github.vigia.kernel;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ICMP echo where it is permitted, the time of a TCP handshake elsewhere. One thread; nothing is
 * opened before the first probe.
 */
public final class HostProbe implements RoundTrips, AutoCloseable {

  private final TcpConnect tcp;
  private @Nullable Echoes echoes;

  public HostProbe(int tcpPort) {
    this.tcp = new TcpConnect(tcpPort);
  }

  @Override
  public List<RoundTrip> probe(List<InetAddress> hosts, Duration timeout) {
    if (!Libc.isAvailable()) {
      return tcp.probe(hosts, timeout);
    }
    Echoes open = echoes == null ? new Echoes() : echoes;
    echoes = open;
    return complete(hosts, open.probe(hosts, timeout), timeout);
  }

  private List<RoundTrip> complete(
      List<InetAddress> hosts, @Nullable RoundTrip[] byIcmp, Duration timeout) {
    List<InetAddress> rest = new ArrayList<>();
    for (int i = 0; i < byIcmp.length; i++) {
      if (byIcmp[i] == null) {
        rest.add(hosts.get(i));
      }
    }
    List<RoundTrip> byTcp = rest.isEmpty() ? List.of() : tcp.probe(rest, timeout);
    List<RoundTrip> all = new ArrayList<>(hosts.size());
    int next = 0;
    for (RoundTrip end : byIcmp) {
      all.add(end != null ? end : byTcp.get(next++));
    }
    return all;
  }

  @Override
  public void close() {
    Echoes open = echoes;
    if (open != null) {
      open.close();
    }
  }
}
