-- wrk's script for POST: wrk -s token.lua URL -- AUTHORIZATION BODY [FILE]
-- BODY is sent each time; with FILE its %s is the next line of FILE, each once: a code or a refresh token is spent by use.
-- Prints: requests per second, p50 and p99 in milliseconds, and how many answers were not 200.
function init(args)
	wrk.method = "POST"
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
	wrk.headers["Authorization"] = args[1]
	body = args[2]
	lines = args[3] and io.lines(args[3])
end

function request()
	return wrk.format(nil, nil, nil, lines and body:format(lines() or "used-up") or body)
end

function done(summary, latency)
	io.write(string.format("%.0f %.2f %.2f %d\n", summary.requests / summary.duration * 1e6,
		latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
		summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
