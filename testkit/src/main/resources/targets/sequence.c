// sequence STATUS_FILE PAGES
//
// A target that writes all the time, so that a copy of its memory tells whether it is of one instant. A writer for each
// processor, and one for each kind of memory that is handled apart, writes increasing numbers round and round over pages of its
// own: number n into the second word of page n % PAGES, and before it, into the first, the newest number of the writer before
// it. In one instant the pages of a writer hold its last PAGES numbers, and nobody has seen a number that was not written yet.
// The shared file STATUS_FILE holds 64-bit words: ready, how many areas, then the kind and the start of each; keep in step with
// Sequence.java. The last area is written once, and then forbidden.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, WORDS = PAGE / 8, MOST = 60 };
enum { READY, COUNT, FIRST_AREA };
enum { PRIVATE, SHARED, NOT_FORKED, WIPED, FORBIDDEN };

typedef struct {
    _Alignas(64) volatile uint64_t newest;
    volatile uint64_t *pages;
} area;

static volatile uint64_t *shown;
static area areas[MOST];
static long count, pages;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static area *add(uint64_t kind) {
    int flags = MAP_ANONYMOUS | (kind == SHARED ? MAP_SHARED : MAP_PRIVATE);
    void *start = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (start == MAP_FAILED || count == MOST) fail("an area");
    // Huge pages would be copied as a whole.
    madvise(start, pages * PAGE, MADV_NOHUGEPAGE);
    if (kind == NOT_FORKED && madvise(start, pages * PAGE, MADV_DONTFORK)) fail("MADV_DONTFORK");
    if (kind == WIPED && madvise(start, pages * PAGE, MADV_WIPEONFORK)) fail("MADV_WIPEONFORK");
    shown[FIRST_AREA + 2 * count] = kind;
    shown[FIRST_AREA + 2 * count + 1] = (uintptr_t)start;
    areas[count].pages = start;
    return areas + count++;
}

static void write_number(area *own, const area *before, uint64_t number) {
    volatile uint64_t *page = own->pages + number % pages * WORDS;
    page[0] = before->newest;
    page[1] = number;
    own->newest = number;
}

static void *writer(void *argument) {
    long index = (long)argument;
    area *own = areas + index, *before = areas + (index + count - 1) % count;
    for (uint64_t number = own->newest + 1;; number++) write_number(own, before, number);
    return NULL;
}

int main(int words, char **word) {
    int file = words == 3 ? open(word[1], O_RDWR) : -1;
    shown = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    pages = words == 3 ? atol(word[2]) : 0;
    if (shown == MAP_FAILED || pages < 1) fail("sequence");
    close(file);
    for (long processor = 0; processor < sysconf(_SC_NPROCESSORS_ONLN) && processor < MOST / 2; processor++) add(PRIVATE);
    for (uint64_t kind = SHARED; kind <= WIPED; kind++) add(kind);
    for (uint64_t number = 1; number <= (uint64_t)pages; number++)
        for (long i = 0; i < count; i++) write_number(areas + i, areas + (i + count - 1) % count, number);
    area *forbidden = add(FORBIDDEN);
    for (uint64_t number = 1; number <= (uint64_t)pages; number++) write_number(forbidden, forbidden, number);
    if (nice(5) == -1) fail("nice"); // who copies is to get on, too
    if (nice(5) == -1) fail("nice"); // who copies is to get on, too
    mprotect((void *)forbidden->pages, pages * PAGE, PROT_NONE);
    shown[COUNT] = count;
    count--;
    pthread_t thread;
    for (long i = 0; i < count; i++)
        if (pthread_create(&thread, NULL, writer, (void *)i) != 0) fail("pthread_create");
    shown[READY] = 1;
    for (;;) pause();
}
