package io.github.vigia.cli;

/**
 * One thing that the doctor has looked at.
 *
 * @param area {@code see}, {@code heal} or {@code safe}
 * @param check its name: {@code psi}
 * @param level {@code ok}, {@code note} where nothing is wrong but something is not there, {@code
 *     gap} where something could be better, {@code bad} where it must be
 * @param text what was found, in the language of the person
 * @param remedy the command or setting that closes the gap; empty where there is none
 */
record Finding(String area, String check, String level, String text, String remedy) {

  boolean is(String other) {
    return level.equals(other);
  }
}
