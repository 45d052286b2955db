// storm STATUS_FILE MIB SEED
//
// A target whose memory and tasks never rest: writers, mmap, munmap, mremap, mprotect, madvise, brk, huge pages on and off,
// forks and threads that come and go. With TRACKED in its environment it opens a userfaultfd for whoever tracks it. It knows nothing of its contents: stop all of its tasks and read them from outside. STATUS_FILE holds 64-bit
// words: ready, then a counter for each kind of storm; keep in step with Storm.java.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, SLOTS = 24, SLOT_PAGES = 64, WRITERS = 2 };
enum { READY, WRITES, MAPPINGS, MOVES, PROTECTIONS, FORKS, THREADS, HUGE, BREAKS };

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

static volatile uint64_t *shown;
static char *plain, *shared;
static uint64_t plain_bytes, shared_bytes = 1 << 20, seed;

static uint64_t next(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    return *x ^= *x << 17;
}

static void rest(long microseconds) {
    struct timespec t = {0, microseconds * 1000};
    nanosleep(&t, NULL);
}

static void scribble(char *page, uint64_t *x) {
    if (next(x) % 8 == 0) memset(page, 0, PAGE); // pages become empty again, too
    else for (int i = 0; i < PAGE / 8; i += 16) ((uint64_t *)page)[i] = next(x);
}

static void *write_storm(void *argument) {
    uint64_t x = seed * 31 + (uintptr_t)argument + 1;
    for (;;) {
        for (int i = 0; i < 8; i++) scribble(plain + next(&x) % (plain_bytes / PAGE) * PAGE, &x);
        scribble(shared + next(&x) % (shared_bytes / PAGE) * PAGE, &x);
        shown[WRITES] += 9;
        rest(300);
    }
    return NULL;
}

// Every slot is unmapped, mapped and written, moved and grown, or given other rights, in an order without a plan.
static void *mapping_storm(void *argument) {
    char *slot[SLOTS] = {0};
    uint64_t length[SLOTS] = {0}, x = seed * 37 + (uintptr_t)argument + 1;
    for (;;) {
        int i = next(&x) % SLOTS;
        uint64_t wish = (next(&x) % SLOT_PAGES + 1) * PAGE;
        if (!slot[i]) {
            void *made = mmap(NULL, wish, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (made == MAP_FAILED) continue;
            slot[i] = made, length[i] = wish;
            for (uint64_t at = 0; at < wish; at += PAGE * (next(&x) % 3 + 1)) scribble(slot[i] + at, &x);
            shown[MAPPINGS]++;
        } else if (next(&x) % 3 == 0) {
            munmap(slot[i], length[i]);
            slot[i] = NULL;
            shown[MAPPINGS]++;
        } else if (next(&x) % 2 == 0) {
            mprotect(slot[i], length[i], PROT_READ | PROT_WRITE);
            void *moved = mremap(slot[i], length[i], wish, MREMAP_MAYMOVE);
            if (moved != MAP_FAILED) slot[i] = moved, length[i] = wish;
            shown[MOVES]++;
        } else if (next(&x) % 4 == 0) {
            int other = next(&x) % SLOTS;
            if (other != i && slot[other] && length[i] <= length[other]) { // onto another mapping, whose end goes
                void *moved = mremap(slot[i], length[i], length[i], MREMAP_MAYMOVE | MREMAP_FIXED, slot[other]);
                if (moved == MAP_FAILED) continue;
                if (length[i] < length[other]) munmap(slot[other] + length[i], length[other] - length[i]);
                length[other] = length[i], slot[i] = NULL;
                shown[MOVES]++;
            }
        } else if (next(&x) % 3 == 0) {
            madvise(slot[i], length[i] / PAGE / 2 * PAGE, MADV_DONTNEED);
            mprotect(slot[i], length[i], PROT_READ | PROT_WRITE);
            scribble(slot[i], &x);
            shown[MAPPINGS]++;
        } else {
            static const int RIGHTS[] = {PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE};
            mprotect(slot[i], length[i], RIGHTS[next(&x) % 3]);
            shown[PROTECTIONS]++;
        }
        rest(200);
    }
    return NULL;
}

// Huge pages come and go in one half of the plain memory, the other half stays one mapping; and the heap grows.
static void *huge_storm(void *argument) {
    uint64_t x = seed * 47 + (uintptr_t)argument + 1, huge = 2 << 20;
    for (int grown = 0;;) {
        char *at = (char *)(((uintptr_t)plain + huge - 1) & ~(huge - 1)) + next(&x) % (plain_bytes / huge / 2 + 1) * huge;
        if (at + huge <= plain + plain_bytes) {
            madvise(at, huge, next(&x) % 2 ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
            if (next(&x) % 2) madvise(at, huge, MADV_COLLAPSE);
        }
        shown[HUGE]++;
        if (grown < 256) {
            char *page = sbrk(PAGE);
            if (page != (void *)-1) memset(page, ++grown, PAGE);
            shown[BREAKS]++;
        }
        rest(3000);
    }
    return NULL;
}

static void *fork_storm(void *argument) {
    uint64_t x = seed * 41 + (uintptr_t)argument + 1;
    for (;;) {
        pid_t child = fork();
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (int i = 0; i < 20; i++) scribble(plain + next(&x) % (plain_bytes / PAGE) * PAGE, &x), rest(500);
            _exit(0);
        }
        rest(next(&x) % 10000);
        if (child > 0) waitpid(child, NULL, 0);
        shown[FORKS]++;
        rest(2000);
    }
    return NULL;
}

static void *short_life(void *argument) {
    uint64_t x = (uintptr_t)argument | 1;
    scribble(plain + next(&x) % (plain_bytes / PAGE) * PAGE, &x);
    rest(next(&x) % 2000);
    return NULL;
}

static void *thread_storm(void *argument) {
    uint64_t x = seed * 43 + (uintptr_t)argument + 1;
    for (;;) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, short_life, (void *)next(&x)) == 0) pthread_join(thread, NULL);
        shown[THREADS]++;
        rest(500);
    }
    return NULL;
}

static void start(void *(*storm)(void *), long number) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, storm, (void *)number) != 0) exit(1);
}

int main(int count, char **argument) {
    if (count < 4) return 2;
    if (getenv("TRACKED")) syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
    int file = open(argument[1], O_RDWR);
    shown = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || shown == MAP_FAILED) return 1;
    close(file);
    plain_bytes = strtoull(argument[2], NULL, 10) << 20;
    seed = strtoull(argument[3], NULL, 10) | 1;
    plain = mmap(NULL, plain_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    shared = mmap(NULL, shared_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (plain == MAP_FAILED || shared == MAP_FAILED) return 1;
    uint64_t x = seed;
    for (uint64_t at = 0; at < plain_bytes; at += PAGE) scribble(plain + at, &x);
    for (long i = 0; i < WRITERS; i++) start(write_storm, i);
    for (long i = 0; i < 2; i++) start(mapping_storm, i);
    start(huge_storm, 0);
    start(fork_storm, 0);
    start(thread_storm, 0);
    shown[READY] = 1;
    for (;;) pause();
}
