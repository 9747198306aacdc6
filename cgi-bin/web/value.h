/*
 * A value on its way between the wire, the store and a statement: what SQL knows, and nothing else.
 */
#ifndef WEB_VALUE_H
#define WEB_VALUE_H

#include <stddef.h>
#include <stdint.h>

enum value_type { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };

struct value {
	enum value_type type;
	int64_t integer;  /* VALUE_INTEGER */
	double real;      /* VALUE_REAL */
	const char *text; /* VALUE_TEXT and VALUE_BLOB: size bytes; a NUL follows those of a text */
	size_t size;
};

#endif
