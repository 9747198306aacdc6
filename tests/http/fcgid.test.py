"""The whole HTTP suite under Apache, mod_fcgid."""
# needs: apache2 libapache2-mod-fcgid

import suite

suite.main("fcgid")
