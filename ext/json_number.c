/*
 * Numbers, RFC 8259 section 6: read by hand, for strtod asks the locale what a decimal point is;
 * and compared as they are written, for a double holds no more than 53 bits of them.
 */
#include "json.h"

#define WHOLE_MAX ((uint64_t)JSON_NUMBER_MAX)
#define WHOLE_DIGITS_MAX 16          /* it has so many */
#define FRACTION_DIGITS_MAX 15       /* a double holds so many in any case */
#define POWER_MAX (INT64_C(1) << 40) /* further out than any text is long */

/* 0.DIGITS times ten to a power: one form for each number, however it is written. */
struct decimal {
	bool negative;
	const char *at;  /* the first digit that is not 0; later there may be a point */
	const char *end; /* after the last digit that is not 0 */
	int64_t power;
};

/* After the e. */
static bool
read_exponent(const char *at, const char *end, int64_t *exponent)
{
	bool negative = *at == '-';

	if (*at == '+' || *at == '-')
		at++;
	for (*exponent = 0; at < end && *exponent < POWER_MAX; at++)
		*exponent = *exponent * 10 + (*at - '0');
	if (negative)
		*exponent = -*exponent;
	return at == end;
}

static bool
is_zero_or_point(char c)
{
	return c == '0' || c == '.';
}

/* False for an exponent that nobody means. */
static bool
read_decimal(const struct json_value *number, struct decimal *decimal)
{
	const char *at = number->text, *end = at + number->length, *last = at, *point;
	int64_t exponent = 0;

	*decimal = (struct decimal){.negative = *at == '-'};
	at += decimal->negative;
	while (last < end && (*last | 32) != 'e')
		last++;
	if (last < end && !read_exponent(last + 1, end, &exponent))
		return false;
	point = memchr(at, '.', (size_t)(last - at));
	if (point == NULL)
		point = last;
	while (at < last && is_zero_or_point(*at))
		at++;
	while (last > at && is_zero_or_point(last[-1]))
		last--;
	decimal->at = at;
	decimal->end = last;
	if (at == last) /* -0 is 0 */
		decimal->negative = false;
	else
		decimal->power = point - at + (at > point) + exponent;
	return true;
}

/* After the last one come zeros without end. */
static unsigned
next_digit(struct decimal *decimal)
{
	if (decimal->at < decimal->end && *decimal->at == '.')
		decimal->at++;
	return decimal->at < decimal->end ? (unsigned)(*decimal->at++ - '0') : 0;
}

bool
json_number(const struct json_value *number, double *result)
{
	struct decimal decimal;
	double fraction = 0, scale = 1;
	uint64_t whole = 0;
	size_t i;

	if (!read_decimal(number, &decimal) || decimal.power > WHOLE_DIGITS_MAX)
		return false;
	for (; decimal.power > 0; decimal.power--)
		whole = whole * 10 + next_digit(&decimal);
	if (whole > WHOLE_MAX || (whole == WHOLE_MAX && decimal.at < decimal.end))
		return false;
	for (; decimal.power < 0 && scale <= JSON_NUMBER_MAX; decimal.power++)
		scale *= 10;
	for (i = 0; i < FRACTION_DIGITS_MAX && decimal.at < decimal.end; i++, scale *= 10)
		fraction = fraction * 10 + next_digit(&decimal);
	*result = (double)whole + fraction / scale;
	if (decimal.negative)
		*result = -*result;
	return true;
}

bool
json_number_equal(const struct json_value *a, const struct json_value *b)
{
	struct decimal x, y;

	if (a->length == b->length && memcmp(a->text, b->text, a->length) == 0)
		return true; /* also with an exponent that nobody means */
	if (!read_decimal(a, &x) || !read_decimal(b, &y) || x.negative != y.negative ||
	    x.power != y.power)
		return false;
	while (x.at < x.end || y.at < y.end)
		if (next_digit(&x) != next_digit(&y))
			return false;
	return true;
}
