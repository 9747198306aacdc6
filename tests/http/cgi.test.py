"""The whole HTTP suite under Apache, the same binaries as plain CGI."""

import suite

suite.main("cgi")
