package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {

  private static final Instant UNTIL = Instant.parse("2026-11-25T10:30:00Z");

  @TempDir private Path folder;

  @Test
  void whatWasLentIsThereForTheNextOne() throws IOException {
    Leases.Lease lease =
        new Leases.Lease("resolv.conf", "/etc/x y", UNTIL, List.of("a\nb %", "", "ção"));
    leases().put(lease);

    assertThat(leases().of("resolv.conf")).containsExactly(lease);
    assertThat(leases().of("other")).isEmpty();
  }

  @Test
  void aSecondLeaseOfTheSameThingTakesThePlaceOfTheFirst() throws IOException {
    Leases leases = leases();
    leases.put(new Leases.Lease("k", "t", UNTIL, List.of("1")));
    leases.put(new Leases.Lease("k", "t", UNTIL, List.of("2")));
    leases.put(new Leases.Lease("k", "u", UNTIL, List.of("3")));

    assertThat(leases.of("k"))
        .extracting(Leases.Lease::before)
        .containsExactly(List.of("2"), List.of("3"));
    leases.remove(leases.of("k").getFirst());
    assertThat(leases.of("k")).hasSize(1);
  }

  @Test
  void aFileThatSomebodyBrokeIsSaidToBe() throws IOException {
    Files.writeString(folder.resolve("leases"), "only two\n");

    assertThatThrownBy(() -> leases().of("k"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a lease");
  }

  private Leases leases() {
    return new Leases(new KeptText(folder.resolve("leases")));
  }
}
