#!/bin/sh
# Becomes a command whose life is tied to standard input: when that ends, the command and all it started are ended.
#
#   tether.sh <signal> <grace in tenths of a second> <command> [argument...]
#
# The starter holds the other end of standard input open and never writes to it; a starter that dies, however it dies,
# lets go of it. The command gets <signal> first, and its whole process group SIGKILL once it is gone or out of time.
# Has to lead its own process group.
signal=$1
grace=$2
shift 2

exec 3<&0
(
  trap '' INT TERM HUP
  cat <&3 >/dev/null 2>&1
  kill -s "$signal" $$ 2>/dev/null
  while [ "$grace" -gt 0 ] && kill -0 $$ 2>/dev/null; do
    sleep 0.1
    grace=$((grace - 1))
  done
  kill -s KILL -- -$$ 2>/dev/null
) >/dev/null 2>&1 &
exec "$@" </dev/null 3<&-
