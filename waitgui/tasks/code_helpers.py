"""The functions that a listing brings along for its conditions and requests, each with what it imports."""

from __future__ import annotations

from typing import TypeAlias

Helpers: TypeAlias = "dict[str, tuple[tuple[str, ...], str]]"

PYTHON: Helpers = {
    "succeeds": (
        ("import subprocess",),
        '''
def succeeds(argv, ok_codes, timeout):
    """Whether the program ends with one of the codes, in time."""
    try:
        return subprocess.run(argv, stdin=subprocess.DEVNULL, timeout=timeout).returncode in ok_codes
    except subprocess.TimeoutExpired:
        return False
''',
    ),
    "answers": (
        ("import socket",),
        '''
def answers(host, port, timeout):
    """Whether the port takes a connection."""
    try:
        socket.create_connection((host, port), timeout).close()
    except OSError:
        return False
    return True
''',
    ),
    "is_there": (
        ("import os", "import time"),
        '''
def is_there(path, newer_than, min_size):
    """Whether there is such a file."""
    try:
        seen = os.stat(os.path.expanduser(path))
    except FileNotFoundError:
        return False
    return time.time() - seen.st_mtime < newer_than and seen.st_size >= min_size
''',
    ),
    "serves": (
        ("import urllib.error", "import urllib.request"),
        '''
def serves(request, statuses, contains, timeout):
    """Whether the answer has one of the statuses, and contains the text."""
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    except OSError:
        return False
    return any(low <= status <= high for low, high in statuses) and contains in body.decode(errors="replace")
''',
    ),
}
GO: Helpers = {
    "succeeds": (
        ("context", "os/exec", "slices", "time"),
        """
// succeeds says whether the program ends with one of the codes, in time.
func succeeds(limit time.Duration, codes []int, name string, args ...string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	_ = command.Run()
	return command.ProcessState != nil && slices.Contains(codes, command.ProcessState.ExitCode())
}
""",
    ),
    "answers": (
        ("net", "time"),
        """
// answers says whether the port takes a connection.
func answers(address string, limit time.Duration) bool {
	connection, err := net.DialTimeout("tcp", address, limit)
	if err != nil {
		return false
	}
	return connection.Close() == nil
}
""",
    ),
    "isThere": (
        ("os", "time"),
        """
// isThere says whether there is such a file.
func isThere(path string, newerThan time.Duration, minSize int64) bool {
	seen, err := os.Stat(path)
	return err == nil && time.Since(seen.ModTime()) < newerThan && seen.Size() >= minSize
}
""",
    ),
    "serves": (
        ("io", "net/http", "strings", "time"),
        """
// serves says whether the answer has one of the statuses, and contains the text.
func serves(limit time.Duration, method, url, body, contains string, header http.Header, statuses [][2]int) bool {
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return false
	}
	request.Header = header
	client := &http.Client{Timeout: limit}
	answer, err := client.Do(request)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(text), contains) {
		return false
	}
	for _, status := range statuses {
		if status[0] <= answer.StatusCode && answer.StatusCode <= status[1] {
			return true
		}
	}
	return false
}
""",
    ),
}
