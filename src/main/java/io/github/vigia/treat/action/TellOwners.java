package io.github.vigia.treat.action;

import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells programs that hold deleted logs to open them anew, where a signal for that is known. */
final class TellOwners extends DescribedStep {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Map<String, Integer> signals;
  private final Roots roots;
  private final Filling filling;

  TellOwners(Description description, Map<String, Integer> signals, Roots roots, Filling filling) {
    super(description);
    this.signals = signals;
    this.roots = roots;
    this.filling = filling;
  }

  @Override
  public Preview preview() throws IOException {
    DeletedOn deleted = DeletedOn.read(roots, target());
    Map<RunningProcess, Long> owners = owners(deleted);
    long amount = owners.values().stream().mapToLong(Long::longValue).sum();
    List<String> items = new ArrayList<>();
    owners.forEach((process, bytes) -> items.add(item(process)));
    boolean helps = filling.counts((double) amount, filling.ask());
    return new Preview(
        helps,
        "%s in deleted files, %s of it held by programs that can be told to open their logs anew%s"
            .formatted(Size.text(deleted.bytes()), Size.text(amount), others(deleted, owners)),
        (double) amount,
        items.subList(0, Math.min(items.size(), Preview.MOST_ITEMS)));
  }

  /** Who else holds a lot: whoever reads it may restart them. */
  private String others(DeletedOn deleted, Map<RunningProcess, Long> told) {
    for (DeletedOn.File file : deleted.files()) {
      RunningProcess owner = RunningProcess.of(roots, file.uses().getFirst().pid());
      if (owner != null && !told.containsKey(owner)) {
        String service = owner.service(roots);
        return "; %s of it by %s%s"
            .formatted(
                Size.text(file.status().bytes()),
                owner,
                service.isEmpty() ? "" : ", which restarting " + service + " would release");
      }
    }
    return "";
  }

  private static String item(RunningProcess process) {
    return "%d %d %s".formatted(process.pid(), process.start(), process.name());
  }

  /** Those that a signal is known for and that listen to it, with what they hold. */
  private Map<RunningProcess, Long> owners(DeletedOn deleted) {
    Map<RunningProcess, Long> owners = new LinkedHashMap<>();
    for (DeletedOn.File file : deleted.files()) {
      RunningProcess owner = RunningProcess.of(roots, file.uses().getFirst().pid());
      if (owner != null && signal(owner) > 0) {
        owners.merge(owner, file.status().bytes(), Long::sum);
      }
    }
    return owners;
  }

  /** 0 where there is none, or where it would end the process. */
  private int signal(RunningProcess process) {
    Integer signal = signals.get(process.name());
    @Nullable PidStatus status = process.status(roots);
    return signal != null && status != null && status.catches(signal) ? signal : 0;
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    DeletedOn before = DeletedOn.read(roots, target());
    List<String> details = new ArrayList<>();
    for (RunningProcess owner : owners(before).keySet()) {
      int signal = signal(owner);
      if (signal > 0 && preview.items().contains(item(owner)) && owner.signal(roots, signal)) {
        details.add("signal " + signal + " to " + owner);
      }
    }
    long freed = 0;
    for (long left = PATIENCE.toMillis(); left > 0 && !details.isEmpty(); left -= LOOK.toMillis()) {
      run.pause(LOOK);
      freed = Math.max(0, before.bytes() - DeletedOn.read(roots, target()).bytes());
      if (freed >= preview.amount() || run.isOver()) {
        break;
      }
    }
    return new Effect(
        (double) freed,
        "bytes",
        "%s of deleted files were released".formatted(Size.text(freed)),
        details);
  }
}
