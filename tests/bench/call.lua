-- wrk's script for requests that differ: wrk -s call.lua URL -- FILE METHOD BODY [NAME VALUE]…
-- A %s in BODY or in the VALUE of a header is the next line of FILE, from the beginning again at its end.  A refresh token that comes
-- takes the place of the one that it was had for.
-- Prints: requests per second, the longest in milliseconds, and how many answers were errors.
local lines, method, body, headers, turn, queue = {}, nil, nil, {}, 0, nil

function init(args)
	for line in io.lines(args[1]) do lines[#lines + 1] = line end
	method, body = args[2], args[3]
	for place = 4, #args - 1, 2 do headers[args[place]] = args[place + 1] end
	if method == "POST" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
	if body:find("grant_type=refresh_token", 1, true) then
		response = function(status, _, text)
			local token = text:match('"refresh_token":"([^"]+)"')
			if token then lines[#lines + 1] = token end
		end
	end
end

function request()
	local said, sent = {}, nil
	turn = turn + 1
	local line = lines[turn] or lines[(turn - 1) % #lines + 1]
	for name, value in pairs(headers) do said[name] = value:find("%s", 1, true) and value:format(line) or value end
	if method == "POST" then sent = body:find("%s", 1, true) and body:format(line) or body end
	return wrk.format(method, nil, said, sent)
end

function done(summary, latency)
	io.write(string.format("%.0f %.1f %d\n", summary.requests / summary.duration * 1e6, latency.max / 1e3,
		summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
