# shellcheck shell=bash
# A Gatehouse of one's own for as long as a script runs: on free ports of loopback, with a fresh
# data folder. To be sourced; then:
#
#   start_gatehouse [OPTION...]    serves, waits until it is ready, exports what first-run.env says

gatehouse_home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

free_port() {
    node -e 'const s = require("net").createServer();
        s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

start_gatehouse() {
    GATEHOUSE_DATA=$(mktemp -d)
    local port https_port
    port=$(free_port)
    https_port=$(free_port)
    "$gatehouse_home/gatehouse" build
    "$gatehouse_home/gatehouse" serve --port "$port" --https-port "$https_port" \
        --data-dir "$GATEHOUSE_DATA" "$@" >"$GATEHOUSE_DATA/server.log" 2>&1 &
    GATEHOUSE_PID=$!
    trap stop_gatehouse EXIT
    await_ready "http://localhost:$port/health/ready"
    set -a
    # shellcheck disable=SC1091
    . "$GATEHOUSE_DATA/first-run.env"
    set +a
    export GATEHOUSE_DATA GATEHOUSE_PID
}

await_ready() {
    for _ in $(seq 300); do
        if curl -fs -o /dev/null "$1"; then
            return
        fi
        if ! kill -0 "$GATEHOUSE_PID" 2>/dev/null; then
            break
        fi
        sleep 0.1
    done
    echo 'Gatehouse did not start:' >&2
    cat "$GATEHOUSE_DATA/server.log" >&2
    return 1
}

stop_gatehouse() {
    local status=$?
    kill "$GATEHOUSE_PID" 2>/dev/null || true
    wait "$GATEHOUSE_PID" 2>/dev/null || true
    if [ "$status" -ne 0 ]; then
        tail -n 30 "$GATEHOUSE_DATA/server.log" >&2
    fi
    rm -rf "$GATEHOUSE_DATA"
    return "$status"
}
