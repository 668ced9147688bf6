package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code clean_package_cache}: has the package manager drop the packages that it has downloaded. No
 * package and no list of packages is removed.
 */
public final class CleanPackageCache implements Treatment {

  public static final String ID = "clean_package_cache";

  private static final Duration EACH = Duration.ofSeconds(60);

  /** Its mode. */
  public record Options(Mode mode) {

    public static final Options DEFAULTS = new Options(Mode.AUTO);
  }

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;
  private final Programs programs;
  private final List<PackageCache> caches;

  public CleanPackageCache(
      Options options, Roots roots, Statfs statfs, Programs programs, List<PackageCache> caches) {
    this.options = options;
    this.roots = roots;
    this.statfs = statfs;
    this.programs = programs;
    this.caches = caches;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    return condition.signal() == Signal.DISK
            && !condition.instance().isEmpty()
            && options.mode() != Mode.OFF
        ? List.of(new Clean(condition.instance()))
        : List.of();
  }

  /** The caches on one filesystem. */
  private final class Clean extends DescribedStep {
    private final Filling filling;

    private Clean(String mount) {
      super(
          new Description(
              ID,
              "downloaded packages",
              mount,
              1,
              options.mode(),
              Duration.ofSeconds(30),
              EACH.multipliedBy(2)));
      this.filling = new Filling(roots, statfs, mount, false);
    }

    @Override
    public Preview preview() throws IOException {
      List<PackageCache> here = here();
      if (here.isEmpty()) {
        return Preview.nothing("no package manager keeps its downloads on " + target());
      }
      long amount = 0;
      List<String> items = new ArrayList<>();
      for (PackageCache cache : here) {
        String obstacle = cache.obstacle();
        if (!obstacle.isEmpty()) {
          return Preview.nothing(obstacle);
        }
        amount += cache.bytes();
        items.add(String.join(" ", cache.argv()) + " (" + cache.folder() + ")");
      }
      boolean helps = filling.counts((double) amount, filling.ask());
      return new Preview(
          helps,
          "%s %s of downloaded packages"
              .formatted(helps ? "would remove at most" : "too little to help:", Size.text(amount)),
          (double) amount,
          items);
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      long freed = 0;
      List<String> details = new ArrayList<>();
      for (PackageCache cache : here()) {
        String obstacle = cache.obstacle();
        if (run.isOver()) {
          break;
        }
        if (!obstacle.isEmpty()) {
          details.add(obstacle);
          continue;
        }
        long before = cache.bytes();
        Run.Ended ended = run.command(cache.argv(), EACH);
        freed += Math.max(0, before - cache.bytes());
        if (!ended.succeeded()) {
          details.add(
              "%s ended with %d: %s"
                  .formatted(String.join(" ", cache.argv()), ended.code(), ended.err().strip()));
        }
        run.did(effect(freed, details));
      }
      return effect(freed, details);
    }

    private Effect effect(long freed, List<String> details) {
      return new Effect(
          (double) freed,
          "bytes",
          "removed %s of downloaded packages".formatted(Size.text(freed)),
          List.copyOf(details));
    }

    private List<PackageCache> here() throws IOException {
      MountTable mounts = MountTable.read(roots);
      return caches.stream()
          .filter(cache -> cache.isPresent(programs))
          .filter(cache -> mounts.isOn(cache.folder().toString(), target()))
          .toList();
    }
  }
}
