/*
 * log: one line to the web server's error log.
 */
#include <stdio.h>
#include <unistd.h>

#include "log.h"

static const char *program_name = "sqlite-oidc";

void
log_program(const char *name)
{
	program_name = name;
}

/* One write(2) per line, so that the lines of several processes do not mix. */
void
log_line(const char *format, ...)
{
	char line[1024];
	int prefix = snprintf(line, sizeof line, "%s: ", program_name);
	size_t length = prefix > 0 ? (size_t)prefix : 0;
	va_list arguments;
	int written;

	va_start(arguments, format);
	written = vsnprintf(line + length, sizeof line - length - 1, format, arguments);
	va_end(arguments);
	if (written < 0)
		return;
	length +=
	    (size_t)written < sizeof line - length - 1 ? (size_t)written : sizeof line - length - 2;
	for (size_t i = 0; i < length; i++)
		if (line[i] < ' ' || line[i] > '~')
			line[i] = '?';
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* no log is there, and nothing can be done about it */
}
