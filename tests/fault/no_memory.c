/*
 * no_memory: loaded before all others, it lets the FAIL_AT-th allocation of the program itself, or
 * of cJSON, come to nothing.  At the end it says how many there were.
 */
#include <dlfcn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

static unsigned long asked;

static bool
is_ours(const void *caller)
{
	static const void *program;
	Dl_info place;

	if (program == NULL && dladdr((const void *)getauxval(AT_PHDR), &place) != 0)
		program = place.dli_fbase;
	return dladdr(caller, &place) != 0 &&
	       (place.dli_fbase == program || strstr(place.dli_fname, "libcjson") != NULL);
}

static bool
fails(const void *caller)
{
	const char *at = getenv("FAIL_AT");

	return is_ours(caller) && ++asked == (at != NULL ? strtoul(at, NULL, 10) : 0);
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *
malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

char *
strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);

	return copy != NULL ? memcpy(copy, text, size) : NULL;
}

void *
reallocarray(void *old, size_t count, size_t size)
{
	if (fails(__builtin_return_address(0)) || (size > 0 && count > SIZE_MAX / size))
		return NULL;
	return __libc_realloc(old, count * size);
}

static int
print(const void *caller, char **text, const char *format, va_list arguments)
{
	return fails(caller) ? -1 : vasprintf(text, format, arguments);
}

int
asprintf(char **text, const char *format, ...)
{
	va_list arguments;
	int size;

	va_start(arguments, format);
	size = print(__builtin_return_address(0), text, format, arguments);
	va_end(arguments);
	return size;
}

int
__asprintf_chk(char **text, int flag, const char *format, ...)
{
	va_list arguments;
	int size;

	(void)flag;
	va_start(arguments, format);
	size = print(__builtin_return_address(0), text, format, arguments);
	va_end(arguments);
	return size;
}

__attribute__((destructor)) static void
say(void)
{
	fprintf(stderr, "allocations: %lu\n", asked);
}
