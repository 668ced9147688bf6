package io.github.vigia.config;

/** How many of the last samples must reach a level: {@code 2 of 3}. */
record Confirmation(int needed, int of) {

  private static final String EXPECTED = "how many of the last samples, such as 2 of 3";
  private static final int MOST = 60;

  static Confirmation parse(String text) {
    int word = text.indexOf(" of ");
    if (word < 0) {
      throw Form.rejected(EXPECTED, text, "");
    }
    Confirmation confirmation =
        new Confirmation(
            Forms.whole(text.substring(0, word).strip(), EXPECTED, text),
            Forms.whole(text.substring(word + 4).strip(), EXPECTED, text));
    if (confirmation.needed < 1
        || confirmation.of > MOST
        || confirmation.needed > confirmation.of) {
      throw new RejectedValueException(
          text + " is out of range: at least 1, at most all, and of " + MOST + " at most");
    }
    return confirmation;
  }

  String print() {
    return needed + " of " + of;
  }
}
