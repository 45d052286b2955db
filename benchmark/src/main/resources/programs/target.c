// target STATUS_FILE MIB MAPPINGS THREADS PAGES(small|huge) SHARE SAMPLER(spin|sleep)
//
// A target that measures what is done to it. Its region of MIB is full of data that does not repeat, in MAPPINGS mappings.
// A writer runs as fast as it can: a step reads from a page anywhere in the region and writes to one of the pages that
// change, which are SHARE of 1000, evenly spread. A sampler reads the clock over and over, at least every 0.1 ms while it
// has a processor, and keeps the longest time between two readings. All further threads write a page every 10 ms.
// The figures are in the shared file STATUS_FILE; StatusPage.java reads it as 64-bit words: keep in step.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, HUGE = 2 << 20, PAUSE = 30000, WORTH_A_LOOK = 10000 };

typedef struct {
    volatile uint64_t ready;        // 1 when the region is filled and all threads run
    volatile uint64_t asked;        // goes up when the gaps are to be forgotten
    volatile uint64_t forgotten;    // follows it
    volatile uint64_t longest_gap;  // nanoseconds between two readings of the clock
    volatile uint64_t longest_stop; // the same, without the time that the sampler waited for a processor
    volatile uint64_t samples;      // readings of the clock
    volatile uint64_t steps;        // of the writer
    volatile uint64_t pages;        // of the region; a whole number in every mapping
} status;

static status *shown;
static char *region;
static uint64_t pages, pages_in_mapping, changing;
static int spins;

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void rest(uint64_t nanoseconds) {
    struct timespec t = {0, nanoseconds};
    nanosleep(&t, NULL);
}

static void fail(const char *what) {
    fprintf(stderr, "target: %s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t next(uint64_t *state) { // splitmix64
    uint64_t z = (*state += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

// Between two mappings there is a page without a mapping; the kernel would make one mapping of neighbours.
static volatile uint64_t *page(uint64_t index) {
    return (volatile uint64_t *)(region + (index + index / pages_in_mapping) * PAGE);
}

static void map_region(uint64_t mappings, int huge) {
    pages_in_mapping = pages / mappings;
    shown->pages = pages = pages_in_mapping * mappings;
    uint64_t length = (pages + mappings) * PAGE;
    char *start = mmap(NULL, length + HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) fail("mapping the region");
    region = (char *)(((uintptr_t)start + HUGE - 1) & ~(uintptr_t)(HUGE - 1));
    if (region > start && munmap(start, region - start) != 0) fail("munmap");
    if (region < start + HUGE && munmap(region + length, start + HUGE - region) != 0) fail("munmap");
    if (madvise(region, length, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) != 0 && huge) fail("huge pages");
    uint64_t step = (pages_in_mapping + 1) * PAGE;
    for (char *end = region + step; end <= region + length; end += step)
        if (munmap(end - PAGE, PAGE) != 0) fail("munmap");
}

static void fill(void) {
    uint64_t state = now() ^ (uint64_t)getpid() << 40;
    for (uint64_t i = 0; i < pages; i++)
        for (int word = 0; word < PAGE / 8; word++) page(i)[word] = next(&state);
}

// The state of a writer goes with it, so that no two write the same.
static void step(uint64_t *state) {
    uint64_t chance = next(state);
    uint64_t seen = *page((chance >> 32) * pages >> 32);
    uint64_t spread = (chance & 0xffffffff) * changing >> 32;
    page(spread * pages / changing)[chance >> 55] = seen + chance;
}

static void *writer(void *unused) {
    uint64_t state = now();
    for (;;) {
        for (int i = 0; i < 64; i++) step(&state);
        shown->steps += 64;
    }
    return unused;
}

static void *slow_writer(void *number) {
    uint64_t state = now() + (uintptr_t)number;
    for (;;) {
        rest(10000000);
        step(&state);
    }
    return NULL;
}

// How long this thread has waited for a processor so far; 0 where the kernel does not count that.
static uint64_t waited(int schedstat) {
    char text[128] = {0};
    unsigned long long ran, waiting = 0;
    if (pread(schedstat, text, sizeof text - 1, 0) <= 0 || sscanf(text, "%llu %llu", &ran, &waiting) != 2) return 0;
    return waiting;
}

static void notice(uint64_t gap, uint64_t waiting) {
    if (gap > shown->longest_gap) shown->longest_gap = gap;
    uint64_t stop = gap > waiting ? gap - waiting : 0;
    if (stop > shown->longest_stop) shown->longest_stop = stop;
}

static void *sampler(void *unused) {
    int schedstat = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    uint64_t last = now(), waited_before = waited(schedstat);
    for (;;) {
        if (!spins) rest(PAUSE);
        uint64_t moment = now(), gap = moment - last;
        last = moment;
        shown->samples++;
        if (shown->asked != shown->forgotten) {
            shown->longest_gap = shown->longest_stop = 0;
            __sync_synchronize();
            shown->forgotten = shown->asked;
        } else if (gap > WORTH_A_LOOK) {
            uint64_t waited_now = waited(schedstat);
            notice(gap, waited_now - waited_before);
            waited_before = waited_now;
        }
    }
    return unused;
}

static void start(void *(*run)(void *), uintptr_t argument) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, (void *)argument) != 0) fail("pthread_create");
}

int main(int count, char **argument) {
    if (count != 8) return 2;
    prctl(PR_SET_PDEATHSIG, SIGKILL); // nothing of a benchmark that was killed stays
    prctl(PR_SET_TIMERSLACK, 1);
    setsid(); // CRIU dumps whole sessions
    int file = open(argument[1], O_RDWR | O_CLOEXEC);
    shown = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || shown == MAP_FAILED) fail(argument[1]);
    close(file);
    pages = strtoull(argument[2], NULL, 10) * (1 << 20) / PAGE;
    uint64_t mappings = strtoull(argument[3], NULL, 10), share = strtoull(argument[6], NULL, 10);
    if (pages == 0 || mappings == 0 || mappings > pages || share > 1000) return 2;
    map_region(mappings, !strcmp(argument[5], "huge"));
    changing = pages * share / 1000 > 0 ? pages * share / 1000 : 1;
    fill();
    spins = !strcmp(argument[7], "spin");
    start(sampler, 0);
    start(writer, 0);
    for (int i = 3; i < atoi(argument[4]); i++) start(slow_writer, i);
    shown->ready = 1;
    for (;;) pause();
}
