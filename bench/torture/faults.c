/* Lets one call to the disk fail: loaded before the C library (LD_PRELOAD), into Python and every git it starts.

   Only calls for files below the folders in the table count. The table is a file that all processes of a run share;
   `faults.py` writes it before the run and reads it after it. Linux with glibc. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* The order of KINDS in faults.py. */
enum kind { CREATE, OPEN, WRITE, READ, SYNC, CLOSE, RENAME, SWAP, MKDIR, LINK, UNLINK, RMDIR, LIST, STAT, TRUNCATE, LOCK, MODE, KINDS };

#define ROOTS 2
#define CODES 6
#define CALLS 16384
#define NAME 160
#define FILES 4096

struct table {
  int32_t armed;
  int32_t nth;                  /* the call that fails, from 1; 0: none */
  int32_t lasting;              /* whether all after it fail that this fault lets fail */
  _Atomic int32_t seen;
  _Atomic int32_t hits;
  int32_t code;                 /* the errno of the fault, from `codes` */
  _Atomic int32_t cut;          /* a write was cut short, and the next one fails */
  int32_t codes[KINDS][CODES];  /* errno of each kind, in turn; 0: no more */
  char roots[ROOTS][PATH_MAX];
  struct { int32_t kind; char path[NAME]; } calls[CALLS];
};

static struct table *table;
static unsigned char inside[FILES]; /* of each descriptor: 1 below a root, 2 opened for writing, 4 its names are read */
static char names[FILES][NAME];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_TABLE");
  if (!path) return;
  int file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *map = mmap(NULL, sizeof(struct table), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (map != MAP_FAILED) table = map;
}

static int is_armed(void) { return table && table->armed; }

