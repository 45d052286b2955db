// caller STATUS_FILE
//
// A target that makes the system calls that it is asked for, and touches the pages that it is told. STATUS_FILE holds 64-bit words:
// ready, request, done, result, number, six arguments; keep in step with Caller.java. Number -1 writes a word to each page of
// what the first two arguments are: an address and a length.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096 };
enum { READY, REQUEST, DONE, RESULT, NUMBER, ARGUMENT };

static volatile uint64_t *shown;

static int64_t touch(uint64_t start, uint64_t length) {
    for (uint64_t at = start; at < start + length; at += PAGE) ++*(volatile uint64_t *)(uintptr_t)at;
    return 0;
}

static int64_t obey(int64_t number, volatile uint64_t *a) {
    if (number == -1) return touch(a[0], a[1]);
    int64_t result = syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    return result == -1 ? -errno : result;
}

int main(int count, char **argument) {
    int file = count == 2 ? open(argument[1], O_RDWR) : -1;
    shown = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shown == MAP_FAILED) {
        perror("caller");
        return 1;
    }
    close(file);
    shown[READY] = 1;
    for (;;) {
        if (shown[REQUEST] == shown[DONE]) {
            struct timespec t = {0, 200000};
            nanosleep(&t, NULL);
            continue;
        }
        shown[RESULT] = obey(shown[NUMBER], shown + ARGUMENT);
        __sync_synchronize();
        shown[DONE] = shown[REQUEST];
    }
}
