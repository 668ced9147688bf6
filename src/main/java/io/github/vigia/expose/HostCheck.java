package io.github.vigia.expose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by the Host header (RFC 9112, 3.2) whether a request is meant for this server. */
final class HostCheck {

  private final HostNames names;

  HostCheck(HostNames names) {
    this.names = names;
  }

  /**
   * The refusal, or null for a request that may pass.
   *
   * @param protocol {@code HTTP/1.1} or older
   * @param headers every Host header that came
   * @param authority of a request target that is a whole address, which stands above the header
   */
  @Nullable Answer refusal(
      Route route, String protocol, List<String> headers, @Nullable String authority) {
    if (headers.size() > 1) {
      return Answer.sentence(400, "More than one Host header.");
    }
    if (headers.isEmpty()) {
      return protocol.equals("HTTP/1.0") ? null : Answer.sentence(400, "No Host header.");
    }
    String named = authority != null ? authority : headers.getFirst();
    if (HostNames.host(named) == null) {
      return Answer.sentence(400, "The Host header is not a host with an optional port.");
    }
    if (names.contains(named) || (route.isForScrapers() && names.isOpenToTheNetwork())) {
      return null;
    }
    return Answer.sentence(
        421, "This host name is not in http.allowed_hosts; use the address of the host instead.");
  }
}
