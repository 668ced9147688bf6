package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
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
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Restarts services that the operator named, and sees that they stay up. */
public final class RestartService implements Treatment {

  static final String ID = "restart_service";

  private static final int MOST_DEPENDANTS = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** What the host, or the way into it, rests on; a name in the settings does not change that. */
  private static final Pattern PROTECTED =
      Pattern.compile(
          "(dbus|dbus-broker|systemd-.*|init|ssh|sshd|NetworkManager|networking|wpa_supplicant"
              + "|display-manager|gdm3?|sddm|lightdm|getty@.*|user@.*|polkit|udev|elogind"
              + "|docker|containerd|crio|podman|libvirtd|vigia)(\\.service|\\.scope|\\.socket)?");

  /** The shape of a name that may be given to a program. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._:\\\\-]{0,127}");

  /**
   * What can be set.
   *
   * @param units those that may be restarted, as their manager calls them; none by default
   * @param on signals that make it restart them
   * @param steady how long a unit must stay up
   * @param limit how long stopping and starting may take
   */
  public record Options(
      Mode mode, List<String> units, Set<Signal> on, Duration steady, Duration limit) {

    public static final Options DEFAULTS =
        new Options(
            Mode.DRY_RUN,
            List.of(),
            Set.of(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(200)); // 90 s to stop and 90 s to start are systemd's own limits
  }

  private final Options options;
  private final Supplier<ServiceManager> services;

  public RestartService(Options options, Programs programs, Roots roots) {
    this.options = options;
    this.services = () -> ServiceManager.of(roots, programs);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    return options.on().contains(condition.signal())
        ? options.units().stream().map(this::step).toList()
        : List.of();
  }

  /** The step for one unit, whatever the condition is: for an incident of that unit. */
  public Step step(String unit) {
    return new PlannedStep(
        ID,
        "restart",
        unit,
        2,
        options.mode(),
        WINDOW,
        options.limit().plus(options.steady()),
        new Restart(unit));
  }

  /** Why a unit is never restarted; empty if it may be. */
  private String refusal(String unit) {
    if (!NAME.matcher(unit).matches()) {
      return "'" + unit + "' is no name of a service";
    }
    if (PROTECTED.matcher(unit).matches()) {
      return unit + " is one of those that are never restarted";
    }
    return options.units().contains(unit) ? "" : unit + " is not in treatments.restart_service";
  }

  /** One unit. */
  private final class Restart implements Deed {

    private final String unit;

    private Restart(String unit) {
      this.unit = unit;
    }

    @Override
    public Preview preview() throws IOException {
      String refusal = refusal(unit);
      if (!refusal.isEmpty()) {
        return Preview.nothing(refusal);
      }
      ServiceManager manager = services.get();
      ServiceState state = manager.look(unit);
      String why = whyNot(state);
      if (!why.isEmpty()) {
        return Preview.nothing(why);
      }
      List<String> dependants = manager.dependants(unit);
      return dependants.size() > MOST_DEPENDANTS
          ? Preview.nothing(
              unit + " carries " + dependants.size() + " others, at most " + MOST_DEPENDANTS)
          : new Preview(
              true, "would restart " + unit + ", which is " + state.activity(), 1, List.of(unit));
    }

    private String whyNot(ServiceState state) {
      if (!state.known()) {
        return unit + " is not known to the service manager";
      }
      if (state.refuses()) {
        return unit + " refuses to be started by hand";
      }
      if (state.queued()) {
        return unit + " has a job that is not done";
      }
      if (state.detail().equals("auto-restart") || state.activity().equals("activating")) {
        return unit + " is about to be started by its manager";
      }
      return state.activity().equals("deactivating") ? unit + " is being stopped" : "";
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Preview fresh = preview();
      if (!fresh.helps() || !preview.items().contains(unit)) {
        return Effect.none(fresh.summary());
      }
      ServiceManager manager = services.get();
      ServiceState before = manager.look(unit);
      List<String> forget = manager.forgetFailures(unit);
      if (before.limited() && !forget.isEmpty()) {
        run.command(forget, ServiceManager.PATIENCE);
      }
      Run.Ended ended = run.command(manager.restart(unit), options.limit());
      if (!ended.succeeded()) {
        throw new IOException(
            unit + ": restart ended with " + ended.code() + ": " + ended.err().strip());
      }
      run.did(new Effect(0, "services", "restarted " + unit, List.of(unit)));
      return watched(manager, before, run);
    }

    /** Whether it is up, and still the same run of it, for as long as is asked for. */
    private Effect watched(ServiceManager manager, ServiceState before, Run run)
        throws IOException {
      Duration every = Duration.ofSeconds(1);
      ServiceState first = manager.look(unit);
      ServiceState last = first;
      for (long i = 0; i < options.steady().toSeconds() && !run.isOver(); i++) {
        run.pause(every);
        last = manager.look(unit);
        if (last.activity().equals("failed") || !last.invocation().equals(first.invocation())) {
          break;
        }
      }
      boolean up = last.isActive() && last.invocation().equals(first.invocation());
      List<String> details = new ArrayList<>();
      details.add("before: " + told(before));
      details.add("after: " + told(last));
      return new Effect(
          up ? 1 : 0,
          "services",
          up ? "restarted " + unit + ", and it stays up" : unit + " does not stay up",
          details);
    }

    private String told(ServiceState state) {
      return "%s %s, main process %d, restarts %s, invocation %s"
          .formatted(
              state.activity(),
              state.detail(),
              state.mainPid(),
              state.restarts(),
              state.invocation());
    }
  }
}
