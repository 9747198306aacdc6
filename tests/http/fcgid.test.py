"""The whole HTTP suite under Apache, mod_fcgid."""
# needs: apache2 libapache2-mod-fcgid

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("fcgid")
