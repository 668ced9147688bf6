package io.github.vigia.treat.action;

import io.github.vigia.kernel.DnsServer;
import io.github.vigia.kernel.ResolvConf;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes names resolve again: empties the caches of the local resolver, restarts it if it is dead,
 * or asks another one of the servers that are configured first, for a while.
 */
public final class HealDns implements Treatment, Upkeep {

  static final String ID = "heal_dns";

  private static final String KIND = "resolv.conf";
  private static final Set<Signal> SIGNALS = Set.of(Signal.PING, Signal.LATENCY, Signal.LOSS);
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long ASK_EVERY = Duration.ofSeconds(10).toNanos();
  private static final String LOOPBACK = "127.";

  /**
   * What can be set.
   *
   * @param flush mode of emptying caches
   * @param restart mode of restarting a local resolver that is dead
   * @param switching mode of asking another configured server first
   * @param names what is looked up; at least two
   * @param stubs services that may be the local resolver
   * @param slow what takes longer counts as no answer
   * @param lease when the first server is asked first again, at the latest
   * @param port of DNS
   */
  public record Options(
      Mode flush,
      Mode restart,
      Mode switching,
      List<String> names,
      List<String> stubs,
      Duration slow,
      Duration lease,
      int port) {

    public static final Options DEFAULTS =
        new Options(
            Mode.AUTO,
            Mode.APPROVE,
            Mode.APPROVE,
            List.of("a.root-servers.net", "m.root-servers.net"),
            List.of(
                "systemd-resolved",
                "dnsmasq",
                "unbound",
                "named",
                "bind9",
                "pdns-recursor",
                "kresd@1",
                "stubby",
                "dnscrypt-proxy"),
            Duration.ofSeconds(1),
            Duration.ofMinutes(30),
            53);
  }

  private final Options options;
  private final Programs programs;
  private final Roots roots;
  private final Supplier<ServiceManager> services;
  private final Leases leases;
  private final InstantSource clock;
  private long askedAt;

  /**
   * The treatment of this host.
   *
   * @param folder for what is kept while resolv.conf is changed
   */
  public HealDns(
      Options options, Programs programs, Roots roots, Path folder, InstantSource clock) {
    this.options = options;
    this.programs = programs;
    this.roots = roots;
    this.services = () -> ServiceManager.of(roots, programs);
    this.leases = new Leases(new KeptText(folder.resolve("leases-" + ID)));
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    if (!SIGNALS.contains(condition.signal())) {
      return List.of();
    }
    return List.of(
        step("empty caches", 1, options.flush(), new Flush()),
        step("restart the local resolver", 2, options.restart(), new Restart()),
        step("ask another server", 2, options.switching(), new Switch()));
  }

  private static Step step(String name, int danger, Mode mode, Deed deed) {
    return new PlannedStep(ID, name, "resolver", danger, mode, WINDOW, Duration.ofMinutes(1), deed);
  }

  private Path file() {
    return roots.root("/etc/resolv.conf");
  }

  private String text() throws IOException {
    try {
      return Files.readString(file());
    } catch (NoSuchFileException _) {
      // Then libc asks 127.0.0.1; see resolv.conf(5).
      return "nameserver 127.0.0.1\n";
    }
  }

  private DnsServer.Reply ask(String server, String name) {
    InetSocketAddress address = DnsServer.at(server, options.port());
    return DnsServer.ask(address, name, options.slow());
  }

  /** Whether a server fails two of three questions for at least two names. */
  private boolean isBroken(String server) {
    int failing = 0;
    for (String name : options.names()) {
      int failures = 0;
      for (int i = 0; i < 3 && failures < 2 && i - failures < 2; i++) {
        failures += ask(server, name) == DnsServer.Reply.ANSWERED ? 0 : 1;
      }
      failing += failures >= 2 ? 1 : 0;
    }
    return failing >= Math.min(2, options.names().size());
  }

  private List<String> servers() throws IOException {
    List<String> servers = new ArrayList<>(ResolvConf.parse(text()).servers());
    servers.removeIf(server -> !isAddress(server));
    return servers;
  }

  private static boolean isAddress(String text) {
    try {
      return DnsServer.at(text, 53).getPort() == 53;
    } catch (IllegalArgumentException _) {
      // A line that is a mistake.
      return false;
    }
  }

  private boolean isAlive(String server) {
    return ask(server, options.names().getFirst()) != DnsServer.Reply.SILENT;
  }

  private Effect settled(String what, Run run) throws IOException {
    String server = servers().getFirst();
    for (int i = 0; i < 10 && !run.isOver(); i++) {
      if (!isBroken(server)) {
        return new Effect(1, "resolvers", what + ", and names resolve", List.of(server));
      }
      run.pause(Duration.ofMillis(300));
    }
    return new Effect(0, "resolvers", what + ", which did not help", List.of(server));
  }

  /** A resolver that answers, wrongly. */
  private final class Flush implements Deed {

