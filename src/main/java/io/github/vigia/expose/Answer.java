package io.github.vigia.expose;

import java.nio.charset.StandardCharsets;

/** What a request gets. */
final class Answer {

  static final String JSON = "application/json";
  static final String HTML = "text/html; charset=utf-8";

  private final int code;
  private final String contentType;
  private final byte[] body;
  private final boolean isCompressed;

  /**
   * @param body never empty
   * @param isCompressed whether the body is gzip already
   */
  Answer(int code, String contentType, byte[] body, boolean isCompressed) {
    this.code = code;
    this.contentType = contentType;
    this.body = body;
    this.isCompressed = isCompressed;
  }

  /** A refusal that says why in one sentence. */
  static Answer sentence(int code, String sentence) {
    byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    return new Answer(code, "text/plain; charset=utf-8", body, false);
  }

  int code() {
    return code;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  boolean isCompressed() {
    return isCompressed;
  }
}
