"""Under Apache, the same binaries as plain CGI: what a process could get wrong that ends with its request.

That is what it reads and writes without libfcgi, and what lasts from one request to the next: keys that were fetched, a lease, a rotated token,
a step that nobody asks for.
"""
# needs: apache2

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("cgi", modules=("test_attack_input", "test_transport", "test_cookies", "test_head", "test_host", "test_record", "test_tls", "test_busy",
                           "hosting/", "test_token", "test_refresh", "test_race", "test_login", "test_metadata", "test_api_keys",
                           "test_client_refresh", "test_oidcc_backchannel"))
