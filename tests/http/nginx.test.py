"""nginx.conf inside a server of an nginx that is there already, spawn-fcgi before the programs: what the web server does, and a code's whole way."""
# needs: nginx-light spawn-fcgi

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("nginx", modules=("test_hosting", "test_seats", "test_metadata", "test_token", "test_login", "test_oidcc_backchannel_logout"))
