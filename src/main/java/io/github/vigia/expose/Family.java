package io.github.vigia.expose;

import io.github.vigia.model.Metric;
import java.nio.charset.StandardCharsets;

/**
 * A metric family with the bytes that open it in both formats.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Text 0.0.4</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class Family {

  /** What a family is, and the suffix that OpenMetrics wants on its samples but not its name. */
  enum Kind {
    GAUGE("gauge", "gauge", ""),
    COUNTER("counter", "counter", "_total"),
    /** Facts in labels, always 1; a gauge in the older format. */
    INFO("gauge", "info", "_info");

    private final String textType;
    private final String openType;
    private final String suffix;

    Kind(String textType, String openType, String suffix) {
      this.textType = textType;
      this.openType = openType;
      this.suffix = suffix;
    }
  }

  private final String name;
  private final Kind kind;
  private final byte[] sampleName;
  private final byte[] textHead;
  private final byte[] openHead;

  Family(String name, Kind kind, String help) {
    if (!name.endsWith(kind.suffix)) {
      throw new IllegalArgumentException(
          "family " + name + " is a " + kind.openType + ", expected a name ending " + kind.suffix);
    }
    this.name = name;
    this.kind = kind;
    this.sampleName = ascii(name);
    String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
    this.textHead =
        ascii("# HELP " + name + " " + escaped + "\n# TYPE " + name + " " + kind.textType + "\n");
    String open = openName();
    this.openHead =
        ascii(
            "# TYPE "
                + open
                + " "
                + kind.openType
                + "\n"
                + unit(open)
                + "# HELP "
                + open
                + " "
                + escaped.replace("\"", "\\\"")
                + "\n");
  }

  static Family of(Metric metric) {
    return new Family(
        metric.family(), metric.isCounter() ? Kind.COUNTER : Kind.GAUGE, metric.help());
  }

  boolean isCounter() {
    return kind == Kind.COUNTER;
  }

  /** Name in the text format and of the samples in both. */
  String name() {
    return name;
  }

  /** Name on the family's own lines in OpenMetrics. */
  String openName() {
    return name.substring(0, name.length() - kind.suffix.length());
  }

  byte[] sampleName() {
    return sampleName;
  }

  byte[] head(Format format) {
    return switch (format) {
      case TEXT -> textHead;
      case OPENMETRICS -> openHead;
    };
  }

  /** OpenMetrics allows a unit only if the name ends in it. */
  private static String unit(String name) {
    for (String unit : new String[] {"bytes", "seconds", "celsius"}) {
      if (name.endsWith("_" + unit)) {
        return "# UNIT " + name + " " + unit + "\n";
      }
    }
    return "";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
