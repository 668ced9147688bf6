package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpLink;
import io.github.vigia.kernel.IpPrefix;
import io.github.vigia.treat.Effect;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network at one moment, as a rung of its treatment needs to know it.
 *
 * @param last how it was when it last worked; null while that is not known
 * @param hosts anchors, the gateway first where there is one
 * @param answering those of them that answer, and the links with a carrier
 * @param change what applies a change under guard
 * @param folder for batches
 */
record NetworkContext(
    @Nullable NetworkState last,
    NetworkState current,
    List<InetAddress> hosts,
    Set<String> answering,
    GuardedChange change,
    Path folder,
    ReapplyNetworkConfig.Options options,
    Instant now) {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The interface in question: the one that is named, else that of the default route. */
  String device(String named) {
    if (!named.isEmpty()) {
      return named;
    }
    String uplink = current.uplink();
    return uplink.isEmpty() && last != null ? last.uplink() : uplink;
  }

  /** Why nothing that is done to the interface would help; empty if something may. */
  String whyNot(String named) {
    String device = device(named);
    IpLink link = current.link(device);
    String untouched = whyNotTouched(named);
    if (!untouched.isEmpty() || link == null) {
      return untouched;
    }
    boolean carrier = link.up() && link.carrier();
    if (carrier && !named.isEmpty()) {
      return device + " has its carrier";
    }
    if (Anchors.silent(hosts, answering).isEmpty() && named.isEmpty()) {
      return "all that must answer answers";
    }
    return carrier && gatewayAnswers()
        ? "upstream: the gateway answers, what is beyond it does not"
        : "";
  }

  /** Why the interface must be left alone; empty if it need not be. */
  String whyNotTouched(String named) {
    String device = device(named);
    if (device.isEmpty() || current.link(device) == null) {
      return "no interface is known to lead anywhere";
    }
    return options.isOurs(device) ? "" : device + " is one that is never touched";
  }

  private boolean gatewayAnswers() {
    String gateway = current.gateway();
    return !gateway.isEmpty()
        && hosts.stream()
            .filter(host -> answering.contains(host.getHostAddress()))
            .anyMatch(host -> IpPrefix.isSame(host, gateway));
  }

  /** Commands that bring everything back that is there now, and remove nothing. */
  List<List<String>> restore(String name) throws IOException {
    // All rules are asked for: one that is there is refused as a duplicate, and the batch goes on.
    return IpBatch.restoring(current, options::isOurs, now).commands(folder, name);
  }

  Effect takenBack() {
    return Effect.none("something that answered before did not any more: it was taken back");
  }
}
