/*
 * trace: W3C Trace Context.  What one program causes at another belongs to the same journey.
 */
#ifndef WEB_TRACE_H
#define WEB_TRACE_H

#include "exchange.h"

enum { TRACE_SPAN = 17 };

/* A name for a trace or a span, in `size` - 1 hexadecimal digits; no two are alike. */
void trace_name(char *hex, size_t size);

/*
 * @trace_id and @span_id; and where one of our programs asked, $trace_actor, which one, and
 * $trace_parent, the span that this one belongs to.  The key of the proofs is known by then.
 * false: no memory is left.
 */
bool trace_begin(struct exchange *x);

/* What a request to another server says of itself: the headers traceparent and tracestate. */
enum { TRACE_HEADER = 80 };
bool trace_tell(struct exchange *x, char traceparent[TRACE_HEADER], char tracestate[TRACE_HEADER]);

#endif
