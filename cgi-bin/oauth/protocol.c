/*
 * protocol: what web is told of OAuth: how it is recorded, how it says that it is busy, and what
 * pages send and read across origins (RFC 6750, RFC 9449).
 */
#include "error.h"
#include "protocol.h"
#include "protocol.sql.h"

static const char *const numbers[] = {"iat", "exp", NULL};

static const struct request_header headers[] = {{"dpop", "HTTP_DPOP"}, {NULL, NULL}};

const struct protocol oauth_protocol = {
    .event = &sql_protocol_event_insert,
    .token = &sql_protocol_token_insert,
    .numbers = numbers,
    .kind_of_page = "page.get",
    .kind_of_unknown = "unknown",
    .busy = refuse_busy,
    .headers = headers,
    .nonce_word = "use_dpop_nonce", /* RFC 9449 sections 8 and 9 */
    .nonce_header = "DPoP-Nonce",
    .request_headers = "Authorization, Content-Type, DPoP",
    .response_headers = "DPoP-Nonce, WWW-Authenticate, Retry-After",
};
