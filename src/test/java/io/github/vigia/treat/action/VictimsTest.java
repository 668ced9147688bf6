package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.kernel.ProcessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is chosen, and who never is. */
class VictimsTest {

  private static final long MEGABYTE = 1 << 20;
  private static final Victims VICTIMS =
      new Victims(500, Set.of("mine"), Set.of("prefer"), Set.of("avoid"));

  private static Candidate process(int pid, String name, long megabytes, long score) {
    return new Candidate(
        pid,
        1000 + pid,
        name,
        "/usr/bin/" + name,
        'S',
        new ProcessMemory(1, 1000, megabytes * MEGABYTE),
        3600,
        score,
        0,
        0);
  }

  private static String chosen(List<Candidate> all) {
    Candidate victim = VICTIMS.forMemory(all, 100 * MEGABYTE);
    return victim == null ? "nobody" : victim.name();
  }

  @Test
  void theOneThatTheKernelWouldChooseIsChosen() {
    assertThat(chosen(List.of(process(10, "small", 200, 20), process(11, "large", 2000, 200))))
        .isEqualTo("large");
  }

  @Test
  void whoGrowsIsChosenBeforeWhoIsLargerAndOld() {
    Candidate c = process(11, "hog", 1000, 100);
    Candidate hog =
        new Candidate(
            c.pid(),
            c.start(),
            c.name(),
            c.command(),
            c.state(),
            c.memory(),
            120,
            c.score(),
            0,
            0.5);

    assertThat(chosen(List.of(process(10, "old", 3000, 300), hog))).isEqualTo("hog");
  }

  @Test
  void namesMayBePreferredAndAvoided() {
    assertThat(chosen(List.of(process(10, "any", 900, 250), process(11, "prefer", 300, 20))))
        .isEqualTo("prefer");
    assertThat(chosen(List.of(process(10, "avoid", 900, 250), process(11, "any", 300, 20))))
        .isEqualTo("any");
  }

  @Test
  void whoGivesBackTooLittleIsNotWorthIt() {
    assertThat(chosen(List.of(process(10, "small", 99, 900)))).isEqualTo("nobody");
  }

  private static List<Candidate> decoys() {
    Candidate c = process(20, "decoy", 8000, 1000);
    List<Candidate> decoys = new ArrayList<>();
    for (String name :
        List.of(
            "sshd",
            "systemd-journal",
            "postgres",
            "dockerd",
            "containerd-shim",
            "dpkg",
            "fsck.ext4",
            "qemu-system-x86",
            "mine",
            "[kworker/0:1]")) {
      decoys.add(process(20, name, 8000, 1000));
    }
    decoys.add(process(1, "bash", 8000, 1000));
    decoys.add(with(c, 20, "", 'S', 1, 3600, 0)); // no command line: a thread of the kernel
    decoys.add(with(c, 20, "x", 'S', 2, 3600, 0)); // a child of kthreadd
    decoys.add(with(c, 20, "x", 'S', 1, 3600, -1000));
    decoys.add(with(c, 20, "x", 'S', 1, 9, 0));
    decoys.add(with(c, 20, "x", 'D', 1, 3600, 0));
    decoys.add(with(c, 20, "x", 'Z', 1, 3600, 0));
    decoys.add(with(c, 500, "x", 'S', 1, 3600, 0)); // the agent
    return decoys;
  }

  private static Candidate with(
      Candidate c, int pid, String command, char state, int parent, long age, long adjustment) {
    return new Candidate(
        pid,
        c.start(),
        c.name(),
        command,
        state,
        new ProcessMemory(parent, 0, c.memory().ownBytes()),
        age,
        c.score(),
        adjustment,
        1);
  }

  @Test
  void noDecoyIsEverChosen() {
    for (Candidate decoy : decoys()) {
      assertThat(chosen(List.of(decoy))).as(decoy.toString()).isEqualTo("nobody");
      assertThat(chosen(List.of(decoy, process(11, "hog", 150, 1)))).isEqualTo("hog");
    }
  }

  @Test
  void whoStartedTheAgentIsNeverChosen() {
    Candidate agent = with(process(500, "java", 8000, 1000), 500, "java", 'S', 400, 3600, 0);
    Candidate shell = with(process(400, "bash", 8000, 1000), 400, "bash", 'S', 300, 3600, 0);
    Candidate above = with(process(300, "tmux", 8000, 1000), 300, "tmux", 'S', 1, 3600, 0);

    assertThat(chosen(List.of(agent, shell, above))).isEqualTo("nobody");
  }

  @Test
  void parentsInACircleEndTheSearch() {
    Candidate agent = with(process(500, "java", 1, 1), 500, "java", 'S', 400, 3600, 0);
    Candidate other = with(process(400, "bash", 1, 1), 400, "bash", 'S', 500, 3600, 0);

    assertThat(VICTIMS.ancestors(List.of(agent, other))).containsExactlyInAnyOrder(400, 500);
  }

  @Test
  void whoeverIsChosenWasAllowed() {
    Property.forAll(random -> {
      List<Candidate> all = new ArrayList<>(decoys());
      all.removeIf(_ -> random.nextBoolean());
      all.add(process(11, "hog", random.nextInt(400), random.nextInt(1000)));
      Candidate victim = VICTIMS.forMemory(all, 100 * MEGABYTE);
      assertThat(victim == null ? "hog" : Objects.requireNonNull(victim).name()).isEqualTo("hog");
    });
  }
}
