"""The whole HTTP suite under Apache, the same binaries as plain CGI."""
# needs: apache2

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("cgi")
