-- wrk's script for whole logins: wrk -tN -cN -s login.lua ORIGIN -- CLIENT_ID REDIRECT_URI AUTHORIZATION
-- Each thread is one browser, forgetful: authorize, sign in, consent where it is asked, back to the client, code for
-- tokens, and from the start.  Prints: logins per second, and how many answers nobody expected.
local threads = {}
local verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" -- RFC 7636 appendix B
local challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }

function setup(thread)
	threads[#threads + 1] = thread
	thread:set("number", #threads)
end

local function escape(text)
	return (text:gsub("[^%w._~-]", function(c) return ("%%%02X"):format(c:byte()) end))
end

local function unescape(text)
	return (text:gsub("&quot;", '"'):gsub("&#39;", "'"):gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&amp;", "&"))
end

local function begin()
	cookie = nil
	ask = { "GET", "/provider/authorize?response_type=code&scope=openid%20profile&state=s&nonce=n&code_challenge_method=S256"
		.. "&client_id=" .. client_id .. "&redirect_uri=" .. escape(redirect_uri) .. "&code_challenge=" .. challenge }
end

function init(args)
	client_id, redirect_uri, authorization = args[1], args[2], args[3]
	user = number % 2 == 0 and { "alice", "wonderland" } or { "bob", "builder" }
	logins, wrong = 0, 0
	begin()
end

function request()
	local headers = { ["Cookie"] = cookie }
	if ask[3] then headers["Content-Type"] = form["Content-Type"] end
	if ask[2]:find("/token$") then headers["Authorization"] = authorization end
	return wrk.format(ask[1], ask[2], headers, ask[3])
end

-- The form of a page, filled in: what it hides, what we know, and the button.
local function submit(page)
	local fields = {}
	for input in page:gmatch("<input[^>]*>") do
		local name, value = input:match('name="([^"]*)"'), input:match('value="([^"]*)"')
		if name == "username" then value = user[1] end
		if name == "password" then value = user[2] end
		if name and value then fields[#fields + 1] = name .. "=" .. escape(unescape(value)) end
	end
	local button = page:find('name="password"') and "login=1" or "allow=1"
	ask = { "POST", unescape(page:match('<form[^>]*action="([^"]*)"')), table.concat(fields, "&") .. "&" .. button }
end

local function redirected(location)
	local code = location:sub(1, #redirect_uri) == redirect_uri and location:match("[?&]code=([^&]*)")
	if code then
		ask = { "POST", "/provider/token", "grant_type=authorization_code&code=" .. code .. "&code_verifier=" .. verifier
			.. "&redirect_uri=" .. escape(redirect_uri) }
	else
		ask = { "GET", location:gsub("^http://[^/]*", ""), nil }
	end
end

function response(status, headers, page)
	cookie = headers["Set-Cookie"] and headers["Set-Cookie"]:match("^[^;]*") or cookie
	if headers["Location"] then
		redirected(headers["Location"])
	elseif status == 200 and page:find("<form", 1, true) then
		submit(page)
	elseif status == 200 and page:find("access_token", 1, true) then
		logins = logins + 1
		begin()
	else
		wrong = wrong + 1
		begin()
	end
end

function done(summary)
	local logins, wrong = 0, 0
	for _, thread in ipairs(threads) do
		logins, wrong = logins + thread:get("logins"), wrong + thread:get("wrong")
	end
	io.write(string.format("%.1f %d\n", logins / summary.duration * 1e6, wrong))
end
