/* reply: what goes back, before it goes. */
#include <string.h>

#include "tap.h"
#include "web/reply.h"

static bool
headers_are(const struct reply *reply, const char *expected)
{
	return reply->headers == NULL ? *expected == '\0' : strcmp(reply->headers, expected) == 0;
}

int
main(void)
{
	struct reply reply = {.status = 0};

	ok("a body is copied, with its type", reply_put(&reply, 200, "text/plain", "hello", 5) &&
						  reply.status == 200 && reply.size == 5 &&
						  strcmp(reply.body, "hello") == 0);
	ok("headers are lines", reply_header(&reply, "Allow", "GET") &&
				    reply_header(&reply, "Retry-After", "1") &&
				    headers_are(&reply, "Allow: GET\r\nRetry-After: 1\r\n"));
	ok("RFC 9110 section 5.5: a value that would be two lines is refused",
	    !reply_header(&reply, "Location", "/\r\nSet-Cookie: a=b") &&
		!reply_header(&reply, "Location", "/\nx") && !reply_header(&reply, "A\rB", "x") &&
		headers_are(&reply, "Allow: GET\r\nRetry-After: 1\r\n"));
	ok("a header is known by its whole name",
	    reply_has_header(&reply, "Allow") && reply_has_header(&reply, "Retry-After") &&
		!reply_has_header(&reply, "Retry") && !reply_has_header(&reply, "After"));
	reply_clear(&reply);
	ok("what was said is forgotten, the headers stay",
	    reply.status == 0 && reply.body == NULL && reply_has_header(&reply, "Allow"));
	reply_plainly(&reply, 500, "Something went wrong.\n");
	ok("plain words stand alone", reply.status == 500 && headers_are(&reply, "") &&
					  strcmp(reply.body, "Something went wrong.\n") == 0);
	reply_free(&reply);
	ok("at the end nothing is left", reply.body == NULL && reply.headers == NULL);
	return tap_end();
}
