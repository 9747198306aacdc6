"""The whole HTTP suite under lighttpd, FastCGI."""

import suite

suite.main("lighttpd")
