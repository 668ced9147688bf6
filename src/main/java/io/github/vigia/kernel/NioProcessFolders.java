package io.github.vigia.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** /proc by means of Java alone, where libc's calls are not known. */
final class NioProcessFolders implements ProcessFolders {

  private final Path procfs;
  private final PidList pids = new PidList();
  private final byte[] bytes = new byte[4096];
  private final Text text = new Text(bytes, 0);

  NioProcessFolders(Path procfs) {
    this.procfs = procfs;
  }

  @Override
  public int list() throws IOException {
    pids.clear();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(procfs)) {
      for (Path entry : entries) {
        byte[] name = String.valueOf(entry.getFileName()).getBytes(StandardCharsets.UTF_8);
        pids.add(name, 0, name.length);
      }
    } catch (NoSuchFileException _) {
      // The usual way in which a system says that it has no /proc.
      throw new NotPresentException(procfs.toString());
    }
    return pids.size();
  }

  @Override
  public int pid(int index) {
    return pids.get(index);
  }

  @Override
  public boolean read(int pid, String file) {
    try (InputStream in = Files.newInputStream(procfs.resolve(pid + "/" + file))) {
      text.reset(bytes, in.readNBytes(bytes, 0, bytes.length));
      return true;
    } catch (IOException _) {
      // The process has ended, or is somebody else's.
      return false;
    }
  }

  @Override
  public Text text() {
    return text;
  }
}
