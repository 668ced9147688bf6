package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigProblemTest {

  @Test
  void colourMarksPlaceSeverityAndCarets() {
    ConfigProblem problem =
        new ConfigProblem(Severity.ERROR, "vigia.yaml", 1, 3, 2, "wrong", "a bc");
    assertThat(problem.render(true))
        .isEqualTo(
            "\u001b[1mvigia.yaml:1:3\u001b[0m: \u001b[1;31merror:\u001b[0m wrong\n"
                + "   1 | a bc\n     |   \u001b[1;31m^^\u001b[0m");
  }

  @Test
  void controlCharactersNeverReachTheTerminal() {
    ConfigProblem problem =
        new ConfigProblem(
            Severity.WARNING, "a\u001b[2J", 1, 1, 1, "found \u0007", "x\u001b]0;title\u0007");
    assertThat(problem.render(false)).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void tabsBeforeTheCaretStayTabs() {
    ConfigProblem problem = new ConfigProblem(Severity.ERROR, "f", 1, 3, 1, "m", "\ta!");
    assertThat(problem.render(false)).endsWith("   1 | \ta!\n     | \t ^");
  }

  @Test
  void ofALongLineThePartAroundThePlaceIsShown() {
    String line = "a".repeat(5_000) + "!" + "b".repeat(5_000);
    ConfigProblem problem = new ConfigProblem(Severity.ERROR, "f", 1, 5_001, 9_999, "m", line);
    List<String> shown = problem.render(false).lines().toList();
    assertThat(shown.get(1)).hasSizeLessThan(140).contains("aaa!bbb");
    assertThat(shown.get(2)).hasSizeLessThan(140);
    assertThat(shown.get(2).indexOf('^')).isEqualTo(shown.get(1).indexOf('!'));
  }

  @Test
  void aPlaceBeyondTheLineIsToldWithoutHarm() {
    ConfigProblem problem = new ConfigProblem(Severity.ERROR, "f", 99_999, 500, 0, "m", "short");
    assertThat(problem.render(false)).startsWith("f:99999:500: error: m\n99999 | short\n");
  }
}
