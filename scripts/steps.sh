# Runs named steps, counts what passed and failed, keeps each step's output for the failures. Sourced, not run.

steps_passed=0
steps_failed=()
steps_logs=$(mktemp -d)
trap 'rm -rf "$steps_logs"' EXIT

# step NAME COMMAND...: runs the command; its output is shown when it fails, or always where STEP_SHOW is set.
step() {
    local name=$1 log="$steps_logs/step" began=$SECONDS
    shift
    if [ -n "${STEP_SHOW:-}" ]; then
        "$@" </dev/null 2>&1 | tee "$log"
        local status=${PIPESTATUS[0]}
    else
        "$@" </dev/null >"$log" 2>&1
        local status=$?
    fi
    if [ "$status" -eq 0 ]; then
        steps_passed=$((steps_passed + 1))
        echo "passed  $name  ($((SECONDS - began)) s)"
    else
        steps_failed+=("$name")
        [ -n "${STEP_SHOW:-}" ] || tail -n 80 "$log"
        echo "FAILED  $name  ($((SECONDS - began)) s, status $status)"
    fi
    return "$status"
}

# Prints the closing line and answers whether everything passed.
steps_close() {
    [ ${#steps_failed[@]} -eq 0 ] || printf 'failed: %s\n' "${steps_failed[@]}"
    echo "$steps_passed passed, ${#steps_failed[@]} failed"
    [ ${#steps_failed[@]} -eq 0 ]
}
