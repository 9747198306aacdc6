"""The whole HTTP suite under Apache, mod_fcgid."""

import suite

suite.main("fcgid")
