package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Origin;
import io.github.vigia.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether this installation is safe: nobody else may change what it does or read its secrets. */
final class Safety {

  /** A variable that holds a secret itself, not the name of a file with one. */
  private static final Pattern SECRET =
      Pattern.compile("(?im)^\\s*\\w*(TOKEN|PASSWORD|SECRET|API_KEY|WEBHOOK_URL)\\s*=\\s*\\S");

  private static final Pattern USER_INFO = Pattern.compile("(?i)https?://[^/\\s:@]+:[^/\\s@]+@");

  private final Loaded loaded;
  private final Settings settings;
  private final Path folder;
  private final Findings findings;

  /**
   * @param folder the working folder, that relative paths start from
   */
  Safety(Loaded loaded, Settings settings, Path folder, Findings findings) {
    this.loaded = loaded;
    this.settings = settings;
    this.folder = folder;
    this.findings = findings;
  }

  void look() {
    if (loaded.passesCheck()) {
      findings.ok("settings");
    } else {
      findings.bad("settings", "vigia config check", loaded.problems().size());
    }
    Set<Path> files = new LinkedHashSet<>();
    for (Origin origin : loaded.origins().values()) {
      if (origin.layer() == Origin.Layer.FILE || origin.layer() == Origin.Layer.ENV_FILE) {
        files.add(folder.resolve(origin.place()));
      }
    }
    files.forEach(this::file);
    state(folder.resolve(settings.logs().cache()));
    writable("folder", folder.resolve(settings.logs().root()));
    surface();
  }

  /** Who can write it decides what root does; who can read it has its secrets. */
  private void file(Path file) {
    Set<PosixFilePermission> permissions = permissions(file);
    if (isOpen(permissions)) {
      findings.bad("file", "chmod go-w " + file, file);
      return;
    }
    try {
      String text = Files.readString(file);
      boolean secret = SECRET.matcher(text).find() || USER_INFO.matcher(text).find();
      if (secret && permissions.contains(PosixFilePermission.OTHERS_READ)) {
        findings.bad("secret", "chmod o-r " + file, file);
      } else {
        findings.ok("file", file);
      }
    } catch (IOException e) {
      findings.gap("unreadable", "", String.valueOf(e.getMessage()));
    }
  }

  private void state(Path state) {
    Path existing = state;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path nearest = existing == null ? folder : existing;
    if (!Files.isWritable(nearest)) {
      findings.bad("state", "logs: { cache: FOLDER }   # in vigia.yaml", state);
    } else {
      findings.ok("state", state);
      writable("folder", state);
    }
  }

  private void writable(String check, Path path) {
    if (isOpen(permissions(path))) {
      findings.bad(check, "chmod go-w " + path, path);
    } else {
      findings.ok(check, path);
    }
  }

  private void surface() {
    Settings.Http http = settings.http();
    if (!http.enabled()) {
      findings.ok("surface", "-");
      return;
    }
    try {
      if (InetAddress.getByName(http.address()).isLoopbackAddress()) {
        findings.ok("surface", http.address() + ":" + http.port());
      } else {
        findings.gap(
            "surface",
            "http: { listen: 127.0.0.1:" + http.port() + " }",
            http.address() + ":" + http.port());
      }
    } catch (UnknownHostException _) {
      findings.bad("surface", "http: { listen: 127.0.0.1:8000 }", http.address());
    }
  }

  private static boolean isOpen(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** Empty where there is no such file, or this system has no such permissions. */
  private static Set<PosixFilePermission> permissions(Path path) {
    try {
      return Files.getPosixFilePermissions(path);
    } catch (IOException | UnsupportedOperationException _) {
      // What is not there is open to nobody.
      return Set.of();
    }
  }
}
