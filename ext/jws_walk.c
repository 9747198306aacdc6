/*
 * The walk through the steps of a verification, and what it tells an observer.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "jws_walk.h"

/* RFC 3629 section 3: what vsnprintf has cut ends with a whole character again. */
static void
end_between_characters(char *note)
{
	size_t length = strlen(note), tail = 0, more;
	unsigned char head;

	while (tail < length && ((unsigned char)note[length - tail - 1] & 0xc0) == 0x80)
		tail++;
	if (tail == length)
		return;
	head = (unsigned char)note[length - tail - 1];
	more = head < 0xc0 ? 0 : head < 0xe0 ? 1 : head < 0xf0 ? 2 : 3;
	if (tail < more)
		note[length - tail - 1] = '\0';
}

void
jws_note(const struct jws *jws, char note[JWS_NOTE_MAX], const char *format, ...)
{
	va_list arguments;

	if (jws->observer == NULL)
		return;
	va_start(arguments, format);
	vsnprintf(note, JWS_NOTE_MAX, format, arguments);
	va_end(arguments);
	end_between_characters(note);
}

enum jose_error
jws_walk(struct jws *jws, const struct jws_step *list, size_t count, enum jose_error first)
{
	enum jws_status status;
	size_t i;

	for (i = 0; i < count && (first == JOSE_OK || jws->observer != NULL); i++) {
		jws->expected = jws->actual = NULL;
		jws->as_written = false;
		jws->expected_note[0] = jws->actual_note[0] = jws->remark[0] = '\0';
		status =
		    (jws->has & list[i].needs) == list[i].needs ? list[i].check(jws) : JWS_SKIP;
		if (jws->fault != JOSE_OK)
			return jws->fault;
		if (status == JWS_FAIL && first == JOSE_OK)
			first = list[i].code;
		if (jws->observer != NULL)
			jws->observer->see(jws->observer->context, &list[i], status, jws);
	}
	return first;
}
