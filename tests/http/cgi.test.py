"""The whole HTTP suite under Apache, the same binaries as plain CGI."""
# needs: apache2

import suite

suite.main("cgi")
