package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What keeps images and build results of containers on this host. */
sealed interface ContainerEngine {

  Duration PATIENCE = Duration.ofSeconds(20);

  String name();

  /** Folder of its images; empty if it does not say. */
  String storage() throws IOException;

  /** What it could give back, one line each: {@code Images 1.2GB}. */
  List<String> reclaimable() throws IOException;

  /** What removes images without a name older than {@code hours}, and old build results. */
  List<List<String>> prunes(long hours, String keepBuildCache) throws IOException;

  /** All that are here and answer. */
  static List<ContainerEngine> all(Roots roots, Programs programs) throws IOException {
    List<ContainerEngine> engines = new ArrayList<>();
    if (programs.has("docker") && Files.exists(roots.root("/run/docker.sock"))) {
      engines.add(new Docker(programs));
    }
    if (programs.has("podman")) {
      engines.add(new Podman(programs));
    }
    // kubelet removes images by itself, between limits of its own.
    boolean kubelet =
        Files.exists(roots.root("/var/lib/kubelet/config.yaml")) || programs.has("kubelet");
    if (programs.has("crictl") && !kubelet) {
      engines.add(new Crictl(programs));
    }
    return engines;
  }

  private static String ask(Programs programs, String... argv) throws IOException {
    Run.Ended ended = programs.run(List.of(argv), PATIENCE);
    if (!ended.succeeded()) {
      throw new IOException(String.join(" ", argv) + ": " + ended.err().strip());
    }
    return ended.out().strip();
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  /** Docker Engine. */
  record Docker(Programs programs) implements ContainerEngine {

    @Override
    public String name() {
      return "docker";
    }

    @Override
    public String storage() throws IOException {
      return ask(programs, "docker", "info", "--format", "{{.DockerRootDir}}");
    }

    @Override
    public List<String> reclaimable() throws IOException {
      String format = "{{.Type}}\t{{.Reclaimable}}";
      List<String> kept = new ArrayList<>();
      for (String line : lines(ask(programs, "docker", "system", "df", "--format", format))) {
        if (line.startsWith("Images\t") || line.startsWith("Build Cache\t")) {
          kept.add(line);
        }
      }
      return kept;
    }

    @Override
    public List<List<String>> prunes(long hours, String keepBuildCache) throws IOException {
      String help = ask(programs, "docker", "builder", "prune", "--help");
      // buildx 0.17 renamed it.
      String keep = help.contains("--reserved-space") ? "--reserved-space" : "--keep-storage";
      return List.of(
          List.of("docker", "image", "prune", "--force", "--filter", "until=" + hours + "h"),
          List.of("docker", "builder", "prune", "--force", keep, keepBuildCache));
    }
  }

  /** Podman, of the user that the agent runs as. */
  record Podman(Programs programs) implements ContainerEngine {

    @Override
    public String name() {
      return "podman";
    }

    @Override
    public String storage() throws IOException {
      return ask(programs, "podman", "info", "--format", "{{.Store.GraphRoot}}");
    }

    @Override
    public List<String> reclaimable() throws IOException {
      List<String> kept = new ArrayList<>();
      String format = "{{.Type}}\t{{.Reclaimable}}";
      for (String line : lines(ask(programs, "podman", "system", "df", "--format", format))) {
        if (line.startsWith("Images\t")) {
          kept.add(line);
        }
      }
      return kept;
    }

    @Override
    public List<List<String>> prunes(long hours, String keepBuildCache) {
      return List.of(
          List.of("podman", "image", "prune", "--force", "--filter", "until=" + hours + "h"));
    }
  }

  /** A runtime behind CRI that no kubelet looks after. */
  record Crictl(Programs programs) implements ContainerEngine {

    @Override
    public String name() {
      return "crictl";
    }

    @Override
    public String storage() throws IOException {
      String info =
          ask(
              programs,
              "crictl",
              "imagefsinfo",
              "-o",
              "go-template",
              "--template",
              "{{range .status.imageFilesystems}}{{.fsId.mountpoint}}{{end}}");
      return info.startsWith("/") ? info : "";
    }

    @Override
    public List<String> reclaimable() throws IOException {
      return lines(ask(programs, "crictl", "images", "--filter", "dangling=true", "--quiet"));
    }

    @Override
    public List<List<String>> prunes(long hours, String keepBuildCache) {
      // It knows no age: only what no container uses goes.
      return List.of(List.of("crictl", "rmi", "--prune"));
    }
  }
}
