/*
 * no_memory: loaded before all others, it lets the FAIL_AT-th allocation of the program itself, or
 * of cJSON, come to nothing.  At the end it says how many there were.
 */
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long asked, wanted;

/* Where the program and cJSON are: looked up once, for OpenSSL alone allocates ten thousand times. */
static struct {
	uintptr_t from, to;
} ours[2];
static size_t nours;

static int
find_ours(struct dl_phdr_info *object, size_t size, void *number)
{
	(void)size;
	if ((*(int *)number)++ > 0 && strstr(object->dlpi_name, "libcjson") == NULL)
		return 0;
	for (size_t i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];
		uintptr_t from = object->dlpi_addr + part->p_vaddr;

		if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0 && nours < 2) {
			ours[nours].from = from;
			ours[nours++].to = from + part->p_memsz;
		}
	}
	return 0;
}

static void
find_all(void)
{
	const char *at = getenv("FAIL_AT");
	int number = 0; /* of an object: the first is the program */

	wanted = at != NULL ? strtoul(at, NULL, 10) : 0;
	dl_iterate_phdr(find_ours, &number);
}

static bool
fails(const void *caller)
{
	if (nours == 0)
		find_all();
	for (size_t i = 0; i < nours; i++)
		if ((uintptr_t)caller - ours[i].from < ours[i].to - ours[i].from)
			return ++asked == wanted;
	return false;
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
