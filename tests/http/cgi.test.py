"""Under Apache, the same binaries as plain CGI: what a process could get wrong that ends with its request.

That is whatever goes through web/, and what lasts from one request to the next: keys that were fetched, a lease, a rotated token.
"""
# needs: apache2

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("cgi", modules=("web/", "hosting/", "test_token", "test_refresh", "test_race", "test_login", "test_throttle", "test_metadata",
                           "test_api_keys", "test_client_refresh", "test_oidcc_backchannel_logout"))
