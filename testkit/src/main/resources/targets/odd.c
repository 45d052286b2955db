/*
 * A process with something that cannot be dumped.
 *   odd KIND REPORT
 * REPORT gets a line "ready" when it has that.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int report;

static void require(int holds)
{
    if (!holds)
        abort();
}

static void ready(void)
{
    require(write(report, "ready\n", 6) == 6);
}

/* Of the calls that are left to it, one that waits. */
static void strict(void)
{
    int ends[2];
    char byte;
    require(pipe(ends) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0);
    ready();
    for (;;)
        read(ends[0], &byte, 1);
}

/* Killed for a call that it never makes, but who asks it for its timers does. */
static void killing(void)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getitimer, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof program / sizeof *program, .filter = program};
    require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0);
}

/* What prctl(2) alone tells of it, and that a restore passes over. */
static void vowed(void)
{
    /* PR_SET_MDWE and PR_MDWE_REFUSE_EXEC_GAIN of newer headers. */
    require(prctl(65, 1, 0, 0, 0) == 0);
    require(prctl(PR_MCE_KILL, PR_MCE_KILL_SET, PR_MCE_KILL_EARLY, 0, 0) == 0);
}

static void timeless(void)
{
    require(prctl(PR_SET_TSC, PR_TSC_SIGSEGV) == 0);
}

static void trapped(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTRAP);
    require(sigprocmask(SIG_BLOCK, &set, 0) == 0 && kill(getpid(), SIGTRAP) == 0);
}

static void deadline(void)
{
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } attributes = {sizeof attributes, 6, 0, 0, 0, 1000000, 10000000, 10000000};
    require(syscall(SYS_sched_setattr, 0, &attributes, 0) == 0);
}

static char path[512], second[512];

static int made(void)
{
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    require(file >= 0);
    return file;
}

static void locked(void)
{
    require(flock(made(), LOCK_EX) == 0);
}

static void large(void)
{
    static char bytes[2 << 20] = {1};
    require(write(made(), bytes, sizeof bytes) == sizeof bytes && unlink(path) == 0);
}

static void twice_named(void)
{
    made();
    require(link(path, second) == 0 && unlink(path) == 0);
}

static _Noreturn void *apart(void *flags)
{
    require(unshare((long)flags) == 0);
    ready();
    for (;;)
        pause();
}

static void thread(long flags)
{
    pthread_t made;
    require(pthread_create(&made, 0, apart, (void *)flags) == 0);
    for (;;)
        pause();
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    report = open(words[2], O_WRONLY | O_APPEND | O_CREAT, 0644);
    snprintf(path, sizeof path, "%s.file", words[2]);
    snprintf(second, sizeof second, "%s.second", words[2]);
    if (strcmp(words[1], "strict") == 0)
        strict();
    else if (strcmp(words[1], "killing") == 0)
        killing();
    else if (strcmp(words[1], "vowed") == 0)
        vowed();
    else if (strcmp(words[1], "timeless") == 0)
        timeless();
    else if (strcmp(words[1], "trapped") == 0)
        trapped();
    else if (strcmp(words[1], "deadline") == 0)
        deadline();
    else if (strcmp(words[1], "locked") == 0)
        locked();
    else if (strcmp(words[1], "large") == 0)
        large();
    else if (strcmp(words[1], "twice named") == 0)
        twice_named();
    else if (strcmp(words[1], "own descriptors") == 0)
        thread(CLONE_FILES);
    else if (strcmp(words[1], "own namespace") == 0)
        thread(CLONE_NEWUTS);
    else
        return 2;
    ready();
    for (;;)
        pause();
}
