"""Where a host's own file includes ours: a virtual host beside it or around it, and a lighttpd that was there before."""
# needs: apache2 libapache2-mod-fcgid

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main(
    "lighttpd_within", "fcgid_beside", "fcgid_inside", "cgi_beside", "cgi_inside",
    modules=("test_hosting", "test_metadata", "test_variables"))
