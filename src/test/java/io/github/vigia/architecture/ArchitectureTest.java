package io.github.vigia.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAssignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the edges between the packages that docs/architecture.md draws. */
class ArchitectureTest {

  private static final String BASE = "io.github.vigia";

  /** Each package with all that it may use of our own. */
  private static final Map<String, List<String>> EDGES =
      Map.of(
          "model", List.of(),
          "config", List.of("model"),
          "kernel", List.of(),
          "collect", List.of("kernel", "config", "model"),
          "evaluate", List.of("config", "model"),
          "treat", List.of("kernel", "config", "model"),
          "record", List.of("config", "model"),
          "expose", List.of("record", "config", "model"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void theImporterReadEveryPackage() {
    for (String name : EDGES.keySet()) {
      assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(BASE + "." + name)))
          .as(name)
          .isNotEmpty();
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void eachPackageUsesOnlyWhatItMay() {
    EDGES.forEach((name, allowed) -> {
      String[] forbidden =
          CLASSES.stream()
              .map(JavaClass::getPackageName)
              .distinct()
              .filter(p -> p.startsWith(BASE))
              .filter(p -> !isOf(p, name) && allowed.stream().noneMatch(a -> isOf(p, a)))
              .filter(p -> !p.equals(BASE) || !name.isEmpty())
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(BASE + "." + name + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .check(CLASSES);
    });
  }

  @Test
  void modelHoldsOnlyRecordsEnumsAndInterfaces() {
    classes()
        .that()
        .resideInAPackage(BASE + ".model..")
        .and()
        .areNotInterfaces()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should(beAssignableTo(Record.class).or(beAssignableTo(Enum.class)))
        .check(CLASSES);
  }

  @Test
  void onlyKernelCallsNativeCodeOrThePortableReader() {
    onlyIn("kernel", "java.lang.foreign..", "oshi..");
  }

  @Test
  void onlyExposeServesHttp() {
    onlyIn("expose", "com.sun.net.httpserver..");
  }

  @Test
  void onlyTheCommandLineUsesPicocliAndOnlyConfigReadsYaml() {
    onlyIn("cli", "picocli..");
    onlyIn("config", "org.snakeyaml..");
  }

  @Test
  void evaluateHasNoClockNoFilesNoNetworkNoThreads() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".evaluate..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.io..")
                .or(resideInAPackage("java.nio.."))
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("java.util.concurrent..")))
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(CLASSES);
  }

  @Test
  void nothingOutsideTreatStartsOrEndsProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".treat..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(ProcessHandle.class, "destroy")
        .orShould()
        .callMethod(ProcessHandle.class, "destroyForcibly")
        .orShould()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                            "java.lang.Runtime")))
                .and(
                    com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                            "exec"))))
        .check(CLASSES);
  }

  @Test
  void onlyTreatAndRecordDeleteFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".treat..", BASE + ".record..", BASE + ".expose..")
        .should()
        .callMethod(Files.class, "delete", java.nio.file.Path.class)
        .orShould()
        .callMethod(Files.class, "deleteIfExists", java.nio.file.Path.class)
        .orShould()
        .callMethod(java.io.File.class, "delete")
        .check(CLASSES);
  }

  @Test
  void onlyMainWritesToTheTerminal() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  private static void onlyIn(String name, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CLASSES);
  }

  private static boolean isOf(String packageName, String name) {
    String full = BASE + "." + name;
    return packageName.equals(full) || packageName.startsWith(full + ".");
  }
}
