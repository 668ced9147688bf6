package io.github.vigia.treat.action;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What treatments changed for a while and must give back, written down before each change, so that
 * an agent that starts after a crash gives it back too. The only one who writes its file. One
 * thread.
 */
final class Leases {

  /**
   * One thing that was changed.
   *
   * @param kind which treatment gives it back
   * @param target what was changed
   * @param until when it is given back at the latest
   * @param before what {@code kind} needs to put back
   */
  record Lease(String kind, String target, Instant until, List<String> before) {}

  private final KeptText file;
  private @Nullable List<Lease> known;

  Leases(KeptText file) {
    this.file = file;
  }

  List<Lease> of(String kind) throws IOException {
    return all().stream().filter(lease -> lease.kind().equals(kind)).toList();
  }

  /** Adds a lease, in place of one of the same kind and target. */
  void put(Lease lease) throws IOException {
    List<Lease> all = without(lease);
    all.add(lease);
    write(all);
  }

  void remove(Lease lease) throws IOException {
    write(without(lease));
  }

  private List<Lease> without(Lease lease) throws IOException {
    List<Lease> all = all();
    all.removeIf(l -> l.kind().equals(lease.kind()) && l.target().equals(lease.target()));
    return all;
  }

  private List<Lease> all() throws IOException {
    List<Lease> before = known;
    if (before != null) {
      return new ArrayList<>(before);
    }
    List<Lease> leases = new ArrayList<>();
    for (String line : file.read().split("\n", -1)) {
      if (!line.isEmpty()) {
        leases.add(parse(line));
      }
    }
    known = List.copyOf(leases);
    return leases;
  }

  private void write(List<Lease> leases) throws IOException {
    file.write(leases.stream().map(Leases::line).collect(Collectors.joining()));
    known = List.copyOf(leases);
  }

  private static String line(Lease lease) {
    List<String> words = new ArrayList<>(List.of(lease.kind(), lease.target()));
    words.add(lease.until().toString());
    words.addAll(lease.before());
    return words.stream()
        .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" ", "", "\n"));
  }

  private Lease parse(String line) throws IOException {
    List<String> words = new ArrayList<>();
    try {
      for (String word : line.split(" ", -1)) {
        words.add(URLDecoder.decode(word, StandardCharsets.UTF_8));
      }
      return new Lease(
          words.get(0),
          words.get(1),
          Instant.parse(words.get(2)),
          List.copyOf(words.subList(3, words.size())));
    } catch (RuntimeException e) {
      throw new IOException(file.path() + ": '" + line + "': expected a lease", e);
    }
  }
}
