package io.github.vigia.expose;

/** The two ways of writing {@code /metrics}. */
enum Format {
  /** Without this very type Prometheus 3 refuses the page. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }
}
