#!/usr/bin/env bash
# Does what a new user does in the first minute: clones, runs one command, and pastes the request that it prints.
# Usage: scripts/first-minute.sh [REPOSITORY]    (default: the last commit of this repository)
set -euo pipefail

repository=$(realpath "${1:-$(dirname "$0")/..}")
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT

# Starts the server with "$1" and waits until it listens. The lock file of the server contains its pid.
start() {
  PORT=0 bash -c "$1" >"$folder/out" 2>"$folder/err" </dev/null &
  for _ in $(seq 1200); do
    grep -q '^Listening on ' "$folder/out" && break
    jobs -r | grep -q . || { cat "$folder/out" "$folder/err"; return 1; }
    sleep 0.1
  done
  server=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).pid' .data/server.*.json)
  url=$(sed -n 's/^Listening on //p' "$folder/out")
}

stop() {
  kill "$server"
  wait
  server=
}

begun=$(date +%s.%N)
git clone --quiet "$repository" "$folder/bellwether"
cd "$folder/bellwether"
start 'npm ci && npm start'
block=$(sed -n '/^curl /,/^$/p' "$folder/out")
first=$(bash -c "$block" 2>/dev/null)
seconds=$(node -p "(Date.now() / 1000 - $begun).toFixed(1)")
echo "$first" | grep -q '"object":"notification_preference"' || { echo "Answered: $first"; exit 1; }
first_url=$url
stop

start 'npm start'
if grep -q '^curl ' "$folder/out"; then echo 'The second start prints a key again.'; exit 1; fi
second=$(bash -c "${block//$first_url/$url}" 2>/dev/null)
[ "$first" = "$second" ] || { echo "The second start answered: $second"; exit 1; }
stop

echo "From clone to the first answer as $(id -un): $seconds s. The second start kept the key and the data."
