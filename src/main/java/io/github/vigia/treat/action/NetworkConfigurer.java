package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What gives one interface its addresses and routes. */
sealed interface NetworkConfigurer {

  Duration PATIENCE = Duration.ofSeconds(10);

  String name();

  /** What sets an interface up anew, the mildest first. */
  List<List<String>> repairs(String device);

  /** What is in charge of an interface now. */
  static NetworkConfigurer of(String device, Roots roots, Programs programs) throws IOException {
    NetworkConfigurer found = daemon(device, roots, programs);
    boolean on = found instanceof Networkd || found instanceof NetworkManager;
    return on && hasNetplan(roots) && programs.has("netplan") ? new Netplan(found) : found;
  }

  private static NetworkConfigurer daemon(String device, Roots roots, Programs programs)
      throws IOException {
    if (programs.has("networkctl") && isManagedByNetworkd(device, programs)) {
      return new Networkd();
    }
    if (programs.has("nmcli") && isManagedByNetworkManager(device, programs)) {
      return new NetworkManager();
    }
    if (programs.has("ifup") && isInInterfaces(device, roots)) {
      return new Ifupdown();
    }
    return new Manual(programs.has("dhclient") && hasLease(device, roots));
  }

  private static boolean isManagedByNetworkd(String device, Programs programs) throws IOException {
    Run.Ended listed =
        programs.run(List.of("networkctl", "list", "--no-legend", "--no-pager"), PATIENCE);
    for (String line : listed.out().split("\n", -1)) {
      List<String> words = List.of(line.strip().split("\\s+", -1));
      if (listed.succeeded() && words.size() >= 5 && words.get(1).equals(device)) {
        return !List.of("unmanaged", "linger").contains(words.get(4));
      }
    }
    return false;
  }

  private static boolean isManagedByNetworkManager(String device, Programs programs)
      throws IOException {
    Run.Ended shown =
        programs.run(List.of("nmcli", "-g", "GENERAL.STATE", "device", "show", device), PATIENCE);
    // 10 (unmanaged) and 20 (unavailable) are not its business.
    return shown.succeeded() && shown.out().strip().matches("([3-9]\\d|1\\d\\d)\\b.*");
  }

  private static boolean isInInterfaces(String device, Roots roots) throws IOException {
    Path folder = roots.root("/etc/network");
    List<Path> files = new ArrayList<>(List.of(folder.resolve("interfaces")));
    files.addAll(entries(folder.resolve("interfaces.d"), "*"));
    Pattern stanza = Pattern.compile("(?m)^\\s*iface\\s+" + Pattern.quote(device) + "\\s");
    for (Path file : files) {
      if (Files.isRegularFile(file) && stanza.matcher(Files.readString(file)).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLease(String device, Roots roots) throws IOException {
    for (Path file : entries(roots.root("/var/lib/dhcp"), "dhclient*.leases")) {
      if (Files.readString(file).contains("interface \"" + device + "\"")) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasNetplan(Roots roots) throws IOException {
    return !entries(roots.root("/etc/netplan"), "*.yaml").isEmpty();
  }

  private static List<Path> entries(Path folder, String glob) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // This host has none.
    }
    return entries;
  }

  /** systemd-networkd. */
  record Networkd() implements NetworkConfigurer {

    @Override
    public String name() {
      return "systemd-networkd";
    }

    @Override
    public List<List<String>> repairs(String device) {
      return List.of(
          List.of("networkctl", "renew", device),
          List.of("networkctl", "reconfigure", device),
          List.of("networkctl", "reload"));
    }
  }

  /** The daemon of that name. */
  record NetworkManager() implements NetworkConfigurer {

    @Override
    public String name() {
      return "NetworkManager";
    }

    @Override
    public List<List<String>> repairs(String device) {
      return List.of(
          List.of("nmcli", "device", "reapply", device),
          List.of("nmcli", "--wait", "8", "device", "connect", device));
    }
  }

  /** {@code /etc/network/interfaces}. */
  record Ifupdown() implements NetworkConfigurer {

    @Override
    public String name() {
      return "ifupdown";
    }

    @Override
    public List<List<String>> repairs(String device) {
      return List.of(List.of("ifup", "--force", device));
    }
  }

  /** Files of netplan, from which {@code below} was configured. */
  record Netplan(NetworkConfigurer below) implements NetworkConfigurer {

    @Override
    public String name() {
      return "netplan with " + below.name();
    }

    @Override
    public List<List<String>> repairs(String device) {
      List<List<String>> all = new ArrayList<>(below.repairs(device));
      all.add(List.of("netplan", "apply"));
      return all;
    }
  }

  /**
   * A person or a script; all that is known is how it was when it worked.
   *
   * @param dhcp dhclient has a lease for it
   */
  record Manual(boolean dhcp) implements NetworkConfigurer {

    @Override
    public String name() {
      return dhcp ? "dhclient" : "nothing that runs";
    }

    @Override
    public List<List<String>> repairs(String device) {
      return dhcp ? List.of(List.of("dhclient", "-1", device)) : List.of();
    }
  }
}