/* The path of a call as it counts, or NULL where it does not. */
static const char *place(int folder, const char *path, char *full) {
  if (!path) return NULL;
  if (path[0] == '/') {
    snprintf(full, PATH_MAX, "%s", path);
  } else if (folder == AT_FDCWD) {
    char here[PATH_MAX];
    if (syscall(SYS_getcwd, here, sizeof here) < 0) return NULL;
    if ((size_t)snprintf(full, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) return NULL;
  } else if (folder >= 0 && folder < FILES && inside[folder]) {
    snprintf(full, PATH_MAX, "%s/%s", names[folder], path);
    return full;
  } else {
    return NULL;
  }
  for (int n = 0; n < ROOTS; n++) {
    size_t length = strlen(table->roots[n]);
    if (length && !strncmp(full, table->roots[n], length) && (!full[length] || full[length] == '/')) return full;
  }
  return NULL;
}

static int allows(enum kind kind, int code) {
  for (int n = 0; n < CODES && table->codes[kind][n]; n++)
    if (table->codes[kind][n] == code) return 1;
  return 0;
}

/* Count a call; its errno where it must fail. */
static int count(enum kind kind, const char *path) {
  int n = atomic_fetch_add(&table->seen, 1) + 1;
  if (n <= CALLS) {
    size_t length = strlen(path);
    table->calls[n - 1].kind = kind;
    snprintf(table->calls[n - 1].path, NAME, "%s", length < NAME ? path : path + length - NAME + 1);
  }
  if (table->nth && n == table->nth) {
    int codes = 0;
    while (codes < CODES && table->codes[kind][codes]) codes++;
    if (!codes) return 0;
    table->code = table->codes[kind][n % codes];
    atomic_fetch_add(&table->hits, 1);
    return table->code;
  }
  if (table->nth && n > table->nth && table->lasting && table->code && allows(kind, table->code)) {
    atomic_fetch_add(&table->hits, 1);
    return table->code;
  }
  return 0;
}

static int fails(enum kind kind, int folder, const char *path) {
  if (!is_armed()) return 0;
  char full[PATH_MAX];
  const char *found = place(folder, path, full);
  int code = found ? count(kind, found) : 0;
  if (code) errno = code;
  return code;
}

static int fails_open(enum kind kind, int file) {
  if (!is_armed() || file < 0 || file >= FILES || !inside[file]) return 0;
  int code = count(kind, names[file]);
  if (code) errno = code;
  return code;
}

static int note(int file, int folder, const char *path, int writing) {
  if (file >= 0 && file < FILES) {
    char full[PATH_MAX];
    const char *found = table ? place(folder, path, full) : NULL;
    inside[file] = found ? 1 | (writing ? 2 : 0) : 0;
    if (found) {
      size_t length = strlen(found);
      snprintf(names[file], NAME, "%s", length < NAME ? found : found + length - NAME + 1);
    }
  }
  return file;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int open_file(int folder, const char *path, int flags, mode_t mode) {
  int writing = (flags & O_ACCMODE) != O_RDONLY;
  if (fails(flags & O_DIRECTORY ? LIST : writing ? CREATE : OPEN, folder, path)) return -1;
  return note(syscall(SYS_openat, folder, path, flags, mode), folder, path, writing);
}

#define MODE_OF(flags) mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE_OF(flags) return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return open_file(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_file(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_file(folder, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static FILE *open_stream(FILE *(*real)(const char *, const char *), const char *path, const char *how) {
  int writing = strpbrk(how, "wa+") != NULL;
  if (fails(writing ? CREATE : OPEN, AT_FDCWD, path)) return NULL;
  return real(path, how);
}
FILE *fopen(const char *path, const char *how) { REAL(fopen); return open_stream(real, path, how); }
FILE *fopen64(const char *path, const char *how) { REAL(fopen64); return open_stream(real, path, how); }

static ssize_t write_file(int file, const void *data, size_t size, off_t at, int placed) {
  if (is_armed() && file >= 0 && file < FILES && inside[file]) {
    if (atomic_exchange(&table->cut, 0)) { errno = table->code; return -1; }
    int code = count(WRITE, names[file]);
    /* A disk that gets full takes what it can, and refuses the rest. */
    if (code && size > 1 && table->nth % 2) {
      atomic_store(&table->cut, 1);
      size /= 2;
    } else if (code) {
      errno = code;
      return -1;
    }
  }
  return placed ? syscall(SYS_pwrite64, file, data, size, at) : syscall(SYS_write, file, data, size);
}
ssize_t write(int file, const void *data, size_t size) { return write_file(file, data, size, 0, 0); }
ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return write_file(file, data, size, at, 1); }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) { return write_file(file, data, size, at, 1); }

ssize_t read(int file, void *data, size_t size) { return fails_open(READ, file) ? -1 : syscall(SYS_read, file, data, size); }
ssize_t __read_chk(int file, void *data, size_t size, size_t room) { (void)room; return read(file, data, size); }
ssize_t pread(int file, void *data, size_t size, off_t at) { return fails_open(READ, file) ? -1 : syscall(SYS_pread64, file, data, size, at); }
ssize_t pread64(int file, void *data, size_t size, off64_t at) { return fails_open(READ, file) ? -1 : syscall(SYS_pread64, file, data, size, at); }

int fsync(int file) { return fails_open(SYNC, file) ? -1 : syscall(SYS_fsync, file); }
int fdatasync(int file) { return fails_open(SYNC, file) ? -1 : syscall(SYS_fdatasync, file); }
int syncfs(int file) { return fails_open(SYNC, file) ? -1 : syscall(SYS_syncfs, file); }
int ftruncate(int file, off_t size) { return fails_open(TRUNCATE, file) ? -1 : syscall(SYS_ftruncate, file, size); }
int ftruncate64(int file, off64_t size) { return fails_open(TRUNCATE, file) ? -1 : syscall(SYS_ftruncate, file, size); }
int flock(int file, int how) { return fails_open(LOCK, file) ? -1 : syscall(SYS_flock, file, how); }
int fchmod(int file, mode_t mode) { return fails_open(MODE, file) ? -1 : syscall(SYS_fchmod, file, mode); }
int chmod(const char *path, mode_t mode) { return fails(MODE, AT_FDCWD, path) ? -1 : syscall(SYS_fchmodat, AT_FDCWD, path, mode); }

