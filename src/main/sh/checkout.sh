# shellcheck shell=bash
# What vigia and build both know of a checkout.

: "${home:?the folder of the checkout}"

# die CODE TEXT: one sentence on stderr, then the end.
die() {
  printf 'vigia: %s\n' "$2" >&2
  exit "$1"
}

# Sets `app`: the folder of the program that the sources as they are make. It is named after
# the contents and not the times of all that ends up in the program, so that a checkout of another
# commit and back needs no build; and it is a copy of what Maven made, so that a build never pulls
# the jars from under an agent that is running.
find_app() {
  local sum
  sum=$(cd "$home" && find pom.xml src/main -type f ! -path 'src/main/sh/*' -exec cksum {} + |
    LC_ALL=C sort | cksum)
  app=$home/target/app/${sum// /-}
}

# Copies what Maven left in target to `app`, whole or not at all, and keeps one older program.
install_app() {
  local new=$home/target/app/new old
  rm -rf "$new"
  mkdir -p "$new"
  cp -p "$home"/target/vigia-*.jar "$home"/target/lib/*.jar "$new/"
  rm -rf "$app"
  mv "$new" "$app"
  touch "$app"
  # Names are made of digits, by find_app.
  # shellcheck disable=SC2012
  ls -t "$home/target/app" | tail -n +3 | while IFS= read -r old; do
    rm -rf "${home:?}/target/app/$old"
  done
}

# Holds the lock of target until unlock_target, or until this shell and its Maven have ended,
# however they end: two Mavens in one folder spoil each other's work.
lock_target() {
  exec 9>"$home/target/lock"
  if command -v flock >/dev/null; then
    flock -n 9 && return
    echo "Vigia is being built already; waiting for that." >&2
    flock 9
  else
    perl -e 'open(my $lock, ">&=", 9); flock($lock, 2)'
  fi
}

unlock_target() {
  exec 9>&-
}
