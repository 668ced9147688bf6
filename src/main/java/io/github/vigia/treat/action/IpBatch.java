package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpAddress;
import io.github.vigia.kernel.IpLink;
import io.github.vigia.kernel.IpRoute;
import io.github.vigia.kernel.IpRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lines for {@code ip -batch}, of both families, in the order in which they work. */
final class IpBatch {

  private final List<String> common = new ArrayList<>();
  private final List<String> v4 = new ArrayList<>();
  private final List<String> v6 = new ArrayList<>();

  void linkUp(String device) {
    common.add("link set dev " + device + " up");
  }

  void linkDown(String device) {
    common.add("link set dev " + device + " down");
  }

  /** Adds an address again, for what is left of its life since {@code taken}. */
  void add(IpAddress address, Instant taken, Instant now) {
    List<String> words = new ArrayList<>(List.of("addr", "replace", address.local()));
    words.addAll(address.arguments());
    words.add("dev");
    words.add(address.device());
    if (address.v6() && !address.arguments().contains("nodad")) {
      // It was ours until now; the test for duplicates would hold its routes back for a second.
      words.add("nodad");
    }
    if (address.validSeconds() != IpAddress.FOR_EVER) {
      long gone = Duration.between(taken, now).toSeconds();
      long valid = address.validSeconds() - gone;
      words.add("valid_lft " + Math.max(1, valid));
      words.add("preferred_lft " + Math.clamp(address.preferredSeconds() - gone, 0, valid));
    }
    family(address.v6()).add(String.join(" ", words));
  }

  void remove(IpAddress address) {
    family(address.v6()).add("addr del " + address.local() + " dev " + address.device());
  }

  /**
   * Adds a route where there is none. In IPv6 a second one of the same destination is nothing
   * unusual, and refused by "add".
   */
  void add(IpRoute route) {
    family(route.v6()).add("route " + (route.v6() ? "append " : "add ") + route.text());
  }

  /** Adds a route in place of whatever the kernel takes for the same. */
  void replace(IpRoute route) {
    family(route.v6()).add("route replace " + route.text());
  }

  void remove(IpRoute route) {
    family(route.v6()).add("route del " + route.text());
  }

  void add(IpRule rule) {
    family(rule.v6()).add("rule add " + rule.text());
  }

  void remove(IpRule rule) {
    family(rule.v6()).add("rule del " + rule.text());
  }

  private List<String> family(boolean isV6) {
    return isV6 ? v6 : v4;
  }

  /**
   * Everything that {@code state} had, again: links that were up, addresses, routes on the link
   * before those that need one, and rules. Removes nothing but what is in the place of a route.
   *
   * @param ours whether an interface is the host's own
   */
  static IpBatch restoring(NetworkState state, Predicate<String> ours, Instant now) {
    IpBatch batch = new IpBatch();
    for (IpLink link : state.links()) {
      if (link.up() && ours.test(link.device())) {
        batch.linkUp(link.device());
      }
    }
    for (IpAddress address : state.addresses()) {
      if (address.settled() && !address.device().equals("lo") && ours.test(address.device())) {
        batch.add(address, state.at(), now);
      }
    }
    Map<String, Long> slots =
        state.routes().stream()
            .collect(Collectors.groupingBy(IpRoute::slot, Collectors.counting()));
    state.routes().stream()
        .filter(route -> ours.test(route.device()) && !route.isOfTheKernel())
        .filter(route -> !route.protocol().equals("ra"))
        .sorted(Comparator.comparing((IpRoute route) -> !route.gateway().isEmpty()))
        .forEach(route -> batch.restore(route, slots.getOrDefault(route.slot(), 1L) == 1));
    // Those three are the kernel's own: asked for again, they would be there twice.
    state.rules().stream()
        .filter(rule -> !List.of("0", "32766", "32767").contains(rule.priority()))
        .forEach(batch::add);
    return batch;
  }

  private void restore(IpRoute route, boolean alone) {
    if (alone) {
      replace(route);
    } else {
      add(route);
    }
  }

  boolean isEmpty() {
    return common.isEmpty() && v4.isEmpty() && v6.isEmpty();
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(common);
    all.addAll(v4);
    all.addAll(v6);
    return all;
  }

  /**
   * Writes the lines into files of this name, and tells the commands that carry them out, which go
   * on after a line that fails.
   */
  List<List<String>> commands(Path folder, String name) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    boolean onlyV6 = v4.isEmpty() && !v6.isEmpty();
    List<String> first = new ArrayList<>(common);
    first.addAll(onlyV6 ? v6 : v4);
    if (!first.isEmpty()) {
      commands.add(command(folder, name, onlyV6 ? "-6" : "-4", first));
    }
    if (!onlyV6 && !v6.isEmpty()) {
      commands.add(command(folder, name, "-6", v6));
    }
    return commands;
  }

  /** Deletes the files of commands that have been carried out, or need not be any more. */
  static void forget(List<List<String>> commands) throws IOException {
    for (List<String> argv : commands) {
      if (argv.contains("-batch")) {
        Files.deleteIfExists(Path.of(argv.getLast()));
      }
    }
  }

  private static List<String> command(Path folder, String name, String family, List<String> lines)
      throws IOException {
    Path file = folder.resolve(name + family + ".batch");
    new KeptText(file).write(String.join("\n", lines) + "\n");
    return List.of("ip", family, "-force", "-batch", file.toString());
  }
}
