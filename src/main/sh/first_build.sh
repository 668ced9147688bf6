# shellcheck shell=bash
# Builds the program, and nothing but the program: no tests and no gates, which are ./build's.
# Sourced by vigia after checkout.sh and jdk.sh.

: "${home:?the folder of the checkout}" "${app:?the folder of the program}"

# Prints what Maven does at the moment: the goal, or the file that it downloads.
current_step() {
  sed -n -e 's/^\[INFO\] --- \([^ ]*\):[^: ]*:\([^ :]*\) .*/\1 \2/p' \
    -e 's/^\[INFO\] Downloading from .*\/\([^/]*\)$/downloading \1/p' \
    -e 's/^Downloading from .*\/\([^/]*\)$/downloading \1/p' "$1" | tail -n 1
}

# show_progress PID LOG: until PID ends, one living line on a terminal, elsewhere a line a goal.
show_progress() {
  local step last='starting Maven' start=$SECONDS
  [ -t 2 ] || echo "Building Vigia; Maven's output is in $2" >&2
  while kill -0 "$1" 2>/dev/null; do
    step=$(current_step "$2")
    if [ -t 2 ]; then
      printf '\r\033[KBuilding Vigia, %d s: %.50s' $((SECONDS - start)) "${step:-$last}" >&2
    elif [ -n "$step" ] && [ "$step" != "$last" ] && [ "${step#downloading}" = "$step" ]; then
      printf '  %d s: %s\n' $((SECONDS - start)) "$step" >&2
      last=$step
    fi
    sleep 0.2
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

run_maven() {
  local log=$home/target/vigia-build.log maven start=$SECONDS
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
  : >"$log" # there before Maven is, for show_progress
  mvn -B -f "$home/pom.xml" -Dmaven.test.skip -Denforcer.skip -Dsort.skip -Dmodernizer.skip \
    -Dmdep.analyze.skip -Djacoco.skip -Dcyclonedx.skip package >"$log" 2>&1 &
  maven=$!
  # shellcheck disable=SC2064 # the process id of now
  trap "kill $maven 2>/dev/null" EXIT
  show_progress "$maven" "$log"
  trap - EXIT
  if ! wait "$maven"; then
    grep -E '^\[(ERROR|WARNING)\]' "$log" | head -n 20 >&2 || true
    die 70 "the build failed; all of Maven's output is in $log."
  fi
  echo "Built Vigia in $((SECONDS - start)) s." >&2
}

first_build() {
  local runtime=${JAVA_HOME:-}
  if ! mkdir -p "$home/target/app" 2>/dev/null || [ ! -w "$home/target" ]; then
    die 77 "has to be built first, and $home/target can't be written by this user."
  fi
  lock_target
  find_app
  if [ ! -d "$app" ]; then
    find_jdk build ||
      die 69 "is built with JDK 25, and none was found; set JAVA_HOME to one, or install it (openjdk-25-jdk, Temurin 25)."
    command -v mvn >/dev/null || die 69 "is built with Maven, and there is no mvn on PATH; install it (package maven)."
    rm -rf "$home"/target/lib "$home"/target/vigia-*.jar
    run_maven
    install_app
  fi
  unlock_target
  export JAVA_HOME=$runtime
}
