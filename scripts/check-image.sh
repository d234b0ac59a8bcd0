#!/usr/bin/env bash
# Checks the Dockerfile on a machine without Docker: runs its steps in clean folders, and starts the result as an
# unprivileged user who cannot write to its files. Needs root.
# Usage: scripts/check-image.sh [NODE]    (the node program that runs the result)
set -euo pipefail

source=$(realpath "$(dirname "$0")/..")
node=${1:-node}
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/build" "$folder/app"
install -d -o nobody -m 700 "$folder/data"
mapfile -t runs < <(sed -n 's/^RUN //p' "$source/Dockerfile")
command=$(sed -n 's/^CMD //p' "$source/Dockerfile")
health=$(sed -n 's/^HEALTHCHECK .* CMD //p' "$source/Dockerfile")

cd "$folder/build"
cp "$source"/{package.json,package-lock.json,tsconfig.json,tsconfig.build.json} .
cp -r "$source/src" src
bash -c "${runs[0]}" && bash -c "${runs[1]}"

cd "$folder/app"
cp "$source"/{package.json,package-lock.json} .
NODE_ENV=production bash -c "${runs[2]}"
cp -r "$folder/build/dist" dist
chmod -R a-w,a+rX "$folder/app"
chmod a+x "$folder"

# Runs a command like the image would: with its user, its environment variables and the exec form of its commands.
as_image() {
  exec setpriv --reuid=nobody --regid=nogroup --clear-groups env -i PATH="$PATH" NODE_ENV=production \
    HOST=0.0.0.0 PORT=38123 DATA_DIR="$folder/data" BOOTSTRAP_API_KEY="$(printf 'k%.0s' $(seq 32))" \
    "$(command -v node)" -e '
      const [, ...args] = JSON.parse(process.argv[1]);
      const child = require("node:child_process").spawn(process.argv[2], args, { stdio: "inherit" });
      process.on("SIGTERM", () => child.kill("SIGTERM"));
      child.on("exit", (code) => process.exit(code ?? 1));' "$1" "$(command -v "$node")"
}

if setpriv --reuid=nobody --regid=nogroup --clear-groups touch "$folder/app/dist/x" 2>/dev/null; then
  echo 'The user can write to the files of the image.'; exit 1
fi
as_image "$command" >"$folder/out" 2>&1 &
server=$!
for _ in $(seq 300); do grep -q '^Listening on ' "$folder/out" && break; sleep 0.1; done
(as_image "$health") || { echo 'The health check failed:'; cat "$folder/out"; exit 1; }
curl -sf -X PUT http://127.0.0.1:38123/v1/messaging/preferences -o "$folder/answer" \
  -H "Authorization: Bearer $(printf 'k%.0s' $(seq 32))" -H 'Content-Type: application/json' \
  -d '{"in_app_enabled":true,"email_enabled":true,"push_enabled":true}'
grep -q '"category":null' "$folder/answer"
kill "$server"
wait "$server" || { echo "The server ended with status $?:"; cat "$folder/out"; exit 1; }
server=

echo "Production install: $(du -sm "$folder/app" | cut -f1) MiB; ran on $("$node" --version)."
