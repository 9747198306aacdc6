/*
 * Hexadecimal digits, RFC 4648 section 8.
 */
#ifndef HEX_H
#define HEX_H

/* The value of a digit in either case; -1 for any other character. */
static inline int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 32);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
