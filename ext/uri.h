/*
 * Addresses, RFC 3986.
 */
#ifndef URI_H
#define URI_H

#include <stdbool.h>

#include "jose.h"

/*
 * Whether two addresses of HTTP and its like are one, as sections 6.2.2 and 6.2.3 compare; query
 * and fragment do not count.  An address without a host is equal to none.  JOSE_NO_MEMORY is the
 * only error.
 */
enum jose_error uri_same(const char *a, const char *b, bool *same);

#endif