/* What was written is told to have failed only now, as over a network; the descriptor is closed all the same. */
int close(int file) {
  int known = file >= 0 && file < FILES ? inside[file] : 0;
  int code = known & 2 && is_armed() ? count(CLOSE, names[file]) : 0;
  if (known) inside[file] = 0;
  int done = syscall(SYS_close, file);
  if (code) { errno = code; return -1; }
  return done;
}

int rename(const char *old, const char *new) { return fails(RENAME, AT_FDCWD, new) ? -1 : syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return fails(RENAME, to, new) ? -1 : syscall(SYS_renameat2, from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned how) {
  return fails(how & 2 ? SWAP : RENAME, to, new) ? -1 : syscall(SYS_renameat2, from, old, to, new, how);
}
int mkdir(const char *path, mode_t mode) { return fails(MKDIR, AT_FDCWD, path) ? -1 : syscall(SYS_mkdirat, AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return fails(MKDIR, folder, path) ? -1 : syscall(SYS_mkdirat, folder, path, mode); }
int link(const char *old, const char *new) { return fails(LINK, AT_FDCWD, new) ? -1 : syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int how) { return fails(LINK, to, new) ? -1 : syscall(SYS_linkat, from, old, to, new, how); }
int symlink(const char *to, const char *path) { return fails(LINK, AT_FDCWD, path) ? -1 : syscall(SYS_symlinkat, to, AT_FDCWD, path); }
int unlink(const char *path) { return fails(UNLINK, AT_FDCWD, path) ? -1 : syscall(SYS_unlinkat, AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int how) { return fails(how & AT_REMOVEDIR ? RMDIR : UNLINK, folder, path) ? -1 : syscall(SYS_unlinkat, folder, path, how); }
int rmdir(const char *path) { return fails(RMDIR, AT_FDCWD, path) ? -1 : syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR); }

DIR *opendir(const char *path) {
  REAL(opendir);
  if (fails(LIST, AT_FDCWD, path)) return NULL;
  DIR *found = real(path);
  if (found) note(dirfd(found), AT_FDCWD, path, 0);
  return found;
}
int closedir(DIR *folder) {
  REAL(closedir);
  int file = dirfd(folder);
  if (file >= 0 && file < FILES) inside[file] = 0;
  return real(folder);
}
static int fails_names(DIR *folder) {
  int file = dirfd(folder);
  if (!is_armed() || file < 0 || file >= FILES || !inside[file] || inside[file] & 4) return 0;
  inside[file] |= 4; /* once is enough: one call of the system reads many names */
  return fails_open(LIST, file);
}
struct dirent *readdir(DIR *folder) { REAL(readdir); return fails_names(folder) ? NULL : real(folder); }
struct dirent64 *readdir64(DIR *folder) { REAL(readdir64); return fails_names(folder) ? NULL : real(folder); }

#define STAT_OF(name, type) \
  int name(const char *path, struct type *found) { REAL(name); return fails(STAT, AT_FDCWD, path) ? -1 : real(path, found); }
STAT_OF(stat, stat)
STAT_OF(lstat, stat)
STAT_OF(stat64, stat64)
STAT_OF(lstat64, stat64)
int fstatat(int folder, const char *path, struct stat *found, int how) { REAL(fstatat); return fails(STAT, folder, path) ? -1 : real(folder, path, found, how); }
int fstatat64(int folder, const char *path, struct stat64 *found, int how) { REAL(fstatat64); return fails(STAT, folder, path) ? -1 : real(folder, path, found, how); }
int fstat(int file, struct stat *found) { REAL(fstat); return fails_open(STAT, file) ? -1 : real(file, found); }
int fstat64(int file, struct stat64 *found) { REAL(fstat64); return fails_open(STAT, file) ? -1 : real(file, found); }
