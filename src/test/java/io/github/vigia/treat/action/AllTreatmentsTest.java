package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllTreatmentsTest {

  @TempDir private Path state;

  private List<Step> steps(Settings settings, String treatment, Signal signal) {
    for (Treatment one : new AllTreatments(settings, state).all(new SaidPrograms())) {
      if (one.id().equals(treatment)) {
        return one.steps(new Condition(signal, "/mnt"));
      }
    }
    return List.of();
  }

  private static Settings withMode(String treatment, String mode) {
    Settings.Treatments all = Settings.defaults().treatments();
    Map<String, Settings.Treatment> byId = new LinkedHashMap<>(all.byId());
    byId.put(treatment, new Settings.Treatment(mode, Optional.empty()));
    return with(
        Settings.defaults().thresholds(),
        new Settings.Treatments(
            all.mode(),
            all.sustained(),
            all.minCritical(),
            all.postWait(),
            all.killSwitch(),
            all.grace(),
            all.bootGrace(),
            byId,
            all.options(),
            all.custom(),
            all.silences()));
  }

  private static Settings with(Map<Signal, Rule> rules, Settings.Treatments treatments) {
    Settings all = Settings.defaults();
    return new Settings(
        all.run(),
        all.roots(),
        all.logs(),
        all.http(),
        all.latency(),
        all.refresh(),
        rules,
        treatments);
  }

  @Test
  void theModeOfTheSettingsReachesStepsThatAskByDefault() {
    Settings auto = withMode("release_deleted_files", "auto");
    assertThat(steps(auto, "release_deleted_files", Signal.DISK))
        .extracting(Step::mode)
        .containsOnly(Mode.AUTO);
    assertThat(steps(Settings.defaults(), "release_deleted_files", Signal.DISK))
        .extracting(Step::mode)
        .containsOnly(Mode.APPROVE);
    Settings repairing = withMode("repair_readonly_filesystem", "auto");
    assertThat(steps(repairing, "repair_readonly_filesystem", Signal.FILESYSTEM))
        .extracting(Step::mode)
        .containsOnly(Mode.AUTO);
  }

  @Test
  void aSweepGoesOnUntilItIsBeyondTheClearSideOfTheSettings() {
    Map<Signal, Rule> rules = new EnumMap<>(Settings.defaults().thresholds());
    rules.put(
        Signal.DISK, new Rule(false, new Limit(60, 55), new Limit(70, 64), 2, 3, Duration.ZERO));
    AllTreatments treatments =
        new AllTreatments(with(rules, Settings.defaults().treatments()), state);
    assertThat(treatments.temporary().stopBelowDiskPercent()).isEqualTo(62);
    assertThat(treatments.temporary().stopBelowInodesPercent()).isEqualTo(88);
  }
}
