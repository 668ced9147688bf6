# shellcheck shell=bash
# Finds a JDK by the `release` file that each one carries, so that no JVM is started to look.
# Sourced by vigia and build; runs on the bash 3.2 of macOS too.

# Sets `major` to the Java version of the folder $1; fails where there is no Java in it.
jdk_major() {
  local line
  major=0
  [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_VERSION=\"*) major=${line#*\"} ;;
      esac
    done <"$1/release"
  else
    line=$("$1/bin/java" -version 2>&1) || return 1
    major=${line#*\"}
  fi
  major=${major%%[!0-9]*}
  [ "${major:-0}" -gt 0 ]
}

# Prints the folder of the `java` on PATH, symbolic links followed.
jdk_on_path() {
  local java
  java=$(command -v java) && java=$(readlink -f "$java") && printf '%s\n' "${java%/bin/java}"
}

# Whether the folder $1 serves the purpose $2: `build` needs a compiler of exactly 25,
# `run` any runtime of 25 or of a later long-term release (each fourth one).
# The best so far is kept in `found`, `found_major`.
jdk_consider() {
  jdk_major "$1" || return 0
  case $2 in
    build) [ "$major" -eq 25 ] && [ -x "$1/bin/javac" ] || return 0 ;;
    *) [ "$major" -ge 25 ] && [ $(((major - 25) % 4)) -eq 0 ] || return 0 ;;
  esac
  if [ -z "$found" ] || [ "$major" -lt "$found_major" ]; then
    found=$1 found_major=$major
  fi
}

# find_jdk build|run: exports JAVA_HOME; fails where no JDK serves. The user's own choice comes
# first, but a 25 found anywhere comes before something newer. VIGIA_JVM_FOLDER, a folder of JVMs,
# takes the place of the usual ones.
find_jdk() {
  local found='' found_major=0 major folder debian=/usr/lib/jvm folders
  jdk_consider "${JAVA_HOME:-}" "$1"
  if [ "$found_major" -ne 25 ]; then
    jdk_consider "$(jdk_on_path)" "$1"
  fi
  if [ "$found_major" -ne 25 ]; then
    folders=("$debian"/* /opt/java/* /opt/jdk* /usr/java/*
      "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*
      /Library/Java/JavaVirtualMachines/*/Contents/Home)
    if [ -n "${VIGIA_JVM_FOLDER:-}" ]; then
      folders=("$VIGIA_JVM_FOLDER"/*)
    fi
    for folder in "${folders[@]}"; do
      jdk_consider "$folder" "$1"
    done
  fi
  [ -n "$found" ] || return 1
  export JAVA_HOME=$found
}
