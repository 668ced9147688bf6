#!/usr/bin/env bash
# The agent of this checkout in the background: local.sh up|down|logs, for the Makefile.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
cd "$home"
pid_file=.cache/local.pid
out=.cache/local.out

# Sets `pid` to the agent that `up` started; fails where it has ended. A pid that the system gave
# to another program meanwhile is not it.
find_agent() {
  pid=
  [ -s "$pid_file" ] || return 1
  read -r pid <"$pid_file"
  case $(ps -o args= -p "$pid" 2>/dev/null) in
    *io.github.vigia/io.github.vigia.Main*) ;;
    *) return 1 ;;
  esac
}

up() {
  if find_agent; then
    echo "Vigia already runs (pid $pid)."
    return
  fi
  # In the foreground, so that a first build is seen.
  ./vigia version
  mkdir -p .cache
  nohup ./vigia run --cycles 0 >"$out" 2>&1 </dev/null &
  echo $! >"$pid_file"
  sleep 2
  cat "$out"
  if ! find_agent; then
    rm -f "$pid_file"
    echo "Vigia ended at once; what it said is above." >&2
    exit 1
  fi
  echo "Vigia runs in the background (pid $pid); make logs follows it, make down ends it."
}

down() {
  local tries=0
  if ! find_agent; then
    rm -f "$pid_file"
    echo "Vigia does not run."
    return
  fi
  kill "$pid"
  while find_agent; do
    tries=$((tries + 1))
    if [ "$tries" -gt 50 ]; then
      echo "Vigia (pid $pid) has not ended within 10 s; it is left alone." >&2
      exit 1
    fi
    sleep 0.2
  done
  rm -f "$pid_file"
  echo "Vigia has ended."
}

logs() {
  local newest='' file
  for file in logs/json/monitoring-*.jsonl; do
    if [ -e "$file" ]; then
      newest=$file # names sort by day
    fi
  done
  if [ -z "$newest" ]; then
    echo "There is no journal in logs/json yet; make up starts the agent." >&2
    exit 1
  fi
  exec tail -n 20 -F "$newest" "$out"
}

case ${1:-} in
  up | down | logs) "$1" ;;
  *)
    echo "local.sh takes up, down or logs." >&2
    exit 64
    ;;
esac
