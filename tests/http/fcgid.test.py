"""Under Apache, mod_fcgid: OIDF's plans, and whatever a second server could do otherwise.

That is what goes through web/, the browser's ways and cookies, the grants, the client that asks this server from another program, and the
file for Apache.  What judges a token, a request or a row does so behind lighttpd.
"""
# needs: apache2 libapache2-mod-fcgid

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import suite

suite.main("fcgid", modules=("conformance/", "web/", "hosting/", "interaction/", "grant/", "client/", "logout/", "account/", "test_metadata",
                             "test_api_keys", "test_agenda", "test_throttle"))