    @Override
    public Preview preview() throws IOException {
      List<String> servers = servers();
      if (servers.isEmpty() || !isBroken(servers.getFirst())) {
        return Preview.nothing("names resolve");
      }
      String first = servers.getFirst();
      if (!first.startsWith(LOOPBACK) || !isAlive(first)) {
        return Preview.nothing("the resolver " + first + " has no cache here that answers");
      }
      List<String> items = new ArrayList<>();
      commands().forEach(argv -> items.add(String.join(" ", argv)));
      return items.isEmpty()
          ? Preview.nothing("nothing here is known to empty the cache of " + first)
          : new Preview(true, "would run " + items, items.size(), items);
    }

    private List<List<String>> commands() {
      List<List<String>> commands = new ArrayList<>();
      if (programs.has("resolvectl")) {
        commands.add(List.of("resolvectl", "flush-caches"));
        commands.add(List.of("resolvectl", "reset-server-features"));
      }
      if (programs.has("unbound-control")) {
        commands.add(List.of("unbound-control", "flush_zone", "."));
      }
      if (programs.has("rndc")) {
        commands.add(List.of("rndc", "flush"));
      }
      if (programs.has("nscd")) {
        commands.add(List.of("nscd", "--invalidate", "hosts"));
      }
      return commands;
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      for (List<String> argv : commands()) {
        if (preview.items().contains(String.join(" ", argv)) && !run.isOver()) {
          run.command(argv, PATIENCE);
        }
      }
      return settled("emptied the caches", run);
    }
  }

  /** A local resolver that does not answer at all. */
  private final class Restart implements Deed {

    @Override
    public Preview preview() throws IOException {
      List<String> servers = servers();
      String first = servers.isEmpty() ? "" : servers.getFirst();
      if (!first.startsWith(LOOPBACK)) {
        return Preview.nothing("the first resolver is none of this host");
      }
      if (isAlive(first)) {
        return Preview.nothing("the resolver " + first + " is alive");
      }
      ServiceManager manager = services.get();
      ServiceState best = null;
      for (String stub : options.stubs()) {
        ServiceState state = manager.look(stub);
        boolean can = state.known() && !state.queued() && !state.refuses();
        if (can && (best == null || likelihood(state) > likelihood(best))) {
          best = state;
        }
      }
      if (best != null) {
        return new Preview(
            true,
            "would restart " + best.unit() + ", which is " + best.activity(),
            1,
            List.of(best.unit()));
      }
      return Preview.nothing("no service is known to be the resolver " + first);
    }

    /** How likely it is that this is the one that is missing. */
    private static int likelihood(ServiceState state) {
      return switch (state.activity()) {
        case "failed" -> 2;
        case "active" -> 1;
        default -> 0;
      };
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Preview fresh = preview();
      if (!fresh.helps() || !fresh.items().equals(preview.items())) {
        return Effect.none(fresh.summary());
      }
      String stub = preview.items().getFirst();
      Run.Ended ended = run.command(services.get().restart(stub), Duration.ofSeconds(40));
      if (!ended.succeeded()) {
        throw new IOException(stub + ": restart failed: " + ended.err().strip());
      }
      return settled("restarted " + stub, run);
    }
  }

  /** A server that does not answer before one that does. */
  private final class Switch implements Deed {

    @Override
    public Preview preview() throws IOException {
      List<String> servers = servers();
      if (servers.isEmpty() || !isBroken(servers.getFirst())) {
        return Preview.nothing("names resolve");
      }
      if (Files.isSymbolicLink(file()) || ResolvConf.parse(text()).generated()) {
        return Preview.nothing(file() + " is written by a program");
      }
      for (String server : servers.subList(1, servers.size())) {
        if (!isBroken(server)) {
          return new Preview(true, "would ask " + server + " first", 1, List.of(server));
        }
      }
      return Preview.nothing("no configured server answers");
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Preview fresh = preview();
      if (!fresh.helps() || !fresh.items().equals(preview.items())) {
        return Effect.none(fresh.summary());
      }
      String before = text();
      String after = ResolvConf.preferring(before, preview.items().getFirst());
      Instant until = clock.instant().plus(options.lease());
      leases.put(new Leases.Lease(KIND, file().toString(), until, List.of(before, after)));
      write(after);
      return settled("asked " + preview.items().getFirst() + " first", run);
    }

    @Override
    public void rollback(Effect effect, Run run) throws IOException {
      for (Leases.Lease lease : leases.of(KIND)) {
        giveBack(lease);
      }
    }
  }

  /** In place: the file may be a mount of its own, as in a container. */
  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private void giveBack(Leases.Lease lease) throws IOException {
    // What somebody else wrote meanwhile is theirs; a part is what a crash left of ours.
    if (lease.before().get(1).startsWith(text())) {
      write(lease.before().get(0));
    }
    leases.remove(lease);
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    boolean due = snapshot.nanos() - askedAt >= ASK_EVERY || askedAt == 0;
    for (Leases.Lease lease : due ? leases.of(KIND) : List.<Leases.Lease>of()) {
      askedAt = snapshot.nanos();
      if (clock.instant().isAfter(lease.until()) || hasRecovered(lease)) {
        giveBack(lease);
      }
    }
  }

  /** Asked for one name once. */
  private boolean hasRecovered(Leases.Lease lease) {
    List<String> servers = ResolvConf.parse(lease.before().get(0)).servers();
    return !servers.isEmpty()
        && isAddress(servers.getFirst())
        && ask(servers.getFirst(), options.names().getFirst()) == DnsServer.Reply.ANSWERED;
  }
}
