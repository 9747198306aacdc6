/*
 * www: what was read of the folder, in a list.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "web/log.h"
#include "www.h"

struct file {
	struct file *next;
	char *path;
	char *text;
	size_t size;
};
static struct file *files;

/* No hidden file, and no way out of the folder. */
static bool
is_inside(const char *path)
{
	return path[0] != '.' && path[0] != '/' && strstr(path, "/.") == NULL;
}

static int
open_inside(const char *path)
{
	const char *folder = getenv("OIDC_WWW");
	char *whole = NULL;
	int descriptor = -1;

	errno = ENOENT;
	if (folder != NULL && is_inside(path) && asprintf(&whole, "%s/%s", folder, path) > 0)
		descriptor = open(whole, O_RDONLY | O_CLOEXEC);
	free(whole);
	return descriptor;
}

static bool
read_all(int descriptor, struct file *file)
{
	struct stat status;
	ssize_t got;

	if (fstat(descriptor, &status) != 0)
		return false;
	file->text = malloc((size_t)status.st_size + 1);
	if (file->text == NULL)
		return false;
	while ((got = read(
		    descriptor, file->text + file->size, (size_t)status.st_size - file->size)) > 0)
		file->size += (size_t)got;
	file->text[file->size] = '\0';
	return got == 0;
}

static struct file *
load(const char *path)
{
	struct file *file = calloc(1, sizeof *file);
	int descriptor = open_inside(path);

	if (file != NULL && descriptor >= 0 && read_all(descriptor, file))
		file->path = strdup(path);
	if (file == NULL || file->path == NULL) {
		log_line("the file %s of the folder that OIDC_WWW names cannot be read: %s", path,
		    strerror(errno));
		if (file != NULL)
			free(file->text);
		free(file);
		file = NULL;
	}
	if (descriptor >= 0)
		close(descriptor);
	return file;
}

const char *
www_file(const char *path, size_t *size)
{
	struct file *file = files;

	while (file != NULL && strcmp(file->path, path) != 0)
		file = file->next;
	if (file == NULL) {
		file = load(path);
		if (file == NULL)
			return NULL;
		file->next = files;
		files = file;
	}
	*size = file->size;
	return file->text;
}
