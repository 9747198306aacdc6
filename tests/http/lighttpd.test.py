"""The whole HTTP suite under lighttpd, FastCGI."""

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("lighttpd")
